// What a run's page says is otherwise than in the report that its recipient was given last: by the record of rows, and by the two files.
import type { StaffActor } from '#app/features/access/actor.ts';
import { findComparison } from '#app/features/reporting/compared-runs.server.ts';
import { readChanges, type ChangesOrder, type SheetChanges } from '#app/features/reporting/compare-runs.server.ts';
import { buildPath } from '#app/features/reporting/report-files.server.ts';
import { whyOf, type RowStanding } from '#app/features/reporting/row-changes.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeAgreement, arrangeNotice, arrangePerson, moveClock } from '#test/support/register.ts';
import { buildFor, runFor, thePeriod } from '#test/support/runs.ts';
import { rm, writeFile } from 'node:fs/promises';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
const OFFICER: StaffActor = { kind: 'staff', staffId: 1, roles: ['privacy-officer'], name: 'Noor' };
let next = 4_000_001;

type Arranged = { readonly mpnId: string; readonly slug: string; readonly person: (name: string) => Promise<number> };

/** An employer with an agreement, and a way to give it people. */
async function arrange(): Promise<Arranged> {
  const mpnId = String(next++);
  await database.query(`insert into employers (mpn_id, name) values ($1, 'Company ' || $1)`, [mpnId]);
  await arrangeAgreement({ kind: 'employer', mpnId });
  const person = (name: string) =>
    arrangePerson(database, {
      email: `${name}@company-${mpnId}.example`,
      firstName: name,
      lastName: 'Visser',
      mpnId,
      company: `Company ${mpnId}`,
      workshops: [{ name: 'Azure Administrator', exam: 'AZ-104', percent: 10 }],
    });
  return { mpnId, slug: `employer-${mpnId}`, person };
}

/** The next month's run of this recipient, built. */
async function buildNext(slug: string): Promise<number> {
  await moveClock(database, '31 days');
  const [runId = 0] = await buildFor([slug]);
  return runId;
}

async function changesOf(runId: number, order: Partial<ChangesOrder> = {}): Promise<SheetChanges> {
  const comparison = await findComparison(OFFICER, runId);
  if (comparison === null) throw new Error('There is nothing to compare with');
  return readChanges(OFFICER, comparison, { sheet: 'registration', kind: null, offset: 0, limit: 25, ...order });
}

beforeAll(async () => {
  await arrangeNotice();
  await database.query(`insert into staff_members (email, name) values ('noor@psa.example', 'Noor')`);
});
afterEach(() => moveClock(database, '0'));

describe('what is otherwise since the last report', () => {
  it('is nothing to say of the first one, nor of one that never left', async () => {
    const { slug, person } = await arrange();
    await person('anna');
    const [first = 0] = await buildFor([slug]);
    expect(await findComparison(OFFICER, first)).toBeNull();
    expect(await findComparison(OFFICER, await buildNext(slug))).toBeNull();
  });

  it('is told row by row, old and new, each with its reason', async () => {
    const { slug, person } = await arrange();
    const anna = await person('anna');
    const bert = await person('bert');
    const carla = await person('carla');
    await person('dirk');
    const { id: earlier } = await runFor(slug);
    await database.query('update enrolments set percent = 55 where person_id = $1', [anna]);
    await database.query(`update persons set phone = '+31699999999' where id = $1`, [anna]);
    await database.query('update persons set restricted_at = psa_now() where id = $1', [bert]);
    await database.query(`update enrolments set state = 'cancelled' where person_id = $1`, [carla]);
    await person('eva');
    const runId = await buildNext(slug);
    expect(await findComparison(OFFICER, runId)).toMatchObject({
      before: { runId: earlier },
      columns: [],
      isBlocked: false,
    });

    const changed = await changesOf(runId);
    expect(changed).toMatchObject({
      counts: { changed: 1, added: 1, removed: 2 },
      kind: 'changed',
      total: 1,
      unreadable: null,
    });
    expect(changed.rows).toEqual([
      {
        sheetRow: 2,
        title: 'anna Visser · Azure Administrator',
        rest: [],
        changes: [
          { header: 'Phone', before: '+31612345678', now: '+31699999999' },
          { header: 'Study progress (%)', before: '10', now: '55' },
        ],
        reason: { code: 'in', words: 'is in the report' },
      },
    ]);
    const added = await changesOf(runId, { kind: 'added' });
    expect(added.rows.map(({ title, reason }) => [title, reason.code, reason.words])).toEqual([
      ['eva Visser · Azure Administrator', 'in', 'enrolled since'],
    ]);
    expect(added.rows[0]?.rest).toContain(`E-mail: eva@company-${slug.slice(9)}.example`);
    const removed = await changesOf(runId, { kind: 'removed' });
    expect(removed.rows.map(({ title, reason }) => [title, reason.code])).toEqual([
      ['bert Visser · Azure Administrator', 'restricted'],
      ['carla Visser · Azure Administrator', 'out-of-period'],
    ]);
  });

  it('says of a row that may not leave any more that it would not be in a file that is built now', async () => {
    const { slug, person } = await arrange();
    await person('anna');
    await runFor(slug);
    const eva = await person('eva');
    const runId = await buildNext(slug);
    await database.query('update persons set objected_at = psa_now() where id = $1', [eva]);
    const [row] = (await changesOf(runId, { kind: 'added' })).rows;
    expect(row?.reason.code).toBe('objection-pending');
    expect(row?.reason.words).toContain('would not be in a file that is built now');
  });

  it('of exam rows names nobody, and says whether they are of this period or news', async () => {
    const { slug, mpnId } = await arrange();
    const month = await thePeriod();
    await arrangePerson(database, {
      email: `sits@company-${mpnId}.example`,
      mpnId,
      company: `Company ${mpnId}`,
      sittings: [{ exam: 'AZ-104', month }],
    });
    await runFor(slug);
    await moveClock(database, '31 days');
    await database.query(`insert into exams (code) values ('AZ-305') on conflict do nothing`);
    await database.query(
      `insert into sittings (person_id, employment_id, exam_code, attempt, month, state)
       select s.person_id, s.employment_id, 'AZ-305', 1, $2, 'booked' from sittings s join persons p on p.id = s.person_id where p.email = $1`,
      [`sits@company-${mpnId}.example`, await thePeriod()],
    );
    const [runId = 0] = await buildFor([slug]);
    const added = await changesOf(runId, { sheet: 'exams', kind: 'added' });
    expect(added.rows.map(({ title, reason }) => [title.startsWith('AZ-305'), reason.words])).toEqual([
      [true, 'is of this period'],
    ]);
    const removed = await changesOf(runId, { sheet: 'exams', kind: 'removed' });
    expect(removed.rows.map(({ reason }) => reason.code)).toEqual(['out-of-period']);
    expect(JSON.stringify([added, removed])).not.toMatch(/sits@|Sanne|de Vries/);
  });

  it('tells what came and went by the record alone where the earlier file is gone, and reads nothing from one that was altered', async () => {
    const { slug, person } = await arrange();
    const anna = await person('anna');
    await person('bert');
    const { id: earlier } = await runFor(slug);
    await database.query('update persons set restricted_at = psa_now() where id = $1', [anna]);
    const runId = await buildNext(slug);
    await writeFile(buildPath(earlier, 1), 'something else');
    expect(await changesOf(runId)).toMatchObject({ kind: 'added', unreadable: 'altered', counts: { changed: null } });
    await rm(buildPath(earlier, 1));
    const removed = await changesOf(runId, { kind: 'removed' });
    expect(removed).toMatchObject({ unreadable: 'removed', counts: { changed: null, added: 0, removed: 1 } });
    expect(removed.rows).toEqual([
      {
        sheetRow: 2,
        title: '',
        rest: [],
        changes: [],
        reason: { code: 'restricted', words: 'processing is restricted' },
      },
    ]);
  });

  it('is paged, and every look is in the ledger, without a value', async () => {
    const { slug, person } = await arrange();
    await person('anna');
    await runFor(slug);
    for (const name of ['bert', 'carla', 'dirk']) await person(name);
    const runId = await buildNext(slug);
    const pages = await Promise.all([0, 2].map((offset) => changesOf(runId, { kind: 'added', offset, limit: 2 })));
    expect(pages.map(({ total, rows }) => [total, rows.map(({ title }) => title.split(' ')[0])])).toEqual([
      [3, ['bert', 'carla']],
      [3, ['dirk']],
    ]);
    const events = await database.query<{ details: unknown }>(
      `select details from audit_events where event = 'report.previewed' and subject_id = $1`,
      [String(runId)],
    );
    expect(events).toHaveLength(2);
    expect(JSON.stringify(events)).not.toContain('bert');
  });
});

describe('the reason of a row', () => {
  const standing = (changes: Partial<RowStanding>): RowStanding => ({
    ref: 1,
    reason: 'in',
    isReported: true,
    since: [],
    ...changes,
  });
  it('is one of the closed list, and in words', () => {
    expect(whyOf('removed', 'registration', standing({ reason: null })).code).toBe('erased');
    expect(whyOf('removed', 'exams', standing({ isReported: false })).code).toBe('out-of-period');
    expect(whyOf('removed', 'exams', standing({})).words).toContain('would be in');
    expect(whyOf('added', 'registration', standing({ since: ['confirmed', 'informed'] })).words).toContain('confirmed');
    expect(whyOf('added', 'registration', standing({})).code).toBe('in');
    expect(whyOf('changed', 'registration', standing({ reason: 'minor' })).code).toBe('minor');
  });
});
