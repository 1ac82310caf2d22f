// Decides what a draft of the privacy notice is, how it differs from the version before it, and whether it can be published (C6).
import { nameOfField } from '#app/features/language/field-names.ts';
import { changesBetween, type NoticeChange } from '#app/features/people/notice-changes.ts';
import type { NoticeScope } from '#app/features/people/publish-notice.server.ts';
import { DATASETS, isDatasetId, isFieldId, LANGUAGES, type Language } from '#reports/catalogue.ts';

export type Draft = {
  readonly version: number;
  /** 'YYYY-MM-DD'; null while nobody has chosen a day. */
  readonly publishOn: string | null;
  /** Goes up with each change, so that two officers don't overwrite each other. */
  readonly revision: number;
  /** Its words let more happen with people's data than the version before; null while nobody has said. A field more does so whatever is said. */
  readonly widens: boolean | null;
  readonly draftedBy: string;
  readonly texts: Readonly<Partial<Record<Language, string>>>;
  readonly scopes: readonly NoticeScope[];
};

/** The newest version there is, in all its languages. */
export type Before = Pick<Draft, 'version' | 'texts' | 'scopes'>;

/** Days that pass between telling somebody of a wider notice and its applying to them without an objection (C6). */
export const DAYS_TO_OBJECT = 30;

const keyOf = ({ recipientKind, dataset, field }: NoticeScope): string => `${recipientKind} ${dataset} ${field}`;

const SCOPE_RECIPIENTS: Readonly<Record<string, string>> = {
  microsoft: 'Microsoft',
  employer: 'employers',
  member: 'Members',
  partner: 'partners',
};

/** 'Microsoft: Phone (F1)'. */
export function nameScope({ recipientKind, dataset, field }: NoticeScope): string {
  const name = isFieldId(field) ? nameOfField(field, 'en') : field;
  return `${SCOPE_RECIPIENTS[recipientKind] ?? recipientKind}: ${name} (${dataset})`;
}

/** What people are told of that they were not, and the other way round. */
export function compareScopes(before: readonly NoticeScope[], after: readonly NoticeScope[]) {
  const [old, now] = [new Set(before.map(keyOf)), new Set(after.map(keyOf))];
  return {
    added: after.filter((scope) => !old.has(keyOf(scope))),
    removed: before.filter((scope) => !now.has(keyOf(scope))),
  };
}

/** Every scope that the catalogue admits: nothing else can be told, since nothing else can leave. */
export const ALL_SCOPES: readonly NoticeScope[] = Object.entries(DATASETS).flatMap(
  ([dataset, { recipients, fields }]) =>
    recipients.flatMap((recipientKind) => fields.map((field) => ({ recipientKind, dataset, field }))),
);

/** Reads 'kind dataset field' where the catalogue has it; null else. */
export function scopeFrom(text: string): NoticeScope | null {
  const [recipientKind = '', dataset = '', field = ''] = text.split(' ');
  if (!isDatasetId(dataset)) return null;
  return ALL_SCOPES.find((scope) => keyOf(scope) === `${recipientKind} ${dataset} ${field}`) ?? null;
}

export const scopeName = keyOf;

const plain = (text: string | undefined): string => (text ?? '').trim();

/** What keeps a draft from being published, in words; `today` is 'YYYY-MM-DD'. */
export function whyNotPublishable(draft: Draft, before: Before | null, today: string): string[] {
  const missing = LANGUAGES.filter((language) => plain(draft.texts[language]) === '');
  const same =
    before !== null &&
    LANGUAGES.every((language) => plain(draft.texts[language]) === plain(before.texts[language])) &&
    Object.values(compareScopes(before.scopes, draft.scopes)).every((scopes) => scopes.length === 0);
  return [
    ...(missing.length === 0 ? [] : [`There is no text in ${missing.map(nameLanguage).join(', ')} yet.`]),
    ...(draft.publishOn === null ? ['No day is chosen from which it is in force.'] : []),
    ...(draft.publishOn !== null && draft.publishOn < today ? ['The day on which it comes into force is over.'] : []),
    ...(draft.widens === null && compareScopes(before?.scopes ?? [], draft.scopes).added.length === 0
      ? ['Nobody has said whether more happens with people’s data by it.']
      : []),
    ...(same ? [`Nothing differs from version ${before.version}.`] : []),
    ...(draft.scopes.length === 0 ? ['It tells people of no field at all, so that nothing could be reported.'] : []),
  ];
}

/** Languages whose text is as it was although another one changed: probably not translated yet. */
export function listUntranslated(draft: Draft, before: Before | null): Language[] {
  if (before === null) return [];
  const isSame = (language: Language) => plain(draft.texts[language]) === plain(before.texts[language]);
  const same = LANGUAGES.filter(isSame);
  return same.length === LANGUAGES.length ? [] : same;
}

/** Sentence by sentence, in one language. */
export const compareTexts = (draft: Draft, before: Before | null, language: Language): NoticeChange[] =>
  changesBetween(before?.texts[language] ?? '', draft.texts[language] ?? '', language);

const names = new Intl.DisplayNames(['en-GB'], { type: 'language' });
export const nameLanguage = (language: Language): string => names.of(language) ?? language;
