// A mail about a request goes as long as it is true: nobody is asked for what is known, told of a time that is over, or told again what they were told in another way.
import type { StaffActor } from '#app/features/access/actor.ts';
import { sendMails } from '#app/features/mail/mails.server.ts';
import { extendRequest, proveIdentity, takeStep } from '#app/features/privacy/handle-request.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import { forgetKeptMail, readKeptMail } from '#test/support/kept-mail.ts';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { useReported } from './reported-person.ts';
import { arrangeOfficer, decide, enter } from './request-desk.ts';

const { database, arrange } = useReported();
let officer: StaffActor;
beforeAll(async () => {
  officer = await arrangeOfficer(database);
});
beforeEach(() => forgetKeptMail(database));

/** The kinds of mail that went, and those that did not since they were moot. */
async function send(personId: number): Promise<{ sent: string[]; dropped: string[] }> {
  await sendMails(MAIL_WRITERS);
  const rows = await database.query<{ kind: string; state: string }>(
    'select kind, state from mails where person_id = $1 order by id',
    [personId],
  );
  const kindsIn = (state: string): string[] => rows.filter((row) => row.state === state).map(({ kind }) => kind);
  expect(await readKeptMail(database)).toHaveLength(kindsIn('sent').length);
  return { sent: kindsIn('sent'), dropped: kindsIn('dropped') };
}

/** No server took what was sent to them; then another address of theirs counts. */
async function comeBackAndAnew(personId: number): Promise<void> {
  forgetKeptMail(database);
  await database.query(`update mails set state = 'dead', sent_at = null where person_id = $1`, [personId]);
  await database.query(`update persons set email = 'other-' || email where id = $1`, [personId]);
}

it('asks nobody for what is known: whoever was proved meanwhile is asked for nothing', async () => {
  const anna = await arrange();
  const id = await enter(database, officer, { kind: 'access', email: anna.email });
  expect(await takeStep(officer, id, { intent: 'ask-identity', note: 'Ring us, please.' })).toMatchObject({ ok: true });
  await proveIdentity(officer, id, 'called-back');
  expect(await send(anna.id)).toEqual({ sent: ['request-received'], dropped: ['request-identity'] });
});

it('tells of nothing but the decision once it is decided', async () => {
  const anna = await arrange();
  const id = await enter(database, officer, { kind: 'access', email: anna.email });
  await takeStep(officer, id, { intent: 'ask-identity', note: 'Ring us, please.' });
  await extendRequest(officer, id, 'Much to look for.');
  await proveIdentity(officer, id, 'called-back');
  expect(await decide(officer, id)).toMatchObject({ ok: true });
  expect(await send(anna.id)).toEqual({
    sent: ['request-decided'],
    dropped: ['request-received', 'request-identity', 'request-extended'],
  });
});

it('says to another address only what is still to be said: the answer, and not what came before it', async () => {
  const anna = await arrange();
  const id = await enter(database, officer, { kind: 'access', email: anna.email });
  await send(anna.id);
  await proveIdentity(officer, id, 'called-back');
  await decide(officer, id);
  await sendMails(MAIL_WRITERS);
  await comeBackAndAnew(anna.id);
  expect(await send(anna.id)).toEqual({ sent: ['request-decided'], dropped: ['request-received'] });
});

it('tells nobody again what they were told by phone or letter', async () => {
  const anna = await arrange();
  const id = await enter(database, officer, { kind: 'access', email: anna.email });
  await proveIdentity(officer, id, 'called-back');
  await decide(officer, id);
  await sendMails(MAIL_WRITERS);
  await takeStep(officer, id, { intent: 'told', how: 'letter' });
  await comeBackAndAnew(anna.id);
  expect((await send(anna.id)).sent).toEqual([]);
});
