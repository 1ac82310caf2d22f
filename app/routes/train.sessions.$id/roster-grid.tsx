import { Form } from '@remix-run/react';
import { useMemo, type ReactNode } from 'react';

import type { NotSavedCell } from '#app/features/learning/change-roster.server.ts';
import type { CellChange } from '#app/features/learning/roster-cells.ts';
import { rosterColumns } from '#app/features/learning/roster-columns.tsx';
import type { RosterFilter } from '#app/features/learning/roster-filter.ts';
import type { Roster } from '#app/features/learning/roster.server.ts';
import { ROSTER_PORTION, saveRoster } from '#app/features/learning/save-roster.ts';
import { Button } from '#app/ui/button.tsx';
import { DataGrid } from '#app/ui/data-grid/data-grid.tsx';
import { PlainGrid } from '#app/ui/data-grid/plain-grid.tsx';
import { useHydrated } from '#app/ui/hydrated.ts';
import { Paging } from '#app/ui/paging.tsx';

/** How many rows have inputs on a page without scripts. */
const PLAIN_ROWS = 50;

/** The roster as a grid where scripts run, and as a form with one button where they don't. */
export function RosterGrid({
  roster,
  filter,
  here,
  notSaved,
  empty,
}: {
  roster: Pick<Roster, 'session' | 'rows'>;
  filter: RosterFilter;
  here: (change: Readonly<Record<string, string | null>>) => string;
  notSaved: readonly NotSavedCell[];
  /** What stands where no row is shown. */
  empty: ReactNode;
}) {
  const hydrated = useHydrated();
  const { session } = roster;
  const rows = useMemo(() => roster.rows.map((row) => ({ ...row, label: row.name })), [roster.rows]);
  const columns = useMemo(() => rosterColumns(session, filter, here), [session, filter, here]);
  const save = useMemo(
    () => ({ send: (changes: readonly CellChange[]) => saveRoster(session.id, changes), portion: ROSTER_PORTION }),
    [session.id],
  );
  const label = `Roster of ${session.workshop}: ${session.title}`;
  if (hydrated) return <DataGrid label={label} columns={columns} rows={rows} save={save} empty={empty} />;
  if (rows.length === 0) return empty;
  const offset = (filter.page - 1) * PLAIN_ROWS;
  return (
    <Form method="post" action={here({})}>
      <div className="flex min-h-12 flex-wrap items-center justify-between gap-3 border-b border-line px-4 py-1.5">
        <Button look="primary" size="small" name="intent" value="save">
          Save
        </Button>
        {rows.length > PLAIN_ROWS ? <Paging offset={offset} limit={PLAIN_ROWS} total={rows.length} /> : null}
      </div>
      <PlainGrid columns={columns} rows={rows.slice(offset, offset + PLAIN_ROWS)} label={label} notSaved={notSaved} />
    </Form>
  );
}
