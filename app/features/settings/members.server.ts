// The Member of each country, as administrators keep them: a recipient, for those of its country who consented to it (F5).
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { refreshBrand } from './brand.server.ts';

export type Member = {
  readonly country: string;
  readonly name: string;
  readonly email: string;
  readonly changedAt: Date;
  readonly changedBy: string | null;
  /** Another one with every change. */
  readonly version: string;
};

const VERSION = `(extract(epoch from m.changed_at) * 1000000)::bigint::text`;

/** Every Member there is, and every country that there is. */
export function listMembers(actor: StaffActor): Promise<{ members: Member[]; countries: string[] }> {
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => {
      const { rows: members } = await client.query<Member>(
        `select m.country_code as country, r.name, m.email, m.changed_at as "changedAt", s.name as "changedBy", ${VERSION} as version
         from members m join recipients r on r.id = m.recipient_id left join staff_members s on s.id = m.changed_by order by m.country_code`,
      );
      const { rows } = await client.query<{ code: string }>('select code from countries order by code');
      return { members, countries: rows.map(({ code }) => code) };
    },
    { readOnly: true },
  );
}

type Given = { readonly country: string; readonly name: string; readonly email: string };

// The recipient of a country is made once and stays: what it was given is on record under it.
const MAKE_RECIPIENT = `
  insert into recipients (kind, slug, name) values ('member', 'member-' || $1, $2)
  on conflict (slug) do update set name = excluded.name where recipients.kind = 'member' returning id`;
const SET = `
  insert into members (country_code, recipient_id, email, changed_by) values ($1, $2, $3, $4)
  on conflict (country_code) do update set email = excluded.email, changed_at = psa_now(), changed_by = excluded.changed_by`;

/** What somebody else made it since the form was read; null where there is none any more. */
export type MemberMeanwhile = Pick<Member, 'name' | 'changedBy'> | null;
type Set = Result<{ changed: boolean }, { why: 'country-unknown' } | { why: 'meanwhile'; theirs: MemberMeanwhile }>;

/** Decided by one at a time: what is compared is what is written over. */
const MEMBERS_LOCK = 7_240_126;
async function readInTurn(client: PoolClient, country: string): Promise<Omit<Member, 'changedAt'> | null> {
  await client.query('select pg_advisory_xact_lock($1)', [MEMBERS_LOCK]);
  const { rows } = await client.query<Omit<Member, 'changedAt'>>(
    `select m.country_code as country, r.name, m.email, s.name as "changedBy", ${VERSION} as version
     from members m join recipients r on r.id = m.recipient_id left join staff_members s on s.id = m.changed_by where m.country_code = $1`,
    [country],
  );
  return rows[0] ?? null;
}

/** Sets the Member of a country that stands as it was seen: its version, or null for none. Gives whether anything is another now, or what somebody else made it. */
export async function setMember(actor: StaffActor, { country, name, email }: Given, seen: string | null): Promise<Set> {
  const set = await inRoleSql('psa_portal', actorSettings(actor), async (client): Promise<Set> => {
    const { rowCount: known } = await client.query('select from countries where code = $1', [country]);
    if (known === 0) return refused({ why: 'country-unknown' });
    const stands = await readInTurn(client, country);
    if (stands?.name === name && stands.email === email) return ok({ changed: false });
    if ((stands?.version ?? null) !== seen) return refused({ why: 'meanwhile', theirs: stands });
    const { rows } = await client.query<{ id: number }>(MAKE_RECIPIENT, [country, name]);
    await client.query(SET, [country, rows[0]?.id, email, actor.staffId]);
    await appendEvent(client, { event: 'member.changed', details: { country } });
    return ok({ changed: true });
  });
  await refreshBrand();
  return set;
}

/** A country without a Member from now on: people there are told of none. Changed is nothing where it had none; refused where it is not the one that was seen. */
export async function removeMember(actor: StaffActor, country: string, seen: string): Promise<Set> {
  const removed = await inRoleSql('psa_portal', actorSettings(actor), async (client): Promise<Set> => {
    const stands = await readInTurn(client, country);
    if (stands === null) return ok({ changed: false });
    if (stands.version !== seen) return refused({ why: 'meanwhile', theirs: stands });
    await client.query('delete from members where country_code = $1', [country]);
    await appendEvent(client, { event: 'member.removed', details: { country } });
    return ok({ changed: true });
  });
  await refreshBrand();
  return removed;
}
