/** Decides which fields can ever leave, in which dataset, to which kind of recipient (F1–F6). The only such list. */
import { PARTNER_ID_NAME } from './names.ts';

export const LANGUAGES = ['en', 'nl', 'de', 'fr', 'pl', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

export const RECIPIENT_KINDS = ['microsoft', 'employer', 'member', 'partner'] as const;
export type RecipientKind = (typeof RECIPIENT_KINDS)[number];

/** What a cell may hold: any text, a whole percent 0–100, a count, a month 'YYYY-MM' (never a day), a quarter 'YYYY-Qn', or 'passed' | 'failed'. */
export type FieldKind = 'text' | 'percent' | 'count' | 'month' | 'quarter' | 'result';

/** Kinds whose cells hold a number, to be compared and summed; all others hold text. */
export const isNumeric = (kind: FieldKind): boolean => kind === 'percent' || kind === 'count';

export type Field = Readonly<{
  /** The column of the dataset view that holds it. */
  column: string;
  kind: FieldKind;
  /** Column width in characters of the default font; a longer header widens it. */
  width: number;
  headers: Readonly<Record<Language, string>>;
}>;

const field = (column: string, kind: FieldKind, width: number, headers: Record<Language, string>): Field => ({
  column,
  kind,
  width,
  headers,
});

/** Every field that can ever leave, in the order in which columns stand. */
export const FIELDS = {
  first_name: field('first_name', 'text', 16, {
    en: 'First name',
    nl: 'Voornaam',
    de: 'Vorname',
    fr: 'Prénom',
    pl: 'Imię',
    es: 'Nombre',
  }),
  last_name: field('last_name', 'text', 20, {
    en: 'Last name',
    nl: 'Achternaam',
    de: 'Nachname',
    fr: 'Nom',
    pl: 'Nazwisko',
    es: 'Apellidos',
  }),
  mpn_id: field('mpn_id', 'text', 14, {
    en: 'Partner ID (MPN ID)',
    nl: 'Partner-ID (MPN ID)',
    de: 'Partner-ID (MPN ID)',
    fr: 'ID partenaire (MPN ID)',
    pl: 'ID partnera (MPN ID)',
    es: 'ID de partner (MPN ID)',
  }),
  phone: field('phone', 'text', 18, {
    en: 'Phone',
    nl: 'Telefoon',
    de: 'Telefon',
    fr: 'Téléphone',
    pl: 'Telefon',
    es: 'Teléfono',
  }),
  country: field('country', 'text', 14, {
    en: 'Country',
    nl: 'Land',
    de: 'Land',
    fr: 'Pays',
    pl: 'Kraj',
    es: 'País',
  }),
  email: field('email', 'text', 40, {
    en: 'E-mail',
    nl: 'E-mail',
    de: 'E-Mail',
    fr: 'E-mail',
    pl: 'E-mail',
    es: 'Correo electrónico',
  }),
  company: field('company', 'text', 24, {
    en: 'Company',
    nl: 'Bedrijf',
    de: 'Unternehmen',
    fr: 'Entreprise',
    pl: 'Firma',
    es: 'Empresa',
  }),
  job_role: field('job_role', 'text', 22, {
    en: 'Job role',
    nl: 'Functie',
    de: 'Funktion',
    fr: 'Fonction',
    pl: 'Stanowisko',
    es: 'Puesto',
  }),
  workshop_name: field('workshop_name', 'text', 42, {
    en: 'Workshop name',
    nl: 'Naam van de workshop',
    de: 'Name des Workshops',
    fr: "Nom de l'atelier",
    pl: 'Nazwa warsztatu',
    es: 'Nombre del taller',
  }),
  progress: field('progress', 'percent', 12, {
    en: 'Study progress (%)',
    nl: 'Studievoortgang (%)',
    de: 'Lernfortschritt (%)',
    fr: 'Progression (%)',
    pl: 'Postęp nauki (%)',
    es: 'Progreso (%)',
  }),
  exam_id: field('exam_id', 'text', 12, {
    en: 'Exam ID',
    nl: 'Examen-ID',
    de: 'Prüfungs-ID',
    fr: "ID de l'examen",
    pl: 'ID egzaminu',
    es: 'ID del examen',
  }),
  exam_month: field('exam_month', 'month', 14, {
    en: 'Exam month',
    nl: 'Examenmaand',
    de: 'Prüfungsmonat',
    fr: "Mois de l'examen",
    pl: 'Miesiąc egzaminu',
    es: 'Mes del examen',
  }),
  result: field('result', 'result', 12, {
    en: 'Result',
    nl: 'Uitslag',
    de: 'Ergebnis',
    fr: 'Résultat',
    pl: 'Wynik',
    es: 'Resultado',
  }),
  recording_link: field('recording_link', 'text', 60, {
    en: 'Recording',
    nl: 'Opname',
    de: 'Aufzeichnung',
    fr: 'Enregistrement',
    pl: 'Nagranie',
    es: 'Grabación',
  }),
  subject: field('subject', 'text', 42, {
    en: 'Workshop or exam',
    nl: 'Workshop of examen',
    de: 'Workshop oder Prüfung',
    fr: 'Atelier ou examen',
    pl: 'Warsztat lub egzamin',
    es: 'Taller o examen',
  }),
  quarter: field('quarter', 'quarter', 12, {
    en: 'Quarter',
    nl: 'Kwartaal',
    de: 'Quartal',
    fr: 'Trimestre',
    pl: 'Kwartał',
    es: 'Trimestre',
  }),
  people: field('people', 'count', 12, {
    en: 'People',
    nl: 'Personen',
    de: 'Personen',
    fr: 'Personnes',
    pl: 'Osoby',
    es: 'Personas',
  }),
  completed: field('completed', 'count', 14, {
    en: 'Completed',
    nl: 'Afgerond',
    de: 'Abgeschlossen',
    fr: 'Terminés',
    pl: 'Ukończone',
    es: 'Completados',
  }),
  sittings: field('sittings', 'count', 14, {
    en: 'Exams taken',
    nl: 'Examens afgelegd',
    de: 'Prüfungen abgelegt',
    fr: 'Examens présentés',
    pl: 'Podejścia do egzaminu',
    es: 'Exámenes realizados',
  }),
  passed: field('passed', 'count', 12, {
    en: 'Passed',
    nl: 'Geslaagd',
    de: 'Bestanden',
    fr: 'Réussis',
    pl: 'Zdane',
    es: 'Aprobados',
  }),
} as const satisfies Record<string, Field>;
export type FieldId = keyof typeof FIELDS;

/** `FIELDS` without its literal types, for code that asks about a field it was given. */
export const fieldOf = (id: FieldId): Field => FIELDS[id];
export const isFieldId = (id: string): id is FieldId => Object.hasOwn(FIELDS, id);

/**
 * The sheets that hold rows, in their order; the names are the same in every language. Rows of a nameless sheet stand in the
 * order of their own values, so that their order tells nothing.
 */
export const SHEETS = {
  registration: { name: 'Registration and progress', nameless: false },
  exams: { name: 'Exams', nameless: true },
  recordings: { name: 'Recordings', nameless: false },
  leads: { name: 'Leads', nameless: false },
  statistics: { name: 'Statistics', nameless: true },
} as const;
export type SheetId = keyof typeof SHEETS;
export const SHEET_IDS = [
  'registration',
  'exams',
  'recordings',
  'leads',
  'statistics',
] as const satisfies readonly SheetId[];
export const ABOUT_SHEET = 'About';

/** The header of a field's column, with the programme's word of today. */
export const headerOf = (id: FieldId, language: Language, partnerIdName: string | null | undefined): string =>
  FIELDS[id].headers[language].replace(PARTNER_ID_NAME, () => partnerIdName ?? PARTNER_ID_NAME);

export const DATASET_IDS = ['F1', 'F2', 'F3', 'F4', 'F5', 'F6'] as const;
export type DatasetId = (typeof DATASET_IDS)[number];

export type Dataset = Readonly<{
  name: string;
  /** Who may be given it at all; an agreement with anyone else is refused. */
  recipients: readonly RecipientKind[];
  /** Where its rows are read and on which sheet they go. */
  source: Readonly<{ view: string; sheet: SheetId }>;
  /** The fields it may hold, in column order. */
  fields: readonly FieldId[];
}>;

export const DATASETS: Readonly<Record<DatasetId, Dataset>> = {
  F1: {
    name: 'registration and progress',
    recipients: ['employer', 'microsoft'],
    source: { view: 'reporting.registration_and_progress', sheet: 'registration' },
    fields: [
      'first_name',
      'last_name',
      'mpn_id',
      'phone',
      'country',
      'email',
      'company',
      'job_role',
      'workshop_name',
      'progress',
    ],
  },
  F2: {
    name: 'exam scheduling',
    recipients: ['employer', 'microsoft'],
    source: { view: 'reporting.exam_scheduling', sheet: 'exams' },
    fields: ['country', 'company', 'exam_id', 'exam_month'],
  },
  F3: {
    name: 'exam success',
    recipients: ['employer', 'microsoft'],
    source: { view: 'reporting.exam_success', sheet: 'exams' },
    fields: ['country', 'company', 'exam_id', 'exam_month', 'result'],
  },
  F4: {
    name: 'workshop recordings',
    recipients: ['microsoft'],
    source: { view: 'reporting.workshop_recordings', sheet: 'recordings' },
    fields: ['workshop_name', 'recording_link'],
  },
  F5: {
    name: 'member lead',
    recipients: ['member'],
    source: { view: 'reporting.member_leads', sheet: 'leads' },
    fields: ['first_name', 'last_name', 'phone', 'country', 'email', 'company', 'job_role', 'workshop_name'],
  },
  F6: {
    name: 'aggregate statistics',
    recipients: ['partner'],
    source: { view: 'reporting.aggregate_statistics', sheet: 'statistics' },
    fields: ['country', 'subject', 'quarter', 'people', 'completed', 'sittings', 'passed'],
  },
};

/** The dataset that fills a sheet where several are agreed: exam success (F3) holds the rows of exam scheduling (F2). */
export const RICHEST_FIRST = ['F1', 'F3', 'F2', 'F4', 'F5', 'F6'] as const satisfies readonly DatasetId[];

export const isDatasetId = (id: string): id is DatasetId => Object.hasOwn(DATASETS, id);
