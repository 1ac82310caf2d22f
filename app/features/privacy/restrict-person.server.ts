// Keeps a person out of every report while a restriction or an objection stands (P5), and lets them back in; marks registrations that turn out
// to be of a minor or false, which are deleted within seven days (R4).
import type { PoolClient } from 'pg';

import { actorSettings, type PersonActor, type StaffActor, type SystemActor } from '#app/features/access/actor.ts';
import type { EventName } from '#app/features/ledger/event.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { log } from '#app/platform/log.server.ts';
import { erasePerson, evenIfKept } from './erase-person.server.ts';
import { hasKeep } from './keeps.server.ts';
import { tellAtOnce } from './notify-recipients.server.ts';
import { readPeriods } from './retention-periods.server.ts';
import { recordResult } from './retention-results.server.ts';
import { makeRequest } from './requests.server.ts';

export type RightsActor = PersonActor | StaffActor | SystemActor;

const SYSTEM = { kind: 'system', name: 'privacy' } as const;

/** Runs a change of one mark of a person, which gives the audit key where it changed something; tells recipients at once. */
async function mark(
  role: 'psa_portal' | 'psa_worker',
  actor: RightsActor,
  personId: number,
  event: EventName,
  change: (client: PoolClient) => Promise<string | undefined>,
): Promise<boolean> {
  const changed = await inRoleSql(role, actorSettings(actor), async (client) => {
    const auditKey = await change(client);
    if (auditKey !== undefined) await appendEvent(client, { event, subjectId: auditKey });
    return auditKey !== undefined;
  });
  if (changed) await tellAtOnce(personId);
  return changed;
}

const setting =
  (personId: number, assignment: string, where: string) =>
  async (client: PoolClient): Promise<string | undefined> => {
    const set = await client.query<{ key: string }>(
      `update persons set ${assignment} where id = $1 and erased_at is null and ${where} returning audit_key::text as key`,
      [personId],
    );
    return set.rows[0]?.key;
  };

/** A person changes their own account as themselves; anybody else does it as the worker. */
const roleOf = (actor: RightsActor) => (actor.kind === 'person' ? 'psa_portal' : 'psa_worker');

/** Nothing about the person is in a report from here on. False when it was so already, or there is nobody. */
export const restrictPerson = (actor: RightsActor, personId: number): Promise<boolean> =>
  mark(
    roleOf(actor),
    actor,
    personId,
    'person.restricted',
    setting(personId, 'restricted_at = psa_now()', 'restricted_at is null'),
  );

/**
 * Ends a restriction. Whoever calls this has told the person before (GDPR art. 18(3)). False when there was none, or a law keeps something of them: that is used for nothing
 * else (R8).
 */
export const liftRestriction = (actor: RightsActor, personId: number): Promise<boolean> =>
  mark(
    roleOf(actor),
    actor,
    personId,
    'restriction.lifted',
    setting(personId, 'restricted_at = null', `restricted_at is not null and not ${hasKeep('persons.id')}`),
  );

/**
 * In the transaction under way: nothing about whoever objected is reported until somebody decided about it (P5), however the objection came.
 * False when one stood already. Who calls this tells recipients once it is saved (`tellAtOnce`).
 */
export async function beginObjection(client: PoolClient, personId: number): Promise<boolean> {
  const key = await setting(personId, 'objected_at = psa_now()', 'objected_at is null')(client);
  if (key !== undefined) await appendEvent(client, { event: 'person.objected', subjectId: key });
  return key !== undefined;
}

/** An objection to being reported, from one's own account. */
export async function objectToReporting(actor: PersonActor, message: string): Promise<boolean> {
  const { personId } = actor;
  const began = await inRoleSql('psa_worker', actorSettings(actor), async (client) => {
    if (!(await beginObjection(client, personId))) return false;
    await makeRequest(client, personId, 'objection', message);
    return true;
  });
  if (began) await tellAtOnce(personId);
  return began;
}

type Finding = 'minor' | 'false-registration';
const FINDINGS = {
  minor: { column: 'found_minor_at', event: 'person.found-minor' },
  'false-registration': { column: 'found_false_at', event: 'person.found-false' },
} as const satisfies Record<Finding, { column: string; event: EventName }>;

/** Out of every report at once, deleted by `eraseFound` (bad-I17). */
export const markFound = (actor: StaffActor | SystemActor, personId: number, finding: Finding): Promise<boolean> => {
  const { column, event } = FINDINGS[finding];
  return mark('psa_worker', actor, personId, event, setting(personId, `${column} = psa_now()`, `${column} is null`));
};

/** The job: erases whoever was found to be a minor or false some days ago. */
export async function eraseFound(): Promise<number> {
  const due = await inRoleSql('psa_worker', actorSettings(SYSTEM), async (client) => {
    const { found: days } = await readPeriods(client);
    return client.query<{ id: number; reason: Finding }>(
      `select id, case when found_minor_at is not null then 'minor' else 'false-registration' end as reason from persons
       where least(found_minor_at, found_false_at) < psa_now() - make_interval(days => $1) order by id`,
      [days],
    );
  });
  const erased = { minor: 0, 'false-registration': 0 };
  for (const { id, reason } of due.rows) {
    // Whoever can't be erased now must not keep the others here beyond their seven days.
    const done = await erasePerson(SYSTEM, id, reason, evenIfKept).catch((error: unknown) => {
      log.error({ err: error, reason }, 'somebody who is to be erased is still here');
      return null;
    });
    if (done?.erased === true) erased[reason]++;
  }
  for (const [reason, gone] of [
    ['minor', erased.minor],
    ['false-registration', erased['false-registration']],
  ] as const)
    await recordResult({ rule: 'found', reason, gone });
  return erased.minor + erased['false-registration'];
}
