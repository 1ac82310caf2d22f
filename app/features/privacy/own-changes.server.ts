// What a person changes of their own: data, language and consents. Recipients who were given what was wrong are told at once (bad-I14).
import { actorSettings, type PersonActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import type { Consent } from '#app/features/people/consent.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import type { Language } from '#reports/catalogue.ts';
import { readAuditKey, tellAtOnce } from './notify-recipients.server.ts';

export type OwnData = {
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string;
  readonly city: string;
  /** Of the employment that is open; left out where there is none. */
  readonly countryCode?: string | undefined;
  readonly jobRole?: string | undefined;
};

const CORRECT = `
  with before as (select id, first_name, last_name, phone, city, audit_key from persons where id = $1 for update),
  after as (
    update persons p set first_name = $2, last_name = $3, phone = nullif($4, ''), city = nullif($5, '') from before b where p.id = b.id
    returning array_remove(array[
      case when b.first_name <> p.first_name then 'first_name' end, case when b.last_name <> p.last_name then 'last_name' end,
      case when b.phone is distinct from p.phone then 'phone' end, case when b.city is distinct from p.city then 'city' end], null) as fields
  ) select fields from after`;

const CORRECT_EMPLOYMENT = `
  with before as (
    select id, country_code, job_role from employments where person_id = $1 and ended_on is null and not concurrent for update
  ), after as (
    update employments e set country_code = $2, job_role = $3 from before b where e.id = b.id
    returning array_remove(array[
      case when b.country_code <> e.country_code then 'country' end, case when b.job_role <> e.job_role then 'job_role' end], null) as fields
  ) select fields from after`;

/** Corrects one's own data; gives the fields that changed, by the names of the catalogue where it knows them. */
export async function correctOwnData(actor: PersonActor, data: OwnData): Promise<string[]> {
  const { personId } = actor;
  const fields = await inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const own = await client.query<{ fields: string[] }>(CORRECT, [
      personId,
      data.firstName,
      data.lastName,
      data.phone,
      data.city,
    ]);
    const changed = [...(own.rows[0]?.fields ?? [])];
    if (data.countryCode !== undefined && data.jobRole !== undefined) {
      const work = await client.query<{ fields: string[] }>(CORRECT_EMPLOYMENT, [
        personId,
        data.countryCode,
        data.jobRole,
      ]);
      changed.push(...(work.rows[0]?.fields ?? []));
    }
    if (changed.length > 0)
      await appendEvent(client, {
        event: 'person.corrected',
        subjectId: await readAuditKey(client, personId),
        fields: changed,
      });
    return changed;
  });
  if (fields.length > 0) await tellAtOnce(personId);
  return fields;
}

export async function chooseLanguage(actor: PersonActor, language: Language): Promise<void> {
  await inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    await client.query('update persons set language = $2 where id = $1', [actor.personId, language]);
    await appendEvent(client, {
      event: 'language.chosen',
      subjectId: await readAuditKey(client, actor.personId),
      details: { language },
    });
  });
}

// Said under the notice that the person acknowledged, in the language that they read it in; where they acknowledged none, under the newest.
const SAY = `
  insert into consent_entries (person_id, consent, given, notice_version, notice_language, how, actor_kind, actor_id)
  select p.id, $2, $3, t.version, t.language, 'my-data', 'person', p.id
  from persons p
  join lateral (
    select version, language from privacy_notice_texts
    order by version = p.notice_version desc nulls last, version desc, language = p.language desc, language = 'en' desc, language limit 1) t on true
  where p.id = $1 and $3 is distinct from coalesce(
    (select given from consent_entries c where c.person_id = p.id and c.consent = $2 order by id desc limit 1), false)`;

/** Gives or withdraws a consent, which counts at once (C4). Said again it is not recorded again. */
export async function setConsent(actor: PersonActor, consent: Consent, given: boolean): Promise<boolean> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    // One after the other, so that what was said last is what counts.
    await client.query('select from persons where id = $1 for update', [actor.personId]);
    const said = await client.query(SAY, [actor.personId, consent, given]);
    if (said.rowCount === 0) return false;
    await appendEvent(client, {
      event: given ? 'consent.given' : 'consent.withdrawn',
      subjectId: await readAuditKey(client, actor.personId),
      details: { consent },
    });
    return true;
  });
}
