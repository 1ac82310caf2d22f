// Makes a recipient with its first agreement version, inside the wall of the catalogue.
import type { PoolClient } from 'pg';
import { partnerIdOf } from '#app/features/people/partner-id.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { DATASETS, isDatasetId, isFieldId } from '#reports/catalogue.ts';
import type { Channel } from './channel-names.ts';
import type { ChannelTargets } from './channels.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };

export type NewAgreement = {
  /** An employer by its MPN ID, or another kind of recipient by slug and name. */
  readonly recipient:
    | { readonly kind: 'employer'; readonly mpnId: string }
    | { readonly kind: 'microsoft' | 'member' | 'partner'; readonly slug: string; readonly name: string };
  /** Dataset → field ids. */
  readonly datasets: Readonly<Record<string, readonly string[]>>;
  readonly cadence: 'monthly' | 'quarterly';
  readonly anchorDay: number;
  readonly localTime: string;
  readonly zone: string;
  readonly language: string;
  readonly reidentificationRule: 'report' | 'hold' | 'coarsen' | 'withhold';
  readonly channels: readonly Channel[];
  /** Where channels lead that have an address. */
  readonly targets?: ChannelTargets;
  /** Whether a report without rows goes out; it does unless this says no. */
  readonly emptyReports?: boolean;
  /** Share of rows that came or went, in percent, above which a run awaits a release; left out, none does for that. */
  readonly holdAbove?: number;
  /** Whom the recipient may ask. */
  readonly contact: string;
  /** 'YYYY-MM-DD'. */
  readonly inForceFrom: string;
};

function fieldsOf({ datasets }: NewAgreement): { dataset: string; field: string }[] {
  return Object.entries(datasets).flatMap(([dataset, fields]) =>
    fields.map((field) => {
      if (!isDatasetId(dataset) || !isFieldId(field) || !DATASETS[dataset].fields.includes(field)) {
        throw new Error(`The catalogue knows no field '${field}' in ${dataset}`);
      }
      return { dataset, field };
    }),
  );
}

async function makeRecipient(client: PoolClient, { recipient }: NewAgreement): Promise<number> {
  const isEmployer = recipient.kind === 'employer';
  const mpnId = isEmployer ? partnerIdOf(recipient.mpnId) : null;
  const slug = isEmployer ? `employer-${mpnId}` : recipient.slug;
  await client.query(
    `insert into recipients (kind, slug, name, employer_id)
     values ($1, $2, $3, case when $1 = 'employer' then (select id from employers where mpn_id = $4) end)
     on conflict (slug) do nothing`,
    [recipient.kind, slug, isEmployer ? null : recipient.name, mpnId],
  );
  const found = await client.query<{ id: number }>('select id from recipients where slug = $1', [slug]);
  const id = found.rows[0]?.id;
  if (id === undefined) throw new Error(`There is no recipient '${slug}'`);
  return id;
}

/** Makes agreements with version 1 where the recipient has none; others stay. Gives how many were made. All or none. */
export function makeAgreements(agreements: readonly NewAgreement[]): Promise<number> {
  return inRoleSql(
    'psa_worker',
    SYSTEM,
    async (client) => {
      let made = 0;
      for (const agreement of agreements) {
        const fields = fieldsOf(agreement);
        const recipientId = await makeRecipient(client, agreement);
        const inserted = await client.query<{ id: number }>(
          'insert into agreements (recipient_id) values ($1) on conflict (recipient_id) do nothing returning id',
          [recipientId],
        );
        const id = inserted.rows[0]?.id;
        if (id === undefined) continue;
        const version = await client.query<{ id: number }>(
          `insert into agreement_versions (agreement_id, number, in_force_from, cadence, anchor_day, local_time, zone,
           language, reidentification_rule, channels, contact, targets, empty_reports, hold_above, approved_at)
         values ($1, 1, $2::date, $3, $4, $5, $6, $7, $8, $9, $10, $11::text::jsonb, $12, $13, psa_now()) returning id`,
          [
            id,
            agreement.inForceFrom,
            agreement.cadence,
            agreement.anchorDay,
            agreement.localTime,
            agreement.zone,
            agreement.language,
            agreement.reidentificationRule,
            agreement.channels,
            agreement.contact,
            JSON.stringify(agreement.targets ?? {}),
            agreement.emptyReports ?? true,
            agreement.holdAbove ?? null,
          ],
        );
        await client.query(
          `insert into agreement_fields (version_id, dataset, field)
         select $1, f.dataset, f.field from jsonb_to_recordset($2::text::jsonb) as f (dataset text, field text)`,
          [version.rows[0]?.id, JSON.stringify(fields)],
        );
        made++;
      }
      return made;
    },
    { timeoutMs: 5 * 60_000 },
  );
}

/** Gives a recipient a confirmed contact, once per address. */
export async function makeContact(slug: string, { email, name }: { email: string; name: string }): Promise<void> {
  await inRoleSql('psa_worker', SYSTEM, (client) =>
    client.query(
      `insert into recipient_contacts (recipient_id, email, name, confirmed_at)
       select id, lower($2), $3, psa_now() from recipients where slug = $1 on conflict (email) do nothing`,
      [slug, email, name],
    ),
  );
}

/** MPN IDs of the employers that have no agreement yet, with how many people are employed there now. */
export function listEmployersWithoutAgreement(): Promise<{ mpnId: string; people: number }[]> {
  return inRoleSql('psa_worker', SYSTEM, async (client) => {
    const found = await client.query<{ mpnId: string; people: number }>(
      `select r.mpn_id as "mpnId", count(e.id)::int as people
       from employers r left join employments e on e.employer_id = r.id and e.ended_on is null
       where not exists (
         select from recipients c join agreements a on a.recipient_id = c.id where c.employer_id = r.id
       )
       group by r.mpn_id order by r.mpn_id`,
    );
    return found.rows;
  });
}
