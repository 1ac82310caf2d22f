// Lists whom no mail reaches, for staff who can ring, write or ask the employer: the last mail to them came back, or no server took it, and their address is the same since.
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';

/** One row for each of them: the first mail that did not arrive since one did. */
export const UNREACHED = `
  select distinct on (m.person_id) m.person_id, m.kind, m.detail, coalesce(m.claimed_at, m.queued_at) as since
  from mails m
  where m.state = 'dead' and m.person_id is not null and m.to_address is null
    and not exists (select from mails n where n.person_id = m.person_id and n.state = 'sent' and n.sent_at > coalesce(m.claimed_at, m.queued_at))
    and not exists (select from person_emails e where e.person_id = m.person_id and e.added_at > coalesce(m.claimed_at, m.queued_at))
  order by m.person_id, m.id`;

export type UnreachedPerson = {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly employer: string | null;
  /** Of the mail that did not arrive. */
  readonly kind: string;
  readonly since: Date;
  /** Such as 5.1.1, as the mail server said it. */
  readonly status: string | null;
  /** Nobody told them what is held: they are in no report. */
  readonly isUntold: boolean;
};

const PEOPLE_A_PAGE = 50;

const LIST = `
  select p.id, trim(concat(p.first_name, ' ', p.last_name)) as name, p.email, u.kind, u.since, u.detail as status, p.informed_at is null as "isUntold",
    (select string_agg(distinct r.name, ', ') from employments e join employers r on r.id = e.employer_id where e.person_id = p.id and e.ended_on is null) as employer
  from (${UNREACHED}) u join persons p on p.id = u.person_id
  where p.erased_at is null and p.id > $1 order by p.id limit ${PEOPLE_A_PAGE + 1}`;

/** A page of them, after the number given. That somebody looked is in the ledger. */
export function listUnreached(
  actor: StaffActor,
  after: number,
): Promise<{ people: UnreachedPerson[]; next: number | null }> {
  return inRoleSql('psa_worker', actorSettings(actor), async (client) => {
    const { rows } = await client.query<UnreachedPerson>(LIST, [after]);
    const people = rows.slice(0, PEOPLE_A_PAGE);
    if (people.length > 0)
      await appendEvent(client, { event: 'people.read', details: { page: 'unreached', count: people.length } });
    return { people, next: rows.length > PEOPLE_A_PAGE ? (people.at(-1)?.id ?? null) : null };
  });
}
