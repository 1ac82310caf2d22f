// A request on its way: however it came, its clock runs, who asks is checked, it is extended once, and closed with an answer.
import { sendMails } from '#app/features/mail/mails.server.ts';
import {
  closeRequest,
  extendRequest,
  askIdentity,
  namePerson,
  noteOn,
  proveIdentity,
} from '#app/features/privacy/handle-request.server.ts';
import { enterRequest } from '#app/features/privacy/enter-request.server.ts';
import { listRequests } from '#app/features/privacy/list-requests.server.ts';
import { parseRequestFilter } from '#app/features/privacy/request-filter.ts';
import { askFor } from '#app/features/privacy/requests.server.ts';
import { findOwnData } from '#app/features/privacy/own-data.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import type { StaffActor } from '#app/features/access/actor.ts';
import { useReported } from './reported-person.ts';
import { arrangeOfficer, decide, enter, enteredBy, shown, stepsOf } from './request-desk.ts';
import { forgetKeptMail, readKeptMail } from '#test/support/kept-mail.ts';
import { freezeClock } from '#test/support/runs.ts';
import { moveClock } from '#test/support/register.ts';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';

const { database, arrange } = useReported();
let officer: StaffActor;
beforeAll(async () => {
  officer = await arrangeOfficer(database);
});
beforeEach(() => forgetKeptMail(database));

const listed = (query: string, search = '') =>
  listRequests(officer, parseRequestFilter(new URLSearchParams(query), { find: null, search }));

describe('a request that staff enter', () => {
  it('runs from the day on which it came, is told to whoever is known, and stands on the board by the days that are left', async () => {
    const anna = await arrange();
    await freezeClock(database, '2026-11-20T12:00:00Z');
    const id = await enter(database, officer, {
      email: anna.email,
      kind: 'access',
      at: '2026-10-31T22:59:00Z',
      message: 'All of it',
    });
    expect(await shown(officer, id)).toMatchObject({
      receivedOn: '2026-10-31',
      nominalOn: '2026-11-30',
      dueOn: '2026-11-30',
      personId: anna.id,
      channel: 'phone',
      identityAt: null,
      message: 'All of it',
    });
    await sendMails(MAIL_WRITERS);
    const [mail] = await readKeptMail(database);
    expect(mail?.to?.[0]?.address).toBe(anna.email);
    expect(mail?.text).toContain('/me/data#requests');
    expect(mail?.text).not.toMatch(/access|All of it|Request \d/i);
    const { requests, counts } = await listed('');
    expect(requests.find((request) => request.id === id)).toMatchObject({ daysLeft: 10, isProved: false });
    expect(counts.open).toBeGreaterThan(0);
  });

  it.each([
    ['2026-11-29T23:59:00Z', '2026-11-30', '2026-12-30'],
    ['2026-11-30T22:59:00Z', '2026-11-30', '2026-12-30'],
    ['2026-11-30T23:59:00Z', '2026-12-01', '2027-01-04'],
    ['2027-01-31T22:59:00Z', '2027-01-31', '2027-03-01'],
  ])('received at %s is of %s where the association sits, and due on %s', async (at, day, due) => {
    const anna = await arrange();
    await freezeClock(database, '2027-02-15T12:00:00Z');
    const id = await enter(database, officer, { email: anna.email, at });
    expect(await shown(officer, id)).toMatchObject({ receivedOn: day, dueOn: due });
  });

  it('of a kind that is open already is refused with the one that there is; so is what nobody could have said', async () => {
    const anna = await arrange();
    const id = await enter(database, officer, { email: anna.email, kind: 'erasure' });
    const again = await enterRequest(officer, await enteredBy(database, { email: anna.email, kind: 'erasure' }));
    expect(again).toEqual({ ok: false, reason: { why: 'open-already', openId: id } });
    const unknown = await enterRequest(officer, await enteredBy(database, { email: 'nobody@nowhere.example' }));
    expect(unknown).toMatchObject({ reason: { why: 'unknown-address' } });
    const later = await enterRequest(
      officer,
      await enteredBy(database, { email: anna.email, receivedOn: '2099-01-01' }),
    );
    expect(later).toMatchObject({ reason: { why: 'in-the-future' } });
  });

  it('of somebody unknown that is sent twice at once is entered once', async () => {
    const form = await enteredBy(database, { name: 'Impatient Caller', contact: '+31 20 556', kind: 'access' });
    const both = await Promise.all([enterRequest(officer, form), enterRequest(officer, form)]);
    const entered = both.find((result) => result.ok);
    if (entered === undefined) throw new Error('Nothing was entered');
    expect(both).toContainEqual({ ok: false, reason: { why: 'open-already', openId: entered.value } });
    const end = async (id: number): Promise<void> => {
      await decide(officer, id, { decision: 'refused', answer: 'We hold nothing under that name.' });
      expect(await closeRequest(officer, id, 'phone')).toEqual({ ok: true, value: true });
    };
    // Another right, somebody else who gave the same number, and the same again once it is answered, are requests of their own.
    await end(await enter(database, officer, { ...form, kind: 'erasure' }));
    await end(await enter(database, officer, { ...form, name: 'Another Caller' }));
    await end(entered.value);
    await end(await enter(database, officer, form));
  });

  it('of an unknown phone caller keeps what they said of themselves until it is answered, and then nothing of it', async () => {
    const id = await enter(database, officer, {
      name: 'Caller Unknown',
      contact: '+31 20 555',
      kind: 'access',
      language: 'nl',
      message: 'I am Caller',
    });
    expect(await shown(officer, id)).toMatchObject({ askerName: 'Caller Unknown', language: 'nl', personId: null });
    expect((await listed('show=all', 'caller')).requests.map((request) => request.id)).toContain(id);
    await noteOn(officer, id, 'Caller rang again');
    // bad-I13: not without an answer.
    expect(await closeRequest(officer, id, 'phone')).toEqual({ ok: false, reason: 'undecided' });
    expect(await decide(officer, id, { answer: 'Nothing is held.' })).toEqual({ ok: false, reason: 'unproved' });
    expect(await decide(officer, id, { decision: 'refused', answer: 'We hold nothing under that name.' })).toEqual({
      ok: true,
      value: true,
    });
    expect((await shown(officer, id)).closedAt).toBeNull();
    expect((await listed('')).requests.map((request) => request.id)).toContain(id);
    expect(await closeRequest(officer, id, 'phone')).toEqual({ ok: true, value: true });
    expect(await closeRequest(officer, id, 'phone')).toEqual({ ok: false, reason: 'closed' });
    expect(JSON.stringify(await database.query('select * from privacy_requests where id = $1', [id]))).not.toMatch(
      /Caller|555/,
    );
    expect(
      await database.query('select from privacy_request_steps where request_id = $1 and note is not null', [id]),
    ).toEqual([]);
    expect((await listed('show=done')).requests.map((request) => request.id)).toContain(id);
  });

  it('of somebody unknown becomes the request of whoever it is found to be, who is told, and still has to prove it', async () => {
    const anna = await arrange();
    const id = await enter(database, officer, { name: 'Ann', contact: 'ann@private.example', kind: 'portability' });
    expect(await namePerson(officer, id, 'nobody@nowhere.example')).toMatchObject({ reason: 'unknown-address' });
    expect(await namePerson(officer, id, anna.email)).toEqual({ ok: true, value: true });
    expect(await shown(officer, id)).toMatchObject({
      personId: anna.id,
      askerName: null,
      askerContact: null,
      identityAt: null,
    });
    expect((await findOwnData(anna.actor))?.requests[0]).toMatchObject({ id, kind: 'portability', channel: 'phone' });
  });
});

describe('who asks', () => {
  it('is known by the sign-in for what is asked on one’s own page', async () => {
    const anna = await arrange();
    await askFor(anna.actor, 'complaint', 'It is slow');
    const [own] = (await findOwnData(anna.actor))?.requests ?? [];
    expect(await shown(officer, own?.id ?? 0)).toMatchObject({ identityHow: 'signed-in', channel: 'account' });
  });

  it('is asked for more where it has to be, which the person reads; the clock runs on; proved, it is asked no more', async () => {
    const anna = await arrange();
    const id = await enter(database, officer, { email: anna.email });
    const { dueOn } = await shown(officer, id);
    await askIdentity(officer, id, 'Please answer from the address that we know.');
    await sendMails(MAIL_WRITERS);
    const mails = (await readKeptMail(database)).filter(({ to }) => to?.[0]?.address === anna.email);
    expect(mails.map(({ subject }) => subject).toSorted()).toEqual([
      'We need something from you for your request',
      'We received your request',
    ]);
    expect((await findOwnData(anna.actor))?.requests[0]?.identityAsked).toContain('answer from the address');
    expect(await decide(officer, id)).toEqual({ ok: false, reason: 'unproved' });
    await proveIdentity(officer, id, 'answered-from-address');
    expect(await askIdentity(officer, id, 'More')).toEqual({ ok: false, reason: 'proved-already' });
    expect((await findOwnData(anna.actor))?.requests[0]?.identityAsked).toBeNull();
    expect((await shown(officer, id)).dueOn).toBe(dueOn);
    expect(
      await database.query(
        `select details from audit_events where event = 'request.identity-proved' and subject_id = $1`,
        [String(id)],
      ),
    ).toEqual([{ details: { how: 'answered-from-address' } }]);
  });

  it('is asked by the database, too: nothing is carried out for somebody who was not proved', async () => {
    const anna = await arrange();
    const id = await enter(database, officer, { email: anna.email, kind: 'erasure' });
    const carried = `update privacy_requests set decided_at = now(), decision = 'carried-out', decided_by = ${officer.staffId} where id = ${id}`;
    await expect(database.query(carried)).rejects.toThrow('before it is known who asks');
    const refusal = `update privacy_requests set decided_at = now(), decision = 'refused', decided_by = ${officer.staffId} where id = ${id}`;
    await expect(database.query(refusal)).rejects.toThrow('a refusal says why');
    await expect(database.query(`update privacy_requests set closed_at = now() where id = ${id}`)).rejects.toThrow();
    await expect(database.query(`update privacy_requests set due_on = due_on + 9 where id = ${id}`)).rejects.toThrow(
      'runs on',
    );
  });
});

describe('an extension', () => {
  it('bad-I13 is refused on day 32, though it is due on that day; within the first month it is told with its reason, once', async () => {
    const anna = await arrange();
    await freezeClock(database, '2026-10-15T10:00:00Z');
    const id = await enter(database, officer, { email: anna.email });
    await freezeClock(database, '2026-11-16T08:00:00Z');
    expect(await shown(officer, id)).toMatchObject({ nominalOn: '2026-11-15', dueOn: '2026-11-16' });
    expect(await extendRequest(officer, id, 'It is a great deal.')).toEqual({ ok: false, reason: 'too-late' });
    await expect(
      database.query(
        `update privacy_requests set extended_at = psa_now(), extended_by = $2, extension_reason = 'late', nominal_on = '2027-01-15', due_on = '2027-01-15' where id = $1`,
        [id, officer.staffId],
      ),
    ).rejects.toThrow('within its first month');
    // Until the last minute of the month where the association sits.
    await freezeClock(database, '2026-11-15T22:59:00Z');
    expect(await extendRequest(officer, id, 'It is a great deal.')).toEqual({ ok: true, value: true });
    expect(await extendRequest(officer, id, 'And more.')).toEqual({ ok: false, reason: 'extended-already' });
    expect(await shown(officer, id)).toMatchObject({ nominalOn: '2027-01-15', dueOn: '2027-01-15' });
    expect((await findOwnData(anna.actor))?.requests[0]).toMatchObject({
      extensionReason: 'It is a great deal.',
      dueOn: '2027-01-15',
    });
    await sendMails(MAIL_WRITERS);
    expect((await readKeptMail(database)).map(({ subject }) => subject)).toContain('Your request takes longer');
  });

  it('reaches to three months in all, counted from the receipt', async () => {
    const anna = await arrange();
    await freezeClock(database, '2026-11-30T10:00:00Z');
    const id = await enter(database, officer, { email: anna.email });
    expect(await shown(officer, id)).toMatchObject({ dueOn: '2026-12-30' });
    await extendRequest(officer, id, 'It is a great deal.');
    expect(await shown(officer, id)).toMatchObject({ nominalOn: '2027-02-28', dueOn: '2027-03-01' });
  });
});

describe('a request that was decided', () => {
  it('bad-I13 reopening is a new request, which names the one that it follows and has a clock of its own', async () => {
    const anna = await arrange();
    await freezeClock(database, '2026-10-01T10:00:00Z');
    const id = await enter(database, officer, { email: anna.email, kind: 'rectification' });
    const early = await enterRequest(
      officer,
      await enteredBy(database, { email: anna.email, kind: 'complaint', follows: id }),
    );
    expect(early).toMatchObject({ reason: { why: 'follows-nothing' } });
    await decide(officer, id, { decision: 'refused', answer: 'The name stands in your passport.' });
    expect(await decide(officer, id, { decision: 'refused', answer: 'Once more, and otherwise.' })).toEqual({
      ok: false,
      reason: 'decided',
    });
    await freezeClock(database, '2026-11-10T10:00:00Z');
    const next = await enter(database, officer, { email: anna.email, kind: 'rectification', follows: id });
    expect(await shown(officer, next)).toMatchObject({ followsId: id, dueOn: '2026-12-10', identityAt: null });
    expect(await shown(officer, id)).toMatchObject({ followedBy: [next], decision: 'refused' });
    expect(await stepsOf(officer, id)).toEqual(['entered', 'decided', 'closed', 'followed']);
    const [stranger] = [await arrange()];
    const other = await enterRequest(officer, await enteredBy(database, { email: stranger.email, follows: id }));
    expect(other).toMatchObject({ reason: { why: 'follows-nothing' } });
  });

  it('stands overdue first, then by the days that are left', async () => {
    await database.query(
      `update privacy_requests set decided_at = now(), decision = 'carried-out' where decided_at is null`,
    );
    await database.query(
      'update privacy_requests set closed_at = now(), asker_name = null, asker_contact = null where closed_at is null',
    );
    const [one, two] = [await arrange(), await arrange()];
    await moveClock(database, '0');
    const newer = await enter(database, officer, { email: one.email });
    await moveClock(database, '40 days');
    const late = await enter(database, officer, { email: two.email });
    const { requests, counts } = await listed('');
    expect(requests.map(({ id }) => id)).toEqual([newer, late]);
    expect(requests[0]?.daysLeft).toBeLessThan(0);
    expect(counts).toMatchObject({ open: 2, overdue: 1, soon: 0 });
    expect((await listed('show=overdue')).requests.map(({ id }) => id)).toEqual([newer]);
  });
});
