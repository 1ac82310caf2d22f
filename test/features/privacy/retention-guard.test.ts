// What is not finished keeps a person whose time is over: requests, cases, sessions, exams, reports that are being made, breaches whose people are to be told (bad-I20).
import { runRetention } from '#app/features/privacy/run-retention.server.ts';
import { describe, expect, it } from 'vitest';
import { DAY_AFTER, USED, useRetention } from './retention-world.ts';

const { database, on, person, warn, isHere, reasonFor } = useRetention();
let next = 1;

describe('what is not finished keeps a person', () => {
  const SITTING = `insert into sittings (person_id, employment_id, exam_code, attempt, month, state) select person_id, id, 'AZ-104', 1`;
  it.each([
    ['restricted', `update persons set restricted_at = psa_now() where id = $1`],
    ['restricted', `update persons set objected_at = psa_now() where id = $1`],
    ['request', `insert into privacy_requests (person_id, kind, due_on) values ($1, 'access', '2026-05-01')`],
    [
      'kept-by-law',
      `with request as (insert into privacy_requests (person_id, kind, due_on, received_at, decided_at, decision, decided_by)
           values ($1, 'erasure', '2025-04-01', '2025-03-01', '2025-03-02', 'partly', 1) returning id)
       insert into privacy_request_keeps (request_id, what, law, until) select id, 'Invoice', 'Tax law', '2031-12-31' from request`,
    ],
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
