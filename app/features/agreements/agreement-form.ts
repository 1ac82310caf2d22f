// Decides what the form of a draft may say; what it can't say is told beside the field, with what was typed kept.
import { z } from 'zod';
import { plainLine } from '#app/platform/text.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { DATASETS, isDatasetId, isFieldId, LANGUAGES, type DatasetId, type FieldId } from '#reports/catalogue.ts';
import { isZone } from '#reports/period.ts';
import { CHANNELS } from './channel-names.ts';
import { GraphTarget, SftpTarget, type ChannelTargets } from './channels.ts';
import { datasetsFor, type Terms } from './terms.ts';
import type { RecipientKind } from '#reports/catalogue.ts';

/** What stands in the fields, as texts: what is stored, or what was typed. */
export type DraftFields = {
  readonly fields: readonly string[];
  readonly countries: string;
  readonly cadence: string;
  readonly anchorDay: string;
  readonly localTime: string;
  readonly zone: string;
  readonly language: string;
  readonly channels: readonly string[];
  readonly sftpHost: string;
  readonly sftpPort: string;
  readonly sftpUser: string;
  readonly sftpFolder: string;
  readonly sftpHostKeys: string;
  readonly graphDriveId: string;
  readonly graphFolder: string;
  readonly contact: string;
  readonly emptyReports: string;
  readonly holdAbove: string;
  readonly inForceFrom: string;
  readonly endsOn: string;
};
export type DraftField = keyof DraftFields;
export type DraftFaults = Partial<Record<DraftField, string>>;

const NAMES = new Intl.DisplayNames(['en'], { type: 'region' });
const nameOf = (code: string): string => NAMES.of(code) ?? code;

const text = (form: FormData, name: string): string => {
  const typed = form.get(name);
  return typeof typed === 'string' ? plainLine(typed).slice(0, 2_000) : '';
};
const texts = (form: FormData, name: string): string[] =>
  form
    .getAll(name)
    .filter((value) => typeof value === 'string')
    .slice(0, 200);

/** What a form sent, as it was typed. */
export const fieldsOfForm = (form: FormData): DraftFields => ({
  fields: texts(form, 'fields'),
  countries: text(form, 'countries'),
  cadence: text(form, 'cadence'),
  anchorDay: text(form, 'anchorDay'),
  localTime: text(form, 'localTime'),
  zone: text(form, 'zone'),
  language: text(form, 'language'),
  channels: texts(form, 'channels'),
  sftpHost: text(form, 'sftpHost'),
  sftpPort: text(form, 'sftpPort'),
  sftpUser: text(form, 'sftpUser'),
  sftpFolder: text(form, 'sftpFolder'),
  sftpHostKeys: text(form, 'sftpHostKeys'),
  graphDriveId: text(form, 'graphDriveId'),
  graphFolder: text(form, 'graphFolder'),
  contact: text(form, 'contact'),
  emptyReports: text(form, 'emptyReports'),
  holdAbove: text(form, 'holdAbove'),
  inForceFrom: text(form, 'inForceFrom'),
  endsOn: text(form, 'endsOn'),
});

/** What a draft says, as the form shows it. */
export const fieldsOfTerms = (terms: Terms): DraftFields => ({
  fields: Object.entries(terms.datasets).flatMap(([dataset, fields]) => fields.map((field) => `${dataset}.${field}`)),
  countries: terms.onlyCountries?.map(nameOf).join(', ') ?? '',
  cadence: terms.cadence,
  anchorDay: String(terms.anchorDay),
  localTime: terms.localTime,
  zone: terms.zone,
  language: terms.language,
  channels: terms.channels,
  sftpHost: terms.targets.sftp?.host ?? '',
  sftpPort: String(terms.targets.sftp?.port ?? ''),
  sftpUser: terms.targets.sftp?.user ?? '',
  sftpFolder: terms.targets.sftp?.folder ?? '',
  sftpHostKeys: terms.targets.sftp?.hostKeys.join(' ') ?? '',
  graphDriveId: terms.targets.graph?.driveId ?? '',
  graphFolder: terms.targets.graph?.folder ?? '',
  contact: terms.contact,
  emptyReports: terms.emptyReports ? 'send' : 'skip',
  holdAbove: String(terms.holdAbove ?? ''),
  inForceFrom: terms.inForceFrom,
  endsOn: terms.endsOn ?? '',
});

const day = z.iso.date();
const anchor = z.coerce.number().int().min(1).max(31);
const share = z.coerce.number().int().min(1).max(100);
const TIME = /^([01][0-9]|2[0-3]):[0-5][0-9]$/;
const words = z.union([z.literal(''), z.string().regex(/^\d{1,5}$/)]);

/** 'F1.phone' → its dataset and field, inside the catalogue's wall for this kind of recipient. */
function readField(name: string, kind: RecipientKind): { dataset: DatasetId; field: FieldId } | null {
  const [dataset = '', field = ''] = name.split('.');
  return isDatasetId(dataset) &&
    isFieldId(field) &&
    datasetsFor(kind).includes(dataset) &&
    DATASETS[dataset].fields.includes(field)
    ? { dataset, field }
    : null;
}

/** Names or codes, with commas between. Null where one is no country. */
function readCountries(typed: string, codes: readonly string[]): string[] | null | 'unknown' {
  if (typed === '') return null;
  const byWord = new Map(
    codes.flatMap((code) => [[code.toLowerCase(), code] as const, [nameOf(code).toLowerCase(), code] as const]),
  );
  const found = typed
    .split(/[,;]/)
    .map((word) => word.trim())
    .filter((word) => word !== '')
    .map((word) => byWord.get(word.toLowerCase()));
  const known = found.filter((code) => code !== undefined);
  return known.length !== found.length || known.length === 0 ? 'unknown' : [...new Set(known)].toSorted();
}

const said = (error: z.ZodError): string => {
  const [issue] = error.issues;
  return `${issue?.path.join(' ') ?? ''} ${issue?.message ?? 'can’t be used'}`.trim();
};

/** The addresses that were typed; empty fields are none. */
function readTargets(typed: DraftFields, faults: Partial<Record<DraftField, string>>): ChannelTargets {
  const targets: { sftp?: SftpTarget; graph?: GraphTarget } = {};
  if ([typed.sftpHost, typed.sftpUser, typed.sftpFolder, typed.sftpHostKeys].some((part) => part !== '')) {
    const read = SftpTarget.safeParse({
      host: typed.sftpHost,
      port: typed.sftpPort === '' ? 22 : Number(typed.sftpPort),
      user: typed.sftpUser,
      folder: typed.sftpFolder,
      hostKeys: typed.sftpHostKeys.split(/[\s,]+/).filter((key) => key !== ''),
    });
    if (read.success) targets.sftp = read.data;
    else faults.sftpHost = `The address can’t be used: ${said(read.error)}.`;
  }
  if (typed.graphDriveId !== '' || typed.graphFolder !== '') {
    const read = GraphTarget.safeParse({ driveId: typed.graphDriveId, folder: typed.graphFolder });
    if (read.success) targets.graph = read.data;
    else faults.graphDriveId = `The library can’t be used: ${said(read.error)}.`;
  }
  return targets;
}

/** The terms that the form says for such a recipient, or what is wrong with its fields. `codes` are the countries that there are. */
export function readDraft(
  typed: DraftFields,
  kind: RecipientKind,
  codes: readonly string[],
): Result<Terms, DraftFaults> {
  const faults: Partial<Record<DraftField, string>> = {};
  const fields = typed.fields.map((name) => readField(name, kind));
  const datasets: Partial<Record<DatasetId, FieldId[]>> = {};
  for (const known of fields) {
    if (known === null) faults.fields = 'One of the fields can’t be given to this recipient.';
    else (datasets[known.dataset] ??= []).push(known.field);
  }
  const onlyCountries = readCountries(typed.countries, codes);
  if (onlyCountries === 'unknown')
    faults.countries = 'One of these is no country. Say names or two letters, with commas between.';
  const cadence = z.enum(['monthly', 'quarterly']).safeParse(typed.cadence);
  if (!cadence.success) faults.cadence = 'Choose monthly or quarterly.';
  const anchorDay = words.safeParse(typed.anchorDay).success
    ? anchor.safeParse(typed.anchorDay)
    : anchor.safeParse('x');
  if (!anchorDay.success) faults.anchorDay = 'Enter a day from 1 to 31.';
  if (!TIME.test(typed.localTime)) faults.localTime = 'Enter a time such as 06:00.';
  if (!isZone(typed.zone) || !typed.zone.includes('/')) faults.zone = 'Enter a time zone such as Europe/Amsterdam.';
  const language = z.enum(LANGUAGES).safeParse(typed.language);
  if (!language.success) faults.language = 'Choose a language.';
  const channels = z.array(z.enum(CHANNELS)).min(1).safeParse(typed.channels);
  if (!channels.success) faults.channels = 'Choose a way at least.';
  const targets = readTargets(typed, faults);
  if (typed.contact === '' || typed.contact.length > 300)
    faults.contact = 'Say whom the recipient may ask: a desk, not a participant.';
  if (typed.emptyReports !== 'send' && typed.emptyReports !== 'skip') faults.emptyReports = 'Choose one.';
  const holdAbove =
    typed.holdAbove === ''
      ? null
      : words.safeParse(typed.holdAbove).success
        ? share.safeParse(typed.holdAbove)
        : share.safeParse('x');
  if (holdAbove !== null && !holdAbove.success) faults.holdAbove = 'Enter a percentage from 1 to 100, or nothing.';
  if (!day.safeParse(typed.inForceFrom).success) faults.inForceFrom = 'Enter the day from which it holds.';
  if (typed.endsOn !== '' && !day.safeParse(typed.endsOn).success) faults.endsOn = 'Enter a day, or nothing.';
  else if (typed.endsOn !== '' && typed.endsOn < typed.inForceFrom) faults.endsOn = 'It can’t end before it begins.';
  if (
    Object.keys(faults).length > 0 ||
    onlyCountries === 'unknown' ||
    !cadence.success ||
    !anchorDay.success ||
    !language.success ||
    !channels.success ||
    (holdAbove !== null && !holdAbove.success)
  )
    return refused(faults);
  return ok({
    datasets,
    onlyCountries,
    cadence: cadence.data,
    anchorDay: anchorDay.data,
    localTime: typed.localTime,
    zone: typed.zone,
    language: language.data,
    channels: CHANNELS.filter((channel) => channels.data.includes(channel)),
    targets,
    contact: typed.contact,
    emptyReports: typed.emptyReports === 'send',
    holdAbove: holdAbove?.data ?? null,
    inForceFrom: typed.inForceFrom,
    endsOn: typed.endsOn === '' ? null : typed.endsOn,
  });
}
