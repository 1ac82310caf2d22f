// Reads and changes what was decided about how long things are kept: the one place from which every job, page and forecast takes a period.
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { valueOf } from '#app/features/settings/settings.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import {
  isRetentionRule,
  RETENTION_RULE_NAMES,
  ruleOf,
  type Periods,
  type RetentionRuleName,
} from './retention-rules.ts';
import type { RuleChange } from './retention-change.ts';

export type Decided = {
  readonly name: RetentionRuleName;
  readonly amount: number;
  /** The worker does it by itself. */
  readonly automatic: boolean;
  readonly owner: string;
  readonly basis: string;
  /** The day on which it is to be looked at again, 'YYYY-MM-DD'; null while nobody said one. */
  readonly reviewOn: string | null;
  readonly changedAt: Date | null;
  readonly changedBy: string | null;
};

const OWNER = 'Privacy officer';

type Stored = Omit<Decided, 'name' | 'changedBy'> & { name: string; changedBy: string | null };

const RULES = `
  select r.name, r.amount, r.automatic, r.owner, r.basis, r.review_on::text as "reviewOn", r.changed_at as "changedAt", m.name as "changedBy"
  from retention_rules r left join staff_members m on m.id = r.changed_by`;

/** Every rule as it stands, in the order of the registry. An amount that the bounds of today don't admit counts as the nearest one. */
export async function readRules(client: PoolClient): Promise<Decided[]> {
  const { rows } = await client.query<Stored>(RULES);
  const settings = await client.query<{ name: string; value: unknown }>('select name, value from settings');
  const stored = new Map(rows.map((row) => [row.name, row]));
  const values = new Map(settings.rows.map(({ name, value }) => [name, value]));
  return RETENTION_RULE_NAMES.map((name) => {
    const { proposed, least, most, basis, setting } = ruleOf(name);
    const row = stored.get(name);
    const set = setting === undefined ? undefined : Number(valueOf(setting, values.get(setting)));
    return {
      name,
      amount: set ?? Math.min(Math.max(row?.amount ?? proposed, least), most),
      automatic: row?.automatic ?? true,
      owner: row?.owner ?? OWNER,
      basis: row?.basis ?? basis,
      reviewOn: row?.reviewOn ?? null,
      changedAt: row?.changedAt ?? null,
      changedBy: row?.changedBy ?? null,
    };
  });
}

export const periodsOf = (rules: readonly Decided[]): Periods =>
  Object.fromEntries(rules.map(({ name, amount }) => [name, amount])) as Periods;

export const readPeriods = async (client: PoolClient): Promise<Periods> => periodsOf(await readRules(client));

/** For whoever tells them to everybody. */
export const findPeriods = (): Promise<Periods> =>
  inRoleSql('psa_worker', { 'psa.actor_kind': 'system' }, readPeriods, { readOnly: true });

export const listRules = (actor: StaffActor): Promise<Decided[]> =>
  inRoleSql('psa_portal', actorSettings(actor), readRules, { readOnly: true });

export async function findRule(actor: StaffActor, name: string): Promise<Decided | null> {
  if (!isRetentionRule(name)) return null;
  return (await listRules(actor)).find((rule) => rule.name === name) ?? null;
}

const WRITE = `
  insert into retention_rules (name, amount, automatic, owner, basis, review_on, changed_by) values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (name) do update set amount = excluded.amount, automatic = excluded.automatic, owner = excluded.owner, basis = excluded.basis,
    review_on = excluded.review_on, changed_at = psa_now(), changed_by = excluded.changed_by`;

/** Writes what the officer decided; the event names the fields that are otherwise. Gives how many those are. */
export function changeRule(actor: StaffActor, name: RetentionRuleName, change: RuleChange): Promise<number> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    await client.query('select pg_advisory_xact_lock(7240131)');
    const before = (await readRules(client)).find((rule) => rule.name === name);
    const fields = (['amount', 'automatic', 'owner', 'basis', 'reviewOn'] as const).filter(
      (field) => before?.[field] !== change[field],
    );
    if (fields.length === 0) return 0;
    await client.query(WRITE, [
      name,
      change.amount,
      change.automatic,
      change.owner,
      change.basis,
      change.reviewOn,
      actor.staffId,
    ]);
    await appendEvent(client, { event: 'retention.changed', fields, details: { rule: name, amount: change.amount } });
    return fields.length;
  });
}
