// Of a request whose person is gone stays what the association answers for: the right, days, who decided what, by which law. Nothing that anybody wrote.
import type { StaffActor } from '#app/features/access/actor.ts';
import { erasePerson } from '#app/features/privacy/erase-person.server.ts';
import { exportPerson } from '#app/features/privacy/export-person.server.ts';
import {
  askIdentity,
  closeRequest,
  extendRequest,
  noteOn,
  proveIdentity,
} from '#app/features/privacy/handle-request.server.ts';
import { readDecision } from '#app/features/privacy/request-forms.ts';
import { arrangePerson } from '#test/support/register.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { useReported } from './reported-person.ts';
import { arrangeOfficer, decide, enter, shown } from './request-desk.ts';

const { database, arrange } = useReported();
let officer: StaffActor;
beforeAll(async () => {
  officer = await arrangeOfficer(database);
});

const DONE = { ok: true, value: true };
const CANARY = 'canary-of-the-words';

/** The row with its steps and what is kept, as text. */
async function heldOf(id: number): Promise<string> {
  const rows = await Promise.all([
    database.query('select * from privacy_requests where id = $1', [id]),
    database.query('select * from privacy_request_steps where request_id = $1', [id]),
    database.query('select * from privacy_request_keeps where request_id = $1', [id]),
  ]);
  return JSON.stringify(rows);
}

describe('after an erasure', () => {
  it('the officer still reads what was decided, when, by whom, how it was proved and by which law something was kept', async () => {
    const anna = await arrange();
    const partly = await enter(database, officer, { kind: 'erasure', email: anna.email, message: CANARY });
    await noteOn(officer, partly, CANARY);
    await proveIdentity(officer, partly, 'called-back');
    const keeps = [{ what: `Invoice of ${CANARY}`, law: 'Tax law, art. 52', until: '2031-12-31' }];
    await decide(officer, partly, { decision: 'partly', answer: CANARY, keeps });
    const full = await enter(database, officer, { kind: 'erasure', email: anna.email });
    await proveIdentity(officer, full, 'document-seen');
    expect(await decide(officer, full, { email: anna.email })).toEqual(DONE);
    expect(await heldOf(partly)).not.toContain(CANARY);
    expect(await shown(officer, partly)).toMatchObject({
      kind: 'erasure',
      decision: 'partly',
      decidedBy: officer.name,
      identityHow: 'called-back',
      keeps: [{ what: null, law: 'Tax law, art. 52', until: '2031-12-31' }],
      isForgotten: true,
    });
    expect(await shown(officer, full)).toMatchObject({ decision: 'carried-out', isForgotten: true });
    // Whoever is here reads all of it.
    const ben = await arrange();
    const other = await enter(database, officer, { kind: 'complaint', email: ben.email, message: 'It is slow' });
    expect((await shown(officer, other)).isForgotten).toBe(false);
  });

  it('no words that were meant for the person are lost on the way: for a full erasure none are taken', () => {
    const form = new FormData();
    form.set('decision', 'carried-out');
    form.set('answer', 'All that we had is gone.');
    form.set('email', 'anna@company.example');
    expect(readDecision(form, 'erasure', true, '2026-11-23')).toMatchObject({
      ok: false,
      reason: { answer: expect.stringContaining('nobody') as string },
    });
    form.set('answer', '');
    expect(readDecision(form, 'erasure', true, '2026-11-23')).toMatchObject({ ok: true });
    // Somebody unknown has no page and no data that goes: they are answered in words.
    form.set('answer', 'Nothing is held here.');
    expect(readDecision(form, 'erasure', false, '2026-11-23')).toMatchObject({ ok: true });
  });
});

describe('what somebody unknown asked under an address of theirs', () => {
  it.each([
    (email: string) => `mailto:${email}`,
    (email: string) => `By mail to ${email}.`,
    (email: string) => `06 12345678/${email}/`,
    (email: string) => `Anna <${email.toUpperCase()}>`,
  ])('goes with them, however it is written: %s', async (written) => {
    const anna = await arrange();
    const asked = { kind: 'complaint', name: 'A.', message: CANARY } as const;
    const own = await enter(database, officer, { ...asked, contact: written(anna.email) });
    const other = await enter(database, officer, { ...asked, contact: written(`jo${anna.email}`) });
    await erasePerson(anna.actor, anna.id);
    expect(await heldOf(own)).not.toMatch(new RegExp(`${CANARY}|${anna.email}`, 'i'));
    expect(await heldOf(other)).toContain(CANARY);
  });
});

describe('once somebody unknown is answered', () => {
  it('nothing stays of what was said, noted, answered, explained or kept, and nothing is written to it afterwards', async () => {
    const id = await enter(database, officer, {
      kind: 'erasure',
      name: `N ${CANARY}`,
      contact: CANARY,
      message: CANARY,
    });
    await noteOn(officer, id, CANARY);
    await askIdentity(officer, id, CANARY);
    await extendRequest(officer, id, `Because of ${CANARY}`);
    await proveIdentity(officer, id, 'document-seen');
    const keeps = [{ what: CANARY, law: 'Tax law, art. 52', until: '2031-12-31' }];
    expect(await decide(officer, id, { decision: 'partly', answer: CANARY, keeps })).toEqual(DONE);
    expect(await closeRequest(officer, id, 'letter')).toEqual(DONE);
    expect(await heldOf(id)).not.toContain(CANARY);
    expect(await shown(officer, id)).toMatchObject({
      decision: 'partly',
      isForgotten: true,
      keeps: [{ what: null, law: 'Tax law, art. 52' }],
    });
    expect((await shown(officer, id)).extendedAt).not.toBeNull();
    expect(await noteOn(officer, id, CANARY)).toEqual({ ok: false, reason: 'nobody-left' });
    // The database refuses it as well, whoever writes.
    for (const text of [
      `insert into privacy_request_steps (request_id, step, note) values (${id}, 'noted', '${CANARY}')`,
      `update privacy_requests set answer = '${CANARY}' where id = ${id}`,
      `update privacy_requests set message = '${CANARY}' where id = ${id}`,
      `insert into privacy_request_keeps (request_id, what, law, until) values (${id}, '${CANARY}', 'law', '2031-01-01')`,
    ])
      await expect(database.query(text)).rejects.toThrow();
    expect(await heldOf(id)).not.toContain(CANARY);
  });

  it('a note about somebody who was erased is refused, too; about somebody who is here it is taken', async () => {
    const anna = await arrange();
    const id = await enter(database, officer, { kind: 'complaint', email: anna.email });
    await decide(officer, id, { decision: 'refused', answer: 'There is nothing to it.' });
    expect(await noteOn(officer, id, 'Rang again')).toEqual(DONE);
    await erasePerson(officer, anna.id);
    expect(await noteOn(officer, id, CANARY)).toEqual({ ok: false, reason: 'nobody-left' });
  });
});

it('bad-I10 of somebody with two employers all is handed over, and nothing of another account under another name', async () => {
  const anna = await arrange();
  const second = { mpnId: '5999901', company: 'Second Company' };
  const other = await arrangePerson(database, { email: 'anna.other@second.example', ...second });
  await database.query(
    `insert into employments (person_id, employer_id, country_code, job_role, started_on, confirmed_by, confirmed_at, concurrent)
     select $1, employer_id, country_code, 'Second role', started_on, confirmed_by, confirmed_at, true from employments where person_id = $2`,
    [anna.id, other],
  );
  const body = JSON.stringify(await exportPerson(officer, anna.id));
  expect(body).toContain(`Company ${anna.mpnId}`);
  expect(body).toContain('Second Company');
  expect(body).not.toContain('anna.other@second.example');
  expect(body).not.toContain(officer.name);
});
