import type { Messages } from '../../messages.ts';

export const outcome: Messages['outcome'] = {
  title: 'Wie ist Ihre Prüfung gelaufen?',
  ask: (exam) => `Wie ist ${exam} gelaufen?`,
  lead: (month) =>
    `Sie hatten die Prüfung für ${month} gebucht. Eine Antwort genügt, und Sie müssen sich nicht anmelden. Ihr Arbeitgeber und Microsoft lesen Ergebnisse ohne Ihren Namen.`,
  follows: {
    passed: 'Herzlichen Glückwunsch',
    failed: 'Sie können sie wieder buchen',
    'not-taken': 'Das wird niemandem berichtet',
    'rather-not-say': 'Wir fragen nicht mehr nach dieser Prüfung',
  },
  thanks: 'Vielen Dank',
  youAnswered: (answer) => `Ihre Antwort: ${answer}.`,
  canUndo: (time) => `Bis ${time} Uhr können Sie die Antwort zurücknehmen. Danach zählt sie.`,
  undo: 'Zurücknehmen',
  settled: {
    counts:
      'Diese Antwort zählt jetzt. Wenn sie nicht stimmt, melden Sie sich an, und bestreiten Sie das Ergebnis bei Ihren Prüfungen.',
    'not-taken':
      'Es ist vermerkt, dass Sie die Prüfung nicht abgelegt haben; das wird niemandem berichtet. Haben Sie es doch getan, melden Sie sich an, und tragen Sie sie neu ein.',
    'rather-not-say':
      'Wir fragen nicht mehr nach dieser Prüfung. Wenn Sie es sich anders überlegen, melden Sie sich an, und sagen Sie es bei Ihren Prüfungen.',
  },
  disputed:
    'Für diese Prüfung wurde etwas anderes festgehalten. Ihre Antwort ist aufbewahrt, und die Akademie entscheidet; bis dahin gilt, was festgehalten ist.',
  known: 'Hier gibt es nichts mehr zu beantworten',
  knownText:
    'Wie diese Prüfung gelaufen ist, ist schon bekannt, oder sie wurde storniert oder verschoben. Sie finden sie bei Ihren Prüfungen.',
  gone: 'Dieser Link kann nicht verwendet werden',
  goneText:
    'Er ist älter als drei Monate, oder die Adresse wurde nicht vollständig übernommen. Wenn Sie angemeldet sind, können Sie für jede Prüfung sagen, wie sie gelaufen ist.',
  signIn: 'Anmelden',
};
