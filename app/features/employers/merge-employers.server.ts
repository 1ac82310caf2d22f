// Makes one of two employers that are one company: its people, domains and partner ID go to the other, and recipients who were given the old name
// or ID are told (P6). Files and forms that name the old partner ID mean the other from then on.
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';

export type MergeRefusal = 'not-found' | 'into-unknown' | 'same' | 'is-recipient';

export const MERGE_REFUSALS: Readonly<Record<MergeRefusal, string>> = {
  'not-found': 'This employer is not here any more. Nothing was merged.',
  'into-unknown': 'No employer has this partner ID. Nothing was merged.',
  same: 'This is the employer itself. Enter the partner ID of the other one.',
  'is-recipient':
    'This employer is sent reports of its own, which would become another’s. Merge the other one into it, or end its agreement first.',
};

export type MergePreview = {
  readonly into: { readonly id: number; readonly name: string; readonly mpnId: string };
  /** People whose employment moves, ended ones among them. */
  readonly people: number;
  /** Of these: who work at both today, and keep the employment at the other. */
  readonly both: number;
  readonly domains: number;
};

type Two = { readonly from: { id: number; name: string; mpnId: string }; readonly into: MergePreview['into'] };

async function findTwo(client: PoolClient, id: number, intoMpnId: string): Promise<Result<Two, MergeRefusal>> {
  // In the order of their ids, so that two merges at once wait for each other and don't block each other.
  const { rows } = await client.query<{ id: number; name: string; mpnId: string }>(
    `select id, name, mpn_id as "mpnId" from employers where id = $1 or id = psa_employer_of($2) order by id for update`,
    [id, intoMpnId],
  );
  const target = await client.query<{ id: number | null }>('select psa_employer_of($1) as id', [intoMpnId]);
  const from = rows.find((row) => row.id === id);
  const into = rows.find((row) => row.id === target.rows[0]?.id);
  if (from === undefined) return refused('not-found');
  if (into === undefined) return refused('into-unknown');
  if (from.id === into.id) return refused('same');
  const recipient = await client.query('select from recipients where employer_id = $1', [id]);
  return recipient.rowCount === 0 ? ok({ from, into }) : refused('is-recipient');
}

const BOTH = `
  select f.id as from_id, i.id as into_id from employments f join employments i on i.person_id = f.person_id
  where f.employer_id = $1 and i.employer_id = $2 and f.ended_on is null and i.ended_on is null`;

// The employment that is kept is confirmed where either was, and it is the one and not a second one where the other was the one.
const KEPT = `
  update employments i set concurrent = i.concurrent and f.concurrent, confirmed_by = coalesce(i.confirmed_by, f.confirmed_by),
    confirmed_at = coalesce(i.confirmed_at, f.confirmed_at),
    claimed_mpn_id = case when f.confirmed_by is null then i.claimed_mpn_id end,
    claimed_company = case when f.confirmed_by is null then i.claimed_company end
  from unnest($1::int[], $2::int[]) b (from_id, into_id) join employments f on f.id = b.from_id where i.id = b.into_id`;

const asWorker = <T>(actor: StaffActor, work: (client: PoolClient) => Promise<T>): Promise<T> =>
  inRoleSql('psa_worker', actorSettings(actor), work);

/** What merging would do; changes nothing. */
export function previewMerge(
  actor: StaffActor,
  id: number,
  intoMpnId: string,
): Promise<Result<MergePreview, MergeRefusal>> {
  return asWorker(actor, async (client) => {
    const two = await findTwo(client, id, intoMpnId);
    if (!two.ok) return two;
    const { rows } = await client.query<Omit<MergePreview, 'into'>>(
      `select (select count(distinct person_id)::int from employments where employer_id = $1) as people,
         (select count(*)::int from (${BOTH}) both_of_them) as both,
         (select count(*)::int from employer_domains where employer_id = $1) as domains`,
      [id, two.value.into.id],
    );
    const [counts] = rows;
    if (counts === undefined) throw new Error('Nothing was counted');
    return ok({ into: two.value.into, ...counts });
  });
}

/** Merges, in one transaction. Gives the employer that is left, and how many people moved. */
export function mergeEmployers(
  actor: StaffActor,
  id: number,
  intoMpnId: string,
): Promise<Result<{ readonly id: number; readonly people: number }, MergeRefusal>> {
  return asWorker(actor, async (client) => {
    const two = await findTwo(client, id, intoMpnId);
    if (!two.ok) return two;
    const { from, into } = two.value;
    // Who works at both keeps one employment, with everything that was done under either.
    const { rows: both } = await client.query<{ from_id: number; into_id: number }>(BOTH, [id, into.id]);
    for (const table of ['enrolments', 'sittings'])
      await client.query(
        `update ${table} t set employment_id = b.into_id from unnest($1::int[], $2::int[]) b (from_id, into_id) where t.employment_id = b.from_id`,
        [both.map((pair) => pair.from_id), both.map((pair) => pair.into_id)],
      );
    await client.query(
      `update employments set ended_on = greatest(started_on, (psa_now() at time zone 'Europe/Amsterdam')::date) where id = any($1)`,
      [both.map((pair) => pair.from_id)],
    );
    await client.query(KEPT, [both.map((pair) => pair.from_id), both.map((pair) => pair.into_id)]);
    const moved = await client.query('update employments set employer_id = $2 where employer_id = $1', [id, into.id]);
    await client.query('update employer_domains set employer_id = $2 where employer_id = $1', [id, into.id]);
    await client.query('update employer_aliases set employer_id = $2 where employer_id = $1', [id, into.id]);
    await client.query('delete from employers where id = $1', [id]);
    await client.query(
      'insert into employer_aliases (mpn_id, employer_id, name, merged_by) values ($1, $2, $3, psa_actor_id())',
      [from.mpnId, into.id, from.name],
    );
    const people = moved.rowCount ?? 0;
    await appendEvent(client, { event: 'employer.merged', subjectId: into.id, details: { from: id, people } });
    return ok({ id: into.id, people });
  });
}
