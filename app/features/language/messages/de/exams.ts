import type { Messages } from '../../messages.ts';

export const exams: Messages['exams'] = {
  title: 'Prüfungen',
  lead: 'Buchen Sie eine Prüfung für einen Monat; nach einem Tag wird nicht gefragt. Ihr Arbeitgeber und Microsoft lesen Prüfung, Land, Unternehmen und Monat, und sobald es bekannt ist, ob sie bestanden wurde: niemals Ihren Namen.',
  none: 'Noch keine Prüfung',
  noneText:
    'Buchen Sie die Prüfung, die Sie ablegen möchten, für den Monat, in dem Sie das vorhaben. Nach einem Tag wird nicht gefragt.',
  byMonth: 'Nach Monaten',
  now: 'jetzt',
  nothingBooked: 'nichts gebucht',
  howDidItGo: 'Wie ist es gelaufen?',
  standings: {
    booked: 'gebucht',
    'this-month': 'diesen Monat',
    unknown: 'Ergebnis unbekannt',
    passed: 'bestanden',
    failed: 'nicht bestanden',
    'not-taken': 'nicht abgelegt',
    cancelled: 'storniert',
  },
  claims: {
    passed: 'Bestanden',
    failed: 'Nicht bestanden',
    'not-taken': 'Nicht abgelegt',
    'rather-not-say': 'Möchte ich nicht sagen',
  },
  answered: (answer) =>
    `Sie haben über den Link in unserer E-Mail mit „${answer}“ geantwortet. Das zählt zehn Minuten danach.`,
  book: 'Prüfung buchen',
  bookIt: 'Buchen',
  exam: 'Prüfung',
  month: 'Monat',
  choose: 'Bitte wählen …',
  ahead: 'Diesen Monat und später',
  past: 'Früher, schon abgelegt',
  yours: 'Ihre Prüfungen',
  of: (exam) => `von ${exam}`,
  change: 'Buchung ändern',
  otherMonth: 'Monat',
  move: 'Verschieben',
  cancel: 'Buchung stornieren',
  howDidExamGo: (exam) => `Wie ist ${exam} gelaufen?`,
  save: 'Speichern',
  contest: 'Das stimmt nicht',
  contestText: (day) =>
    `Sie können das Ergebnis bis ${day} bestreiten. Was eingetragen ist, gilt, bis eine Trainerin oder ein Trainer entschieden hat; es wird nichts überschrieben.`,
  whatHappened: 'Wie war es wirklich?',
  contestIt: 'Bestreiten',
  contested: (claim) =>
    `Sie bestreiten das („${claim}“). Eine Trainerin oder ein Trainer entscheidet; bis dahin gilt, was eingetragen ist.`,
  tooLateToContest: 'Ein Ergebnis kann vierzehn Tage lang bestritten werden. Stimmt dieses nicht,',
  toRectification: 'bitten Sie unter „Meine Daten“ um eine Berichtigung.',
  done: {
    booked: (exam, month) => `${exam} ist für ${month} gebucht.`,
    moved: (exam, month) => `${exam} liegt jetzt im ${month}.`,
    cancelled: (exam) => `${exam} ist storniert. Sie können die Prüfung jederzeit wieder buchen.`,
    contested: (exam) => `Sie bestreiten das Ergebnis von ${exam}. Das Schulungsteam sieht es sich an.`,
    passed: (exam) => `${exam}: bestanden. Herzlichen Glückwunsch!`,
    failed: (exam) => `${exam}: nicht bestanden. Sie können die Prüfung wieder buchen.`,
    'not-taken': (exam) => `${exam}: nicht abgelegt. Sie können die Prüfung wieder buchen.`,
  },
  faults: {
    'month-invalid': 'Wählen Sie einen Monat aus der Liste.',
    'month-too-far': 'Wählen Sie einen Monat zwischen dem letzten Jahr und den nächsten zwei Jahren.',
    'month-ahead':
      'Diese Prüfung liegt in einem späteren Monat: Wie sie gelaufen ist, können Sie sagen, sobald der Monat begonnen hat.',
    closed: 'Diese Prüfung ist schon abgeschlossen. Es wurde nichts geändert.',
    'other-outcome-known':
      'Es ist schon ein anderes Ergebnis eingetragen, und es wurde nichts überschrieben. Wenn es nicht stimmt, bestreiten Sie es.',
    'nothing-recorded': 'Es ist noch kein Ergebnis eingetragen, also gibt es nichts zu bestreiten.',
    same: 'Das ist bereits so eingetragen.',
    'too-late':
      'Ein Ergebnis kann vierzehn Tage lang bestritten werden. Bitten Sie unter „Meine Daten“ um eine Berichtigung.',
    'exam-unknown': 'Diese Prüfung kennen wir nicht. Wählen Sie eine aus der Liste.',
    'not-employed':
      'Wir wissen nicht, für welches Unternehmen Sie jetzt arbeiten; deshalb kann keine Prüfung gebucht werden. Ihr Schulungszentrum hilft weiter.',
    'already-open':
      'Sie haben diese Prüfung schon gebucht. Verschieben Sie diese Buchung, oder sagen Sie, wie es gelaufen ist.',
    'not-chosen': 'Bitte wählen Sie zuerst etwas aus. Es wurde nichts geändert.',
    'not-found': 'Diese Prüfung ist nicht mehr hier. Es wurde nichts geändert.',
    unreadable: 'Dieses Formular konnte nicht gelesen werden. Es wurde nichts geändert.',
  },
};
