// Plans of follow-up for tests: people with an exam behind or before them, what is planned about them, and what the trainer is shown.
import type { StaffActor } from '#app/features/access/actor.ts';
import { getFollowUps } from '#app/features/exams/list-follow-ups.server.ts';
import { monthAfter } from '#app/features/exams/sitting.ts';
import { askInTheMorning } from '#test/support/asking.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeNotice, arrangePerson, moveClock } from '#test/support/register.ts';
import { afterEach, beforeAll } from 'vitest';
import { arrangeStaff } from './arrange-staff.ts';

/** Gives this test file a database with a trainer; call it once, at the top. The clock is put right after each test. */
export function usePlans() {
  const database = useDatabase();
  const staff: { trainer: StaffActor; now: string } = {
    trainer: { kind: 'staff', staffId: 0, roles: [], name: '' },
    now: '',
  };
  let people = 0;

  async function arrange(months = -1): Promise<{ personId: number; sittingId: number; name: string }> {
    const lastName = `Nr${++people}`;
    const personId = await arrangePerson(database, {
      email: `plan${people}@bluecloud.example`,
      lastName,
      sittings: [{ exam: 'AZ-104', month: monthAfter(staff.now, months) }],
    });
    const [made] = await database.query<{ id: number }>('select id from sittings where person_id = $1', [personId]);
    return { personId, sittingId: made?.id ?? 0, name: `Sanne ${lastName}` };
  }

  const planOf = (sittingId: number) =>
    database.query<{ id: number; kind: string; state: string; result: string | null; month: string; late: number }>(
      `select id, kind, state, result, month::text as month, due_on - (psa_now() at time zone 'Europe/Amsterdam')::date as late
     from follow_ups where sitting_id = $1 order by month, step`,
      [sittingId],
    );
  const told = async (sittingId: number) =>
    (await planOf(sittingId)).map(({ kind, state, result }) => [kind, state, result].filter(Boolean).join(' '));
  const show = (view: 'calls' | 'planned' | 'settled', search: string | null = null) =>
    getFollowUps(staff.trainer, { view, search, page: 1, pageSize: 500 });
  const mailsTo = async (personId: number) =>
    (
      await database.query<{ kind: string }>(
        `select kind from mails where person_id = $1 and state in ('queued', 'sent') order by id`,
        [personId],
      )
    ).map(({ kind }) => kind);

  /** Plans, and asks in the morning of the day after so many days. */
  const ask = (days = 1, times = 1) => askInTheMorning(database, days, times);

  /** Somebody who answered neither mail nor reminder, at the day of the call. */
  async function arrangeCall() {
    await moveClock(database, '0');
    const made = await arrange();
    for (const day of [1, 9, 17]) await ask(day);
    const { rows } = await show('calls', made.name);
    return { ...made, call: rows[0]?.id ?? 0, row: rows[0] };
  }

  beforeAll(async () => {
    await arrangeNotice();
    staff.trainer = await arrangeStaff(database, 'bram@psa.example');
    const [row] = await database.query<{ now: string }>(
      `select to_char(psa_now() at time zone 'Europe/Amsterdam', 'YYYY-MM') as now`,
    );
    staff.now = row?.now ?? '';
  });
  afterEach(() => moveClock(database, '0'));

  return { database, staff, arrange, arrangeCall, ask, planOf, told, show, mailsTo };
}
