// What staff do about a support case: answer by mail, ask back, note for each other, close. Each is a line of the thread and an event.
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import type { EventName } from '#app/features/ledger/event.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { queueAttention } from '#app/features/mail/attention.server.ts';
import { queueMail } from '#app/features/mail/mails.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import type { MessageKind } from './case-kinds.ts';
import { closeHeldCase } from './close-case.server.ts';
import { seesEveryCase } from './passed-on.ts';
import type { CaseStep } from './support-forms.ts';

export type CaseRefusal = 'not-found' | 'closed' | 'passed-on';
export const CASE_REFUSALS: Readonly<Record<Exclude<CaseRefusal, 'not-found'>, string>> = {
  closed: 'It is closed. Whoever asks again has a new case.',
  'passed-on': 'A privacy officer has it: they make it a request, or hand it back.',
};

/** A case that nobody else changes until the transaction ends. */
export type HeldCase = {
  readonly id: number;
  readonly personId: number | null;
  readonly askerName: string | null;
  readonly askerEmail: string | null;
  readonly askerPhone: string | null;
  readonly language: string;
  readonly askedAt: Date;
  readonly passedAt: Date | null;
  readonly closedAt: Date | null;
};

const HOLD = `
  select id, person_id as "personId", asker_name as "askerName", asker_email as "askerEmail", asker_phone as "askerPhone", language, asked_at as "askedAt",
    passed_at as "passedAt", closed_at as "closedAt"
  from support_cases where id = $1 and ($2 or passed_at is not null) for update`;

/** Null where there is none that this actor sees. */
export const changeCase = <T>(
  actor: StaffActor,
  id: number,
  change: (client: PoolClient, held: HeldCase) => Promise<T>,
): Promise<T | null> =>
  inRoleSql('psa_worker', actorSettings(actor), async (client) => {
    const { rows } = await client.query<HeldCase>(HOLD, [id, seesEveryCase(actor)]);
    const [held] = rows;
    return held === undefined ? null : change(client, held);
  });

const WRITE = `insert into support_messages (case_id, kind, body, staff_id) values ($1, $2, $3, $4) returning id`;

async function write(client: PoolClient, actor: StaffActor, caseId: number, kind: MessageKind, words: string) {
  const { rows } = await client.query<{ id: number }>(WRITE, [caseId, kind, words, actor.staffId]);
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('A message was not written');
  return id;
}

const TELL = { answer: 'support-answered', 'asked-back': 'support-asked-back' } as const;

/** To somebody without an account the mail takes along where it goes and what it says: the case may be closed before it leaves. */
function tell(client: PoolClient, held: HeldCase, kind: keyof typeof TELL, messageId: number, words: string) {
  const mail = { kind: TELL[kind], about: messageId };
  if (held.personId !== null) return queueMail(client, { ...mail, personId: held.personId });
  return queueMail(client, { ...mail, caseId: held.id, toAddress: held.askerEmail ?? '', body: words });
}

const EVENT = {
  answer: 'support.answered',
  'asked-back': 'support.asked-back',
  note: 'support.noted',
} as const satisfies Partial<Record<MessageKind, EventName>>;
const MOVE = `
  update support_cases set last_at = psa_now(), warned_at = null, waits_for = 'asker', answered_at = case when $2 then psa_now() else answered_at end where id = $1`;

async function say(
  client: PoolClient,
  actor: StaffActor,
  held: HeldCase,
  step: Extract<CaseStep, { readonly words: string }>,
): Promise<void> {
  const kind = step.intent === 'ask-back' ? 'asked-back' : step.intent;
  const messageId = await write(client, actor, held.id, kind, step.words);
  if (kind !== 'note') {
    await tell(client, held, kind, messageId, step.words);
    await client.query(MOVE, [held.id, kind === 'answer']);
  }
  await appendEvent(client, { event: EVENT[kind], subjectId: held.id });
}

// It waits for staff from then on, whoever it waited for before: whoever asks for a right is owed an answer.
const PASS_ON = `update support_cases set passed_at = psa_now(), waits_for = 'staff', warned_at = null where id = $1`;
const HAND_BACK = `update support_cases set passed_at = null where id = $1`;

/** Somebody may be using a right of theirs (P2): whoever may enter requests looks at it, and nobody else closes it meanwhile. */
async function passOn(client: PoolClient, id: number): Promise<void> {
  await client.query(PASS_ON, [id]);
  await appendEvent(client, { event: 'support.passed-on', subjectId: id });
  await queueAttention(client, 'privacy-officer');
}

async function handBack(client: PoolClient, id: number): Promise<void> {
  await client.query(HAND_BACK, [id]);
  await appendEvent(client, { event: 'support.handed-back', subjectId: id });
}

/** What can be done about a case that a privacy officer has, and about one that nobody passed on. */
function refusalOf({ closedAt, passedAt }: HeldCase, { intent }: CaseStep): CaseRefusal | null {
  if (closedAt !== null) return 'closed';
  if (intent === 'hand-back') return passedAt === null ? 'not-found' : null;
  return passedAt !== null && intent !== 'note' ? 'passed-on' : null;
}

/** Takes the step that a form asked for. */
export async function takeCaseStep(actor: StaffActor, id: number, step: CaseStep): Promise<Result<true, CaseRefusal>> {
  const done = await changeCase<Result<true, CaseRefusal>>(actor, id, async (client, held) => {
    const why = refusalOf(held, step);
    if (why !== null) return refused(why);
    if ('words' in step) await say(client, actor, held, step);
    else if (step.intent === 'pass-on') await passOn(client, id);
    else if (step.intent === 'hand-back') await handBack(client, id);
    if (step.intent === 'close' || (step.intent === 'answer' && step.close === 'yes'))
      await closeHeldCase(client, id, 'answered', { by: actor.staffId });
    return ok(true);
  });
  return done ?? refused('not-found');
}
