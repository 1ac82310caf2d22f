// Writes down breaches and what was done about them (S5, GDPR art. 33(5)): what happened once, and each step after it.
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { findFilesByHash, findFilesUntil, findTouchedFiles, type TouchedFile } from './breach-files.server.ts';
import type { NewBreach, StepWish } from './breach-form.ts';
import { countPeople, type Reach } from './breach-people.server.ts';
import { mayHaveGoneOn, refusalOf, standingOf, type BreachStep, type StepRefusal } from './breach.ts';
import { findBreachIn, readSteps } from './read-breaches.server.ts';
import { nowIn } from './requests.server.ts';

/** Whoever takes a step waits for whoever is taking one. */
const STEP_LOCK = 7_240_361;

const RECORD = `
  insert into breaches (drill, kind, title, what, happened_from, happened_to, known_at, recipient_id, contact_id, sha256, everybody, people_said, recorded_by)
  select $1, $2, $3, $4, $5, $6, $7, coalesce($8::int, (select c.recipient_id from recipient_contacts c where c.id = $9::int)), $9::int, $10, $11, $12, $13
  where $7::timestamptz <= psa_now()
  returning id`;

const valuesOf = (breach: NewBreach, actor: StaffActor): unknown[] => [
  breach.drill === 'on',
  breach.kind,
  breach.title,
  breach.what,
  breach.happenedFrom,
  breach.happenedTo,
  breach.knownAt,
  breach.kind === 'wrong-recipient' ? breach.recipientId : null,
  breach.kind === 'account-taken' ? breach.contactId : null,
  breach.kind === 'lost-file' ? breach.sha256 : null,
  breach.kind === 'other' && breach.reach === 'everybody',
  breach.kind === 'other' ? breach.people : null,
  actor.staffId,
];

async function addFiles(client: PoolClient, breachId: number, files: readonly TouchedFile[]): Promise<number> {
  const { rowCount } = await client.query(
    `insert into breach_builds (breach_id, build_id, taken)
     select $1, f.id, f.taken from unnest($2::int[], $3::boolean[]) as f (id, taken)
     on conflict (breach_id, build_id) do update set taken = true where excluded.taken and not breach_builds.taken`,
    [breachId, files.map(({ buildId }) => buildId), files.map(({ taken }) => taken)],
  );
  return rowCount ?? 0;
}

async function exists(client: PoolClient, breach: NewBreach): Promise<boolean> {
  const one = async (text: string, id: number): Promise<boolean> => (await client.query(text, [id])).rowCount !== 0;
  if (breach.kind === 'wrong-recipient') return one('select from recipients where id = $1', breach.recipientId);
  if (breach.kind === 'account-taken') return one('select from recipient_contacts where id = $1', breach.contactId);
  return true;
}

export type RecordRefusal = 'in-the-future' | 'not-there' | 'no-such-file';

/** Records a breach, or a drill of one, and the files that it touches; then counts the people in them. Gives its number. */
export async function recordBreach(actor: StaffActor, breach: NewBreach): Promise<Result<number, RecordRefusal>> {
  const recorded = await inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client): Promise<Result<number, RecordRefusal>> => {
      if (!(await exists(client, breach))) return refused('not-there');
      const files = await findTouchedFiles(client, breach);
      if (breach.kind === 'lost-file' && files.length === 0) return refused('no-such-file');
      const made = await client.query<{ id: number }>(RECORD, valuesOf(breach, actor));
      const id = made.rows[0]?.id;
      if (id === undefined) return refused('in-the-future');
      await addFiles(client, id, files);
      await appendEvent(client, {
        event: 'breach.recorded',
        subjectId: id,
        details: { kind: breach.kind, drill: breach.drill === 'on', files: files.length },
      });
      return ok(id);
    },
  );
  if (recorded.ok) await countBreach(actor, recorded.value);
  return recorded;
}

const REACH = `
  select b.drill, b.everybody, b.happened_to as "happenedTo", array(select f.build_id from breach_builds f where f.breach_id = b.id order by 1) as "buildIds" from breaches b where b.id = $1`;

/** Whom a breach is about; null where there is none of this number. */
export const findReach = (actor: StaffActor, breachId: number): Promise<(Reach & { readonly drill: boolean }) | null> =>
  inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => (await client.query<Reach & { drill: boolean }>(REACH, [breachId])).rows[0] ?? null,
    { readOnly: true },
  );

const APPEND = `
  insert into breach_steps (breach_id, step, at, staff_id, risk, why, consequences, measures, reference, late_why, how, counts)
  values ($1, $2, coalesce($3, psa_now()), $4, $5, $6, $7, $8, $9, $10, $11, $12)`;

type StepValues = Partial<{
  at: Date;
  risk: string;
  why: string | null;
  consequences: readonly string[];
  measures: readonly string[];
  reference: string | null;
  lateWhy: string | null;
  how: string;
  counts: string;
}>;

const append = (
  client: PoolClient,
  actor: StaffActor,
  breachId: number,
  step: BreachStep['step'],
  v: StepValues,
): Promise<unknown> =>
  client.query(APPEND, [
    breachId,
    step,
    v.at ?? null,
    actor.staffId,
    v.risk ?? null,
    v.why ?? null,
    v.consequences ?? [],
    v.measures ?? [],
    v.reference ?? null,
    v.lateWhy ?? null,
    v.how ?? null,
    v.counts ?? null,
  ]);

/** Counts anew whom it touches: people are erased, merged and corrected meanwhile, and files are added. */
export async function countBreach(actor: StaffActor, breachId: number): Promise<void> {
  const reach = await findReach(actor, breachId);
  if (reach === null || (reach.buildIds.length === 0 && !reach.everybody)) return;
  const counts = await countPeople(actor, reach);
  await inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    await append(client, actor, breachId, 'counted', { counts: JSON.stringify(counts) });
    await appendEvent(client, {
      event: 'breach.counted',
      subjectId: breachId,
      details: { people: counts.people, rows: counts.rows },
    });
  });
}

const EVENTS = {
  assessed: 'breach.assessed',
  reported: 'breach.reported',
  supplemented: 'breach.supplemented',
  'not-reported': 'breach.not-reported',
  told: 'breach.told',
  'not-told': 'breach.not-told',
  closed: 'breach.closed',
  reopened: 'breach.reopened',
} as const;

export type Wish =
  | Exclude<StepWish, { intent: 'counted' | 'add-file' | 'look-further' }>
  | { readonly intent: 'told'; readonly how: 'mail' };

const isPlain = (value: unknown): value is StepValues => typeof value === 'object' && value !== null;

/** Takes a step, or says why it can't be taken now. `null`: there is no such breach. */
export function takeStep(actor: StaffActor, breachId: number, wish: Wish): Promise<Result<true, StepRefusal> | null> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    await client.query('select pg_advisory_xact_lock($1, $2)', [STEP_LOCK, breachId]);
    const found = await client.query<{ knownAt: Date; now: Date; drill: boolean }>(
      'select known_at as "knownAt", drill, psa_now() as now from breaches where id = $1',
      [breachId],
    );
    const [breach] = found.rows;
    if (breach === undefined) return null;
    const { intent, ...values } = wish;
    const at = 'at' in wish ? wish.at : breach.now;
    const lateWhy = 'lateWhy' in wish ? wish.lateWhy : null;
    const steps = await readSteps(client, breachId);
    const refusal = refusalOf(breach.knownAt, steps, { step: intent, at, lateWhy }, breach.now);
    if (refusal !== null) return refused(refusal);
    await append(client, actor, breachId, intent, isPlain(values) ? values : {});
    await appendEvent(client, {
      event: EVENTS[intent],
      subjectId: breachId,
      details: {
        ...('risk' in wish ? { risk: wish.risk } : {}),
        ...('how' in wish ? { how: wish.how } : {}),
        ...(intent === 'reported' ? { late: lateWhy !== null } : {}),
      },
    });
    return ok(true);
  });
}

type Adding<No extends StepRefusal> = Result<number, 'closed' | No>;

/** Adds what `find` finds to a breach that is open, and counts anew whom it touches then. Gives how many files came with it or were fetched since. */
async function addFound<No extends StepRefusal>(
  actor: StaffActor,
  breachId: number,
  find: (client: PoolClient) => Promise<Result<readonly TouchedFile[], No>>,
): Promise<Adding<No>> {
  const added = await inRoleSql('psa_portal', actorSettings(actor), async (client): Promise<Adding<No>> => {
    await client.query('select pg_advisory_xact_lock($1, $2)', [STEP_LOCK, breachId]);
    if (standingOf(await readSteps(client, breachId)).closed !== null) return refused('closed');
    const files = await find(client);
    if (!files.ok) return files;
    const count = await addFiles(client, breachId, files.value);
    if (count > 0) await appendEvent(client, { event: 'breach.file-added', subjectId: breachId, details: { count } });
    return ok(count);
  });
  if (added.ok && added.value > 0) await countBreach(actor, breachId);
  return added;
}

/** Adds a file that was found to be touched, too. 0 where its hash is nobody's or it was there already. */
export const addFile = (actor: StaffActor, breachId: number, sha256: string): Promise<Adding<never>> =>
  addFound<never>(actor, breachId, async (client) => ok(await findFilesByHash(client, sha256)));

/** Adds what a breach touches that went on after it became known, until `until`: files that left, or could be fetched, since. */
export const lookFurther = (
  actor: StaffActor,
  breachId: number,
  until: Date,
): Promise<Adding<'before-known' | 'in-the-future'>> =>
  addFound(actor, breachId, async (client) => {
    const breach = await findBreachIn(client, breachId);
    const now = await nowIn(client);
    if (until > now) return refused('in-the-future');
    if (breach === null || !mayHaveGoneOn(breach)) return ok([]);
    if (until < breach.knownAt) return refused('before-known');
    return ok(await findFilesUntil(client, breachId, until));
  });
