// Whoever is erased on request is told, though no mail server takes their mail: by a letter that waits on the request until an officer says that it went.
import type { StaffActor } from '#app/features/access/actor.ts';
import { closeRequest, proveIdentity } from '#app/features/privacy/handle-request.server.ts';
import { listRequests } from '#app/features/privacy/list-requests.server.ts';
import { readLetter } from '#app/features/privacy/read-letter.server.ts';
import { lettersOf } from '#app/features/privacy/request-letter.ts';
import { formatsIn } from '#app/ui/format.ts';
import { useMailServer } from '#test/support/mail-server.ts';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { useReported } from './reported-person.ts';
import { arrangeOfficer, decide, enter, shown, stepsOf } from './request-desk.ts';

const server = useMailServer();
const { database, arrange } = useReported();
let officer: StaffActor;
beforeAll(async () => {
  officer = await arrangeOfficer(database);
});
afterEach(() => server.refuseWith(null));

async function eraseOnRequest() {
  const anna = await arrange();
  const id = await enter(database, officer, { kind: 'erasure', email: anna.email, message: 'Anna says' });
  await proveIdentity(officer, id, 'called-back');
  expect(await decide(officer, id, { email: anna.email })).toMatchObject({ ok: true });
  return { anna, id };
}

it('their letter waits with name and address, and with nothing else of theirs, until it was sent', async () => {
  server.refuseWith(451);
  const { anna, id } = await eraseOnRequest();
  const request = await shown(officer, id);
  expect(request).toMatchObject({
    decision: 'carried-out',
    closedAt: null,
    personId: null,
    askerContact: anna.email,
    message: null,
  });
  expect(await stepsOf(officer, id)).toContain('not-told');
  expect(lettersOf(request)).toEqual(['decision']);
  const read = await readLetter(officer, id, 'decision', formatsIn);
  expect(read?.letter.greeting).toContain(request.askerName ?? 'nobody');
  expect(read?.letter.parts.join('\n')).toContain('Everything that we held about you has been erased');
  const listed = await listRequests(officer, { show: 'open', kind: null, search: String(id), page: 1 });
  expect(listed.requests).toMatchObject([{ id, decision: 'carried-out', closedAt: null }]);
  expect(await closeRequest(officer, id, 'letter')).toMatchObject({ ok: true });
  const closed = await shown(officer, id);
  expect(closed).toMatchObject({ askerName: null, askerContact: null, answeredHow: 'letter' });
  expect(closed.closedAt).not.toBeNull();
  expect(lettersOf(closed)).toEqual([]);
});

it('whom a mail reached is kept no moment longer', async () => {
  const { id } = await eraseOnRequest();
  expect(await shown(officer, id)).toMatchObject({ askerName: null, askerContact: null, answeredHow: 'mail' });
  expect((await shown(officer, id)).closedAt).not.toBeNull();
  expect(await stepsOf(officer, id)).toContain('told');
});
