// Makes the record of processing activities (S4, GDPR art. 30) from what the portal itself goes by: the data map, the agreements that bind, the
// processors, the cookies and the periods that are set.
import { createHash } from 'node:crypto';

import { actorSettings, type Actor, type StaffActor } from '#app/features/access/actor.ts';
import { isSecure } from '#app/features/access/actors.server.ts';
import { listCookies, type CookieRow } from '#app/features/access/cookies.ts';
import { CHANNELS, type Channel } from '#app/features/agreements/channel-names.ts';
import { theAcademy } from '#app/features/language/academy.ts';
import { privacyContacts, type PrivacyContacts } from '#app/features/settings/brand.server.ts';
import { listSettings } from '#app/features/settings/settings.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { DATASET_IDS, DATASETS, type DatasetId, type FieldId, type RecipientKind } from '#reports/catalogue.ts';
import { DATA_CLASSES, type DataClass, type DataClassName } from './data-classes.ts';
import { DATA_MAP } from './data-map.ts';
import { describeErasure } from './erasure-words.ts';
import { SUBJECTS } from './processing-words.ts';
import { listRules, periodsOf } from './retention-periods.server.ts';
import type { Periods } from './retention-rules.ts';
import { listProcessors } from './processors.server.ts';
import type { Processor } from './processors.ts';

export type Activity = Omit<DataClass, 'onErasure' | 'keptBy' | 'period'> & {
  readonly name: DataClassName;
  /** As it was decided. */
  readonly period: string;
  /** In words, by what becomes of each of its columns. */
  readonly onErasure: string;
  readonly subjects: string;
  readonly tables: readonly { readonly table: string; readonly columns: readonly string[] }[];
};

/** Recipients that are given the same by the same ways stand together. */
export type Given = {
  readonly kind: RecipientKind;
  readonly recipients: readonly string[];
  readonly datasets: readonly { readonly dataset: DatasetId; readonly fields: readonly FieldId[] }[];
  readonly channels: readonly Channel[];
  readonly cadence: string;
  /** Days, the earliest first: since when the versions of today bind. */
  readonly since: string;
};

export type RecordOfProcessing = {
  readonly madeAt: Date;
  /** Two records that say the same have the same, whenever they were made. */
  readonly version: string;
  readonly controller: PrivacyContacts & { readonly name: string };
  readonly activities: readonly Activity[];
  readonly given: readonly Given[];
  readonly processors: readonly Processor[];
  readonly cookies: readonly CookieRow[];
  readonly periods: readonly { readonly label: string; readonly value: string }[];
};

const CLASS_NAMES = Object.keys(DATA_CLASSES).filter((name): name is DataClassName => name in DATA_CLASSES);

/** Every class of the data map with the columns that are in it. */
export const listActivities = (periods: Periods): Activity[] =>
  CLASS_NAMES.map((name) => ({
    name,
    ...DATA_CLASSES[name],
    period: DATA_CLASSES[name].period(periods),
    onErasure: describeErasure(name, periods),
    subjects: SUBJECTS[name],
    tables: Object.entries(DATA_MAP).flatMap(([table, columns]) => {
      const own = Object.entries(columns).flatMap(([column, entry]) => (entry.class === name ? column : []));
      return own.length === 0 ? [] : [{ table, columns: own }];
    }),
  }));

type Bound = {
  kind: RecipientKind;
  recipient: string;
  since: string;
  cadence: string;
  channels: string[];
  fields: { dataset: string; field: string }[];
};

// As the report calendar asks: the version that binds on this day, of agreements that are not paused.
const BOUND = `
  select r.kind, coalesce(r.name, e.name) as recipient, v.in_force_from::text as since, v.cadence, v.channels,
    (select coalesce(jsonb_agg(jsonb_build_object('dataset', f.dataset, 'field', f.field)), '[]') from agreement_fields f where f.version_id = v.id) as fields
  from recipients r
  join agreements a on a.recipient_id = r.id and a.paused_at is null
  join lateral (
    select v.id, v.in_force_from, v.ends_on, v.cadence, v.channels, v.zone from agreement_versions v
    where v.agreement_id = a.id and psa_binds(v.approved_at, v.withdrawn_at) and v.in_force_from <= (psa_now() at time zone v.zone)::date
    order by v.in_force_from desc limit 1
  ) v on v.ends_on is null or v.ends_on >= (psa_now() at time zone v.zone)::date
  left join employers e on e.id = r.employer_id
  order by array_position(array['microsoft', 'employer', 'member', 'partner'], r.kind), 2, a.id`;

const datasetsOf = (fields: Bound['fields']): Given['datasets'] =>
  DATASET_IDS.flatMap((dataset) => {
    const given = new Set(fields.filter((row) => row.dataset === dataset).map(({ field }) => field));
    const own = DATASETS[dataset].fields.filter((field) => given.has(field));
    return own.length === 0 ? [] : [{ dataset, fields: own }];
  });

function gather(rows: readonly Bound[]): Given[] {
  const groups = Map.groupBy(rows, ({ kind, cadence, channels, fields }) =>
    JSON.stringify([kind, cadence, channels.toSorted(), datasetsOf(fields)]),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined
      ? []
      : {
          kind: first.kind,
          recipients: group.map(({ recipient }) => recipient),
          datasets: datasetsOf(first.fields),
          channels: CHANNELS.filter((channel) => first.channels.includes(channel)),
          cadence: first.cadence,
          since: group.map(({ since }) => since).toSorted()[0] ?? '',
        };
  });
}

/** Who is given what by the agreements that bind today; `actor` is the system where it is for everybody, who are told kinds and no employer. */
export const listGiven = (actor: Actor): Promise<Given[]> =>
  inRoleSql(
    actor.kind === 'system' ? 'psa_worker' : 'psa_portal',
    actorSettings(actor),
    async (client) => gather((await client.query<Bound>(BOUND)).rows),
    { readOnly: true },
  );

/** The record as of now. */
export async function makeRecord(actor: StaffActor): Promise<RecordOfProcessing> {
  const [madeAt, given, processors, settings, rules] = await Promise.all([
    databaseNow(),
    listGiven(actor),
    listProcessors(),
    listSettings(actor),
    listRules(actor),
  ]);
  const content = {
    controller: { name: theAcademy().name, ...privacyContacts() },
    activities: listActivities(periodsOf(rules)),
    given,
    processors,
    cookies: listCookies(isSecure()),
    periods: settings
      .filter(({ group }) => group === 'periods')
      .map(({ label, value, input }) => ({
        label,
        value: `${value}${input.kind === 'number' ? ` ${input.unit}` : ''}`,
      })),
  };
  const version = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 12);
  return { madeAt, version, ...content };
}
