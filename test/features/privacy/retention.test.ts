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
import { useDatabase } from '#test/support/database.ts';
import { ask } from '#test/support/psa-answers.ts';
import { forgetKeptMail, readKeptMail } from '#test/support/kept-mail.ts';
import { arrangeNotice, arrangePerson } from '#test/support/register.ts';
import { freezeClock } from '#test/support/runs.ts';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';

const database = useDatabase();
const OFFICER = { kind: 'staff', staffId: 1, roles: ['privacy-officer'], name: 'Ilse' } as const;
const officer = { ...OFFICER, roles: [...OFFICER.roles] };
const FORECAST = { days: 90, rule: null, sort: 'goes', page: 1 } as const;
let next = 1;

/** Noon of a day, so that no zone makes another of it. */
const on = (day: string): Promise<void> => freezeClock(database, `${day}T12:00:00Z`);
const USED = '2025-03-10';
/** A year later, to the day. */
const ANNIVERSARY = '2026-03-10';
const DAY_AFTER = '2026-03-11';

async function person(more: object = {}): Promise<number> {
  return arrangePerson(database, { email: `p${next++}@home.example`, firstName: 'Mira', ...more });
}
async function warn(): Promise<void> {
  await warnInactive();
  await sendMails(MAIL_WRITERS);
}
const isHere = async (id: number): Promise<boolean> =>
  (await database.query('select from persons where id = $1', [id])).length === 1;
const reasonFor = async (id: number): Promise<string | null | undefined> => {
  const { goes, stays } = await previewRetention(officer);
  return [...goes, ...stays].find((shown) => shown.id === id)?.keptBecause;
};

beforeAll(async () => {
  await arrangeNotice();
  await database.query(`insert into staff_members (email, name) values ('ilse@psa.example', 'Ilse')`);
});
beforeEach(async () => {
  await on(USED);
  await database.query('delete from mails');
  await database.query('delete from support_cases');
  await database.query('delete from persons');
  await database.query('truncate retention_results, retention_rules');
  forgetKeptMail(database);
});

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

describe('what is not finished keeps a person', () => {
  const SITTING = `insert into sittings (person_id, employment_id, exam_code, attempt, month, state) select person_id, id, 'AZ-104', 1`;
  it.each([
    ['restricted', `update persons set restricted_at = psa_now() where id = $1`],
    ['restricted', `update persons set objected_at = psa_now() where id = $1`],
    ['request', `insert into privacy_requests (person_id, kind, due_on) values ($1, 'access', '2026-05-01')`],
    ['case', `insert into support_cases (person_id, topic, language) values ($1, 'other', 'en')`],
    ['sitting', `${SITTING}, '2026-04', 'booked' from employments where person_id = $1`],
    [
      'session',
      `with workshop as (insert into workshops (name) values ('W ' || $1) returning id),
         session as (insert into workshop_sessions (workshop_id, title) select id, 'S' from workshop returning id, workshop_id),
         meeting as (insert into session_meetings (session_id, starts_at, ends_at) select id, '2026-03-20 08:00Z', '2026-03-20 09:00Z' from session)
       insert into enrolments (person_id, employment_id, workshop_id, session_id, enrolled_at)
       select e.person_id, e.id, s.workshop_id, s.id, '2025-03-01' from employments e, session s where e.person_id = $1`,
    ],
    [
      'asked',
      `with sitting as (${SITTING}, '2025-01', 'taken' from employments where person_id = $1 returning id)
       insert into follow_ups (sitting_id, month, step, kind, due_on) select id, '2025-01', 1, 'call', '2026-04-01' from sitting`,
    ],
    [
      'dispute',
      `with sitting as (${SITTING}, '2025-01', 'taken' from employments where person_id = $1 returning id)
       insert into outcome_conflicts (sitting_id, claimed, opened_by_kind) select id, 'failed', 'person' from sitting`,
    ],
    [
      'run',
      `with recipient as (insert into recipients (kind, slug, employer_id) select 'employer', 'employer-r', employer_id from employments where person_id = $1 returning id),
         agreement as (insert into agreements (recipient_id) select id from recipient returning id),
         version as (insert into agreement_versions (agreement_id, number, in_force_from, cadence, reidentification_rule, channels, contact)
           select id, 1, '2020-01-01', 'monthly', 'report', array['portal'], 'x' from agreement returning id, agreement_id)
       insert into runs (agreement_id, version_id, period, state, due_at, planned_at) select agreement_id, id, '2026-02', 'planned', '2026-03-10', '2026-03-10' from version`,
    ],
  ])('%s', async (reason, arrange) => {
    await database.query(`insert into exams (code) values ('AZ-104') on conflict do nothing`);
    const mira = await person();
    await on('2026-02-09');
    await warn();
    // Arranged as of then: what happens in an account now would be use.
    await on(USED);
    for (const statement of [arrange]) await database.query(statement.replaceAll('$1', String(mira)));
    await on(DAY_AFTER);
    expect(await reasonFor(mira)).toBe(reason);
    expect(await runRetention()).toEqual({ gone: 0, kept: 0 });
    expect(await isHere(mira)).toBe(true);
    await database.query('delete from runs');
  });
});

type ArrangedRun = {
  readonly state: string;
  readonly kind?: 'employer' | 'microsoft' | 'partner';
  readonly plannedOn?: string;
  /** A build that holds the person, or one that does not; none when left out. */
  readonly holds?: boolean;
  readonly delivery?: string;
};

/** A run as it stands on the day after, of which `personId` could be in the file. */
async function arrangeRun(
  personId: number,
  { state, kind = 'employer', plannedOn = '2026-03-10', holds, delivery }: ArrangedRun,
) {
  const slug = `${kind}-${next++}`;
  const [run] = await database.query<{ id: number }>(
    `with recipient as (insert into recipients (kind, slug, name, employer_id)
         select $2, $3, case when $2 <> 'employer' then $3 end, case when $2 = 'employer' then employer_id end from employments where person_id = $1 returning id),
       agreement as (insert into agreements (recipient_id) select id from recipient returning id),
       version as (insert into agreement_versions (agreement_id, number, in_force_from, cadence, reidentification_rule, channels, contact)
         select id, 1, '2020-01-01', 'monthly', 'report', array['portal'], 'x' from agreement returning id, agreement_id)
     insert into runs (agreement_id, version_id, period, state, due_at, planned_at) select agreement_id, id, '2026-02', $4, $5::date, $5::date from version returning id`,
    [personId, kind, slug, state, plannedOn],
  );
  if (holds === undefined) return;
  const [build] = await database.query<{ id: number }>(
    `insert into builds (run_id, number, cut_off, file_name, sha256, bytes, sheets, checks, exposure, took_ms)
     values ($1, 1, now(), 'x.xlsx', repeat('a', 64), 1, '[]', '[]', '[]', 1) returning id`,
    [run?.id],
  );
  await database.query(
    `insert into build_pages (build_id, sheet, first_row, refs) select $1, 'registration', 2, array[case when $3 then n.id else 0 end] from enrolments n where n.person_id = $2`,
    [build?.id, personId, holds],
  );
  if (delivery !== undefined)
    await database.query(
      `insert into deliveries (run_id, build_id, channel, state, delivered_at) values ($1, $2, 'portal', $3, case when $3 = 'delivered' then now() end)`,
      [run?.id, build?.id, delivery],
    );
}

describe('bad-I20 a report that is being made', () => {
  it.each<[string, ArrangedRun, 'run' | null]>([
    ['of the employer keeps whoever may come into it', { state: 'planned' }, 'run'],
    ['for Microsoft does, too', { state: 'planned', kind: 'microsoft' }, 'run'],
    ['keeps whom its file holds until it went', { state: 'ready', holds: true, delivery: 'failed' }, 'run'],
    ['keeps whom its file holds while it waits for a release', { state: 'awaiting-release', holds: true }, 'run'],
    ['keeps nobody whom its file does not hold', { state: 'awaiting-release', holds: false }, null],
    ['and can go nowhere by itself any more keeps nobody', { state: 'ready', holds: true, delivery: 'dead' }, null],
    ['for more than a week keeps nobody', { state: 'awaiting-release', holds: true, plannedOn: '2026-03-03' }, null],
    ['of counts for a partner keeps nobody', { state: 'planned', kind: 'partner' }, null],
  ])('%s', async (_name, run, keptBecause) => {
    const company = String(6_000_000 + next++);
    const mira = await person({ workshops: [{ name: 'Azure Administrator', percent: 5 }], mpnId: company, company });
    await on('2026-02-09');
    await warn();
    await on(USED);
    await arrangeRun(mira, run);
    await on(DAY_AFTER);
    expect(await reasonFor(mira)).toBe(keptBecause);
    expect(await runRetention()).toEqual({ gone: keptBecause === null ? 1 : 0, kept: 0 });
    await database.query('delete from deliveries');
    await database.query('delete from builds');
    await database.query('delete from runs');
  });
});

describe('an open breach', () => {
  it.each<[string, { holds?: boolean; everybody?: boolean; drill?: boolean; closed?: boolean }, 'breach' | null]>([
    ['keeps whoever stands in one of its files', { holds: true }, 'breach'],
    ['of everybody keeps everybody', { everybody: true }, 'breach'],
    ['of other people keeps nobody', { holds: false }, null],
    ['that is a drill keeps nobody', { holds: true, drill: true }, null],
    ['that is closed keeps nobody', { holds: true, closed: true }, null],
  ])('%s', async (_name, { holds = false, everybody = false, drill = false, closed = false }, keptBecause) => {
    const company = String(6_000_000 + next++);
    const mira = await person({ workshops: [{ name: 'Azure Administrator', percent: 5 }], mpnId: company, company });
    await on('2026-02-09');
    await warn();
    await on(USED);
    await arrangeRun(mira, { state: 'done', holds });
    await database.query(
      `with breach as (insert into breaches (kind, title, what, drill, everybody, known_at, recorded_by)
           values ('other', 'Lost', 'A file', $1, $2, psa_now(), 1) returning id),
         files as (insert into breach_builds (breach_id, build_id, taken) select breach.id, builds.id, true from breach, builds where not $2)
       insert into breach_steps (breach_id, step, at, staff_id) select id, 'closed', psa_now(), 1 from breach where $3`,
      [drill, everybody, closed],
    );
    await on(DAY_AFTER);
    expect(await reasonFor(mira)).toBe(keptBecause);
    expect(await runRetention()).toEqual({ gone: keptBecause === null ? 1 : 0, kept: 0 });
    for (const table of ['breach_builds', 'breach_steps', 'breaches', 'builds', 'runs'])
      await database.query(`delete from ${table}`);
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
