// A mail about a request that came back is seen on the request and on the board, until it is written down that whoever asked was told.
import type { StaffActor } from '#app/features/access/actor.ts';
import { takeBounce } from '#app/features/mail/bounces.server.ts';
import { sendMails } from '#app/features/mail/mails.server.ts';
import { proveIdentity, takeStep } from '#app/features/privacy/handle-request.server.ts';
import { listLostMails } from '#app/features/privacy/unreached-requests.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import { notification } from '#test/support/delivery-status.ts';
import { useMailServer } from '#test/support/mail-server.ts';
import { beforeAll, expect, it } from 'vitest';
import { useReported } from './reported-person.ts';
import { arrangeOfficer, decide, enter, shown, stepsOf } from './request-desk.ts';

const server = useMailServer();
const { database, arrange } = useReported();
let officer: StaffActor;
beforeAll(async () => {
  officer = await arrangeOfficer(database);
});

async function comeBack(email: string): Promise<void> {
  await sendMails(MAIL_WRITERS);
  const { messageId = '' } = await server.take(email);
  expect(await takeBounce(notification(email, messageId), MAIL_WRITERS)).toMatchObject({ ok: true });
}

it('the answer, until they were told by phone or letter', async () => {
  const anna = await arrange();
  const id = await enter(database, officer, { kind: 'restriction', email: anna.email });
  await comeBack(anna.email);
  expect(await listLostMails(officer, id)).toMatchObject([{ requestId: id, letter: 'receipt', status: '5.1.1' }]);
  await proveIdentity(officer, id, 'called-back');
  expect(await takeStep(officer, id, { intent: 'told', how: 'phone' })).toMatchObject({ ok: true });
  expect(await listLostMails(officer)).toEqual([]);
  expect(await decide(officer, id)).toMatchObject({ ok: true });
  await comeBack(anna.email);
  expect((await shown(officer, id)).closedAt).not.toBeNull();
  expect(await listLostMails(officer)).toMatchObject([{ requestId: id, letter: 'decision' }]);
  expect(await takeStep(officer, id, { intent: 'told', how: 'letter' })).toMatchObject({ ok: true });
  expect(await listLostMails(officer)).toEqual([]);
  expect((await stepsOf(officer, id)).filter((step) => step === 'told')).toHaveLength(2);
});

it('what was asked of them, on the request that asked it', async () => {
  const anna = await arrange();
  const id = await enter(database, officer, { kind: 'access', email: anna.email });
  await sendMails(MAIL_WRITERS);
  await server.take(anna.email);
  expect(await takeStep(officer, id, { intent: 'ask-identity', note: 'Ring us, please.' })).toMatchObject({ ok: true });
  await comeBack(anna.email);
  expect(await listLostMails(officer)).toMatchObject([{ requestId: id, letter: 'identity' }]);
  // What was asked is known, however they said it.
  expect(await takeStep(officer, id, { intent: 'prove-identity', how: 'called-back' })).toMatchObject({ ok: true });
  expect(await listLostMails(officer)).toEqual([]);
});
