// Probes of what staff do with uploads, imports and their undoing.
import { applyUpload } from '#app/features/intake/apply-upload.server.ts';
import { forgetUploads } from '#app/features/intake/forget-uploads.server.ts';
import { findImport, listImports } from '#app/features/intake/imports.server.ts';
import { readFirst, startReading, stopUpload } from '#app/features/intake/read-upload.server.ts';
import { receiveUpload } from '#app/features/intake/receive-upload.server.ts';
import { getUploadPage, takeRefused } from '#app/features/intake/show-upload.server.ts';
import { listUndoReasons, undoImport } from '#app/features/intake/undo-import.server.ts';
import type { Upload } from '#app/features/intake/upload.ts';
import {
  beginReading,
  findUpload,
  listUploads,
  tellPercent,
  tellReading,
} from '#app/features/intake/uploads.server.ts';
import { monthAfter } from '#app/features/exams/sitting.ts';
import { erasePerson } from '#app/features/privacy/erase-person.server.ts';
import { csv, exams, registration, registrations } from '#test/support/import-files.ts';
import { moveClock } from '#test/support/register.ts';
import type { TwoSides } from '#test/support/two-sides.ts';
import type { Probe } from './probe.ts';

/** Drops a file as the form does, and gives it as it was read. */
async function drop({ trainer }: TwoSides, kind: string, bytes: Uint8Array): Promise<Upload> {
  const form = new FormData();
  form.set('kind', kind);
  form.set('file', new Blob([new Uint8Array(bytes)]), `${kind}.csv`);
  const received = await receiveUpload(new Request('http://localhost/', { method: 'POST', body: form }));
  if (!received.ok) throw new Error(received.reason);
  await readFirst(trainer, received.value);
  const upload = await findUpload(trainer, received.value.id);
  if (upload === null) throw new Error('It was not kept');
  return upload;
}

const FIRST = { fate: null, page: 1 } as const;

/** Brings a file in and takes it back. */
async function bringInAndBack(sides: TwoSides, kind: string, bytes: Uint8Array) {
  const upload = await drop(sides, kind, bytes);
  const digest = upload.summary?.plan?.digest ?? '';
  const applied = await applyUpload(sides.trainer, upload, { digest, acceptValid: true });
  if (applied.done !== 'applied') throw new Error(applied.done);
  const { batchId } = applied;
  const found = [await findImport(sides.trainer, batchId), await listUndoReasons(sides.trainer, batchId)];
  return [upload.summary, found, await undoImport(sides.trainer, batchId), await listImports(sides.trainer, 1)];
}

export const IMPORT_PROBES: readonly Probe[] = [
  {
    name: 'a file is dropped, read, read otherwise, looked at and given up',
    async run(sides) {
      const { trainer } = sides;
      const upload = await drop(
        sides,
        'registrations',
        registrations(registration({ mpn: '3000001' }), registration({ progress: 'x' })),
      );
      const choice = { encoding: 'windows-1252', delimiter: null, columns: { email: 'E-mail' }, notice: null } as const;
      await startReading(trainer, upload, choice);
      const again = await findUpload(trainer, upload.id);
      const page = await getUploadPage(trainer, again ?? upload, FIRST);
      const listed = await listUploads(trainer);
      const refused = await takeRefused(trainer, upload);
      await beginReading(trainer, upload.id, choice);
      await tellPercent(trainer, upload.id, 40);
      await tellReading(trainer, upload.id);
      const partly = (await findUpload(trainer, upload.id))?.percent;
      await stopUpload(trainer, upload.id);
      return [page.contents, page.rows, listed, refused, partly, (await findUpload(trainer, upload.id))?.state];
    },
  },
  {
    name: 'imports are applied, the plan that changed is told, and they are undone',
    async run(sides, database) {
      const { trainer, now } = sides;
      await database.query(`update enrolments set state = 'waiting' where person_id = (select max(id) from persons)`);
      const people = registrations(
        registration({ mpn: '3000001', workshop: 'Azure Administrator', first: 'Susan', progress: '80' }),
        registration({ mpn: '4000001', company: 'New Co', email: 'new@new.example', workshop: 'Azure Administrator' }),
      );
      const upload = await drop(sides, 'registrations', people);
      const stale = await applyUpload(trainer, upload, { digest: 'f'.repeat(64), acceptValid: true });
      await stopUpload(trainer, upload.id);
      return [
        stale,
        await bringInAndBack(sides, 'registrations', people),
        await bringInAndBack(
          sides,
          'exams',
          exams(
            ['lukasz@bluecloud.example', 'AZ-104', monthAfter(now, -2), 'failed'],
            ['sanne@bluecloud.example', 'AZ-104', monthAfter(now, 2), ''],
          ),
        ),
        await bringInAndBack(
          sides,
          'workshops',
          csv([
            ['Workshop name', 'Exam ID'],
            ['Azure Administrator', 'AZ-305'],
            ['Brand New', 'ZZ-900'],
          ]),
        ),
      ];
    },
  },
  {
    name: 'files on their way in go with a person who is erased, and after a day',
    async run(sides, database) {
      const { trainer, learner } = sides;
      const upload = await drop(sides, 'exams', exams(['x@x.example', 'AZ-104', '2026-01', '']));
      await erasePerson({ kind: 'system', name: 'test' }, learner.personId);
      const withdrawn = await findUpload(trainer, upload.id);
      await drop(sides, 'exams', exams(['x@x.example', 'AZ-104', '2026-01', '']));
      await moveClock(database, '2 days');
      const removed = await forgetUploads();
      return [withdrawn?.state, withdrawn?.summary, removed > 0, await listUploads(trainer)];
    },
  },
];
