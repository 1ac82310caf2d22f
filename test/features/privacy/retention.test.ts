// What is not used any more is warned of and goes on its day; what is not finished keeps a person; and what went is told by rule and day, never whom.
import { startSignIn } from '#app/features/access/sign-ins.server.ts';
import { sendMails } from '#app/features/mail/mails.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import { readErasureList } from '#app/features/privacy/erasure-list.server.ts';
import { forecastPeople, readRetention } from '#app/features/privacy/forecast-retention.server.ts';
import { parseRuleChange } from '#app/features/privacy/retention-change.ts';
import { changeRule } from '#app/features/privacy/retention-periods.server.ts';
import { listResults } from '#app/features/privacy/retention-results.server.ts';
import { confirmRetention, previewRetention, runRetention } from '#app/features/privacy/run-retention.server.ts';
import { warnInactive } from '#app/features/privacy/warn-inactive.server.ts';
import { eraseFound } from '#app/features/privacy/restrict-person.server.ts';
import { databaseToday } from '#app/platform/clock.server.ts';
import { ask } from '#test/support/psa-answers.ts';
import { readKeptMail } from '#test/support/kept-mail.ts';
import { freezeClock } from '#test/support/runs.ts';
import { describe, expect, it } from 'vitest';
import { ANNIVERSARY, DAY_AFTER, officer, USED, useRetention } from './retention-world.ts';

const { database, on, person, warn, isHere, reasonFor } = useRetention();
const FORECAST = { days: 90, rule: null, sort: 'goes', page: 1 } as const;

describe('bad-I20 an account that nobody uses', () => {
  it('is kept for a year and goes on the day after, having been warned thirty days before', async () => {
    const mira = await person();
    await on('2026-02-08');
    expect(await warnInactive()).toBe(0);
    await on('2026-02-09');
    await warn();
    const [mail] = await readKeptMail(database);
    expect(mail?.subject).toBe('Your account is deleted in 30 days');
    expect(mail?.text).toContain('Hello Mira,');
    for (const day of ['2026-03-09', ANNIVERSARY]) {
      await on(day);
      expect(await runRetention()).toEqual({ gone: 0, kept: 0 });
    }
    await on(DAY_AFTER);
    expect(await runRetention()).toEqual({ gone: 1, kept: 0 });
    expect(await isHere(mira)).toBe(false);
  });

  it('stays for another year when it is used on that very day, and is warned anew before the next time', async () => {
    const mira = await person();
    await on('2026-02-09');
    await warn();
    await on(ANNIVERSARY);
    await startSignIn(new Request('http://localhost/'), { seat: { kind: 'person', id: mira }, method: 'demo' });
    await on(DAY_AFTER);
    expect(await runRetention()).toEqual({ gone: 0, kept: 0 });
    expect(await isHere(mira)).toBe(true);
    await on('2027-02-09');
    await warn();
    expect(await readKeptMail(database)).toHaveLength(2);
    await on('2027-03-11');
    expect(await runRetention()).toEqual({ gone: 1, kept: 0 });
  });

  it('stays when it is used between the preview and the confirmation', async () => {
    const [mira, tom] = [await person(), await person()];
    await on('2026-02-09');
    await warn();
    await on(DAY_AFTER);
    const { digest, goes } = await previewRetention(officer);
    expect(goes.map(({ id }) => id)).toEqual([mira, tom]);
    await startSignIn(new Request('http://localhost/'), { seat: { kind: 'person', id: mira }, method: 'demo' });
    expect(await confirmRetention(officer, digest)).toEqual({ ok: false, reason: 'changed' });
    const again = await previewRetention(officer);
    expect(await confirmRetention(officer, again.digest)).toEqual({ ok: true, value: { gone: 1, kept: 0 } });
    expect([await isHere(mira), await isHere(tom)]).toEqual([true, false]);
    expect((await listResults(officer, null)).results).toMatchObject([
      { rule: 'inactive', day: DAY_AFTER, reason: 'inactive', gone: 1, kept: 0, how: 'confirmed', by: 'Ilse' },
    ]);
  });

  it.each([
    [
      'was written to by support',
      `insert into support_cases (person_id, topic, language, last_at, closed_at, closed_how) values ($1, 'other', 'en', psa_now(), psa_now(), 'answered')`,
    ],
    [
      'asked for a right of theirs',
      `insert into privacy_requests (person_id, kind, received_at, due_on, decided_at, decision) values ($1, 'access', psa_now(), '2026-05-01', psa_now(), 'carried-out')`,
    ],
    [
      'was answered what they had asked for',
      `insert into privacy_requests (person_id, kind, received_at, due_on, decided_at, decision) values ($1, 'access', '2025-03-10', '2026-05-01', psa_now(), 'carried-out')`,
    ],
  ])('stays for another year when its owner %s', async (_name, happens) => {
    const mira = await person();
    await on('2026-02-09');
    await warn();
    await on(ANNIVERSARY);
    await database.query(happens, [mira]);
    await on(DAY_AFTER);
    expect(await runRetention()).toEqual({ gone: 0, kept: 0 });
    expect(await isHere(mira)).toBe(true);
    await on('2027-02-09');
    expect(await warnInactive()).toBe(1);
  });

  it('that was never warned is not deleted, however long it is over', async () => {
    const mira = await person();
    await on('2026-06-01');
    expect(await runRetention()).toEqual({ gone: 0, kept: 0 });
    expect(await reasonFor(mira)).toBe('not-warned');
    await warn();
    await on('2026-06-30');
    expect(await runRetention()).toEqual({ gone: 0, kept: 0 });
    await on('2026-07-01');
    expect(await runRetention()).toEqual({ gone: 1, kept: 0 });
  });

  it('of whom no mail arrives is left to somebody who looks', async () => {
    const mira = await person();
    await on('2026-02-09');
    await warnInactive();
    await database.query(`update mails set state = 'dead'`);
    await on(DAY_AFTER);
    expect(await runRetention()).toEqual({ gone: 0, kept: 0 });
    expect(await reasonFor(mira)).toBe('warning-lost');
    const { digest } = await previewRetention(officer);
    expect(await confirmRetention(officer, digest)).toMatchObject({ ok: true, value: { gone: 1 } });
  });

  it('may come back: no address is kept out, and the erasure list knows the key alone', async () => {
    await person();
    await on('2026-02-09');
    await warn();
    await on(DAY_AFTER);
    await runRetention();
    expect(await database.query('select from suppressed_emails')).toEqual([]);
    const list = await readErasureList();
    expect([...list.erased.values()]).toContain('inactive');
  });
});

describe('a prospect', () => {
  it('goes after two years, and is none once they took part', async () => {
    const [lead, learner] = [
      await person(),
      await person({ workshops: [{ name: 'Azure Administrator', percent: 5 }] }),
    ];
    for (const id of [lead, learner])
      await database.query(
        `insert into consent_entries (person_id, consent, given, notice_version, notice_language, how, actor_kind, actor_id)
         values ($1, 'marketing-email', true, 1, 'en', 'my-data', 'person', $1)`,
        [id],
      );
    await on('2026-02-09');
    await warn();
    await on(DAY_AFTER);
    await runRetention();
    expect([await isHere(lead), await isHere(learner)]).toEqual([true, false]);
    await on('2027-02-09');
    await warn();
    await on('2027-03-11');
    await runRetention();
    expect(await isHere(lead)).toBe(false);
    expect((await listResults(officer, null)).results.map(({ rule, reason }) => [rule, reason])).toEqual([
      ['prospect', 'never-took-part'],
      ['inactive', 'inactive'],
    ]);
  });
});

describe('whom no mail reaches', () => {
  it('because no server takes the warning goes by the confirmation of staff alone, with the others or without', async () => {
    const [silent, warned] = [await person({ firstName: 'Silent' }), await person({ firstName: 'Warned' })];
    await on('2026-02-09');
    await warnInactive();
    await database.query(`update mails set state = 'sent', sent_at = psa_now() where person_id = $1`, [warned]);
    await changeRule(officer, 'inactive', {
      amount: 12,
      automatic: false,
      owner: 'Ilse',
      basis: 'Because',
      reviewOn: '2026-12-01',
    });
    await on(DAY_AFTER);
    expect([await reasonFor(silent), await reasonFor(warned)]).toEqual(['not-warned', null]);
    await on('2026-03-12');
    expect([await reasonFor(silent), await reasonFor(warned)]).toEqual(['warning-lost', null]);
    expect(await readRetention(officer)).toMatchObject({ due: 2, unreached: 1 });
    const { goes, digest, warnedDigest } = await previewRetention(officer);
    expect(goes).toHaveLength(2);
    expect(await confirmRetention(officer, warnedDigest)).toEqual({ ok: true, value: { gone: 1, kept: 0 } });
    expect([await isHere(silent), await isHere(warned)]).toEqual([true, false]);
    expect(await confirmRetention(officer, digest)).toEqual({ ok: false, reason: 'changed' });
    await changeRule(officer, 'inactive', {
      amount: 12,
      automatic: true,
      owner: 'Ilse',
      basis: 'Because',
      reviewOn: '2026-12-01',
    });
    expect(await runRetention()).toEqual({ gone: 0, kept: 0 });
    expect(await confirmRetention(officer, (await previewRetention(officer)).digest)).toMatchObject({
      value: { gone: 1 },
    });
    expect(await isHere(silent)).toBe(false);
  });
});

describe('what went', () => {
  it('has its line even where nothing could be written down after it', async () => {
    for (const firstName of ['A', 'B', 'C']) await person({ firstName });
    await on('2026-02-09');
    await warn();
    await on(DAY_AFTER);
    await database.query(
      `create function refuse_end() returns trigger language plpgsql as $$ begin if new.event = 'retention.carried-out' then raise exception 'down'; end if; return new; end $$`,
    );
    await database.query(
      'create trigger refuse_end before insert on audit_events for each row execute function refuse_end()',
    );
    try {
      await expect(runRetention()).rejects.toThrow();
    } finally {
      await database.query('drop trigger refuse_end on audit_events');
      await database.query('drop function refuse_end()');
    }
    expect(await database.query('select from persons')).toEqual([]);
    expect((await listResults(officer, null)).results).toMatchObject([{ rule: 'inactive', gone: 3, kept: 0 }]);
  });
});

describe('a rule', () => {
  const change = { amount: 6, automatic: false, owner: 'Ilse', basis: 'Because', reviewOn: '2026-01-01' };

  it('holds as the officer decided it, in the audit with the names of fields alone', async () => {
    const mira = await person();
    expect(await changeRule(officer, 'inactive', change)).toBe(5);
    expect(await changeRule(officer, 'inactive', change)).toBe(0);
    const { rules } = await readRetention(officer);
    expect(rules.find(({ name }) => name === 'inactive')).toMatchObject({ ...change, changedBy: 'Ilse' });
    const events = await database.query(
      `select fields, details from audit_events where event = 'retention.changed' order by id desc limit 1`,
    );
    expect(events).toEqual([
      { fields: ['amount', 'automatic', 'owner', 'basis', 'reviewOn'], details: { rule: 'inactive', amount: 6 } },
    ]);
    await on('2025-08-12');
    await warn();
    await on('2025-09-11');
    // Somebody confirms it: the worker leaves it alone.
    expect(await runRetention()).toEqual({ gone: 0, kept: 0 });
    expect(await reasonFor(mira)).toBeNull();
  });

  it('R2 that keeps longer than before has everybody warned anew before their day: what was dropped goes then', async () => {
    const mira = await person();
    await changeRule(officer, 'inactive', { ...change, automatic: true });
    await on('2025-08-20');
    expect(await warnInactive()).toBe(1);
    await changeRule(officer, 'inactive', { ...change, amount: 12, automatic: true });
    await sendMails(MAIL_WRITERS);
    expect(await readKeptMail(database)).toEqual([]);
    await on('2026-02-15');
    await warn();
    expect(await readKeptMail(database)).toHaveLength(1);
    await on('2026-03-16');
    expect(await reasonFor(mira)).toBe('not-warned');
    await on('2026-03-17');
    expect(await runRetention()).toEqual({ gone: 1, kept: 0 });
  });

  it('R2 that keeps longer than before is not carried out on a warning of before it', async () => {
    const mira = await person();
    await changeRule(officer, 'inactive', { ...change, automatic: true });
    await on('2025-08-20');
    await warn();
    await changeRule(officer, 'inactive', { ...change, amount: 12, automatic: true });
    await on('2026-02-15');
    await warn();
    expect(await readKeptMail(database)).toHaveLength(2);
    // Once for this day, however often it is looked.
    await on('2026-02-16');
    expect(await warnInactive()).toBe(0);
    await on(DAY_AFTER);
    expect(await reasonFor(mira)).toBe('not-warned');
    expect(await runRetention()).toEqual({ gone: 0, kept: 0 });
    await on('2026-03-17');
    expect(await runRetention()).toEqual({ gone: 1, kept: 0 });
  });

  it('is looked at again on a day to come by the clock of Amsterdam', async () => {
    await freezeClock(database, '2026-03-10T23:30:00Z');
    expect(await databaseToday()).toBe('2026-03-11');
    const form = new URLSearchParams({
      amount: '6',
      automatic: 'no',
      owner: 'Ilse',
      basis: 'Because',
      reviewOn: '2026-03-11',
    });
    expect(parseRuleChange('inactive', form, await databaseToday())).toMatchObject({
      faults: { reviewOn: expect.any(String) as string },
    });
  });

  it('R4 decides when minors and false registrations go, and what went is told', async () => {
    const mira = await person();
    await database.query('update persons set found_minor_at = psa_now() where id = $1', [mira]);
    await on('2025-03-15');
    expect(await eraseFound()).toBe(0);
    await on('2025-03-16');
    expect(await eraseFound()).toBe(1);
    expect((await listResults(officer, null)).results).toMatchObject([{ rule: 'found', reason: 'minor', gone: 1 }]);
  });
});

describe('the forecast', () => {
  it('names who goes within 30 and 90 days, why, and what keeps whom; looking is an event', async () => {
    await person({ firstName: 'Soon' });
    await on('2025-05-01');
    await person({ firstName: 'Later' });
    await on('2026-02-20');
    const shown = await forecastPeople(officer, FORECAST, false);
    expect(shown.map(({ firstName, goesOn, kept }) => [firstName, goesOn, kept])).toEqual([
      ['Soon', '2026-03-22', 'was not warned yet, or not for long enough'],
      ['Later', '2026-05-02', 'was not warned yet, or not for long enough'],
    ]);
    const near = (await readRetention(officer)).rules.find(({ name }) => name === 'inactive');
    expect([near?.within30, near?.within90]).toEqual([1, 2]);
    expect(
      await database.query(`select details from audit_events where event = 'people.read' order by id desc limit 1`),
    ).toEqual([{ details: { page: 'retention', count: 2 } }]);
  });
});

describe('psa retention', () => {
  it('shows first, and lets exactly that go', async () => {
    const mira = await person();
    await on('2026-02-09');
    await warn();
    await on(DAY_AFTER);
    expect(await ask('retention', 'run')).toMatchObject({ code: 2 });
    const { value } = await ask('retention', 'preview');
    const { digest, goes } = value as { digest: string; goes: { person: number }[] };
    expect(goes).toMatchObject([{ person: mira, rule: 'inactive', usedOn: USED }]);
    expect(await ask('retention', 'run', '--confirm', '0'.repeat(64))).toMatchObject({
      code: 2,
      value: { reason: 'changed' },
    });
    expect(await ask('retention', 'run', '--confirm', digest)).toEqual({ code: 0, value: { gone: 1, kept: 0 } });
    expect((await listResults(officer, null)).results).toMatchObject([{ how: 'command-line', by: null }]);
  });
});
