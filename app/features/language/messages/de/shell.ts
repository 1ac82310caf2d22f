import type { Messages } from '../../messages.ts';

export const shell: Messages['shell'] = {
  more: 'Mehr',
  signOut: 'Abmelden',
  signIn: 'Anmelden',
  signIns: 'Wo Sie angemeldet sind',
  main: 'Hauptmenü',
  skip: 'Zum Inhalt springen',
  learning: 'Mein Lernen',
  exams: 'Prüfungen',
  data: 'Meine Daten',
  help: 'Hilfe',
  learner: 'Teilnehmende Person',
  footer: 'Partner Skills Academy · nur notwendige Cookies, und niemand sonst erfährt von Ihrem Besuch. Alle stehen im',
  notice: 'Datenschutzhinweis',
  language: 'Sprache',
  change: 'Ändern',
  lost: 'Hier gibt es nichts',
  lostText:
    'Vielleicht ist die Adresse falsch geschrieben, oder was hier stand, ist nicht mehr da. Es wurde nichts geändert.',
  colours: 'Farben',
  light: 'Hell',
  dark: 'Dunkel',
  device: 'Wie das Gerät',
  reference: 'Referenz',
  tryAgain: 'Erneut versuchen',
  toStart: 'Zur Startseite',
  tooOften: 'Das war zu oft',
  tooOftenText:
    'Das geht nur eine begrenzte Zahl von Malen hintereinander, zum Schutz aller. Es wurde nichts geändert. Bitte versuchen Sie es in einigen Minuten erneut.',
  notNow: 'Das geht im Moment nicht',
  notNowText:
    'Ein dafür benötigter Server antwortet nicht. Es wurde nichts geändert, und wer angemeldet ist, bleibt es. Bitte versuchen Sie es in einigen Minuten erneut.',
  failed: 'Auf unserer Seite ist etwas schiefgegangen',
  failedText: 'Ihre Eingaben wurden möglicherweise nicht gespeichert. Bitte versuchen Sie es gleich noch einmal.',
  failedAgain:
    'Wenn es wieder geschieht, nennen Sie uns diese Referenz: Sie führt uns zur Ursache und sagt nichts über Sie aus.',
};
