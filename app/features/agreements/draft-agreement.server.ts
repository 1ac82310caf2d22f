// Drafts versions of agreements, proposes them, takes them back. What is approved is changed by nobody.
import type { PoolClient } from 'pg';
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import type { LedgerEvent } from '#app/features/ledger/event.ts';
import { appendEvent, appendEvents } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import type { SeenVersion, WithdrawnAs } from './agreement-change.ts';
import type { SentBackBecause } from './sent-back.ts';
import { lackingTarget } from './channels.ts';
import { turnsMidQuarter, TURN_WORDS } from './cadence-turn.server.ts';
import { readVersions } from './read-agreements.server.ts';
import type { Version } from './stored-version.ts';
import { bearsOnRecognition, listFields, type Rule, type Terms } from './terms.ts';

export type DraftRefusal =
  'not-found' | 'not-a-draft' | 'changed' | 'zone-unknown' | 'empty' | 'target-missing' | 'mid-quarter' | 'begun';

export const DRAFT_REFUSALS: Readonly<Record<DraftRefusal, string>> = {
  'not-found': 'This version is not here any more. Nothing was changed.',
  'not-a-draft': 'This version is no draft any more. Nothing was changed.',
  changed: 'Somebody changed this draft meanwhile. Look at it again; nothing was changed by you.',
  'zone-unknown':
    'The database doesn’t know this time zone. Enter another, such as Europe/Amsterdam; nothing was saved.',
  empty: 'The draft gives no field yet. Choose some before it is proposed.',
  'target-missing': 'A channel lacks its address. Add it before the draft is proposed.',
  'mid-quarter': `${TURN_WORDS} Choose such a day, for this version or the one after it. Nothing was changed.`,
  begun: 'This version has begun, so it can’t be withdrawn. Draft another that takes its place.',
};

/** Locks a version that is read to be changed; one that nobody may change any more is read as it is. */
export async function findForChange(
  client: PoolClient,
  id: number,
): Promise<(Version & { agreementId: number }) | null> {
  await client.query('select from agreement_versions where id = $1 for update', [id]);
  const found = await client.query<{ agreementId: number }>(
    'select agreement_id as "agreementId" from agreement_versions where id = $1',
    [id],
  );
  const [version] = await readVersions(client, 'v.id = $1', [id]);
  const agreementId = found.rows[0]?.agreementId;
  return version === undefined || agreementId === undefined ? null : { ...version, agreementId };
}

const isOpen = ({ approvedAt, withdrawnAt }: Version): boolean => approvedAt === null && withdrawnAt === null;

const INSERT = `
  insert into agreement_versions (agreement_id, number, in_force_from, ends_on, cadence, anchor_day, local_time, zone, language,
    reidentification_rule, channels, only_countries, contact, empty_reports, hold_above, targets, drafted_by)
  select $1, (select coalesce(max(number), 0) + 1 from agreement_versions where agreement_id = $1), t.in_force_from, t.ends_on, t.cadence,
    t.anchor_day, t.local_time, t.zone, t.language, $3, t.channels, t.only_countries, t.contact, t.empty_reports, t.hold_above, t.targets, $4
  from jsonb_to_record($2::text::jsonb) as t (in_force_from date, ends_on date, cadence text, anchor_day int, local_time text, zone text,
    language text, channels text[], only_countries text[], contact text, empty_reports boolean, hold_above int, targets jsonb)
  returning id, number`;

const columnsOf = (terms: Terms): string =>
  JSON.stringify({
    in_force_from: terms.inForceFrom,
    ends_on: terms.endsOn,
    cadence: terms.cadence,
    anchor_day: terms.anchorDay,
    local_time: terms.localTime,
    zone: terms.zone,
    language: terms.language,
    channels: terms.channels,
    only_countries: terms.onlyCountries,
    contact: terms.contact,
    empty_reports: terms.emptyReports,
    hold_above: terms.holdAbove,
    targets: terms.targets,
  });

const addFields = (client: PoolClient, versionId: number, { datasets }: Terms) =>
  client.query(
    `insert into agreement_fields (version_id, dataset, field)
     select $1, f.dataset, f.field from jsonb_to_recordset($2::text::jsonb) as f (dataset text, field text)`,
    [versionId, JSON.stringify(listFields(datasets))],
  );

/** Adds a draft to an agreement that the caller's transaction holds. The rule is where the choice starts from; nobody has chosen it. */
export async function addDraft(
  client: PoolClient,
  actor: StaffActor,
  agreementId: number,
  given: { readonly terms: Terms; readonly rule: Rule },
): Promise<{ id: number; number: number }> {
  const { rows } = await client.query<{ id: number; number: number }>(INSERT, [
    agreementId,
    columnsOf(given.terms),
    given.rule,
    actor.staffId,
  ]);
  const [made] = rows;
  if (made === undefined) throw new Error('No draft was made');
  await addFields(client, made.id, given.terms);
  await appendEvent(client, {
    event: 'agreement.drafted',
    subjectId: agreementId,
    fields: fieldNames(given.terms),
    details: { version: made.number },
  });
  return made;
}

export const fieldNames = ({ datasets }: Terms): string[] =>
  listFields(datasets).map(({ dataset, field }) => `${dataset}.${field}`);

/** Begins another version from what one of the same agreement says. Gives its number. */
export function draftFrom(
  actor: StaffActor,
  agreementId: number,
  from: number,
  inForceFrom: string,
): Promise<Result<number, 'not-found'>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const held = await client.query('select from agreements where id = $1 for update', [agreementId]);
    const [version] = await readVersions(client, 'v.agreement_id = $1 and v.number = $2', [agreementId, from]);
    if (held.rowCount === 0 || version === undefined) return refused('not-found');
    const terms = { ...version.terms, inForceFrom, endsOn: null };
    const { number } = await addDraft(client, actor, agreementId, { terms, rule: version.terms.rule });
    return ok(number);
  });
}

// Node and PostgreSQL have a list of zones each: a name that the one lacks would have each run of the agreement fail there.
async function isKnownZone(client: PoolClient, zone: string): Promise<boolean> {
  const found = await client.query('select from pg_timezone_names where lower(name) = lower($1) limit 1', [zone]);
  return found.rowCount !== 0;
}

/** Keeps what a draft is to say. It is to be proposed again, and where fields, filters or the cadence differ, its rule is to be chosen again. */
export function saveDraft(
  actor: StaffActor,
  id: number,
  digest: string,
  terms: Terms,
): Promise<Result<null, DraftRefusal>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const version = await findForChange(client, id);
    if (version === null) return refused('not-found');
    if (!isOpen(version)) return refused('not-a-draft');
    if (version.digest !== digest) return refused('changed');
    if (terms.zone !== version.terms.zone && !(await isKnownZone(client, terms.zone))) return refused('zone-unknown');
    const rechosen = bearsOnRecognition(version.terms, terms);
    await client.query(
      `update agreement_versions v set in_force_from = t.in_force_from, ends_on = t.ends_on, cadence = t.cadence, anchor_day = t.anchor_day,
         local_time = t.local_time, zone = t.zone, language = t.language, channels = t.channels, only_countries = t.only_countries,
         contact = t.contact, empty_reports = t.empty_reports, hold_above = t.hold_above, targets = t.targets, drafted_by = $3,
         drafted_at = psa_now(), proposed_at = null,
         rule_chosen_by = case when $4 then null else rule_chosen_by end, rule_chosen_at = case when $4 then null else rule_chosen_at end,
         rule_seen_count = case when $4 then null else rule_seen_count end
       from jsonb_to_record($2::text::jsonb) as t (in_force_from date, ends_on date, cadence text, anchor_day int, local_time text, zone text,
         language text, channels text[], only_countries text[], contact text, empty_reports boolean, hold_above int, targets jsonb)
       where v.id = $1`,
      [id, columnsOf(terms), actor.staffId, rechosen],
    );
    const known = new Set(fieldNames(version.terms));
    const wanted = fieldNames(terms);
    if (known.size !== wanted.length || wanted.some((field) => !known.has(field))) {
      await client.query('delete from agreement_fields where version_id = $1', [id]);
      await addFields(client, id, terms);
    }
    await appendEvent(client, {
      event: 'agreement.redrafted',
      subjectId: version.agreementId,
      fields: wanted,
      details: { version: version.number },
    });
    return ok(null);
  });
}

/** Why a draft can't be proposed yet; null when it can. */
const whyNotProposable = ({ terms }: Version): 'empty' | 'target-missing' | null =>
  listFields(terms.datasets).length === 0
    ? 'empty'
    : lackingTarget(terms.channels, terms.targets).length > 0
      ? 'target-missing'
      : null;

/** Proposes drafts to a second person: all of them, or none with the reason of the first that can't be. */
export function proposeDrafts(actor: StaffActor, drafts: readonly number[]): Promise<Result<number, DraftRefusal>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const proposed: (Version & { agreementId: number })[] = [];
    const events: LedgerEvent[] = [];
    for (const id of [...drafts].toSorted((one, other) => one - other)) {
      const version = await findForChange(client, id);
      if (version === null) return refused('not-found');
      if (!isOpen(version)) return refused('not-a-draft');
      const why = whyNotProposable(version);
      if (why !== null) return refused(why);
      if (version.proposedAt !== null) continue;
      proposed.push(version);
      events.push({
        event: 'agreement.proposed',
        subjectId: version.agreementId,
        details: { version: version.number },
      });
    }
    const ids = proposed.map(({ id }) => id);
    const agreementIds = proposed.map(({ agreementId }) => agreementId);
    if (await turnsMidQuarter(client, agreementIds, { binding: ids })) return refused('mid-quarter');
    await client.query('update agreement_versions set proposed_at = psa_now() where id = any($1::int[])', [ids]);
    await appendEvents(client, events);
    return ok(proposed.length);
  });
}

/** Gives a proposed draft back to be changed. */
export function sendBack(actor: StaffActor, id: number, because: SentBackBecause): Promise<Result<null, DraftRefusal>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const version = await findForChange(client, id);
    if (version === null) return refused('not-found');
    if (!isOpen(version) || version.proposedAt === null) return refused('not-a-draft');
    await client.query('update agreement_versions set proposed_at = null where id = $1', [id]);
    await appendEvent(client, {
      event: 'agreement.sent-back',
      subjectId: version.agreementId,
      details: { version: version.number, because },
    });
    return ok(null);
  });
}

/**
 * Withdraws drafts, or versions that were approved and have not begun: all of them as they were seen, or none. Who means a draft does not withdraw what
 * was approved meanwhile.
 */
export function withdrawVersions(
  actor: StaffActor,
  as: WithdrawnAs,
  seen: readonly SeenVersion[],
): Promise<Result<number, DraftRefusal>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const events: LedgerEvent[] = [];
    const agreementIds: number[] = [];
    for (const { id, digest } of [...seen].toSorted((one, other) => one.id - other.id)) {
      const version = await findForChange(client, id);
      if (version === null) return refused('not-found');
      if (version.withdrawnAt !== null || (as === 'draft' && version.approvedAt !== null))
        return refused('not-a-draft');
      if (version.digest !== digest) return refused('changed');
      if (version.approvedAt !== null && version.inForceFrom <= version.today) return refused('begun');
      agreementIds.push(version.agreementId);
      events.push({
        event: 'agreement.withdrawn',
        subjectId: version.agreementId,
        details: { version: version.number, approved: version.approvedAt !== null },
      });
    }
    const withdrawn = seen.map(({ id }) => id);
    if (await turnsMidQuarter(client, agreementIds, { withdrawn })) return refused('mid-quarter');
    await client.query(
      'update agreement_versions set withdrawn_by = $2, withdrawn_at = psa_now() where id = any($1::int[])',
      [withdrawn, actor.staffId],
    );
    await appendEvents(client, events);
    return ok(events.length);
  });
}
