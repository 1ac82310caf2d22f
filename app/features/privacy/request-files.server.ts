// Makes the file that an officer hands over for a request of access or portability (P4): once it is known who asks, and each time written down.
import type { StaffActor } from '#app/features/access/actor.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { makeFileOf, type OwnFile } from './own-files.server.ts';
import { FILES_OF_KIND } from './request-file-names.ts';
import { addStep, changeRequest } from './request-steps.server.ts';
import { findRequest } from './show-request.server.ts';

export type FileRefusal = 'not-found' | 'unproved';

export async function makeRequestFile(
  actor: StaffActor,
  requestId: number,
  name: string,
): Promise<Result<OwnFile, FileRefusal>> {
  const request = await findRequest(actor, requestId);
  if (request === null || request.personId === null) return refused('not-found');
  const { kind, personId } = request;
  if ((kind !== 'access' && kind !== 'portability') || !FILES_OF_KIND[kind].includes(name)) return refused('not-found');
  // After a refusal there is nothing to hand over.
  if (request.decision === 'refused' || request.decision === 'joined') return refused('not-found');
  if (request.identityAt === null) return refused('unproved');
  const file = await makeFileOf(actor, personId, name);
  if (file === null) return refused('not-found');
  await changeRequest(actor, requestId, (client) =>
    addStep(client, requestId, actor.staffId, {
      step: 'file-made',
      event: 'request.file-made',
      details: { file: name },
    }),
  );
  return ok(file);
}
