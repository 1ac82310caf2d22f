// The datasets beside registrations and exams: recordings (F4), leads by consent alone (F5), and counts that identify nobody (F6).
import { produceRuns } from '#app/features/reporting/produce-runs.server.ts';
import { buildPath } from '#app/features/reporting/report-files.server.ts';
import { planRuns } from '#app/features/reporting/plan-runs.server.ts';
import { findReason } from '#app/features/reporting/why.server.ts';
import { deliverDue } from '#app/features/delivery/deliver.server.ts';
import { listDisclosures } from '#app/features/reporting/disclosures.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { DATASETS, SHEETS, type DatasetId } from '#reports/catalogue.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeAgreement, arrangeNotice, arrangePerson, MICROSOFT } from '#test/support/register.ts';
import { freezeClock, getRun, SYSTEM } from '#test/support/runs.ts';
import { readCells } from '#test/support/workbook.ts';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';

const database = useDatabase();
const WORKSHOP = 'Azure Administrator';
const MEMBER = { kind: 'member', slug: 'member-NL', name: 'Opleiders Nederland' } as const;
const PARTNER = { kind: 'partner', slug: 'partner-acme', name: 'Acme' } as const;
const nothingBut = (dataset: DatasetId) => ({ datasets: { [dataset]: DATASETS[dataset].fields } });

/** Plans and builds the run of a recipient; gives its id. */
async function build(slug: string, period = '2026-12'): Promise<number> {
  const planned = await planRuns({ kind: 'slugs', slugs: [slug] }, period, await databaseNow());
  if (!planned.ok) throw new Error(planned.reason);
  const runId = planned.value[0]?.runId ?? 0;
  await produceRuns([runId]);
  return runId;
}

/** The rows of the run's only sheet of that name, headers left out. */
const rowsOf = async (runId: number, sheet: keyof typeof SHEETS): Promise<unknown[][]> => {
  const { build: built, state, reasons } = await getRun(runId);
  if (built === null) throw new Error(`${state}: ${reasons.join()}`);
  return (await readCells(buildPath(runId, built.number), SHEETS[sheet].name)).slice(1);
};

/** What a view gives in a run, whatever its agreement holds. */
const readIn = (runId: number, dataset: DatasetId): Promise<object[]> =>
  database.query(
    `with scoped as materialized (select set_config('psa.run_ids', '{${runId}}', false), set_config('psa.actor_kind', 'system', false))
     select v.* from scoped cross join ${DATASETS[dataset].source.view} v`,
  );

const consent = (personId: number, given: boolean): Promise<unknown> =>
  database.query(
    `insert into consent_entries (person_id, consent, given, notice_version, notice_language, how, actor_kind, actor_id)
     values ($1, 'member-sharing', $2, 1, 'en', 'my-data', 'person', $1)`,
    [personId, given],
  );

beforeEach(async () => {
  await database.query(
    `truncate mails, runs, builds, build_pages, deliveries, delivery_attempts, agreements, agreement_versions, agreement_fields, recipients, recipient_contacts,
       members, persons, person_emails, employers, employments, enrolments, sittings, workshops, consent_entries, audit_events, audit_seals restart identity cascade`,
  );
  await freezeClock(database, '2027-01-10T12:00:00Z');
  await arrangeNotice();
});

describe('leads to the Member of a country (F5)', () => {
  const arrange = (email: string, changes: object = {}): Promise<number> =>
    arrangePerson(database, { email, workshops: [{ name: WORKSHOP, percent: 40 }], ...changes });

  it('hold those of its country who consented, with the agreed fields and no progress', async () => {
    await arrangeAgreement(MEMBER, nothingBut('F5'));
    const yes = await arrange('yes@company.example');
    const no = await arrange('no@company.example');
    const back = await arrange('back@company.example');
    const abroad = await arrange('abroad@company.example', { country: 'DE' });
    await arrange('never@company.example');
    for (const id of [yes, back, abroad]) await consent(id, true);
    for (const id of [no, back]) await consent(id, false);
    const runId = await build(MEMBER.slug);
    expect(await rowsOf(runId, 'leads')).toEqual([
      [
        'Sanne',
        'de Vries',
        '+31612345678',
        'Netherlands',
        'yes@company.example',
        'Bluecloud B.V.',
        'Cloud Engineer',
        WORKSHOP,
      ],
    ]);
    const why = async (email: string) => findReason(SYSTEM, { email, slug: MEMBER.slug, period: '2026-12' });
    expect(await why('yes@company.example')).toEqual({ ok: true, value: 'in' });
    for (const email of ['no', 'back', 'never'])
      expect(await why(`${email}@company.example`)).toEqual({ ok: true, value: 'consent-missing' });
    expect(await why('abroad@company.example')).toEqual({ ok: true, value: 'wrong-recipient' });
  });

  it('whose consent is withdrawn before they left are built again without them', async () => {
    await arrangeAgreement(MEMBER, nothingBut('F5'));
    const person = await arrange('yes@company.example');
    await consent(person, true);
    const runId = await build(MEMBER.slug);
    await consent(person, false);
    expect((await deliverDue([runId])).staleRuns).toEqual([runId]);
    await produceRuns([runId]);
    expect(await rowsOf(runId, 'leads')).toEqual([]);
  });

  it('stand in what each person reads of what left', async () => {
    await arrangeAgreement(MEMBER, { ...nothingBut('F5'), channels: ['folder'] });
    const person = await arrange('yes@company.example');
    await consent(person, true);
    const runId = await build(MEMBER.slug);
    await deliverDue([runId]);
    const told = await listDisclosures({ kind: 'person', personId: person, name: 'Sanne' }, person);
    expect(told).toMatchObject([
      { runId, recipient: MEMBER.name, sheet: 'leads', rows: 1, fields: DATASETS.F5.fields },
    ]);
  });

  it('leave the Member without registrations and exams, whatever view is read in its run', async () => {
    await arrangeAgreement(MEMBER, nothingBut('F5'));
    const person = await arrange('yes@company.example', {
      sittings: [{ exam: 'AZ-104', month: '2026-12', outcome: 'passed' }],
    });
    await consent(person, true);
    const runId = await build(MEMBER.slug);
    for (const dataset of ['F1', 'F2', 'F3', 'F4', 'F6'] as const)
      expect(await readIn(runId, dataset), dataset).toEqual([]);
  });
});

describe('recordings to Microsoft (F4)', () => {
  it('are those that are there on that day, and nobody else is given them', async () => {
    await arrangePerson(database, { email: 'one@company.example', workshops: [{ name: WORKSHOP, percent: 40 }] });
    await arrangeAgreement(MICROSOFT, { datasets: { ...nothingBut('F1').datasets, ...nothingBut('F4').datasets } });
    await arrangeAgreement({ kind: 'employer', mpnId: '1000001' });
    await database.query(
      `with session as (
         insert into workshop_sessions (workshop_id, title, zone, language, recorded) select id, 'Autumn', 'Europe/Amsterdam', 'en', true from workshops returning id, workshop_id
       )
       insert into recordings (workshop_id, session_id, title, url, available_until)
       select workshop_id, id, 'Day ' || n, 'https://video.example/' || n, date '2027-01-08' + n from session, generate_series(1, 3) n`,
    );
    const runId = await build('microsoft');
    expect(await rowsOf(runId, 'recordings')).toEqual([2, 3].map((day) => [WORKSHOP, `https://video.example/${day}`]));
    const ofEmployer = await build('employer-1000001');
    expect((await getRun(ofEmployer)).build?.sheets.map(({ id }) => id)).toEqual(['registration', 'exams']);
    expect(await readIn(runId, 'F4')).toHaveLength(2);
    expect(await readIn(ofEmployer, 'F4')).toEqual([]);
    await freezeClock(database, '2027-01-11T12:00:00Z');
    expect((await deliverDue([runId])).staleRuns).toEqual([runId]);
  });
});

describe('bad-E3 statistics (F6)', () => {
  /** So many people of a country in a workshop. */
  async function arrangePeople(country: string, workshop: string, people: number, percent = 100): Promise<void> {
    await database.query(
      `with employer as (insert into employers (mpn_id, name) values ('1000001', 'Bluecloud') on conflict (mpn_id) do update set name = excluded.name returning id),
         workshop as (insert into workshops (name) values ($2) on conflict (lower(name)) do update set name = excluded.name returning id),
         person as (insert into persons (email, first_name, last_name) select gen_random_uuid() || '@company.example', 'Imke', 'Bos' from generate_series(1, $3) returning id),
         employment as (insert into employments (person_id, employer_id, country_code, job_role, started_on)
           select p.id, r.id, $1, 'Developer', '2020-01-01' from person p, employer r returning id, person_id)
       insert into enrolments (person_id, employment_id, workshop_id, percent) select e.person_id, e.id, w.id, $4 from employment e, workshop w`,
      [country, workshop, people, percent],
    );
  }
  const report = async (): Promise<unknown[][]> => {
    await arrangeAgreement(PARTNER, { ...nothingBut('F6'), cadence: 'quarterly' });
    return rowsOf(await build(PARTNER.slug, '2026-Q4'), 'statistics');
  };

  it.each([
    [
      10,
      [
        ['Netherlands', WORKSHOP, '2026-Q4', 10, 10, null, null],
        ['Poland', WORKSHOP, '2026-Q4', 30, 30, null, null],
      ],
    ],
    [9, [[null, WORKSHOP, '2026-Q4', 39, 39, null, null]]],
    [1, [[null, WORKSHOP, '2026-Q4', 31, 31, null, null]]],
  ])('a cell of %i people', async (people, expected) => {
    await arrangePeople('NL', WORKSHOP, people);
    await arrangePeople('PL', WORKSHOP, 30);
    expect(await report()).toEqual(expected);
  });

  it('are no table at all where ten people are not to be had', async () => {
    await arrangePeople('NL', WORKSHOP, 9);
    expect(await report()).toEqual([]);
  });

  it('count sittings of the quarter and who passed, and nobody who is restricted, objects, or was erased', async () => {
    await arrangePeople('NL', WORKSHOP, 16, 50);
    await database.query(`insert into exams (code) values ('AZ-104') on conflict do nothing`);
    await database.query(
      `insert into sittings (person_id, employment_id, exam_code, attempt, month, state, outcome, outcome_changed_at)
       select person_id, id, 'AZ-104', 1, case when id % 16 = 0 then '2026-09' else '2026-11' end, 'taken', case when id % 2 = 0 then 'passed' else 'failed' end, now() from employments`,
    );
    const ids = (await database.query<{ id: number }>('select id from persons order by id')).map(({ id }) => id);
    for (const [index, change] of ['restricted_at = now()', 'objected_at = now()', 'found_false_at = now()'].entries())
      await database.query(`update persons set ${change} where id = $1`, [ids[index]]);
    expect(await report()).toEqual([
      ['Netherlands', 'AZ-104', '2026-Q4', 12, null, 12, 6],
      ['Netherlands', WORKSHOP, '2026-Q4', 13, 0, null, null],
    ]);
  });

  it('never hold a cell of fewer than ten people, however people are spread', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(fc.constantFrom('NL', 'PL', 'DE'), fc.constantFrom('One', 'Two'), fc.integer({ min: 1, max: 14 })),
          {
            minLength: 1,
            maxLength: 5,
          },
        ),
        async (spread) => {
          await database.query('truncate persons, workshops, agreements, recipients, runs restart identity cascade');
          for (const [country, workshop, people] of spread) await arrangePeople(country, workshop, people);
          const rows = await report();
          const all = spread.reduce((sum, [, , people]) => sum + people, 0);
          expect(rows.every((row) => Number(row[3]) >= 10)).toBe(true);
          // What is kept counts everybody, and something is told whenever there are ten.
          expect(rows.reduce((sum, row) => sum + Number(row[3]), 0)).toBe(all >= 10 ? all : 0);
        },
      ),
      { numRuns: 12 },
    );
  });
});
