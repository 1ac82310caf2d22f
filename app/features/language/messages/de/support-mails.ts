import type { MailMessages } from '../../messages.ts';

export const supportAnswered: MailMessages['supportAnswered'] = {
  subject: 'Eine Antwort auf Ihre Frage',
  greeting: (name) => (name === '' ? 'Guten Tag,' : `Guten Tag ${name},`),
  what: 'Dies ist die Antwort auf das, was Sie die Akademie gefragt haben:',
  link: 'Alles auf Ihrer eigenen Seite ansehen',
  again:
    'Haben Sie noch eine Frage? Bitte stellen Sie sie neu: Ihre Adresse und was Sie schrieben werden nur aufbewahrt, solange der Fall offen ist.',
  page: 'Noch einmal fragen',
};

export const supportAskedBack: MailMessages['supportAskedBack'] = {
  subject: 'Eine Rückfrage zu Ihrer Frage',
  greeting: (name) => (name === '' ? 'Guten Tag,' : `Guten Tag ${name},`),
  what: 'Um Ihnen zu antworten, braucht die Akademie noch etwas:',
  link: 'Antworten',
  until: 'Der Link gilt einmal, vierzehn Tage lang und solange der Fall offen ist.',
};

export const supportClosed: MailMessages['supportClosed'] = {
  subject: 'Ihre Frage wurde geschlossen',
  greeting: (name) => (name === '' ? 'Guten Tag,' : `Guten Tag ${name},`),
  what: 'Wir haben länger nichts von Ihnen gehört; darum wurde Ihre Frage an die Akademie geschlossen.',
  gone: 'Ihre Adresse und was Sie schrieben werden nicht mehr aufbewahrt.',
  link: 'Noch einmal fragen',
};
