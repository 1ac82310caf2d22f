// Reads which imports there were, by whom, and what came of them.
import type { StaffActor } from '#app/features/access/actor.ts';
import { actorSettings } from '#app/features/access/actor.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import type { ImportKind } from './match-columns.ts';

export type ImportEntry = {
  readonly id: number;
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly by: string | null;
  readonly appliedAt: Date;
  readonly read: number;
  readonly created: number;
  readonly changed: number;
  readonly same: number;
  readonly refused: number;
  readonly noticeVersion: number | null;
  readonly attestedBy: string | null;
  readonly undoneAt: Date | null;
  readonly undoneBy: string | null;
  /** When whoever is new is written to, if that is still to come. */
  readonly tellsAt: Date | null;
};

const IMPORTS_PER_PAGE = 25;

const ENTRY = `
  select b.id, b.kind, b.file_name as "fileName", a.name as by, b.applied_at as "appliedAt", b.rows_read as read, b.rows_created as created,
    b.rows_changed as changed, b.rows_same as same, b.rows_refused as refused, b.notice_version as "noticeVersion",
    b.attested_by as "attestedBy", b.undone_at as "undoneAt", u.name as "undoneBy"`;
const FROM = `
  from import_batches b left join staff_members a on b.actor_kind = 'staff' and a.id = b.actor_id
  left join staff_members u on u.id = b.undone_by`;
// People that it brought whose mail has not gone yet.
const TELLS_AT = `
  (select min(m.next_attempt_at) from import_changes c cross join lateral jsonb_array_elements_text(c.after) p (id)
   join mails m on m.person_id = p.id::int and m.kind = 'imported' and m.state = 'queued'
   where c.batch_id = b.id and c.table_name = 'persons' and c.row_id = '*')`;

/** The newest first; `page` counts from 1. */
export function listImports(
  actor: StaffActor,
  page: number,
): Promise<{ total: number; imports: ImportEntry[]; perPage: number }> {
  return inRoleSql(
    'psa_worker',
    actorSettings(actor),
    async (client) => {
      const { rows } = await client.query<ImportEntry>(
        `${ENTRY}, null as "tellsAt" ${FROM} order by b.id desc limit $1 offset $2`,
        [IMPORTS_PER_PAGE, (page - 1) * IMPORTS_PER_PAGE],
      );
      const counted = await client.query<{ total: number }>('select count(*)::int as total from import_batches');
      return { total: counted.rows[0]?.total ?? 0, imports: rows, perPage: IMPORTS_PER_PAGE };
    },
    { readOnly: true },
  );
}

export async function findImport(actor: StaffActor, id: number): Promise<ImportEntry | null> {
  const found = await inRoleSql(
    'psa_worker',
    actorSettings(actor),
    (client) => client.query<ImportEntry>(`${ENTRY}, ${TELLS_AT} as "tellsAt" ${FROM} where b.id = $1`, [id]),
    { readOnly: true },
  );
  return found.rows[0] ?? null;
}
