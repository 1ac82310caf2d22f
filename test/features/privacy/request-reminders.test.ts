// Officers are reminded of requests whose time runs out, each time once; letters say what has to be said in the language of whoever asked.
import { sendMails } from '#app/features/mail/mails.server.ts';
import {
  askIdentity,
  closeRequest,
  extendRequest,
  proveIdentity,
} from '#app/features/privacy/handle-request.server.ts';
import { lettersOf, writeLetter, type Letter } from '#app/features/privacy/request-letter.ts';
import { remindOfRequests } from '#app/features/privacy/request-reminders.server.ts';
import { privacyContacts } from '#app/features/settings/brand.server.ts';
import { formatsIn } from '#app/ui/format.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import type { StaffActor } from '#app/features/access/actor.ts';
import { LANGUAGES } from '#reports/catalogue.ts';
import { arrangeOfficer, decide, enter, shown, stepsOf } from './request-desk.ts';
import { useReported } from './reported-person.ts';
import { forgetKeptMail, readKeptMail } from '#test/support/kept-mail.ts';
import { freezeClock } from '#test/support/runs.ts';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';

const { database, arrange } = useReported();
let officer: StaffActor;
beforeAll(async () => {
  officer = await arrangeOfficer(database);
});
beforeEach(async () => {
  forgetKeptMail(database);
  await database.query('truncate privacy_requests cascade');
});

const reminders = async (id: number) => (await stepsOf(officer, id)).filter((step) => step.startsWith('reminded'));

describe('remindOfRequests', () => {
  it('bad-I3 reminds at the end of each thing that was kept, says at the last that nothing is kept any longer, and of nobody who is gone', async () => {
    const anna = await arrange();
    await freezeClock(database, '2026-10-01T10:00:00Z');
    const id = await enter(database, officer, { kind: 'erasure', email: anna.email });
    await proveIdentity(officer, id, 'called-back');
    const keeps = ['2030-12-31', '2028-12-31', '2027-06-30', '2028-12-31'].map((until) => ({
      what: 'Invoice 17',
      law: 'Tax law',
      until,
    }));
    expect(await decide(officer, id, { decision: 'partly', keeps })).toMatchObject({ ok: true });
    await database.query('delete from mails');
    const told: [string, string | undefined][] = [];
    for (const day of [
      '2027-06-30',
      '2027-07-01',
      '2027-07-02',
      '2029-01-01',
      '2029-01-02',
      '2030-12-31',
      '2031-01-01',
      '2031-01-02',
    ]) {
      await freezeClock(database, `${day}T10:00:00Z`);
      const made = await Promise.all([remindOfRequests(), remindOfRequests()]);
      if (made[0] + made[1] === 0) continue;
      expect(made[0] + made[1], day).toBe(1);
      forgetKeptMail(database);
      await sendMails(MAIL_WRITERS);
      const [mail] = await readKeptMail(database);
      expect(mail?.text).toContain(`/desk/requests/${id}`);
      expect(mail?.text).not.toMatch(/Anna|Invoice/);
      told.push([day, mail?.subject]);
    }
    const part = `Request ${id}: something that was kept is kept no longer`;
    expect(told).toEqual([
      ['2027-07-01', part],
      ['2029-01-01', part],
      ['2031-01-01', `Request ${id}: what was kept is kept no longer`],
    ]);
    expect(await stepsOf(officer, id)).toEqual(
      expect.arrayContaining(['keep-ended', 'keep-ended', 'reminded-keep-over']),
    );
    await database.query(
      `delete from mails; delete from privacy_request_steps where step in ('keep-ended', 'reminded-keep-over')`,
    );
    await freezeClock(database, '2029-01-01T10:00:00Z');
    expect(await remindOfRequests()).toBe(1);
    // Everything is over before the mail goes: it would not be true any more.
    await freezeClock(database, '2031-01-01T10:00:00Z');
    forgetKeptMail(database);
    await sendMails(MAIL_WRITERS);
    expect(await readKeptMail(database)).toEqual([]);
    await database.query('delete from privacy_request_steps where request_id = $1', [id]);
    await database.query('delete from persons where id = $1', [anna.id]);
    expect(await remindOfRequests()).toBe(0);
  });

  it('reminds on day 21 and 26 and when it is over, each once, however often it looks', async () => {
    const anna = await arrange();
    await freezeClock(database, '2026-10-01T10:00:00Z');
    const id = await enter(database, officer, { email: anna.email, message: 'Private words' });
    const looked: [string, number][] = [];
    for (const day of [
      '2026-10-21T21:59:00Z',
      '2026-10-21T22:01:00Z',
      '2026-10-23T10:00:00Z',
      '2026-10-27T10:00:00Z',
      '2026-11-02T12:00:00Z',
      '2026-11-03T10:00:00Z',
      '2026-11-09T10:00:00Z',
    ]) {
      await freezeClock(database, day);
      looked.push([
        day.slice(0, 10),
        (await Promise.all([remindOfRequests(), remindOfRequests()])).reduce((sum, count) => sum + count),
      ]);
    }
    // Midnight in Amsterdam begins day 21; due on Monday the 2nd of November.
    expect(looked).toEqual([
      ['2026-10-21', 0],
      ['2026-10-21', 1],
      ['2026-10-23', 0],
      ['2026-10-27', 1],
      ['2026-11-02', 0],
      ['2026-11-03', 1],
      ['2026-11-09', 0],
    ]);
    expect(await reminders(id)).toEqual(['reminded-day-21', 'reminded-day-26', 'reminded-late']);
    await database.query(`delete from mails where kind = 'request-received'`);
    await sendMails(MAIL_WRITERS);
    const mails = await readKeptMail(database);
    const [officers] = await database.query<{ count: number }>(
      `select count(*)::int as count from staff_roles where role = 'privacy-officer' and revoked_at is null`,
    );
    expect(mails).toHaveLength(3 * (officers?.count ?? 0));
    for (const { text, subject } of mails) {
      expect(text).toContain(`/desk/requests/${id}`);
      expect(`${subject} ${text}`).not.toMatch(/Anna|Private|company-/);
    }
  });

  it('says the last alone of what came late, reminds again before the end of an extension, and of nothing that was answered', async () => {
    const anna = await arrange();
    await freezeClock(database, '2026-10-29T10:00:00Z');
    const id = await enter(database, officer, { email: anna.email, at: '2026-10-01T10:00:00Z' });
    expect(await remindOfRequests()).toBe(1);
    await extendRequest(officer, id, 'It is a great deal.');
    await freezeClock(database, '2026-12-21T10:00:00Z');
    expect(await remindOfRequests()).toBe(0);
    // Due on Monday the 4th of January.
    await freezeClock(database, '2026-12-25T10:00:00Z');
    expect(await remindOfRequests()).toBe(1);
    await freezeClock(database, '2026-12-30T10:00:00Z');
    expect(await remindOfRequests()).toBe(1);
    expect(await reminders(id)).toEqual(['reminded-day-26', 'reminded-ten-left', 'reminded-five-left']);
    await decide(officer, id, { decision: 'refused', answer: 'It was never ours.' });
    await freezeClock(database, '2027-02-01T10:00:00Z');
    expect(await remindOfRequests()).toBe(0);
    // A reminder of what is answered by now does not go.
    await sendMails(MAIL_WRITERS);
    expect((await readKeptMail(database)).filter(({ subject }) => subject?.includes('left'))).toEqual([]);
  });
});

const textOf = ({ title, greeting, parts, closing }: Letter): string =>
  [title, greeting, ...parts.flat(), closing].join('\n');

describe('letters', () => {
  it.each(LANGUAGES)(
    'say in %s what was received, what is asked, why it takes longer, what is decided and where to complain',
    async (language) => {
      const anna = await arrange();
      await database.query('update persons set language = $2 where id = $1', [anna.id, language]);
      const id = await enter(database, officer, { email: anna.email, kind: 'erasure' });
      await askIdentity(officer, id, 'Show it to us.');
      await extendRequest(officer, id, 'There is so much.');
      await proveIdentity(officer, id, 'called-back');
      await decide(officer, id, {
        decision: 'partly',
        answer: 'Not the invoice.',
        keeps: [{ what: 'Invoice', law: 'Tax law', until: '2031-12-31' }],
      });
      const request = await shown(officer, id);
      expect(request.language).toBe(language);
      expect(lettersOf(request)).toEqual(['receipt', 'identity', 'extension', 'decision']);
      const write = (kind: 'receipt' | 'identity' | 'extension' | 'decision') =>
        textOf(writeLetter(kind, request, { language, formatDay: formatsIn(language).formatDay }, privacyContacts()));
      expect(write('receipt')).toMatchObject(
        expect.stringContaining(String(new Date(`${request.dueOn}T12:00:00Z`).getUTCDate())),
      );
      expect(write('identity')).toContain('Show it to us.');
      expect(write('extension')).toContain('There is so much.');
      const decision = write('decision');
      for (const part of [
        'Not the invoice.',
        'Invoice',
        'Tax law',
        '2031',
        'autoriteitpersoonsgegevens.nl',
        'edpb.europa.eu',
      ])
        expect(decision).toContain(part);
      if (language !== 'en') expect(decision).not.toContain('complain to');
    },
  );

  it('to an unknown caller can be printed until it is closed, in the language that was chosen', async () => {
    const id = await enter(database, officer, { name: 'Jan', contact: 'Straat 1', language: 'nl' });
    await decide(officer, id, { decision: 'refused', answer: 'Er is niets over u bewaard.' });
    const request = await shown(officer, id);
    expect(
      textOf(
        writeLetter('decision', request, { language: 'nl', formatDay: formatsIn('nl').formatDay }, privacyContacts()),
      ),
    ).toMatch(/Geachte Jan,[^]*De reden:\nEr is niets/);
    await closeRequest(officer, id, 'letter');
    expect(lettersOf(await shown(officer, id))).toEqual([]);
  });
});
