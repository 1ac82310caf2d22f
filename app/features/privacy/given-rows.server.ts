// Which rows about a person a recipient was given: the same record that a build made of its own rows.
import type { PoolClient } from 'pg';

import type { PersonSheet } from '#app/features/reporting/disclosures.server.ts';

export type GivenRow = {
  readonly recipientId: number;
  readonly deliveryId: number;
  readonly sha256: string;
  readonly sheet: PersonSheet;
  /** The enrolment or sitting that stands there. */
  readonly ref: number;
  /** The first row below the headers is 1. */
  readonly sheetRow: number;
  /** Field ids of the sheet, as the catalogue names them. */
  readonly fields: readonly string[];
  /** When the rows of the file were read. */
  readonly cutOff: Date;
};

/** The person's rows in builds, as `own (build_id, sheet, sheet_row, ref)`; `$1` is the person. */
export const OWN_ROWS = `
  own as (
    select p.build_id, p.sheet, p.first_row + position.i::int - 1 as sheet_row, o.ref
    from (select sheet, id as ref from enrolments cross join unnest(psa_enrolment_sheets()) as s (sheet) where person_id = $1
          union all select 'exams', id from sittings where person_id = $1) o
    join build_pages p on p.sheet = o.sheet and p.refs @> array[o.ref]
    cross join lateral unnest(p.refs) with ordinality as position (ref, i)
    where position.ref = o.ref
  )`;

// A file that is just being sent counts as given: whether it arrived is known too late to tell anybody. On the portal nothing is given before
// the first download.
const GIVEN = `
  with ${OWN_ROWS}
  select a.recipient_id as "recipientId", d.id as "deliveryId", b.sha256, o.sheet, o.sheet_row as "sheetRow", o.ref, b.cut_off as "cutOff",
    array(select f.value ->> 0 from jsonb_path_query(b.sheets, '$[*] ? (@.id == $sheet).fields[*]', jsonb_build_object('sheet', o.sheet)) f (value)) as fields
  from own o
  join builds b on b.id = o.build_id
  join deliveries d on d.build_id = b.id
    and (d.disclosed_at is not null or d.channel <> 'portal' and d.state in ('sending', 'unknown'))
  join runs r on r.id = d.run_id
  join agreements a on a.id = r.agreement_id
  order by d.id, o.sheet desc, o.sheet_row`;

/** What recipients hold about a person. Whoever changes something because of it waits for senders first (`waitForSenders`). */
export async function readGivenRows(client: PoolClient, personId: number): Promise<GivenRow[]> {
  const { rows } = await client.query<GivenRow>(GIVEN, [personId]);
  return rows;
}

/** Until the transaction ends, no sender asks the gate and none begins to send: what they began before is seen from here on (bad-I8). */
export async function waitForSenders(client: PoolClient): Promise<void> {
  await client.query('select pg_advisory_xact_lock_shared(psa_disclosure_lock())');
}
