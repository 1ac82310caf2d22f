import { classes } from './classes.ts';

// Drawn by SVG attributes: the content security policy forbids style attributes.

const tint = (percent: number): string => (percent === 100 ? 'text-success' : 'text-accent');

/** A ring around a percentage (whole, 0–100), with what stands in it: '64%', or a word for 100. */
export function ProgressRing({ percent, label, className }: { percent: number; label: string; className?: string }) {
  return (
    <span className={classes('relative inline-grid size-16 shrink-0 place-items-center', className)}>
      <svg viewBox="0 0 64 64" aria-hidden="true" className={classes('absolute inset-0 -rotate-90', tint(percent))}>
        <circle cx="32" cy="32" r="28" fill="none" strokeWidth="6" className="stroke-line" />
        {percent > 0 && (
          <circle
            cx="32"
            cy="32"
            r="28"
            fill="none"
            strokeWidth="6"
            strokeLinecap={percent === 100 ? 'butt' : 'round'}
            stroke="currentColor"
            pathLength={100}
            strokeDasharray={`${percent} 100`}
            className="transition-[stroke-dasharray]"
          />
        )}
      </svg>
      <span
        className={classes(
          'relative text-center font-semibold tabular-nums',
          label.length > 6 && 'text-sm',
          percent === 100 ? 'text-success' : 'text-ink',
        )}
      >
        {label}
      </span>
    </span>
  );
}

/** A bar beside a figure that says the same. */
export function ProgressBar({ percent, className }: { percent: number; className?: string }) {
  return (
    <svg
      aria-hidden="true"
      className={classes('h-1.5 rounded-full', tint(percent), className ?? 'w-16')}
      preserveAspectRatio="none"
    >
      <rect width="100%" height="100%" rx="3" className="fill-line" />
      {percent > 0 && <rect width={`${percent}%`} height="100%" rx="3" fill="currentColor" />}
    </svg>
  );
}
