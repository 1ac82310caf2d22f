// Reads what left about a person: the same record that a build made of its own rows.
import type { PoolClient } from 'pg';

import { actorSettings, type PersonActor, type StaffActor } from '#app/features/access/actor.ts';
import { inRoleSql, readOften } from '#app/platform/db.server.ts';
import type { SheetId } from '#reports/catalogue.ts';

/** The sheets whose rows are each about somebody. */
export type PersonSheet = Extract<SheetId, 'registration' | 'exams' | 'leads'>;

export type Disclosure = {
  readonly runId: number;
  readonly recipient: string;
  readonly period: string;
  readonly channel: string;
  readonly disclosedAt: Date;
  readonly sheet: PersonSheet;
  /** Field ids of the sheet, as the catalogue names them. */
  readonly fields: readonly string[];
  /** Rows about the person on that sheet. */
  readonly rows: number;
  readonly sha256: string;
};

const DISCLOSURES = `
  select d.run_id as "runId", coalesce(r.name, e.name) as recipient, d.period, min(d.channel) as channel,
    min(d.disclosed_at) as "disclosedAt", d.sheet, d.fields, count(distinct d.sheet_row)::int as rows, d.sha256
  from reporting.disclosures d
  join recipients r on r.id = d.recipient_id
  left join employers e on e.id = r.employer_id
  where d.person_id = $1
  group by d.run_id, r.name, e.name, d.period, d.sheet, d.fields, d.sha256
  order by min(d.disclosed_at) desc, recipient, d.sheet desc
  limit $2`;

/** What left about a person, newest first. Reads in the transaction under way, whose row security gives a person their own alone. */
export const readDisclosures = (client: PoolClient, personId: number, limit = 100): Promise<Disclosure[]> =>
  readOften<Disclosure>(client, DISCLOSURES, [personId, limit]);

/** As `readDisclosures`, in a transaction of its own. */
export const listDisclosures = (
  actor: PersonActor | StaffActor,
  personId: number,
  limit?: number,
): Promise<Disclosure[]> =>
  inRoleSql('psa_portal', actorSettings(actor), (client) => readDisclosures(client, personId, limit), {
    readOnly: true,
  });
