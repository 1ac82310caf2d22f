// Who may be in a report, and what a person who asks is told: one gate answers both.
import { findReason } from '#app/features/reporting/why.server.ts';
import { produceRuns } from '#app/features/reporting/produce-runs.server.ts';
import { GATE_REASONS, type GateReason } from '#app/features/reporting/run.ts';
import { buildPath } from '#app/features/reporting/report-files.server.ts';
import { publishNotice } from '#app/features/people/publish-notice.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeAgreement, arrangeNotice, arrangePerson, type ArrangedPerson } from '#test/support/register.ts';
import { buildFor, getRun, planFor, SYSTEM, thePeriod } from '#test/support/runs.ts';
import { readCells } from '#test/support/workbook.ts';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { NOTICE } from '../../../prisma/seed/notice.ts';

const database = useDatabase();
let period = '';

async function whyOf(email: string, slug: string): Promise<GateReason> {
  const found = await findReason(SYSTEM, { email, slug, period });
  if (!found.ok) throw new Error(found.reason);
  return found.value;
}

/** A version that leaves the phone out, so that it covers no agreement that holds it. */
const NARROWER = {
  ...NOTICE,
  version: 2,
  publishedOn: '2026-02-01',
  scopes: NOTICE.scopes.filter(({ field }) => field !== 'phone'),
};

const setStanding = (email: string, change: string): Promise<unknown> =>
  database.query(`update persons set ${change} where email = $1`, [email]);

beforeAll(async () => {
  period = await thePeriod();
  await arrangeNotice();
  await publishNotice(NARROWER);
});

describe('the reason that is told', () => {
  const OWN = { mpnId: '1000001', company: 'Bluecloud B.V.' } as const;
  const SLUG = 'employer-1000001';
  const WORKSHOPS = [{ name: 'Azure Administrator', percent: 40 }] as const;
  const EXPECTED: readonly {
    readonly reason: GateReason;
    readonly person?: Partial<ArrangedPerson>;
    readonly change?: string;
  }[] = [
    { reason: 'in' },
    { reason: 'wrong-recipient', person: { mpnId: '1000002', company: 'Nordwind' } },
    { reason: 'employment-unconfirmed', person: { confirmed: false } },
    { reason: 'employment-ended', person: { endedOn: '2026-01-31' } },
    { reason: 'notice-missing', person: { noticeVersion: null } },
    { reason: 'notice-narrower', person: { noticeVersion: 2 } },
    { reason: 'restricted', change: 'restricted_at = now()' },
    { reason: 'objection-pending', change: 'objected_at = now()' },
    { reason: 'erased', change: 'erased_at = now()' },
    { reason: 'minor', change: 'found_minor_at = now()' },
    { reason: 'false-registration', change: 'found_false_at = now()' },
    { reason: 'filtered', person: { country: 'PL' } },
    { reason: 'out-of-period', person: { workshops: [] } },
  ];
  const emailOf = (reason: GateReason): string => `${reason}@bluecloud.example`;

  beforeAll(async () => {
    for (const { reason, person, change } of EXPECTED) {
      await arrangePerson(database, { email: emailOf(reason), ...OWN, workshops: WORKSHOPS, ...person });
      if (change !== undefined) await setStanding(emailOf(reason), change);
    }
    await arrangeAgreement({ kind: 'employer', mpnId: OWN.mpnId });
    await database.query(`update agreement_versions set only_countries = '{NL,BE}'`);
    await buildFor([SLUG]);
  });

  for (const { reason } of EXPECTED) {
    it(`is '${reason}' for one who ${GATE_REASONS[reason]}`, async () => {
      expect(await whyOf(emailOf(reason), SLUG)).toBe(reason);
    });
  }

  it('is every one on the list but consent, which nothing asks for yet', () => {
    const told = EXPECTED.map(({ reason }) => reason);
    expect(Object.keys(GATE_REASONS).filter((reason) => !told.some((known) => known === reason))).toEqual([
      'consent-missing',
    ]);
  });

  it('keeps everybody but the one who is in it out of the file', async () => {
    const [, ...rows] = await readCells(buildPath(1, 1), 'Registration and progress');
    expect(rows.map((row) => row[5])).toEqual(['in@bluecloud.example']);
  });

  it('C2b is ‘notice-missing’ for one who was imported and not told yet, and they are in no file', async () => {
    const mpnId = '1000007';
    for (const name of ['told', 'untold'])
      await arrangePerson(database, { email: `${name}@seven.example`, mpnId, company: 'Seven', workshops: WORKSHOPS });
    await setStanding('untold@seven.example', 'informed_at = null');
    await arrangeAgreement({ kind: 'employer', mpnId });
    const [runId = 0] = await buildFor([`employer-${mpnId}`]);
    expect(await whyOf('untold@seven.example', `employer-${mpnId}`)).toBe('notice-missing');
    const [, ...rows] = await readCells(buildPath(runId, 1), 'Registration and progress');
    expect(rows.map((row) => row[5])).toEqual(['told@seven.example']);
  });

  it('is found by any address that the person was ever known by, and for nobody else', async () => {
    await database.query(
      `insert into person_emails (email, person_id) select 'formerly@bluecloud.example', id from persons where email = $1`,
      [emailOf('restricted')],
    );
    expect(await whyOf(' Formerly@Bluecloud.example ', SLUG)).toBe('restricted');
    const unknown = { email: 'nobody@bluecloud.example', slug: SLUG, period };
    expect(await findReason(SYSTEM, unknown)).toEqual({ ok: false, reason: 'person-unknown' });
    const noRun = { email: emailOf('in'), slug: 'employer-1000002', period };
    expect(await findReason(SYSTEM, noRun)).toEqual({ ok: false, reason: 'run-unknown' });
  });

  it('is that of the employment with this recipient, where a person went from one employer to another', async () => {
    const id = await arrangePerson(database, {
      email: 'moved@bluecloud.example',
      ...OWN,
      endedOn: '2026-02-01',
      workshops: WORKSHOPS,
    });
    await arrangePerson(database, {
      email: 'there@new.example',
      mpnId: '1000003',
      company: 'New',
      workshops: WORKSHOPS,
    });
    await database.query(
      `insert into employments (person_id, employer_id, country_code, job_role, started_on, confirmed_by, confirmed_at)
       select $1, id, 'NL', 'Developer', '2026-02-01', 'staff', now() from employers where mpn_id = '1000003'`,
      [id],
    );
    await arrangeAgreement({ kind: 'employer', mpnId: '1000003' });
    const [runId] = await buildFor(['employer-1000003']);
    expect(await whyOf('moved@bluecloud.example', SLUG)).toBe('employment-ended');
    // bad-B17: what was done under the old employment is none of the new employer's business.
    expect(await whyOf('moved@bluecloud.example', 'employer-1000003')).toBe('out-of-period');
    const [, ...rows] = await readCells(buildPath(runId ?? 0, 1), 'Registration and progress');
    expect(rows.map((row) => row[5])).toEqual(['there@new.example']);
  });

  it('is that nothing is there for one whose only sitting is of another time, cancelled or not taken', async () => {
    const mpnId = '1000004';
    for (const [name, sitting] of [
      ['past-unknown', { exam: 'AZ-104', month: '2019-03' }],
      ['cancelled', { exam: 'AZ-104', month: period, state: 'cancelled' }],
      ['not-taken', { exam: 'AZ-104', month: period, state: 'not-taken' }],
      ['booked-later', { exam: 'AZ-104', month: '2999-01' }],
      ['newly-known', { exam: 'AZ-104', month: '2019-03', outcome: 'failed' }],
    ] as const)
      await arrangePerson(database, { email: `${name}@four.example`, mpnId, company: 'Four', sittings: [sitting] });
    await arrangeAgreement({ kind: 'employer', mpnId });
    await planFor([`employer-${mpnId}`]);
    const names = ['past-unknown', 'cancelled', 'not-taken', 'booked-later', 'newly-known'];
    expect(await Promise.all(names.map((name) => whyOf(`${name}@four.example`, `employer-${mpnId}`)))).toEqual([
      'out-of-period',
      'out-of-period',
      'out-of-period',
      'in',
      'in',
    ]);
  });

  it('goes by what the agreement holds: a sitting alone is nothing where exams are not agreed', async () => {
    const mpnId = '1000005';
    await arrangePerson(database, {
      email: 'sits@five.example',
      mpnId,
      company: 'Five',
      sittings: [{ exam: 'AZ-104', month: period, outcome: 'passed' }],
    });
    await arrangeAgreement({ kind: 'employer', mpnId }, { datasets: { F1: ['email', 'workshop_name', 'progress'] } });
    await planFor([`employer-${mpnId}`]);
    expect(await whyOf('sits@five.example', `employer-${mpnId}`)).toBe('out-of-period');
  });

  it('goes by what the report holds: a sitting alone is nothing where the exam sheet was withheld', async () => {
    const mpnId = '1000006';
    for (const [name, workshops] of [['listed', WORKSHOPS] as const, ['sits', []] as const])
      await arrangePerson(database, {
        email: `${name}@six.example`,
        mpnId,
        company: 'Six',
        workshops,
        sittings: [{ exam: 'AZ-104', month: period, outcome: 'passed' }],
      });
    await arrangeAgreement({ kind: 'employer', mpnId }, { reidentificationRule: 'withhold' });
    const [runId = 0] = await buildFor([`employer-${mpnId}`]);
    expect((await getRun(runId)).build?.sheets.map(({ id }) => id)).toEqual(['registration']);
    expect(await whyOf('sits@six.example', `employer-${mpnId}`)).toBe('out-of-period');
    expect(await whyOf('listed@six.example', `employer-${mpnId}`)).toBe('in');
  });
});

describe('the gate', () => {
  /** Mostly as it should be, so that each person has few ways out at a time. */
  const mostly = <T, U>(usual: T, others: readonly U[]): fc.Arbitrary<T | U> =>
    fc.oneof({ arbitrary: fc.constant(usual), weight: 5 }, { arbitrary: fc.constantFrom(...others), weight: 1 });
  const standings = fc.record({
    set: mostly(null, ['restricted_at', 'objected_at', 'erased_at', 'found_minor_at', 'found_false_at']),
    confirmed: mostly(true, [false]),
    endedOn: mostly(null, ['2026-01-01', '2999-01-01']),
    noticeVersion: mostly(1, [2, null]),
    country: fc.constantFrom('NL', 'PL'),
    isElsewhere: mostly(false, [true]),
    enrolment: fc.constantFrom('enrolled', 'waiting', 'cancelled', null),
    sitting: fc.constantFrom(
      null,
      { month: 'now', state: 'booked' },
      { month: 'now', state: 'not-taken' },
      { month: '2019-01', state: 'booked' },
      { month: '2999-01', state: 'booked' },
      { month: '2019-01', state: 'taken' },
    ),
    /** Works for the recipient and for another at once; what was done stands under the first. */
    hasSecond: mostly(false, [true]),
  });
  type Standing = typeof standings extends fc.Arbitrary<infer T> ? T : never;
  const agreements = fc.record({
    onlyCountries: mostly(null, [['NL'], ['PL', 'DE'], []]),
    datasets: fc.constantFrom('all', 'F1', 'F2', 'F3'),
  });
  const DATASETS = {
    all: {},
    F1: { datasets: { F1: ['email', 'progress'] } },
    F2: { datasets: { F2: ['country', 'exam_id', 'exam_month'] } },
    F3: { datasets: { F3: ['country', 'exam_id', 'exam_month', 'result'] } },
  } as const;
  let sample = 0;

  async function arrange(standing: Standing, email: string, mpnId: string): Promise<void> {
    const id = await arrangePerson(database, {
      email,
      mpnId: standing.isElsewhere ? `${mpnId}9` : mpnId,
      company: standing.isElsewhere ? 'Elsewhere' : 'Here',
      country: standing.country,
      confirmed: standing.confirmed,
      noticeVersion: standing.noticeVersion,
      ...(standing.endedOn === null ? {} : { endedOn: standing.endedOn }),
      workshops: standing.enrolment === null ? [] : [{ name: 'Azure Administrator', percent: 5 }],
    });
    if (standing.enrolment !== null)
      await database.query('update enrolments set state = $2 where person_id = $1', [id, standing.enrolment]);
    if (standing.sitting !== null) {
      const { month, state } = standing.sitting;
      await database.query(
        `insert into sittings (person_id, employment_id, exam_code, attempt, month, state, outcome, outcome_changed_at)
         select person_id, id, 'AZ-104', 1, $2, $3, case when $3 = 'taken' then 'passed' end, case when $3 = 'taken' then now() end
         from employments where person_id = $1`,
        [id, month === 'now' ? period : month, state],
      );
    }
    if (standing.hasSecond)
      await database.query(
        `insert into employments (person_id, employer_id, country_code, job_role, started_on, confirmed_by, confirmed_at, concurrent)
         select $1, id, 'NL', 'Developer', '2026-02-01', 'staff', now(), true from employers where mpn_id = $2`,
        [id, standing.isElsewhere ? mpnId : `${mpnId}9`],
      );
    if (standing.set !== null) await setStanding(email, `${standing.set} = now()`);
  }

  it('lets into the file exactly the people of whom it says that they are in', { timeout: 120_000 }, async () => {
    await database.query(`insert into exams (code) values ('AZ-104') on conflict do nothing`);
    const count = { in: 0, out: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(standings, { minLength: 6, maxLength: 8 }), agreements, async (people, terms) => {
        const mpnId = String(5_000_000 + sample++);
        await database.query(`insert into employers (mpn_id, name) values ($1, 'Here'), ($1 || '9', 'Elsewhere')`, [
          mpnId,
        ]);
        const emails = people.map((_, index) => `p${index}@here-${mpnId}.example`);
        await Promise.all(people.map((standing, index) => arrange(standing, emails[index] ?? '', mpnId)));
        await arrangeAgreement({ kind: 'employer', mpnId }, DATASETS[terms.datasets]);
        const [runId = 0] = await planFor([`employer-${mpnId}`]);
        await database.query(
          'update agreement_versions v set only_countries = $2 from runs u where u.id = $1 and v.id = u.version_id',
          [runId, terms.onlyCountries],
        );
        expect(await produceRuns([runId])).toEqual([runId]);
        const found = await database.query<{ email: string }>(
          `select distinct p.email
           from build_pages g join builds b on b.id = g.build_id cross join lateral unnest(g.refs) ref
           left join enrolments n on g.sheet = 'registration' and n.id = ref
           left join sittings s on g.sheet = 'exams' and s.id = ref
           join persons p on p.id = coalesce(n.person_id, s.person_id)
           where b.run_id = $1`,
          [runId],
        );
        const inFile = found.map(({ email }) => email).toSorted();
        const isIn = await Promise.all(emails.map(async (email) => (await whyOf(email, `employer-${mpnId}`)) === 'in'));
        expect(inFile).toEqual(emails.filter((_, index) => isIn[index]).toSorted());
        count.in += inFile.length;
        count.out += emails.length - inFile.length;
      }),
      { numRuns: 12 },
    );
    // As many as that, or the property said little.
    expect(Math.min(count.in, count.out)).toBeGreaterThan(10);
  });
});
