// Tells the privacy officer who was given what about whom (S3): every file that left, or every row that left about one person.
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { normaliseEmail } from '#app/features/people/person.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { keyOf, type DisclosureFilter } from './disclosure-filter.ts';
import type { PersonSheet } from './disclosures.server.ts';

export const DISCLOSURES_A_PAGE = 50;
const LOOK_LIMIT_MS = 60_000;

type Left = {
  readonly deliveryId: number;
  readonly recipient: string;
  readonly period: string;
  readonly channel: string;
  readonly runId: number;
  readonly buildId: number;
  readonly buildNumber: number;
  readonly version: number;
  readonly sha256: string;
  readonly publishedAt: Date | null;
  readonly disclosedAt: Date;
  /** Who downloaded it first; null where it was brought to the recipient. */
  readonly firstBy: string | null;
};

export type DisclosedFile = Left & {
  readonly sheets: readonly { readonly id: string; readonly rows: number; readonly fields: readonly string[] }[];
};
export type DisclosedRow = Left & {
  readonly sheet: PersonSheet;
  readonly sheetRow: number;
  readonly fields: readonly string[];
};

const LEFT = `
  d.id as "deliveryId", coalesce(c.name, e.name) as recipient, r.period, d.channel, d.run_id as "runId", b.id as "buildId",
  b.number as "buildNumber", v.number as version, b.sha256, d.delivered_at as "publishedAt", d.disclosed_at as "disclosedAt",
  (extract(epoch from d.disclosed_at) * 1000000)::bigint::text as instant`;

// Who downloaded it first is in the ledger, by number; the name is the contact's of today.
const FIRST_BY = `
  case d.channel when 'portal' then (
    select k.name from audit_events a join recipient_contacts k on k.id = a.actor_id
    where a.subject_kind = 'run' and a.subject_id = d.run_id::text and a.event = 'report.downloaded' and a.actor_kind = 'contact'
      and (a.details ->> 'build')::int = b.number
    order by a.id limit 1) end as "firstBy"`;

const INSTANT = (place: string): string => `(to_timestamp(0) + ${place}::bigint * interval '1 microsecond')`;

// Which recipients are meant is asked first, so that the rest goes by their numbers.
const RECIPIENTS = `
  select c.id from recipients c left join employers e on e.id = c.employer_id
  where psa_contains(coalesce(c.name, e.name), $1) or e.mpn_id = $1 order by 1 limit 1000`;

const BETWEEN = `
  ($3::date is null or d.disclosed_at >= $3::date::timestamp at time zone 'Europe/Amsterdam')
  and ($4::date is null or d.disclosed_at < ($4::date + 1)::timestamp at time zone 'Europe/Amsterdam')
  and ($1::int[] is null or a.recipient_id = any($1)) and ($2::text is null or r.period = $2) and ($5::text is null or b.sha256 = $5)`;

const FILES = `
  select ${LEFT}, ${FIRST_BY}, b.sheets
  from deliveries d
  join builds b on b.id = d.build_id
  join runs r on r.id = d.run_id
  join agreement_versions v on v.id = r.version_id
  join agreements a on a.id = r.agreement_id
  join recipients c on c.id = a.recipient_id
  left join employers e on e.id = c.employer_id
  where d.disclosed_at is not null and ${BETWEEN}
    and ($6::bigint is null or (d.disclosed_at, d.id) < (${INSTANT('$6')}, $7::bigint))
  order by d.disclosed_at desc, d.id desc limit $8`;

// A row of a file among all of its sheets.
const PLACE = `(o.sheet_row::bigint * 2 + (o.sheet = 'exams')::int)`;

// From the view that shows people their own: one row for each row of each file.
const ROWS = `
  select ${LEFT}, ${FIRST_BY}, o.sheet, o.sheet_row as "sheetRow", o.fields, ${PLACE}::text as place
  from reporting.disclosures o
  join deliveries d on d.id = o.delivery_id
  join builds b on b.id = d.build_id
  join runs r on r.id = d.run_id
  join agreement_versions v on v.id = r.version_id
  join agreements a on a.id = r.agreement_id
  join recipients c on c.id = a.recipient_id
  left join employers e on e.id = c.employer_id
  where o.person_id = $10 and ${BETWEEN}
    and ($6::bigint is null or (d.disclosed_at, d.id, ${PLACE}) < (${INSTANT('$6')}, $7::bigint, $9::bigint))
  order by d.disclosed_at desc, d.id desc, ${PLACE} desc limit $8`;

type Keyed = { instant: string };

async function recipientsOf(client: PoolClient, typed: string): Promise<number[] | null> {
  if (typed === '') return null;
  const { rows } = await client.query<{ id: number }>(RECIPIENTS, [typed]);
  return rows.map(({ id }) => id);
}

const valuesOf = (filter: DisclosureFilter, recipients: number[] | null, most: number): unknown[] => {
  const [instant, delivery] = filter.after ?? [];
  return [recipients, filter.period, filter.from, filter.to, filter.sha256, instant ?? null, delivery ?? null, most];
};

export type FoundFiles = { readonly files: DisclosedFile[]; readonly next: string | null };

async function filesIn(client: PoolClient, filter: DisclosureFilter, most: number): Promise<FoundFiles> {
  const recipients = await recipientsOf(client, filter.recipient);
  const { rows } = await client.query<DisclosedFile & Keyed>(FILES, valuesOf(filter, recipients, most + 1));
  const files = rows.slice(0, most);
  const last = files.at(-1);
  return { files, next: rows.length > most && last !== undefined ? keyOf(last.instant, last.deliveryId) : null };
}

/** A page of the files that left, newest first, and where to go on. */
export const searchFiles = (
  actor: StaffActor,
  filter: DisclosureFilter,
  most = DISCLOSURES_A_PAGE,
): Promise<FoundFiles> =>
  inRoleSql('psa_portal', actorSettings(actor), (client) => filesIn(client, filter, most), {
    readOnly: true,
    timeoutMs: LOOK_LIMIT_MS,
  });

export type FoundRows = {
  readonly person: { readonly id: number; readonly name: string; readonly email: string };
  readonly rows: DisclosedRow[];
  readonly next: string | null;
};

/** The same of the rows about one person; null where there is no such person. That somebody looked is in the ledger. */
export function searchRows(
  actor: StaffActor,
  filter: DisclosureFilter & { readonly person: number },
  most = DISCLOSURES_A_PAGE,
): Promise<FoundRows | null> {
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => {
      const known = await client.query<FoundRows['person'] & { key: string }>(
        `select id, trim(concat(first_name, ' ', last_name)) as name, email, audit_key as key from persons where id = $1`,
        [filter.person],
      );
      const [found] = known.rows;
      if (found === undefined) return null;
      const recipients = await recipientsOf(client, filter.recipient);
      const values = valuesOf(filter, recipients, most + 1);
      const { rows: all } = await client.query<DisclosedRow & Keyed & { place: string }>(ROWS, [
        ...values,
        filter.after?.[2] ?? null,
        filter.person,
      ]);
      const rows = all.slice(0, most);
      const last = rows.at(-1);
      await appendEvent(client, {
        event: 'disclosures.searched',
        subjectId: found.key,
        details: { count: rows.length },
      });
      const { id, name, email } = found;
      return {
        person: { id, name, email },
        rows,
        next: all.length > most && last !== undefined ? keyOf(last.instant, last.deliveryId, last.place) : null,
      };
    },
    { timeoutMs: LOOK_LIMIT_MS },
  );
}

/** The number of whoever was ever known by an address; null for nobody. */
export const findPersonByAddress = (actor: StaffActor, address: string): Promise<number | null> =>
  inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) =>
      (
        await client.query<{ id: number }>('select person_id as id from person_emails where email = $1', [
          normaliseEmail(address.normalize('NFC')),
        ])
      ).rows[0]?.id ?? null,
    { readOnly: true },
  );
