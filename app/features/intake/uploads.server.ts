// The rows of uploads: somebody's own, and nobody else's (row policies see to it).
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import type { Received } from './receive-upload.server.ts';
import type { ReadingChoice, Upload, UploadSummary } from './upload.ts';
import { removeUpload } from './upload-files.server.ts';

/** Whoever reads a file says so this often: waiting for a turn, too. */
export const HEARD_EVERY_MS = 20_000;
/** Not heard of for so long, they are gone: the process that read it was ended. */
const HEARD_WITHIN = '2 minutes';

const COLUMNS = `id, kind, file_name as "fileName", file_sha256 as sha256, bytes,
  case when state = 'reading' and reading_at < psa_now() - interval '${HEARD_WITHIN}' then 'stopped' else state end as state, percent, batch_id as "batchId", uploaded_at as "uploadedAt",
  encoding, columns, summary`;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const asPortal = <T extends object>(actor: StaffActor, text: string, values: readonly unknown[]): Promise<T[]> =>
  inRoleSql('psa_portal', actorSettings(actor), async (client) => (await client.query<T>(text, [...values])).rows);

export async function addUpload(actor: StaffActor, received: Received): Promise<void> {
  await asPortal(
    actor,
    'insert into import_uploads (id, staff_id, kind, file_name, file_sha256, bytes) values ($1, $2, $3, $4, $5, $6)',
    [received.id, actor.staffId, received.kind, received.fileName, received.sha256, received.bytes],
  );
}

/** The actor's own, or null. */
export async function findUpload(actor: StaffActor, id: string): Promise<Upload | null> {
  if (!UUID.test(id)) return null;
  const found = await asPortal<Upload>(
    actor,
    `select ${COLUMNS} from import_uploads where id = $1 and staff_id = $2 and expires_at > psa_now()`,
    [id, actor.staffId],
  );
  return found[0] ?? null;
}

/** What the actor has not brought in yet, newest first. */
export const listUploads = (actor: StaffActor): Promise<Upload[]> =>
  asPortal<Upload>(
    actor,
    `select ${COLUMNS} from import_uploads where staff_id = $1 and state in ('reading', 'read') and expires_at > psa_now()
     order by uploaded_at desc`,
    [actor.staffId],
  );

/** Says that it is being read still. */
export const tellReading = (actor: StaffActor, id: string): Promise<unknown> =>
  asPortal(actor, `update import_uploads set reading_at = psa_now() where id = $1 and state = 'reading'`, [id]);

export const tellPercent = (actor: StaffActor, id: string, percent: number): Promise<unknown> =>
  asPortal(
    actor,
    `update import_uploads set percent = $2, reading_at = psa_now() where id = $1 and state = 'reading'`,
    [id, percent],
  );

/** Begins to read it (again). False when it is not there to be read any more. */
export async function beginReading(actor: StaffActor, id: string, choice: ReadingChoice): Promise<boolean> {
  const summary: UploadSummary = { delimiter: choice.delimiter, notice: choice.notice, plan: null };
  const begun = await asPortal(
    actor,
    `update import_uploads set state = 'reading', percent = 0, reading_at = psa_now(), encoding = $2, columns = $3, summary = $4
     where id = $1 and state in ('reading', 'read') returning id`,
    [id, choice.encoding, JSON.stringify(choice.columns), JSON.stringify(summary)],
  );
  return begun.length > 0;
}

/** False when it was cancelled, or deleted because somebody was erased, meanwhile: then nothing of it stays. */
export async function endReading(
  actor: StaffActor,
  id: string,
  state: 'read' | 'failed',
  summary: UploadSummary,
): Promise<boolean> {
  const ended = await asPortal(
    actor,
    `update import_uploads set state = $2, percent = 100, summary = $3 where id = $1 and state in ('reading', 'read') returning id`,
    [id, state, JSON.stringify(summary)],
  );
  if (ended.length === 0 || state === 'failed') await removeUpload(id);
  return ended.length > 0;
}

export async function cancelUpload(actor: StaffActor, id: string): Promise<void> {
  await asPortal(
    actor,
    `update import_uploads set state = 'cancelled', summary = null, columns = '{}' where id = $1 and state in ('reading', 'read', 'failed')`,
    [id],
  );
  await removeUpload(id);
}
