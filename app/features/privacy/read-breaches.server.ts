// Reads breaches for the desk and for their register.
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import type { BreachKind, BreachStep } from './breach.ts';

export type Breach = {
  readonly id: number;
  readonly drill: boolean;
  readonly kind: BreachKind;
  readonly title: string;
  readonly what: string;
  readonly happenedFrom: Date | null;
  readonly happenedTo: Date | null;
  readonly knownAt: Date;
  readonly recipient: string | null;
  readonly contact: string | null;
  readonly sha256: string | null;
  readonly everybody: boolean;
  readonly peopleSaid: number | null;
  readonly recordedBy: string;
  readonly recordedAt: Date;
  readonly steps: readonly BreachStep[];
};

type StepRow = { [key: string]: unknown; step: string };

// Of step `s`. Where everybody is touched, a file touches nobody else.
const FILES_SINCE = `exists (select from breach_builds f join breaches o on o.id = f.breach_id
  where f.breach_id = s.breach_id and f.added_at > s.recorded_at and not o.everybody)`;

// Of each step what it has; the shapes are those of `BreachStep`, as the table's checks keep them.
const STEP = `
  jsonb_strip_nulls(jsonb_build_object('step', s.step, 'at', s.at, 'by', m.name, 'risk', s.risk, 'consequences', s.consequences,
    'measures', s.measures, 'counts', s.counts, 'how', s.how,
    'filesSince', case when s.step in ('told', 'not-told') then ${FILES_SINCE} end))
  || jsonb_build_object('why', s.why, 'reference', s.reference, 'lateWhy', s.late_why)`;

const stepOf = (row: StepRow): BreachStep => ({ ...row, at: new Date(String(row['at'])) }) as BreachStep;

/** In the order in which they were written down; in the transaction under way. */
export async function readSteps(client: PoolClient, breachId: number): Promise<BreachStep[]> {
  const { rows } = await client.query<{ step: StepRow }>(
    `select ${STEP} as step from breach_steps s join staff_members m on m.id = s.staff_id where s.breach_id = $1 order by s.id`,
    [breachId],
  );
  return rows.map(({ step }) => stepOf(step));
}

const BREACHES = `
  select b.id, b.drill, b.kind, b.title, b.what, b.happened_from as "happenedFrom", b.happened_to as "happenedTo", b.known_at as "knownAt",
    coalesce(r.name, e.name) as recipient, c.name as contact, b.sha256, b.everybody, b.people_said as "peopleSaid",
    m.name as "recordedBy", b.recorded_at as "recordedAt",
    coalesce((select jsonb_agg(${STEP.replaceAll('m.name', 'sm.name')} order by s.id)
      from breach_steps s join staff_members sm on sm.id = s.staff_id where s.breach_id = b.id), '[]') as steps
  from breaches b
  join staff_members m on m.id = b.recorded_by
  left join recipients r on r.id = b.recipient_id
  left join employers e on e.id = r.employer_id
  left join recipient_contacts c on c.id = b.contact_id`;

type Row = Omit<Breach, 'steps'> & { steps: StepRow[] };
const breachOf = (row: Row): Breach => ({ ...row, steps: row.steps.map(stepOf) });

/** Every breach and drill there is, the newest first: an academy has few, and their register is whole (art. 33(5)). */
export async function readBreaches(client: PoolClient): Promise<Breach[]> {
  const { rows } = await client.query<Row>(`${BREACHES} order by b.known_at desc, b.id desc`);
  return rows.map(breachOf);
}

export const listBreaches = (actor: StaffActor): Promise<{ breaches: Breach[]; now: Date }> =>
  inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => {
      const breaches = await readBreaches(client);
      const { rows } = await client.query<{ now: Date }>('select psa_now() as now');
      return { breaches, now: rows[0]?.now ?? new Date(0) };
    },
    { readOnly: true },
  );

export type BreachFile = {
  readonly buildId: number;
  readonly recipient: string;
  readonly period: string;
  readonly number: number;
  readonly runId: number;
  readonly sha256: string;
  readonly taken: boolean;
};

const FILES = `
  select f.build_id as "buildId", coalesce(r.name, e.name) as recipient, u.period, b.number, b.run_id as "runId", b.sha256, f.taken
  from breach_builds f
  join builds b on b.id = f.build_id
  join runs u on u.id = b.run_id
  join agreements a on a.id = u.agreement_id
  join recipients r on r.id = a.recipient_id
  left join employers e on e.id = r.employer_id
  where f.breach_id = $1 order by u.period desc, recipient, b.number`;

export type BreachPage = {
  readonly breach: Breach;
  readonly files: readonly BreachFile[];
  readonly now: Date;
};

export async function findBreachIn(client: PoolClient, id: number): Promise<Breach | null> {
  const { rows } = await client.query<Row>(`${BREACHES} where b.id = $1`, [id]);
  return rows[0] === undefined ? null : breachOf(rows[0]);
}

/** One breach with its files; null where there is none of this number. */
export function findBreach(actor: StaffActor, id: number): Promise<BreachPage | null> {
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => {
      const breach = await findBreachIn(client, id);
      if (breach === null) return null;
      const files = await client.query<BreachFile>(FILES, [id]);
      const { rows } = await client.query<{ now: Date }>('select psa_now() as now');
      return { breach, files: files.rows, now: rows[0]?.now ?? breach.recordedAt };
    },
    { readOnly: true },
  );
}
