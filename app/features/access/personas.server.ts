// Which person of the sample data stands behind a persona.
import { inRoleSql } from '#app/platform/db.server.ts';
import { actorSettings } from './actor.ts';
import { PERSONAS, isPersonaId, type PersonaId } from './personas.ts';
import type { Seat } from './sign-ins.server.ts';

export type Persona = { id: PersonaId; title: string; does: string; name: string; of: string; seat: Seat };

type Row = { id: PersonaId; kind: Seat['kind']; actor: number; name: string; of: string };

// The learner with the most to show: several workshops under way, a known outcome, a sitting still to come.
const LEARNER = `
  select 'learner' as id, 'person' as kind, p.id as actor, trim(concat(p.first_name, ' ', p.last_name)) as name, r.name as of
  from persons p
  join employments e on e.person_id = p.id and e.ended_on is null
  join employers r on r.id = e.employer_id
  left join lateral (
    select count(*) as many, count(*) filter (where percent between 1 and 99) as under_way, count(*) filter (where percent = 100) as done
    from enrolments n where n.person_id = p.id and n.state = 'enrolled'
  ) learning on true
  left join lateral (
    select count(*) filter (where outcome is not null) as known, count(*) filter (where state = 'booked' and month >= to_char(psa_now(), 'YYYY-MM')) as booked
    from sittings s where s.person_id = p.id
  ) exams on true
  where p.erased_at is null
  order by least(under_way, 1) + least(done, 1) + 2 * least(known, 1) + 2 * least(booked, 1) desc, many desc, p.id
  limit 1`;

const STAFF = `
  select role as id, 'staff' as kind, actor, name, 'Partner Skills Academy' as of
  from (
    select distinct on (r.role) r.role, s.id as actor, s.name
    from staff_roles r join staff_members s on s.id = r.staff_id
    where r.revoked_at is null and s.disabled_at is null
    order by r.role, (select count(*) from staff_roles o where o.staff_id = s.id and o.revoked_at is null), s.id
  ) staff`;

const CONTACTS = `
  select kind as id, 'contact' as kind, actor, name, of
  from (
    select distinct on (r.kind) r.kind, c.id as actor, c.name, coalesce(r.name, e.name) as of
    from recipient_contacts c join recipients r on r.id = c.recipient_id left join employers e on e.id = r.employer_id
    where psa_contact_counts(c.confirmed_at, c.removed_at) and r.kind in ('microsoft', 'employer')
    order by r.kind, c.id
  ) contacts`;

/** The personas that the data in use has somebody for, in their fixed order. */
export async function listPersonas(): Promise<Persona[]> {
  const rows = await inRoleSql(
    'psa_portal',
    actorSettings({ kind: 'system', name: 'demonstration' }),
    async (client) => (await client.query<Row>(`(${LEARNER}) union all (${STAFF}) union all (${CONTACTS})`)).rows,
    { readOnly: true },
  );
  return Object.keys(PERSONAS)
    .filter(isPersonaId)
    .flatMap((id) => {
      const row = rows.find((found) => found.id === id);
      return row ? [{ id, ...PERSONAS[id], name: row.name, of: row.of, seat: { kind: row.kind, id: row.actor } }] : [];
    });
}
