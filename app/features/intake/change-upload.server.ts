// What somebody does with an upload on its page: has it read otherwise, brings it in, or gives it up.
import type { StaffActor } from '#app/features/access/actor.ts';
import { applyUpload } from './apply-upload.server.ts';
import { readAgain, startReading, stopUpload } from './read-upload.server.ts';
import { parseUploadChange } from './upload-change.ts';
import type { UploadTold } from './upload-words.ts';
import type { Upload } from './upload.ts';

/** Where to go on, or what is to be told first. */
export type UploadAnswer = { readonly to: string } | { readonly told: UploadTold };

export async function changeUpload(
  actor: StaffActor,
  upload: Upload,
  form: FormData,
  versions: readonly number[],
): Promise<UploadAnswer> {
  const parsed = parseUploadChange(form, upload.kind, versions);
  if (!parsed.ok) return { told: parsed.reason };
  const change = parsed.value;
  const here = `/train/import/${upload.id}`;
  switch (change.intent) {
    case 'cancel':
      await stopUpload(actor, upload.id);
      return { to: '/train/import' };
    case 'again':
      return (await readAgain(actor, upload)) ? { to: here } : { told: 'gone' };
    case 'read':
      return (await startReading(actor, upload, change.choice)) ? { to: here } : { told: 'gone' };
    case 'apply': {
      const applied = await applyUpload(actor, upload, change);
      return applied.done === 'applied' ? { to: `/train/import/batch/${applied.batchId}` } : { told: applied.done };
    }
  }
}
