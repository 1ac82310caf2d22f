// What a version says of its files as a whole: one without rows, and one whose list is very unlike the last.
import { applyTerms } from '#app/features/reporting/agreed-terms.server.ts';
import { releaseAndDeliver } from '#app/features/delivery/run-reports.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeAgreement, arrangeNotice, arrangePerson, moveClock } from '#test/support/register.ts';
import { getRun, runFor } from '#test/support/runs.ts';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
let next = 3_000_001;

async function arrangePeople(mpnId: string, from: number, to: number): Promise<void> {
  for (let i = from; i <= to; i++)
    await arrangePerson(database, {
      email: `p${i}@company-${mpnId}.example`,
      mpnId,
      company: `Company ${mpnId}`,
      workshops: [{ name: 'Azure Administrator', percent: 10 }],
    });
}

/** An employer with so many people and an agreement that says this. */
async function arrange(people: number, terms: { emptyReports?: boolean; holdAbove?: number }) {
  const mpnId = String(next++);
  await arrangePeople(mpnId, 1, people);
  if (people === 0) await database.query(`insert into employers (mpn_id, name) values ($1, 'Company ' || $1)`, [mpnId]);
  await arrangeAgreement({ kind: 'employer', mpnId }, terms);
  return { mpnId, slug: `employer-${mpnId}` };
}

beforeAll(() => arrangeNotice());
afterEach(() => moveClock(database, '0'));

describe('a report without rows', () => {
  it('bad-E12 goes out all the same, unless the agreement wants none', async () => {
    const wanted = await arrange(0, {});
    expect(await runFor(wanted.slug)).toMatchObject({ state: 'done' });
    const unwanted = await arrange(0, { emptyReports: false });
    const run = await runFor(unwanted.slug);
    expect(run).toMatchObject({ state: 'withdrawn', needsPerson: false, deliveries: [] });
    expect(run.reasons).toEqual(['There is nothing to report, and no report without rows is agreed']);
    const some = await arrange(1, { emptyReports: false });
    expect(await runFor(some.slug)).toMatchObject({ state: 'done' });
  });
});

describe('a list that is unlike the last one', () => {
  it('waits for a release above the agreed share, and the first report does not', async () => {
    const { mpnId, slug } = await arrange(4, { holdAbove: 50 });
    expect(await runFor(slug)).toMatchObject({ state: 'done' });
    await moveClock(database, '31 days');
    // Two of four are not above a half.
    await arrangePeople(mpnId, 5, 6);
    expect(await runFor(slug)).toMatchObject({ state: 'done', reasons: [] });
    await moveClock(database, '62 days');
    await arrangePeople(mpnId, 7, 9);
    await database.query(`update persons set restricted_at = now() where email = $1`, [`p1@company-${mpnId}.example`]);
    const held = await runFor(slug);
    expect(held).toMatchObject({ state: 'awaiting-release', needsPerson: true, deliveries: [] });
    expect(held.reasons).toEqual([
      'Since the last report 3 rows came and 1 went, of 6 (67 %); above 50 % it waits for a release',
    ]);
    await releaseAndDeliver({ kind: 'system', name: 'test' }, held.id, 'three people began this month');
    expect((await getRun(held.id)).state).toBe('done');
  });

  it('is none by progress alone, nor where no share is agreed', async () => {
    const { slug } = await arrange(2, { holdAbove: 1 });
    await runFor(slug);
    await database.query('update enrolments set percent = 99');
    await moveClock(database, '31 days');
    expect(await runFor(slug)).toMatchObject({ state: 'done' });
    const terms = { runId: 1, emptyReports: true, before: 1, came: 50, gone: 0 };
    expect(applyTerms({ ...terms, holdAbove: null }, 51).outcome).toBe('as-it-is');
    expect(applyTerms({ ...terms, holdAbove: 100 }, 51).outcome).toBe('hold');
  });
});
