// A learner's own exams: booked, moved, cancelled, told how they went, and contested. What may happen is decided in sitting.ts, and who may
// touch which row by the policies of the database.
import type { PoolClient } from 'pg';

import { actorSettings, type PersonActor } from '#app/features/access/actor.ts';
import type { EventName } from '#app/features/ledger/event.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { MONTH_NOW } from './exams.server.ts';
import { CONTEST_LASTS, readOwnSittings, type OwnSitting } from './list-sittings.server.ts';
import type { OwnExamAnswer, OwnExamChange, OwnExamFault } from './own-exam-change.ts';
import { planClosing, planContest, planMonth, planMove, planOutcome, type Claim, type Sitting } from './sitting.ts';

export type OwnExams = { now: string; sittings: OwnSitting[]; exams: string[]; isEmployed: boolean };

/** What the page of one's own exams shows. */
export function getOwnExams(actor: PersonActor): Promise<OwnExams> {
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => {
      const own = await readOwnSittings(client, actor);
      const { rows } = await client.query<{ exams: string[]; isEmployed: boolean }>(
        `select array(select code from exams order by code) as exams,
           exists (select from employments where person_id = $1 and ended_on is null) as "isEmployed"`,
        [actor.personId],
      );
      return { ...own, exams: rows[0]?.exams ?? [], isEmployed: rows[0]?.isEmployed === true };
    },
    { readOnly: true },
  );
}

type Own = Sitting & {
  id: number;
  examCode: string;
  auditKey: string;
  now: string;
  isContestable: boolean;
  contested: Claim | null;
};

const OWN = `
  select s.id, s.exam_code as "examCode", s.month::text as month, s.state, s.outcome, p.audit_key::text as "auditKey", ${MONTH_NOW} as now,
    coalesce(s.outcome_changed_at > psa_now() - ${CONTEST_LASTS}, false) as "isContestable",
    (select c.claimed from outcome_conflicts c where c.sitting_id = s.id and c.closed_at is null) as contested
  from sittings s join persons p on p.id = s.person_id where s.id = $1 and s.person_id = $2`;

/** A sitting that is open is locked; one with an outcome is nobody's to change, and only read. */
async function findOwn(client: PoolClient, actor: PersonActor, sittingId: number): Promise<Own | null> {
  const values = [sittingId, actor.personId];
  const locked = await client.query<Own>(`${OWN} for update of s`, values);
  return locked.rows[0] ?? (await client.query<Own>(OWN, values)).rows[0] ?? null;
}

type Step = {
  /** Another step where the sitting is not as it was shown: a word about what is known by now is a contest. */
  readonly instead?: (own: Own) => Step | null;
  readonly plan: (own: Own) => Result<{ changes: boolean }, OwnExamFault>;
  readonly sql: string;
  /** Beside the sitting's id. */
  readonly values: readonly unknown[];
  readonly event: EventName;
  readonly fields: readonly string[];
};

type ChangedOwn = { readonly own: Own; readonly step: Step };

async function changeOwn(
  actor: PersonActor,
  sittingId: number,
  asked: Step,
): Promise<Result<ChangedOwn, OwnExamFault>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const own = await findOwn(client, actor, sittingId);
    if (own === null) return refused('not-found');
    const step = asked.instead?.(own) ?? asked;
    const planned = step.plan(own);
    if (!planned.ok) return planned;
    if (planned.value.changes) {
      await client.query(step.sql, [own.id, ...step.values]);
      await appendEvent(client, {
        event: step.event,
        subjectId: own.auditKey,
        fields: step.fields,
        details: { sittingId },
      });
    }
    return ok({ own, step });
  });
}

type Booked = Result<{ month: string }, OwnExamFault>;

async function book(actor: PersonActor, { examCode, month }: { examCode: string; month: string }): Promise<Booked> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const { rows } = await client.query<{
      now: string;
      auditKey: string;
      employmentId: number | null;
      isKnown: boolean;
    }>(
      `select ${MONTH_NOW} as now, p.audit_key::text as "auditKey", exists (select from exams where code = $2) as "isKnown",
         (select e.id from employments e where e.person_id = p.id and e.ended_on is null order by e.concurrent, e.id limit 1) as "employmentId"
       from persons p where p.id = $1`,
      [actor.personId, examCode],
    );
    const [person] = rows;
    if (person === undefined) return refused('not-found');
    if (examCode === '') return refused('not-chosen');
    if (!person.isKnown) return refused('exam-unknown');
    if (person.employmentId === null) return refused('not-employed');
    const planned = planMonth(month, person.now);
    if (!planned.ok) return planned;
    const { rows: made } = await client.query<{ id: number }>(
      `insert into sittings (person_id, employment_id, exam_code, attempt, month)
       select $1, $2, $3, coalesce(max(attempt), 0) + 1, $4 from sittings where person_id = $1 and exam_code = $3
       on conflict do nothing returning id`,
      [actor.personId, person.employmentId, examCode, month],
    );
    const sittingId = made[0]?.id;
    if (sittingId === undefined) {
      // A second click finds what the first one booked (bad-C2).
      const { rowCount } = await client.query(
        `select from sittings where person_id = $1 and exam_code = $2 and month = $3 and outcome is null and state = 'booked'`,
        [actor.personId, examCode, month],
      );
      return rowCount === 0 ? refused('already-open') : ok({ month });
    }
    await appendEvent(client, {
      event: 'sitting.booked',
      subjectId: person.auditKey,
      fields: ['exam_id', 'exam_month'],
      details: { sittingId },
    });
    return ok({ month });
  });
}

/** What a change of an existing sitting asks and writes; null when nothing was chosen. */
function stepOf(actor: PersonActor, change: Exclude<OwnExamChange, { intent: 'book' }>): Step | null {
  switch (change.intent) {
    case 'move':
      return {
        plan: (own) => planMove(own, change.month, own.now),
        sql: 'update sittings set month = $2 where id = $1',
        values: [change.month],
        event: 'sitting.moved',
        fields: ['exam_month'],
      };
    case 'cancel':
      return close('cancelled');
    case 'tell': {
      const { result } = change;
      if (result === undefined) return null;
      // Somebody recorded something else meanwhile: nothing is overwritten (bad-C5).
      const instead = (own: Own): Step | null =>
        own.outcome === null || own.outcome === result ? null : contest(actor, result);
      if (result === 'not-taken') return { ...close(result), instead };
      return {
        instead,
        plan: (own) => planOutcome(own, result, own.now),
        sql: `insert into outcome_entries (sitting_id, outcome, actor_kind, actor_id) values ($1, $2, 'person', $3)`,
        values: [result, actor.personId],
        event: 'outcome.recorded',
        fields: ['result'],
      };
    }
    case 'contest': {
      const { claimed } = change;
      return claimed === undefined ? null : contest(actor, claimed);
    }
  }
}

const close = (closing: 'cancelled' | 'not-taken'): Step => ({
  plan: (own) => planClosing(own, closing, own.now),
  sql: 'update sittings set state = $2 where id = $1',
  values: [closing],
  event: `sitting.${closing}`,
  fields: [],
});

const contest = (actor: PersonActor, claimed: Claim): Step => ({
  plan: (own) => planContest(own, claimed),
  sql: `insert into outcome_conflicts (sitting_id, claimed, opened_by_kind, opened_by_id) values ($1, $2, 'person', $3)
    on conflict do nothing`,
  values: [claimed, actor.personId],
  event: 'outcome.contested',
  fields: ['result'],
});

const DONE = { move: 'moved', cancel: 'cancelled', contest: 'contested' } as const;

/** Never throws for what a person can do wrong: the answer says it. */
export async function changeOwnExams(actor: PersonActor, change: OwnExamChange): Promise<OwnExamAnswer> {
  if (change.intent === 'book') {
    const { examCode, month } = change;
    const booked = await book(actor, { examCode, month });
    if (booked.ok) return { ok: true, done: 'booked', examCode, month };
    const field = booked.reason.startsWith('month') ? 'month' : 'examCode';
    return { ok: false, fault: booked.reason, field, typed: { examCode, month } };
  }
  const { sittingId } = change;
  const step = stepOf(actor, change);
  if (step === null) return { ok: false, fault: 'not-chosen', sittingId };
  const changed = await changeOwn(actor, sittingId, step);
  if (!changed.ok) return { ok: false, fault: changed.reason, sittingId };
  const { own, step: taken } = changed.value;
  const told = taken.event === 'outcome.contested' ? 'contested' : undefined;
  const done = change.intent === 'tell' ? (told ?? change.result ?? 'not-taken') : DONE[change.intent];
  const { examCode, month } = own;
  return { ok: true, done, examCode, month: change.intent === 'move' ? change.month : month };
}
