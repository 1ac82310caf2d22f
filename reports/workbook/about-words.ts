/** The words of the About sheet, per language of an agreement. */
import type { Language } from '../catalogue.ts';

export type AboutWords = Readonly<{
  title: (academy: string) => string;
  recipient: string;
  period: string;
  agreement: string;
  version: string;
  cutOff: string;
  fields: string;
  rows: string;
  noRows: string;
  months: string;
  byMonth: string;
  byQuarter: string;
  withheld: string;
  nothingWithheld: string;
  sheetWithheld: string;
  contact: string;
}>;

export const ABOUT_WORDS: Readonly<Record<Language, AboutWords>> = {
  en: {
    title: (academy) => `${academy}: report`,
    recipient: 'For',
    period: 'Period',
    agreement: 'Agreement',
    version: 'version',
    cutOff: 'Data as of',
    fields: 'Fields',
    rows: 'Rows',
    noRows: 'no data',
    months: 'Exam time',
    byMonth: 'by month; the day is not held',
    byQuarter: 'by quarter, as the agreement asks for when groups are small',
    withheld: 'Not included under the agreement',
    nothingWithheld: 'nothing',
    sheetWithheld: 'all exam rows, as the agreement asks for when groups are small',
    contact: 'Questions',
  },
  nl: {
    title: (academy) => `${academy}: rapport`,
    recipient: 'Voor',
    period: 'Periode',
    agreement: 'Overeenkomst',
    version: 'versie',
    cutOff: 'Gegevens per',
    fields: 'Velden',
    rows: 'Rijen',
    noRows: 'geen gegevens',
    months: 'Examentijd',
    byMonth: 'per maand; de dag wordt niet bewaard',
    byQuarter: 'per kwartaal, zoals de overeenkomst bij kleine groepen verlangt',
    withheld: 'Volgens de overeenkomst niet opgenomen',
    nothingWithheld: 'niets',
    sheetWithheld: 'alle examenrijen, zoals de overeenkomst bij kleine groepen verlangt',
    contact: 'Vragen',
  },
  de: {
    title: (academy) => `${academy}: Bericht`,
    recipient: 'Für',
    period: 'Zeitraum',
    agreement: 'Vereinbarung',
    version: 'Version',
    cutOff: 'Datenstand',
    fields: 'Felder',
    rows: 'Zeilen',
    noRows: 'keine Daten',
    months: 'Prüfungszeit',
    byMonth: 'nach Monat; der Tag wird nicht gespeichert',
    byQuarter: 'nach Quartal, wie die Vereinbarung bei kleinen Gruppen verlangt',
    withheld: 'Laut Vereinbarung nicht enthalten',
    nothingWithheld: 'nichts',
    sheetWithheld: 'alle Prüfungszeilen, wie die Vereinbarung bei kleinen Gruppen verlangt',
    contact: 'Fragen',
  },
  fr: {
    title: (academy) => `${academy} : rapport`,
    recipient: 'Pour',
    period: 'Période',
    agreement: 'Accord',
    version: 'version',
    cutOff: 'Données au',
    fields: 'Champs',
    rows: 'Lignes',
    noRows: 'aucune donnée',
    months: "Date d'examen",
    byMonth: "par mois ; le jour n'est pas conservé",
    byQuarter: "par trimestre, comme l'accord le demande pour les petits groupes",
    withheld: "Non inclus selon l'accord",
    nothingWithheld: 'rien',
    sheetWithheld: "toutes les lignes d'examen, comme l'accord le demande pour les petits groupes",
    contact: 'Questions',
  },
  pl: {
    title: (academy) => `${academy}: raport`,
    recipient: 'Dla',
    period: 'Okres',
    agreement: 'Umowa',
    version: 'wersja',
    cutOff: 'Stan danych na',
    fields: 'Pola',
    rows: 'Wiersze',
    noRows: 'brak danych',
    months: 'Termin egzaminu',
    byMonth: 'według miesiąca; dzień nie jest przechowywany',
    byQuarter: 'według kwartału, czego umowa wymaga przy małych grupach',
    withheld: 'Nieuwzględnione zgodnie z umową',
    nothingWithheld: 'nic',
    sheetWithheld: 'wszystkie wiersze egzaminów, czego umowa wymaga przy małych grupach',
    contact: 'Pytania',
  },
  es: {
    title: (academy) => `${academy}: informe`,
    recipient: 'Para',
    period: 'Período',
    agreement: 'Acuerdo',
    version: 'versión',
    cutOff: 'Datos a fecha de',
    fields: 'Campos',
    rows: 'Filas',
    noRows: 'sin datos',
    months: 'Fecha del examen',
    byMonth: 'por mes; no se guarda el día',
    byQuarter: 'por trimestre, como pide el acuerdo con grupos pequeños',
    withheld: 'No incluido según el acuerdo',
    nothingWithheld: 'nada',
    sheetWithheld: 'todas las filas de exámenes, como pide el acuerdo con grupos pequeños',
    contact: 'Preguntas',
  },
};
