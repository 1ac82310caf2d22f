// Begins agreements: one for a recipient that has none, or the same draft for every employer without one.
import type { PoolClient } from 'pg';
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { DATASETS, type RecipientKind } from '#reports/catalogue.ts';
import { addDraft } from './draft-agreement.server.ts';
import { readWall } from './notice-wall.server.ts';
import { toldOf } from './notice-wall.ts';
import { readVersions } from './read-agreements.server.ts';
import { datasetsFor, type Datasets, type Terms } from './terms.ts';

export type NewRecipient =
  | { readonly kind: 'employer'; readonly employerId: number }
  | { readonly kind: 'microsoft' }
  | { readonly kind: 'member'; readonly country: string; readonly name: string }
  | { readonly kind: 'partner'; readonly slug: string; readonly name: string };

export type StartRefusal = 'not-found' | 'has-one' | 'address-of-one' | 'nobody-left';

export const START_REFUSALS: Readonly<Record<StartRefusal, string>> = {
  'not-found': 'It is not here any more. Nothing was made.',
  'has-one': 'There is an agreement with this recipient already.',
  'address-of-one':
    'That version goes to an address of one recipient (SFTP or SharePoint), which can’t be given to others. Choose one that goes by the portal or the folder.',
  'nobody-left': 'Every employer has an agreement already.',
};

const DESK = 'Reporting desk, reports@psa.example';

/** Everything that people are told of; whoever drafts takes out what is not needed. */
async function firstTerms(client: PoolClient, kind: RecipientKind, inForceFrom: string): Promise<Terms> {
  const wall = await readWall(client);
  const datasets: Datasets = Object.fromEntries(
    datasetsFor(kind).map((dataset) => [
      dataset,
      DATASETS[dataset].fields.filter((field) => toldOf(wall, kind, dataset, field).kind === 'told'),
    ]),
  );
  return {
    datasets,
    onlyCountries: null,
    // Statistics are of a quarter (F6).
    cadence: kind === 'partner' ? 'quarterly' : 'monthly',
    anchorDay: 1,
    localTime: '06:00',
    zone: 'Europe/Amsterdam',
    language: 'en',
    channels: ['portal'],
    targets: {},
    contact: DESK,
    emptyReports: true,
    holdAbove: null,
    inForceFrom,
    endsOn: null,
  };
}

async function recipientFor(client: PoolClient, recipient: NewRecipient): Promise<number | null> {
  const { kind } = recipient;
  const employer =
    kind === 'employer'
      ? (
          await client.query<{ mpnId: string }>('select mpn_id as "mpnId" from employers where id = $1', [
            recipient.employerId,
          ])
        ).rows[0]
      : undefined;
  if (kind === 'employer' && employer === undefined) return null;
  const [slug, name] =
    kind === 'employer'
      ? [`employer-${employer?.mpnId}`, null]
      : kind === 'microsoft'
        ? ['microsoft', 'Microsoft EU']
        : kind === 'member'
          ? [`member-${recipient.country}`, recipient.name]
          : [`partner-${recipient.slug}`, recipient.name];
  // An employer that became another's keeps its slug: the company is what counts.
  const known = await client.query<{ id: number }>('select id from recipients where slug = $1 or employer_id = $2', [
    slug,
    kind === 'employer' ? recipient.employerId : null,
  ]);
  const [found] = known.rows;
  if (found !== undefined) return found.id;
  const made = await client.query<{ id: number }>(
    'insert into recipients (kind, slug, name, employer_id) values ($1, $2, $3, $4) returning id',
    [kind, slug, name, kind === 'employer' ? recipient.employerId : null],
  );
  return made.rows[0]?.id ?? null;
}

/** Begins an agreement with a first draft. Gives its id. */
export function startAgreement(
  actor: StaffActor,
  recipient: NewRecipient,
  inForceFrom: string,
): Promise<Result<number, StartRefusal>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    // Two who begin at once are one after the other.
    await client.query('select pg_advisory_xact_lock($1)', [STARTING_LOCK]);
    const recipientId = await recipientFor(client, recipient);
    if (recipientId === null) return refused('not-found');
    const made = await client.query<{ id: number }>(
      'insert into agreements (recipient_id) values ($1) on conflict (recipient_id) do nothing returning id',
      [recipientId],
    );
    const id = made.rows[0]?.id;
    if (id === undefined) return refused('has-one');
    const terms = await firstTerms(client, recipient.kind, inForceFrom);
    await addDraft(client, actor, id, { terms, rule: 'hold' });
    return ok(id);
  });
}

const STARTING_LOCK = 7240124;
const MANY_LIMIT_MS = 60_000;

const WITHOUT = `
  from employers e where not exists (select from recipients r join agreements a on a.recipient_id = r.id where r.employer_id = e.id)`;

/** Drafts what a version of an employer's agreement says for every employer without an agreement. Gives how many. */
export function startForEmployers(
  actor: StaffActor,
  templateVersionId: number,
  inForceFrom: string,
): Promise<Result<number, StartRefusal>> {
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [STARTING_LOCK]);
      const [template] = await readVersions(
        client,
        `v.id = $1 and psa_binds(v.approved_at, v.withdrawn_at)
         and v.agreement_id in (select a.id from agreements a join recipients r on r.id = a.recipient_id where r.kind = 'employer')`,
        [templateVersionId],
      );
      if (template === undefined) return refused('not-found');
      const { rule, ...terms } = template.terms;
      if (terms.channels.some((channel) => channel === 'sftp' || channel === 'graph')) return refused('address-of-one');
      const { rows } = await client.query<{ id: number }>(`select e.id ${WITHOUT} order by e.id`);
      if (rows.length === 0) return refused('nobody-left');
      for (const { id: employerId } of rows) {
        const recipientId = await recipientFor(client, { kind: 'employer', employerId });
        const made = await client.query<{ id: number }>(
          'insert into agreements (recipient_id) values ($1) returning id',
          [recipientId],
        );
        const id = made.rows[0]?.id;
        if (id === undefined) throw new Error('No agreement was made');
        await addDraft(client, actor, id, { terms: { ...terms, targets: {}, inForceFrom, endsOn: null }, rule });
      }
      return ok(rows.length);
    },
    { timeoutMs: MANY_LIMIT_MS },
  );
}

export type EmployerWithout = {
  readonly id: number;
  readonly name: string;
  readonly mpnId: string;
  readonly people: number;
};
export type Template = {
  readonly versionId: number;
  readonly number: number;
  readonly name: string;
  readonly alike: number;
};

const SHOWN = 20;

/** Employers without an agreement that fit, the first 20, how many there are in all, and the versions that could be given to all of them. */
export function listWithoutAgreement(
  actor: StaffActor,
  search: string,
): Promise<{ employers: EmployerWithout[]; total: number; templates: Template[] }> {
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => {
      const counted = await client.query<{ total: number }>(`select count(*)::int as total ${WITHOUT}`);
      const employers = await client.query<EmployerWithout>(
        `select e.id, e.name, e.mpn_id as "mpnId",
           (select count(*)::int from employments m where m.employer_id = e.id and m.ended_on is null and m.confirmed_by is not null) as people
         ${WITHOUT} and ($1 = '' or psa_contains(concat_ws(' ', e.name, e.mpn_id), $1))
         order by lower(e.name), e.id limit ${SHOWN}`,
        [search],
      );
      // What most employers have stands first.
      const templates = await client.query<Template>(
        `select * from (
           select distinct on (said) v.id as "versionId", v.number, e.name, count(*) over (partition by said)::int as alike
           from agreement_versions v join agreements a on a.id = v.agreement_id join recipients r on r.id = a.recipient_id
           join employers e on e.id = r.employer_id
           cross join lateral (select concat_ws(' ', v.cadence, v.anchor_day, v.local_time, v.zone, v.language, v.channels, v.only_countries,
             v.reidentification_rule, v.contact, (select string_agg(f.dataset || f.field, ',' order by f.dataset, f.field)
               from agreement_fields f where f.version_id = v.id)) as said) t
           where psa_binds(v.approved_at, v.withdrawn_at) and not v.channels && array['sftp', 'graph']
           order by said, v.id
         ) t order by alike desc, "versionId" limit ${SHOWN}`,
      );
      return { employers: employers.rows, total: counted.rows[0]?.total ?? 0, templates: templates.rows };
    },
    { readOnly: true },
  );
}
