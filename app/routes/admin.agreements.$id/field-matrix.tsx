import { classes } from '#app/ui/classes.ts';
import { Icon } from '#app/ui/icon.tsx';

/** One cell: null where the dataset has no such field. */
export type Cell = {
  readonly name: string;
  readonly told: { readonly kind: 'told' | 'not-told' } | { readonly kind: 'announced'; readonly from: string };
};
export type Matrix = {
  readonly datasets: readonly { readonly id: string; readonly name: string }[];
  readonly rows: readonly { readonly id: string; readonly name: string; readonly cells: readonly (Cell | null)[] }[];
};

const OUTSIDE: Readonly<Record<'announced' | 'not-told', (from: string) => string>> = {
  announced: (from) => `People are told from ${from}`,
  'not-told': () => 'People are not told of this',
};

function Told({ told }: Pick<Cell, 'told'>) {
  if (told.kind === 'told') return null;
  return (
    <span
      className={classes('flex items-center gap-1 text-sm', told.kind === 'not-told' ? 'text-danger' : 'text-warn')}
    >
      <Icon name="warning" size="small" />
      {OUTSIDE[told.kind](told.kind === 'announced' ? told.from : '')}
    </span>
  );
}

type Props = { matrix: Matrix; chosen: readonly string[]; editable: boolean };

/** Fields against datasets, with the wall of the privacy notice around them. */
export function FieldMatrix({ matrix, chosen, editable }: Props) {
  return (
    <div role="region" aria-label="Fields by dataset" tabIndex={0} className="relative overflow-x-auto">
      <table className="w-full border-collapse">
        <caption className="sr-only">Fields by dataset</caption>
        <thead className="border-b border-line text-left text-sm">
          <tr>
            <th scope="col" className="py-2 pr-3 font-medium text-ink-soft">
              Field
            </th>
            {matrix.datasets.map(({ id, name }) => (
              <th key={id} scope="col" className="px-3 py-2 font-medium text-ink-soft">
                {id}
                <span className="max-md:sr-only"> · {name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.rows.map((row) => (
            <tr key={row.id} className="border-b border-line last:border-b-0">
              <th scope="row" className="py-1.5 pr-3 text-left font-medium">
                {row.name}
              </th>
              {row.cells.map((cell, index) => {
                const dataset = matrix.datasets[index];
                const isChosen = cell !== null && chosen.includes(cell.name);
                return (
                  <td
                    key={dataset?.id}
                    className={classes(
                      'px-3 py-1.5',
                      cell !== null &&
                        cell.told.kind !== 'told' &&
                        'border-l-2 border-dashed border-danger-line bg-danger-tint/40',
                    )}
                  >
                    {cell === null ? (
                      <span className="text-ink-soft">
                        <span aria-hidden="true">·</span>
                        <span className="sr-only">not in this dataset</span>
                      </span>
                    ) : editable ? (
                      <label className="flex flex-wrap items-center gap-2">
                        <input
                          type="checkbox"
                          name="fields"
                          value={cell.name}
                          defaultChecked={isChosen}
                          className="size-5 accent-(--color-accent)"
                          aria-label={`${row.name}, ${dataset?.name ?? ''}`}
                        />
                        <Told told={cell.told} />
                      </label>
                    ) : (
                      <span className="flex flex-wrap items-center gap-2">
                        {isChosen ? (
                          <>
                            <Icon name="check" className="text-success" />
                            <span className="sr-only">given</span>
                          </>
                        ) : (
                          <span className="text-ink-soft">not given</span>
                        )}
                        <Told told={cell.told} />
                      </span>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
