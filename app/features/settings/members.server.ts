// The Member of each country, as administrators keep them: a recipient, for those of its country who consented to it (F5).
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
};

/** Every Member there is, and every country that there is. */
export function listMembers(actor: StaffActor): Promise<{ members: Member[]; countries: string[] }> {
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => {
      const { rows: members } = await client.query<Member>(
        `select m.country_code as country, r.name, m.email, m.changed_at as "changedAt", s.name as "changedBy"
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

type Set = Result<{ changed: boolean }, 'country-unknown'>;

/** Sets the Member of a country, whether it had one or not. Gives whether anything is another now. */
export async function setMember(actor: StaffActor, { country, name, email }: Given): Promise<Set> {
  const set = await inRoleSql('psa_portal', actorSettings(actor), async (client): Promise<Set> => {
    const { rowCount: known } = await client.query('select from countries where code = $1', [country]);
    if (known === 0) return refused('country-unknown');
    const { rowCount: same } = await client.query(
      `select from members m join recipients r on r.id = m.recipient_id where m.country_code = $1 and r.name = $2 and m.email = $3`,
      [country, name, email],
    );
    if (same !== 0) return ok({ changed: false });
    const { rows } = await client.query<{ id: number }>(MAKE_RECIPIENT, [country, name]);
    await client.query(SET, [country, rows[0]?.id, email, actor.staffId]);
    await appendEvent(client, { event: 'member.changed', details: { country } });
    return ok({ changed: true });
  });
  await refreshBrand();
  return set;
}

/** A country without a Member from now on: people there are told of none. False where it had none. */
export async function removeMember(actor: StaffActor, country: string): Promise<boolean> {
  const had = await inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const { rowCount } = await client.query('delete from members where country_code = $1', [country]);
    if (rowCount === 0) return false;
    await appendEvent(client, { event: 'member.removed', details: { country } });
    return true;
  });
  await refreshBrand();
  return had;
}
