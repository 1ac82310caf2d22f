// Carries out the rules that people go by: what is due is shown with its digest, and exactly that goes, each one looked at again while they are held; or the worker does it by itself
// on its day, where the rule says so.
import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor, type SystemActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { log } from '#app/platform/log.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { erasePerson } from './erase-person.server.ts';
import { wasWarned, type DuePerson } from './due-person.ts';
import { readDuePeople } from './inactive-people.server.ts';
import { readPeriods, readRules } from './retention-periods.server.ts';
import { closeTally, countOne, type How, type Tally } from './retention-results.server.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };
const READ_LIMIT_MS = 5 * 60_000;
type Actor = StaffActor | SystemActor;

export type Preview = {
  /** Who goes now, the first due first. */
  readonly goes: readonly DuePerson[];
  /** Whose time is over, and what keeps them. */
  readonly stays: readonly DuePerson[];
  /** Names exactly these. */
  readonly digest: string;
  /** Names those of them who were warned: whom no mail reaches need not go with them. */
  readonly warnedDigest: string;
};

const digestOf = (goes: readonly DuePerson[]): string =>
  createHash('sha256')
    .update(goes.map(({ id, rule, usedOn }) => `${id} ${rule} ${usedOn}`).join('\n'))
    .digest('hex');

/** Somebody who looks may let go, too, of whom no mail reaches. */
const mayGo = ({ keptBecause }: DuePerson): boolean => keptBecause === null || keptBecause === 'warning-lost';

/** What a run of today would do. That somebody looked at people is in the ledger. */
export async function previewRetention(actor: Actor): Promise<Preview> {
  const over = await inRoleSql(
    'psa_worker',
    actorSettings(actor),
    async (client) => {
      const people = (await readDuePeople(client, await readPeriods(client), 0)).filter(({ isOver }) => isOver);
      if (actor.kind === 'staff')
        await appendEvent(client, { event: 'people.read', details: { page: 'retention', count: people.length } });
      return people;
    },
    { timeoutMs: READ_LIMIT_MS },
  );
  const goes = over.filter(mayGo);
  return {
    goes,
    stays: over.filter((person) => !mayGo(person)),
    digest: digestOf(goes),
    warnedDigest: digestOf(goes.filter(wasWarned)),
  };
}

export type RetentionCount = { readonly gone: number; readonly kept: number };

const REASON = { inactive: 'inactive', prospect: 'never-took-part' } as const;

/** Still due, and nothing keeps them: asked again under the locks of the erasure (bad-I20), which write down that they go. */
async function letGo(
  actor: Actor,
  person: DuePerson,
  alsoUnwarned: boolean,
  write: (client: PoolClient) => Promise<void>,
): Promise<boolean> {
  const { erased } = await erasePerson(actor, person.id, 'inactive', async (client) => {
    const [now] = await readDuePeople(client, await readPeriods(client), 0, person.id);
    const goes =
      now !== undefined &&
      now.isOver &&
      now.rule === person.rule &&
      (now.keptBecause === null || (alsoUnwarned && now.keptBecause === 'warning-lost'));
    if (goes) await write(client);
    return goes;
  });
  return erased;
}

async function carryOut(
  actor: Actor,
  goes: readonly DuePerson[],
  how: How,
  stopping?: AbortSignal,
): Promise<RetentionCount> {
  const count = { gone: 0, kept: 0 };
  const staffId = how === 'confirmed' && actor.kind === 'staff' ? actor.staffId : null;
  for (const [rule, people] of Map.groupBy(goes, (person) => person.rule)) {
    const ofRule: Tally = { line: null, gone: 0, kept: 0 };
    const told = { rule, reason: REASON[rule] };
    for (const person of people) {
      if (stopping?.aborted === true) break;
      let { line } = ofRule;
      const write = async (client: PoolClient): Promise<void> => {
        line = await countOne(client, ofRule, told, how, staffId);
      };
      // Whoever can't go now must not keep the others here.
      const gone = await letGo(actor, person, how !== 'schedule', write).catch((error: unknown) => {
        log.error({ err: error, rule }, 'somebody whose time is over is still here');
        return false;
      });
      if (gone) ofRule.line = line;
      ofRule[gone ? 'gone' : 'kept']++;
    }
    await inRoleSql('psa_worker', actorSettings(actor), (client) => closeTally(client, ofRule, told, how, staffId));
    count.gone += ofRule.gone;
    count.kept += ofRule.kept;
  }
  return count;
}

/** Carries out exactly what was shown, all of it or those who were warned; refused where that is not what is due any more. */
export async function confirmRetention(
  actor: Actor,
  digest: string,
): Promise<Result<RetentionCount, 'changed' | 'nothing-due'>> {
  const { goes, ...shown } = await previewRetention(actor);
  if (goes.length === 0) return refused('nothing-due');
  const chosen = digest === shown.digest ? goes : digest === shown.warnedDigest ? goes.filter(wasWarned) : [];
  if (chosen.length === 0) return refused('changed');
  return ok(await carryOut(actor, chosen, actor.kind === 'staff' ? 'confirmed' : 'command-line'));
}

const WORKER = { kind: 'system', name: 'retention' } as const;

/** The job: those of the rules that are carried out by themselves, once they were warned and nothing keeps them. */
export async function runRetention(stopping?: AbortSignal): Promise<RetentionCount> {
  const goes = await inRoleSql(
    'psa_worker',
    SYSTEM,
    async (client) => {
      const automatic = new Set((await readRules(client)).filter((rule) => rule.automatic).map(({ name }) => name));
      const people = await readDuePeople(client, await readPeriods(client), 0);
      return people.filter(({ rule, isOver, keptBecause }) => isOver && keptBecause === null && automatic.has(rule));
    },
    { readOnly: true, timeoutMs: READ_LIMIT_MS },
  );
  return carryOut(WORKER, goes, 'schedule', stopping);
}
