// Whatever people and exams there are: each number of the board and of the overview is as long as the list it leads to, each exam stands in one way,
// and whoever is asked is among the unknown.
import type { StaffActor } from '#app/features/access/actor.ts';
import { STANDINGS, VIEWS, type BoardView, type SittingFilter } from '#app/features/exams/board-address.ts';
import { getBoard, type SittingRow } from '#app/features/exams/list-sittings.server.ts';
import { planFollowUps } from '#app/features/exams/plan-follow-up.server.ts';
import { monthAfter } from '#app/features/exams/sitting.ts';
import { getOverview } from '#app/features/overview/overview.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeNotice, arrangePerson } from '#test/support/register.ts';
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';

const database = useDatabase();
const ACTOR: StaffActor = { kind: 'staff', staffId: 1, roles: ['trainer', 'administrator'], name: 'Bram' };
const FLAGS = ['restricted_at', 'objected_at', 'found_minor_at', 'found_false_at', 'erased_at'] as const;
const EXAMS = ['AZ-104', 'DP-700', 'SC-300'] as const;
let now = '';

const SITTING = fc.record({
  exam: fc.constantFrom(...EXAMS),
  ahead: fc.integer({ min: -4, max: 2 }),
  stands: fc.constantFrom('booked', 'booked', 'booked', 'taken', 'passed', 'failed', 'not-taken', 'cancelled'),
  silent: fc.constantFrom(false, false, false, true),
  contested: fc.constantFrom(false, false, true),
});
const PERSON = fc.record({
  flag: fc.constantFrom(null, null, null, null, ...FLAGS),
  informed: fc.constantFrom(true, true, true, true, false),
  confirmed: fc.boolean(),
  sittings: fc.uniqueArray(SITTING, { maxLength: 3, selector: ({ exam }) => exam }),
});
type Someone = typeof PERSON extends fc.Arbitrary<infer T> ? T : never;

async function arrange(people: readonly Someone[]): Promise<void> {
  for (const [index, { flag, informed, confirmed, sittings }] of people.entries()) {
    const id = await arrangePerson(database, {
      email: `any${index}@company${index % 3}.example`,
      lastName: `Any${index}`,
      mpnId: String(1_000_000 + (index % 3)),
      company: `Company ${index % 3}`,
      confirmed,
      sittings: sittings.map(({ exam, ahead, stands }) => ({
        exam,
        month: monthAfter(now, ahead),
        ...(stands === 'passed' || stands === 'failed' ? { outcome: stands } : { state: stands }),
      })),
    });
    for (const { exam, silent, contested, stands } of sittings) {
      await database.query('update sittings set ask_no_more = $3 where person_id = $1 and exam_code = $2', [
        id,
        exam,
        silent,
      ]);
      if (contested && stands !== 'booked' && stands !== 'taken')
        await database.query(
          `insert into outcome_conflicts (sitting_id, claimed, opened_by_kind, opened_by_id)
           select id, 'passed', 'person', $1 from sittings where person_id = $1 and exam_code = $2`,
          [id, exam],
        );
    }
    if (flag !== null) await database.query(`update persons set ${flag} = now() where id = $1`, [id]);
    if (!informed) await database.query('update persons set informed_at = null where id = $1', [id]);
  }
}

/** Every row of a view, page by page, as a trainer turns them. */
async function listAll(filter: Partial<SittingFilter> & { view: BoardView }): Promise<SittingRow[]> {
  const rows: SittingRow[] = [];
  for (let page = 1; ; page++) {
    const board = await getBoard(ACTOR, { exam: null, month: null, search: null, page, pageSize: 12, ...filter });
    rows.push(...board.rows);
    if (rows.length >= board.total || board.rows.length === 0) {
      expect(rows).toHaveLength(board.total);
      return rows;
    }
  }
}
const boardOf = (filter: Partial<SittingFilter> = {}) =>
  getBoard(ACTOR, { view: 'all', exam: null, month: null, search: null, page: 1, pageSize: 12, ...filter });
const idsOf = (rows: readonly SittingRow[]): number[] => rows.map(({ id }) => id).toSorted((one, other) => one - other);

beforeAll(async () => {
  await arrangeNotice();
  const [row] = await database.query<{ now: string }>(
    `select to_char(psa_now() at time zone 'Europe/Amsterdam', 'YYYY-MM') as now`,
  );
  now = row?.now ?? '';
});
beforeEach(async () => {
  await database.query('truncate persons, employers cascade');
  await arrangeNotice();
});

const [few = [], many = []] = fc.sample(fc.array(PERSON, { minLength: 10, maxLength: 16 }), {
  seed: 22,
  numRuns: 2,
});

describe.each([
  ['first', few],
  ['second', many],
] as const)('the %s arrangement', (_which, people) => {
  it('has counts that are as long as their lists, each sitting in one of them', async () => {
    await arrange(people);
    for (const narrowed of [{}, { exam: 'AZ-104' }, { search: 'company 1' }, { exam: 'DP-700', search: 'any' }]) {
      const { months } = await boardOf(narrowed);
      const listed: number[] = [];
      for (const count of months)
        for (const view of STANDINGS) {
          const rows = await listAll({ ...narrowed, view, month: count.month });
          expect([count.month, view, count[view]]).toEqual([count.month, view, rows.length]);
          listed.push(...rows.map(({ id }) => id));
        }
      const all = await listAll({ ...narrowed, view: 'all' });
      expect(listed.toSorted((one, other) => one - other)).toEqual(idsOf(all));
    }
    for (const view of VIEWS) await listAll({ view });
  });

  it('is counted by the overview as the board lists it, for all exams and for each', async () => {
    await arrange(people);
    for (const exam of [null, ...EXAMS]) {
      const { months, unknown } = await getOverview(ACTOR, exam);
      for (const { month, passed, failed, unknown: open, notAsked, booked } of months) {
        const lists = await Promise.all(
          (['passed', 'failed', 'unknown', 'not-asked', 'open'] as const).map((view) => listAll({ view, exam, month })),
        );
        expect([month, passed, failed, open, notAsked, booked]).toEqual([month, ...lists.map(({ length }) => length)]);
      }
      for (const { month, unknown: count } of unknown)
        expect([month, count]).toEqual([month, (await listAll({ view: 'unknown', month })).length]);
      expect(unknown.reduce((sum, { unknown: count }) => sum + count, 0)).toBe(
        (await listAll({ view: 'unknown' })).length,
      );
    }
    const { pending } = await getOverview(ACTOR, null);
    expect(pending.conflicts).toBe((await boardOf()).conflicts.length);
  });

  it('plans to ask about the unknown and about nothing else that is over', async () => {
    await arrange(people);
    await planFollowUps();
    const planned = await database.query<{ id: number }>(
      `select distinct sitting_id as id from follow_ups where month < $1 order by 1`,
      [now],
    );
    expect(planned.map(({ id }) => id)).toEqual(idsOf(await listAll({ view: 'unknown' })));
    for (const row of await listAll({ view: 'not-asked' })) expect(row.notAskedBecause).not.toBeNull();
    for (const row of await listAll({ view: 'unknown' })) expect(row.notAskedBecause).toBeNull();
  });
});
