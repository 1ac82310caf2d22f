// Finds what staff look for by a few letters: people, employers, sessions, exams, reports; each as far as their role may see it.
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { isPermitted, type Permission } from '#app/features/access/permissions.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { searchPeople } from '#app/features/people/people.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { searchedLine } from '#app/platform/text.ts';
import { MOST, type Found, type Kind } from './found.ts';

type Row = { id: string; label: string; detail: string };
type Source = {
  readonly permission: Permission;
  readonly find: (client: PoolClient, typed: string) => Promise<Row[]>;
  readonly to: (row: Row) => string;
};

const ask =
  (text: string) =>
  async (client: PoolClient, typed: string): Promise<Row[]> =>
    (await client.query<Row>(`${text} limit ${MOST}`, [typed])).rows;

const people = (permission: Permission, by: 'id' | 'auditKey', to: Source['to']): Source => ({
  permission,
  to,
  find: async (client, typed) =>
    (await searchPeople(client, typed, MOST)).map(({ name, email, company, ...person }) => ({
      id: String(person[by]),
      label: name === '' ? email : name,
      detail: company === '' ? email : `${email} · ${company}`,
    })),
});

const query = (path: string, parameters: Record<string, string>): string =>
  `${path}?${new URLSearchParams(parameters)}`;

const SOURCES: readonly (readonly [Kind, Source])[] = [
  ['person', people('person:read', 'id', ({ id }) => `/train/people/${id}`)],
  ['person', people('ledger:search', 'auditKey', ({ id }) => query('/desk/audit', { subject: id }))],
  [
    'employer',
    {
      permission: 'employer:list',
      find: ask(
        `select r.id::text, r.name as label, r.mpn_id as detail from employers r
         where psa_contains(concat_ws(' ', r.name, r.mpn_id), $1) or exists (select from employer_aliases a where a.employer_id = r.id and psa_contains(concat_ws(' ', a.name, a.mpn_id), $1))
         order by psa_fold(r.name) not like psa_fold($1) || '%', lower(r.name), r.id`,
      ),
      to: ({ id }) => `/admin/employers/${id}`,
    },
  ],
  [
    'session',
    {
      permission: 'session:list',
      find: ask(
        `select s.id::text, w.name as label, concat_ws(' · ', s.title, to_char(min(m.starts_at) at time zone s.zone, 'YYYY-MM-DD')) as detail
         from workshop_sessions s join workshops w on w.id = s.workshop_id left join session_meetings m on m.session_id = s.id
         where s.cancelled_at is null and psa_contains(concat_ws(' ', w.name, s.title, w.exam_code), $1)
         group by s.id, w.name order by min(m.starts_at) desc nulls last, s.id`,
      ),
      to: ({ id }) => `/train/sessions/${id}`,
    },
  ],
  [
    'exam',
    {
      permission: 'sitting:list',
      find: ask(
        `select e.code as id, e.code as label, coalesce(string_agg(w.name, ', ' order by w.name), '') as detail
         from exams e left join workshops w on w.exam_code = e.code
         where psa_contains(e.code, $1) or exists (select from workshops x where x.exam_code = e.code and psa_contains(x.name, $1)) group by e.code order by e.code`,
      ),
      to: ({ id }) => query('/train/exams', { view: 'all', exam: id }),
    },
  ],
  [
    'run',
    {
      permission: 'run:list',
      find: ask(
        `select u.id::text, coalesce(c.name, r.name) as label, concat_ws(' · ', u.period, u.state) as detail
         from runs u join agreements a on a.id = u.agreement_id join recipients c on c.id = a.recipient_id left join employers r on r.id = c.employer_id
         where psa_contains(concat_ws(' ', c.name, r.name, r.mpn_id, c.slug, u.period), $1) order by u.period desc, lower(coalesce(c.name, r.name)), u.id`,
      ),
      to: ({ id }) => `/admin/runs/${id}`,
    },
  ],
];

/** Eight of each kind at most, the best first; nothing for fewer than two characters. Names that were looked at are an event. */
export async function search(actor: StaffActor, typed: string): Promise<Found[]> {
  const wanted = searchedLine(typed, 100);
  if (wanted.length < 2) return [];
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const found: Found[] = [];
    for (const [kind, { permission, find, to }] of SOURCES) {
      if (!isPermitted(actor, permission)) continue;
      // Somebody of several roles finds a person once: where the first of them leads.
      if (kind === 'person' && found.some((hit) => hit.kind === 'person')) continue;
      for (const row of await find(client, wanted)) found.push({ kind, ...row, to: to(row) });
    }
    const persons = found.filter(({ kind }) => kind === 'person').length;
    if (persons > 0)
      await appendEvent(client, {
        event: 'people.read',
        fields: ['name', 'email', 'company'],
        details: { page: 'search', count: persons },
      });
    return found;
  });
}
