import type { DemonstrationMessages } from '../../messages.ts';

export const demonstration: DemonstrationMessages = {
  lead: 'Dies ist eine Vorführung mit erfundenen Personen. Wählen Sie, wessen Portal Sie sehen möchten; ein Passwort ist nicht nötig.',
  nobody: 'Noch gibt es niemanden, als der man sich anmelden könnte',
  nobodyText: 'Die Beispieldaten wurden nicht importiert. Starten Sie die Vorführung noch einmal, dann geschieht es.',
  really: 'So meldet man sich wirklich an',
  reallyText:
    'Versuchen Sie es mit der Adresse einer der lernenden Personen oder Kontaktpersonen aus dem Beispiel. In einer Vorführung ohne Mailserver wird die E-Mail zu einer Datei im Ordner „mail“ des Datenordners.',
  personas: {
    learner: {
      title: 'Lernende Person',
      does: 'Hält den Fortschritt fest, sieht Prüfungen nach Monat und was berichtet wurde.',
    },
    trainer: { title: 'Trainer', does: 'Bucht Prüfungen für andere und hält fest, wie sie gelaufen sind.' },
    administrator: { title: 'Verwaltung', does: 'Liest jeden Lauf: Vorschau, Prüfungen, Datei.' },
    'privacy-officer': {
      title: 'Datenschutz',
      does: 'Entscheidet über Läufe, die warten, und gibt sie mit einer Begründung frei.',
    },
    microsoft: { title: 'Kontakt bei Microsoft', does: 'Holt die Berichte über alle Teilnehmenden ab.' },
    employer: {
      title: 'Kontakt beim Arbeitgeber',
      does: 'Holt die Berichte über die eigenen Leute ab, und sonst nichts.',
    },
  },
};
