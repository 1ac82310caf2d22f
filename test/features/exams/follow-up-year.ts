// A year of follow-up with a moved clock: many people, events at random, and after each step a look at who was contacted, from outside: mails that
// went and calls that were made. What must hold is told by a model that knows nothing of plans.
import { askOutcomes } from '#app/features/exams/ask-outcomes.server.ts';
import { recordCall } from '#app/features/exams/call-person.server.ts';
import { cancelFollowUp } from '#app/features/exams/cancel-follow-up.server.ts';
import { closeSitting, moveSitting, recordOutcome } from '#app/features/exams/exams.server.ts';
import { CALL_RESULTS, type CallResult } from '#app/features/exams/follow-up.ts';
import { getFollowUps } from '#app/features/exams/list-follow-ups.server.ts';
import { answerOutcome, outcomeToken, takeAnswerBack } from '#app/features/exams/outcome-links.server.ts';
import { settleAnswers } from '#app/features/exams/settle-answers.server.ts';
import { ANSWERS, monthAfter } from '#app/features/exams/sitting.ts';
import { sendMails } from '#app/features/mail/mails.server.ts';
import { erasePerson } from '#app/features/privacy/erase-person.server.ts';
import { liftRestriction, objectToReporting, restrictPerson } from '#app/features/privacy/restrict-person.server.ts';
import { setSetting } from '#app/features/settings/settings.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import type { TestDatabase } from '#test/support/database.ts';
import { arrangePerson, moveClock } from '#test/support/register.ts';
import fc from 'fast-check';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { arrangeStaff } from './arrange-staff.ts';
import { setClock, watchPlan } from './follow-up-watch.ts';
import { EVENTS, readContacts, type Contact, type Event } from './follow-up-events.ts';

const DAYS = 370;
export type Year = {
  readonly people: number;
  readonly events: number;
  readonly seed: number;
  readonly everyDays: number;
  /** Null leaves the setting as the code proposes. */
  readonly caps: readonly number[] | null;
  /** Days between which nothing runs, if there are such. */
  readonly still?: readonly [from: number, until: number];
};

type Someone = {
  personId: number;
  sittingId: number;
  month: string;
  months: string[];
  /** Of the whole sitting: known, erased, objected, would rather not say. */
  stopped: string | null;
  restricted: boolean;
  waiting: boolean;
  /** Months about which nothing more may be asked. */
  ended: Set<string>;
  quiet: boolean;
};

export type Lived = {
  readonly contacts: Contact[];
  readonly faults: string[];
  /** Of whoever never answers, the contacts of each. */
  readonly quiet: Contact[][];
  readonly happened: Record<string, number>;
  /** The exam month that was over as the year began. */
  readonly firstMonth: string;
  /** Mails that waited for too long, and were shown instead of sent. */
  readonly kept: number;
};

/** Lives through a year and gives what happened in it, and what should not have. */
export async function liveAYear(database: TestDatabase, year: Year): Promise<Lived> {
  const trainer = await arrangeStaff(database, `bram${year.seed}@psa.example`);
  const read = async <T>(sql: string, values: readonly unknown[] = []): Promise<T[]> =>
    (await database.query<{ value: T }>(sql, values)).map(({ value }) => value);
  const monthNow = async (): Promise<string> =>
    (await read<string>(`select to_char(psa_now() at time zone 'Europe/Amsterdam', 'YYYY-MM') as value`))[0] ?? '';
  // At noon in Amsterdam, so that a step of a day is a day on every day of the year.
  const [toNoon = 0] = await read<number>(
    `select (36 - extract(hour from now() at time zone 'Europe/Amsterdam'))::int % 24 as value`,
  );
  await moveClock(database, `${toNoon} hours`);
  const start = await monthNow();

  const people: Someone[] = [];
  for (let index = 0; index < year.people; index++) {
    const month = monthAfter(start, (index % 12) - 1);
    const personId = await arrangePerson(database, {
      email: `year${year.seed}-${index}@bluecloud.example`,
      sittings: [{ exam: 'AZ-104', month }],
    });
    const [sittingId = 0] = await read<number>('select id as value from sittings where person_id = $1', [personId]);
    people.push({
      personId,
      sittingId,
      month,
      months: [month],
      stopped: null,
      restricted: false,
      waiting: false,
      ended: new Set(),
      // The exam of somebody quiet lies far enough back at the end for all three contacts.
      quiet: index % 4 === 0 && index % 12 < 10,
    });
  }

  const events = fc
    .sample(
      fc.record({
        day: fc.nat(DAYS - 1),
        person: fc.nat(year.people - 1),
        what: fc.constantFrom(...EVENTS),
        pick: fc.nat(1000),
      }),
      { seed: year.seed, numRuns: year.events },
    )
    .toSorted((a, b) => a.day - b.day);

  const lived: Lived = {
    contacts: [],
    faults: [],
    quiet: [],
    happened: {},
    firstMonth: monthAfter(start, -1),
    kept: 0,
  };
  const note = (what: string): void => void (lived.happened[what] = (lived.happened[what] ?? 0) + 1);
  let cap = 3;
  const plan = watchPlan(database, trainer);

  const ring = async (someone: Someone | null, result: CallResult): Promise<void> => {
    const { rows } = await getFollowUps(trainer, { view: 'calls', search: null, page: 1, pageSize: 500 });
    const ids = await read<{ id: number; sittingId: number }>(
      `select jsonb_build_object('id', id, 'sittingId', sitting_id) as value from follow_ups where id = any($1::int[])`,
      [rows.map(({ id }) => id)],
    );
    for (const { id, sittingId } of ids) {
      const rung = people.find((one) => one.sittingId === sittingId);
      if (rung === undefined || (someone === null ? !rung.quiet : rung !== someone)) continue;
      const [one, other] = await Promise.all([
        recordCall(trainer, { followUpId: id, result }),
        recordCall(trainer, { followUpId: id, result }),
      ]);
      if (one.ok === other.ok) lived.faults.push(`a call of ${sittingId} was made ${one.ok ? 'twice' : 'never'}`);
      note(`call ${result}`);
      await observe();
      if (['passed', 'failed', 'not-taken', 'asked-no-more'].includes(result)) rung.stopped = result;
      if (result === 'wrong-number') rung.ended.add(rung.month);
    }
  };

  const observe = async (): Promise<void> => {
    const all = await readContacts(database);
    const own = all.filter(({ sittingId }) => people.some((one) => one.sittingId === sittingId));
    const now = await monthNow();
    for (const contact of own) {
      const isKnown = lived.contacts.some(
        ({ sittingId, month, kind, at }) =>
          sittingId === contact.sittingId && month === contact.month && kind === contact.kind && +at === +contact.at,
      );
      if (isKnown) continue;
      const someone = people.find(({ sittingId }) => sittingId === contact.sittingId);
      const before = lived.contacts.filter(
        ({ sittingId, month }) => sittingId === contact.sittingId && month === contact.month,
      );
      const fault = (why: string): void =>
        void lived.faults.push(
          `${contact.kind} to sitting ${contact.sittingId} about ${contact.month} on ${contact.day}: ${why}`,
        );
      if (someone === undefined) continue;
      if (someone.stopped !== null) fault(`stopped, ${someone.stopped}`);
      if (someone.restricted) fault('restricted');
      if (someone.waiting) fault('an answer waits');
      if (someone.ended.has(contact.month)) fault('ended');
      if (contact.month !== someone.month) fault('moved');
      if (before.length >= cap) fault(`over the cap of ${cap}`);
      if (before.some(({ day }) => day === contact.day)) fault('twice on a day');
      if (contact.month >= now) fault('before the month was over');
      plan.faultsOf(contact).forEach(fault);
      lived.contacts.push(contact);
      note(contact.kind);
    }
  };

  const plannedOf = (sittingId: number) =>
    database.query<{ id: number; month: string }>(
      `select id, month::text as month from follow_ups where sitting_id = $1 and state = 'planned' order by step`,
      [sittingId],
    );

  const live = async (someone: Someone, { what, pick }: Event): Promise<void> => {
    const { personId, sittingId } = someone;
    const actor = { kind: 'person', personId, name: '' } as const;
    const now = await monthNow();
    if (someone.stopped === 'erased') return;
    switch (what) {
      case 'answer':
      case 'answer-and-undo': {
        const answer = ANSWERS[pick % ANSWERS.length] ?? 'passed';
        if (!(await answerOutcome(outcomeToken(sittingId, someone.month), answer)).ok) return;
        someone.waiting = true;
        if (what === 'answer') someone.stopped ??= `answered ${answer}`;
        break;
      }
      case 'record':
        if (!(await recordOutcome(trainer, sittingId, pick % 2 === 0 ? 'passed' : 'failed')).ok) return;
        someone.stopped = 'recorded';
        break;
      case 'close':
        if (!(await closeSitting(trainer, sittingId, pick % 2 === 0 ? 'not-taken' : 'cancelled')).ok) return;
        someone.stopped = 'closed';
        break;
      case 'move':
      case 'move-back': {
        const back = someone.months.at(-2);
        const month = what === 'move' ? monthAfter(now, pick % 3) : back;
        if (month === undefined || !(await moveSitting(trainer, sittingId, month)).ok) return;
        someone.month = month;
        someone.months.push(month);
        // What was answered about the month before is about no month that counts.
        someone.waiting = false;
        if (someone.stopped?.startsWith('answered')) someone.stopped = null;
        break;
      }
      case 'restrict':
        await restrictPerson(actor, personId);
        someone.restricted = true;
        (await plannedOf(sittingId)).forEach(({ month }) => someone.ended.add(month));
        break;
      case 'lift':
        if (!someone.restricted) return;
        await liftRestriction({ kind: 'system', name: 'test' }, personId);
        someone.restricted = false;
        break;
      case 'object':
        await objectToReporting(actor, '');
        someone.stopped = 'objected';
        break;
      case 'erase':
        await erasePerson(actor, personId);
        someone.stopped = 'erased';
        break;
      case 'cancel-one':
      case 'cancel-all': {
        const planned = await plannedOf(sittingId);
        const [first] = planned;
        if (first === undefined) return;
        const all = what === 'cancel-all';
        if (!(await cancelFollowUp(trainer, { followUpId: first.id, all })).ok) return;
        if (all) planned.forEach(({ month }) => someone.ended.add(month));
        break;
      }
      case 'ring':
        return ring(someone, CALL_RESULTS[pick % CALL_RESULTS.length] ?? 'no-answer');
    }
    note(what);
  };

  const jobs = async (): Promise<void> => {
    await settleAnswers();
    await Promise.all([askOutcomes(), askOutcomes()]);
    await Promise.all([sendMails(MAIL_WRITERS), sendMails(MAIL_WRITERS)]);
  };

  await jobs();
  await observe();
  await plan.look();
  let next = 0;
  for (let day = year.everyDays; day <= DAYS; day += year.everyDays) {
    if (year.still !== undefined && day >= year.still[0] && day < year.still[1]) continue;
    // The worker runs at night, too.
    await setClock(database, toNoon, day, 7);
    await askOutcomes();
    await setClock(database, toNoon, day, 0);
    if (year.caps !== null && day % 30 < year.everyDays) {
      cap = year.caps[(day * 7) % year.caps.length] ?? 3;
      await setSetting(trainer, 'followUpContacts', cap);
    }
    // What was answered a step ago counts by now.
    for (const someone of people) someone.waiting = false;
    await settleAnswers();
    const undone: Someone[] = [];
    const restrictedBefore = new Set(people.filter(({ restricted }) => restricted));
    for (; (events[next]?.day ?? DAYS) < day; next++) {
      const event = events[next];
      const someone = event === undefined ? undefined : people[event.person];
      if (event === undefined || someone === undefined || someone.quiet) continue;
      if (event.what === 'lift' && !restrictedBefore.has(someone)) continue;
      await live(someone, event);
      if (event.what === 'answer-and-undo' && someone.waiting) undone.push(someone);
    }
    await jobs();
    await observe();
    for (const someone of undone) {
      const done = await takeAnswerBack(outcomeToken(someone.sittingId, someone.month));
      if (done.ok) note('taken back');
      someone.waiting = false;
    }
    await plan.look();
    await ring(null, 'no-answer');
    await rm(join(database.dataDir, 'mail'), { recursive: true, force: true });
  }
  for (const { sittingId, quiet } of people)
    if (quiet) lived.quiet.push(lived.contacts.filter((contact) => contact.sittingId === sittingId));
  return { ...lived, kept: plan.countKept() };
}
