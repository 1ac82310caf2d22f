import type { MailMessages } from '../../messages.ts';

export const supportAnswered: MailMessages['supportAnswered'] = {
  subject: 'Een antwoord op uw vraag',
  greeting: (name) => (name === '' ? 'Hallo,' : `Hallo ${name},`),
  what: 'Dit is het antwoord op wat u de academie vroeg:',
  link: 'Alles bekijken op uw eigen pagina',
  again:
    'Hebt u nog een vraag? Stel haar dan opnieuw: uw adres en wat u schreef worden niet langer bewaard dan de zaak open is.',
  page: 'Opnieuw vragen',
};

export const supportAskedBack: MailMessages['supportAskedBack'] = {
  subject: 'Een vraag over wat u vroeg',
  greeting: (name) => (name === '' ? 'Hallo,' : `Hallo ${name},`),
  what: 'Om u te antwoorden heeft de academie nog iets nodig:',
  link: 'Antwoorden',
  until: 'De link werkt één keer, binnen veertien dagen en zolang de zaak open is.',
};

export const supportClosed: MailMessages['supportClosed'] = {
  subject: 'Uw vraag is gesloten',
  greeting: (name) => (name === '' ? 'Hallo,' : `Hallo ${name},`),
  what: 'We hebben al een tijd niets van u gehoord; daarom is uw vraag aan de academie gesloten.',
  gone: 'Uw adres en wat u schreef worden niet meer bewaard.',
  link: 'Opnieuw vragen',
};
