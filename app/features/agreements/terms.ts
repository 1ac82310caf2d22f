// Decides what the terms of an agreement version are, and how each of them reads.
import {
  DATASET_IDS,
  DATASETS,
  fieldOf,
  type DatasetId,
  type FieldId,
  type RecipientKind,
} from '#reports/catalogue.ts';
import type { Language } from '#reports/catalogue.ts';
import type { Channel } from './channel-names.ts';
import type { ChannelTargets } from './channels.ts';

export const RULES = ['report', 'hold', 'coarsen', 'withhold'] as const;
export type Rule = (typeof RULES)[number];

export const RULE_WORDS: Readonly<Record<Rule, { readonly name: string; readonly what: string }>> = {
  report: {
    name: 'Send and say so',
    what: 'The report goes out. How many exam rows could be read as one person’s stands on the run and on the desk.',
  },
  hold: { name: 'Wait for a person', what: 'The report waits until a privacy officer lets it go, with a reason.' },
  coarsen: { name: 'Quarters instead of months', what: 'All exam rows say a quarter, not a month.' },
  withhold: { name: 'No exam sheet', what: 'The report goes out without exam rows, and says so.' },
};

export type Datasets = Readonly<Partial<Record<DatasetId, readonly FieldId[]>>>;

export type Terms = {
  readonly datasets: Datasets;
  /** ISO codes of the countries whose people are in it; null is every country. */
  readonly onlyCountries: readonly string[] | null;
  readonly cadence: 'monthly' | 'quarterly';
  readonly anchorDay: number;
  /** 'HH:MM' on the wall clock of `zone`. */
  readonly localTime: string;
  readonly zone: string;
  readonly language: Language;
  readonly channels: readonly Channel[];
  readonly targets: ChannelTargets;
  readonly contact: string;
  readonly emptyReports: boolean;
  /** Percent of rows; null never holds a run for that. */
  readonly holdAbove: number | null;
  /** 'YYYY-MM-DD'. */
  readonly inForceFrom: string;
  readonly endsOn: string | null;
};

/** What a draft says beside its terms: the rule that somebody chose for it, or that it came with. */
export type TermsWithRule = Terms & { readonly rule: Rule };

/** Datasets that a kind of recipient may be given at all (F1–F6). */
export const datasetsFor = (kind: RecipientKind): DatasetId[] =>
  DATASET_IDS.filter((id) => DATASETS[id].recipients.includes(kind));

/** The agreed fields of a dataset, in the catalogue's order. */
export const fieldsOf = (datasets: Datasets, dataset: DatasetId): FieldId[] =>
  DATASETS[dataset].fields.filter((field) => datasets[dataset]?.includes(field));

/** Both, dataset by dataset. */
export const listFields = (datasets: Datasets): { dataset: DatasetId; field: FieldId }[] =>
  DATASET_IDS.flatMap((dataset) => fieldsOf(datasets, dataset).map((field) => ({ dataset, field })));

export const nameOfField = (field: FieldId): string => fieldOf(field).headers.en;
export const nameOfDataset = (dataset: DatasetId): string => DATASETS[dataset].name;

const recognitionOf = ({ datasets, onlyCountries, cadence }: Terms): string =>
  JSON.stringify([listFields(datasets), onlyCountries?.toSorted() ?? null, cadence]);

/** Who gets which rows is what re-identification turns on: fields, filters, and how long the period is whose rows stand side by side. */
export const bearsOnRecognition = (one: Terms, other: Terms): boolean => recognitionOf(one) !== recognitionOf(other);

export const RECIPIENT_WORDS: Readonly<Record<RecipientKind, string>> = {
  microsoft: 'Microsoft',
  employer: 'employer',
  member: 'Member',
  partner: 'partner',
};

export const CHANNEL_WORDS: Readonly<Record<Channel, string>> = {
  portal: 'the portal',
  folder: 'the academy’s folder',
  graph: 'a SharePoint library',
  sftp: 'an SFTP server',
};

export const LANGUAGE_WORDS: Readonly<Record<Language, string>> = {
  en: 'English',
  nl: 'Dutch',
  de: 'German',
  fr: 'French',
  pl: 'Polish',
  es: 'Spanish',
};
