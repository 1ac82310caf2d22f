// Brings an upload in: the plan that was shown, or nothing. If the register has changed meanwhile, it says so, and shows the new plan.
import type { PoolClient } from 'pg';
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { takeImportTurn, writeImport, WRITE_LIMIT_MS } from './import.server.ts';
import { readExamined } from './kept-reading.server.ts';
import type { AnyParsed } from './parse-file.ts';
import type { PlanPages } from './plan-pages.ts';
import { keepPlan, planPages } from './read-upload.server.ts';
import type { Upload, UploadSummary } from './upload.ts';
import { removeUpload, uploadPath } from './upload-files.server.ts';
import { endReading } from './uploads.server.ts';

/** So long somebody whom a file brought is not written to yet, and the import can be undone without a trace. */
export const TELL_AFTER_MINUTES = 30;

export type Applied =
  | { readonly done: 'applied'; readonly batchId: number }
  /** The register is not as it was, or some rows are refused, and nobody said to take the others. */
  | { readonly done: 'plan-changed' | 'some-refused' | 'gone' };

type Order = { /** Of the plan that was shown. */ readonly digest: string; readonly acceptValid: boolean };
type Tried = Applied | { readonly done: 'plan-changed'; readonly pages: PlanPages };

async function apply(
  client: PoolClient,
  actor: StaffActor,
  upload: Upload,
  parsed: AnyParsed,
  order: Order,
): Promise<Tried> {
  await takeImportTurn(client);
  // Two clicks are one import; and what was deleted because somebody was erased does not bring them back.
  const found = await client.query<{ summary: UploadSummary }>(
    `select summary from import_uploads where id = $1 and staff_id = $2 and state = 'read' and expires_at > psa_now() for update`,
    [upload.id, actor.staffId],
  );
  const [now] = found.rows;
  if (now === undefined) return { done: 'gone' };
  const { notice } = now.summary;
  const { planned, pages } = await planPages(client, parsed, notice);
  if (pages.digest !== order.digest) return { done: 'plan-changed', pages };
  if (planned.refused.length > 0 && !order.acceptValid) return { done: 'some-refused' };
  const batchId = await writeImport(
    client,
    planned,
    {
      kind: upload.kind,
      fileName: upload.fileName,
      sha256: upload.sha256,
      noticeVersion: notice?.version ?? null,
      attestedBy: notice?.by ?? null,
      read: parsed.read,
    },
    TELL_AFTER_MINUTES,
  );
  await client.query(`update import_uploads set state = 'applied', batch_id = $2 where id = $1`, [upload.id, batchId]);
  return { done: 'applied', batchId };
}

/** Applies an upload whose plan was shown. Nothing of the file stays once it was. */
export async function applyUpload(actor: StaffActor, upload: Upload, order: Order): Promise<Applied> {
  const examined = await readExamined(uploadPath(upload.id, 'reading'));
  if (examined === null || !examined.parsed.ok) return { done: 'gone' };
  const parsed = examined.parsed.value;
  const tried = await inRoleSql(
    'psa_worker',
    actorSettings(actor),
    (client) => apply(client, actor, upload, parsed, order),
    { timeoutMs: WRITE_LIMIT_MS },
  );
  if (tried.done === 'applied') await removeUpload(upload.id);
  if (!('pages' in tried)) return tried;
  const { pages } = tried;
  await keepPlan(upload.id, examined, pages, []);
  const { delimiter = null, notice = null } = upload.summary ?? {};
  await endReading(actor, upload.id, 'read', {
    delimiter,
    notice,
    plan: { digest: pages.digest, counts: pages.counts },
  });
  return { done: 'plan-changed' };
}
