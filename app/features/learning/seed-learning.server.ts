// What a training centre's files do not say, for the demonstration: domains of companies, places of a workshop, and somebody who registered
// by themselves and waits to be confirmed.
import { inRoleSql } from '#app/platform/db.server.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };

/** Adds it once; made again it changes nothing. */
export async function seedLearning(): Promise<void> {
  await inRoleSql('psa_worker', SYSTEM, async (client) => {
    await client.query(
      `insert into employer_domains (domain, employer_id)
       select distinct on (1) split_part(p.email, '@', 2), e.employer_id
       from employments e join persons p on p.id = e.person_id where e.confirmed_by is not null order by 1, 2
       on conflict do nothing`,
    );
    await client.query(`update workshops set places = 25 where name = 'Azure AI Engineer' and places is null`);
    await client.query(
      `with made as (
         insert into persons (email, first_name, last_name, phone, informed_at)
         values ('amira.haddad@freemail.example', 'Amira', 'Haddad', '+31 6 12 34 56 78', psa_now()) on conflict do nothing returning id
       ), told as (
         insert into notice_acknowledgements (person_id, version, language, how) select id, 1, 'en', 'portal' from made
       )
       insert into employments (person_id, employer_id, country_code, job_role, started_on, claimed_mpn_id, claimed_company)
       select made.id, r.id, 'NL', 'Cloud Engineer', psa_now()::date, r.mpn_id, r.name from made, (select id, mpn_id, name from employers order by id limit 1) r`,
    );
  });
}
