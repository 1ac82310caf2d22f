// Reads a stored version of an agreement as terms and steps.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { DATASETS, isDatasetId, isFieldId, LANGUAGES, type DatasetId, type FieldId } from '#reports/catalogue.ts';
import { CHANNELS } from './channel-names.ts';
import { ChannelTargets } from './channels.ts';
import { listFields, RULES, type Datasets, type TermsWithRule } from './terms.ts';
import type { VersionSteps } from './version-state.ts';

const schema = z.object({
  datasets: z.record(z.string(), z.array(z.string())),
  onlyCountries: z.array(z.string()).nullable(),
  cadence: z.enum(['monthly', 'quarterly']),
  anchorDay: z.int(),
  localTime: z.string(),
  zone: z.string(),
  language: z.enum(LANGUAGES),
  channels: z.array(z.enum(CHANNELS)),
  targets: ChannelTargets,
  contact: z.string(),
  emptyReports: z.boolean(),
  holdAbove: z.int().nullable(),
  inForceFrom: z.string(),
  endsOn: z.string().nullable(),
  rule: z.enum(RULES),
});

/** The columns of a version `v` that its terms are read from. */
export const TERM_COLUMNS = `
  (select coalesce(json_object_agg(f.dataset, f.fields), '{}') from (
     select dataset, json_agg(field order by field) as fields from agreement_fields where version_id = v.id group by dataset
   ) f) as datasets,
  v.only_countries as "onlyCountries", v.cadence, v.anchor_day as "anchorDay", v.local_time as "localTime", v.zone, v.language, v.channels,
  v.targets, v.contact, v.empty_reports as "emptyReports", v.hold_above as "holdAbove", v.in_force_from::text as "inForceFrom",
  v.ends_on::text as "endsOn", v.reidentification_rule as rule`;

/** Those that its steps are read from. */
export const STEP_COLUMNS = `
  v.id, v.number, v.drafted_by as "draftedBy", v.drafted_at as "draftedAt", v.rule_chosen_by as "ruleChosenBy",
  v.rule_chosen_at as "ruleChosenAt", v.rule_seen_count as "ruleSeenCount", v.proposed_at as "proposedAt", v.approved_by as "approvedBy",
  v.approved_at as "approvedAt", v.withdrawn_by as "withdrawnBy", v.withdrawn_at as "withdrawnAt",
  (psa_now() at time zone v.zone)::date::text as today`;

/** Throws for a row that no form of ours could have made. */
export function readTerms(row: object): TermsWithRule {
  const { datasets, ...terms } = schema.parse(row);
  const known: Partial<Record<DatasetId, FieldId[]>> = {};
  for (const [dataset, fields] of Object.entries(datasets)) {
    if (!isDatasetId(dataset)) continue;
    known[dataset] = fields.filter(isFieldId).filter((field) => DATASETS[dataset].fields.includes(field));
  }
  return { ...terms, datasets: known satisfies Datasets };
}

export type Version = VersionSteps & {
  readonly number: number;
  readonly draftedBy: number | null;
  readonly draftedAt: Date;
  readonly ruleChosenBy: number | null;
  readonly ruleSeenCount: number | null;
  readonly approvedBy: number | null;
  readonly withdrawnBy: number | null;
  readonly terms: TermsWithRule;
  /** Of the terms as they stand: who decides about them says which they saw. */
  readonly digest: string;
};

export type StoredVersion = Omit<Version, 'terms' | 'digest'> & object;

const DIGEST_CHARACTERS = 24;

/** Changes with everything that whoever approves has to have seen. */
export function digestOf(terms: TermsWithRule, ruleChosenAt: Date | null): string {
  const { datasets, ...others } = terms;
  const seen = JSON.stringify([
    listFields(datasets),
    Object.entries(others).toSorted(),
    ruleChosenAt?.getTime() ?? null,
  ]);
  return createHash('sha256').update(seen).digest('hex').slice(0, DIGEST_CHARACTERS);
}

export function readVersion(row: StoredVersion): Version {
  const { id, number, draftedBy, draftedAt, ruleChosenBy, ruleChosenAt, ruleSeenCount } = row;
  const { proposedAt, approvedBy, approvedAt, withdrawnBy, withdrawnAt, today } = row;
  const terms = readTerms(row);
  const { inForceFrom, endsOn } = terms;
  return {
    ...{ id, number, draftedBy, draftedAt, ruleChosenBy, ruleChosenAt, ruleSeenCount },
    ...{ proposedAt, approvedBy, approvedAt, withdrawnBy, withdrawnAt, today },
    ...{ inForceFrom, endsOn, terms, digest: digestOf(terms, ruleChosenAt) },
  };
}
