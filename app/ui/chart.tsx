import { classes } from './classes.ts';

/** How parts are filled: by what they mean, or by how far something is, from a little to all of it. */
const LOOKS = {
  success: { fill: 'fill-success', dot: 'bg-success' },
  danger: { fill: 'fill-danger', dot: 'bg-danger' },
  warn: { fill: 'fill-warn', dot: 'bg-warn' },
  info: { fill: 'fill-info', dot: 'bg-info' },
  neutral: { fill: 'fill-line-strong', dot: 'bg-line-strong' },
  'step-1': { fill: 'fill-line', dot: 'bg-line' },
  'step-2': { fill: 'fill-accent/25', dot: 'bg-accent/25' },
  'step-3': { fill: 'fill-accent/40', dot: 'bg-accent/40' },
  'step-4': { fill: 'fill-accent/60', dot: 'bg-accent/60' },
  'step-5': { fill: 'fill-accent/80', dot: 'bg-accent/80' },
  'step-6': { fill: 'fill-accent', dot: 'bg-accent' },
} as const;

/** A part of a bar: how it is filled, and what it is called. */
export type Part = { readonly name: string; readonly look: keyof typeof LOOKS };

export function Legend({ parts }: { parts: readonly Part[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-soft">
      {parts.map(({ name, look }) => (
        <li key={name} className="flex items-center gap-1.5">
          <span aria-hidden="true" className={classes('size-2.5 rounded-sm', LOOKS[look].dot)} />
          {name}
        </li>
      ))}
    </ul>
  );
}

/** What stands before each count: [2, 3, 1] → [0, 2, 5]. */
const startsOf = (counts: readonly number[]): number[] =>
  counts.map((_, index) => counts.slice(0, index).reduce((sum, count) => sum + count, 0));

const HEIGHT = 140;
const STEP = 40;
const BAR = 26;

type Columns = {
  parts: readonly Part[];
  /** A column each: its label, and its counts in the order of the parts. */
  columns: readonly { readonly label: string; readonly counts: readonly number[] }[];
};

/** Columns of stacked counts, drawn by the server. It is told in the table that belongs beneath it, so it is hidden from screen readers. */
export function StackedColumns({ parts, columns }: Columns) {
  const most = Math.max(1, ...columns.map(({ counts }) => counts.reduce((sum, count) => sum + count, 0)));
  const scale = (HEIGHT - 18) / most;
  return (
    <svg
      viewBox={`0 0 ${columns.length * STEP} ${HEIGHT + 18}`}
      className="w-full max-w-[720px]"
      aria-hidden="true"
      preserveAspectRatio="xMidYMid meet"
    >
      <line x1="0" x2={columns.length * STEP} y1={HEIGHT} y2={HEIGHT} className="stroke-line" />
      {columns.map(({ label, counts }, column) => {
        const x = column * STEP + (STEP - BAR) / 2;
        const starts = startsOf(counts);
        const total = counts.reduce((sum, count) => sum + count, 0);
        return (
          <g key={label}>
            {counts.map((count, index) => {
              const part = parts[index];
              const height = count * scale;
              const y = HEIGHT - (starts[index] ?? 0) * scale - height;
              return part === undefined || count === 0 ? null : (
                <rect key={part.name} x={x} y={y} width={BAR} height={height} className={LOOKS[part.look].fill} />
              );
            })}
            {total === 0 ? null : (
              <text
                x={x + BAR / 2}
                y={HEIGHT - total * scale - 4}
                textAnchor="middle"
                className="fill-ink-soft text-[9px] tabular-nums"
              >
                {total}
              </text>
            )}
            <text x={x + BAR / 2} y={HEIGHT + 13} textAnchor="middle" className="fill-ink-soft text-[9px]">
              {label}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

/** One row of stacked shares of a whole; told in words beside it, so hidden from screen readers. */
export function StackedRow({ parts, counts }: { parts: readonly Part[]; counts: readonly number[] }) {
  const total = Math.max(
    1,
    counts.reduce((sum, count) => sum + count, 0),
  );
  const starts = startsOf(counts);
  return (
    <svg
      viewBox="0 0 100 8"
      preserveAspectRatio="none"
      className="h-2.5 w-full overflow-hidden rounded-sm"
      aria-hidden="true"
    >
      {counts.map((count, index) => {
        const part = parts[index];
        return part === undefined || count === 0 ? null : (
          <rect
            key={part.name}
            x={((starts[index] ?? 0) / total) * 100}
            y="0"
            width={(count / total) * 100}
            height="8"
            className={LOOKS[part.look].fill}
          />
        );
      })}
    </svg>
  );
}
