// The rows of the notice's tables, from the scopes of the version, the agreements and the data map.
import { nameOfField } from '#app/features/language/field-names.ts';
import type { AgreedField } from '#app/features/agreements/agreed-fields.server.ts';
import type { Seen, SeenField } from '#app/features/people/notice.ts';
import { DATA_CLASSES } from '#app/features/privacy/data-classes.ts';
import { CONSENTS } from '#app/features/people/consent.ts';
import { DATASETS, type Language } from '#reports/catalogue.ts';
import type { AgreedRow, FieldRow, NoticeClass } from './field-table.tsx';

const classOf = (name: NoticeClass['name']): NoticeClass => ({ name, basis: DATA_CLASSES[name].basis });

/** What the lists of participants hold, and what exam rows hold. */
export const LIST = classOf('reported');
export const EXAMS = classOf('examReported');

/** Every other class that is about people who learn. */
export const KEPT: readonly NoticeClass[] = [
  classOf('account'),
  classOf('pending'),
  classOf('proof'),
  classOf('consent'),
  classOf('history'),
  classOf('opening'),
  classOf('moment'),
  classOf('right'),
  classOf('request'),
  classOf('support'),
  classOf('disclosure'),
  classOf('notification'),
  classOf('signIn'),
  classOf('wayIn'),
  classOf('ledger'),
  classOf('tombstone'),
  classOf('guardianRefusal'),
];

/** What is done only for those who agree (C3), and which fields the catalogue lets leave for it, if any. */
export const agreedRows = (language: Language): AgreedRow[] =>
  CONSENTS.map((consent) => ({
    consent,
    fields: consent === 'member-sharing' ? DATASETS.F5.fields.map((field) => nameOfField(field, language)) : [],
  }));

const DATASETS_OF = { list: ['F1'], exams: ['F2', 'F3'] } as const;

/** A row per field that the notice names for anybody. Which employers agreed to what is not for everybody to know. */
export function fieldRows(seen: readonly Seen[], sheet: 'list' | 'exams', agreed: readonly AgreedField[]): FieldRow[] {
  const fields = new Map<string, SeenField>(seen.flatMap((one) => one[sheet].map((field) => [field.id, field])));
  const isAgreed = (kind: string, id: string): boolean =>
    kind === 'employer' ||
    agreed.some(
      ({ recipientKind, dataset, field }) =>
        recipientKind === kind && field === id && DATASETS_OF[sheet].some((one) => one === dataset),
    );
  return [...fields.values()].map(({ id, label }) => ({
    id,
    label,
    recipients: seen
      .filter((one) => one[sheet].some((field) => field.id === id))
      .map(({ recipient }) => ({ kind: recipient, isAgreed: isAgreed(recipient, id) })),
  }));
}
