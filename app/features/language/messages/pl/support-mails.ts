import type { MailMessages } from '../../messages.ts';

export const supportAnswered: MailMessages['supportAnswered'] = {
  subject: 'Odpowiedź na pytanie',
  greeting: (name) => (name === '' ? 'Dzień dobry,' : `Dzień dobry, ${name},`),
  what: 'Oto odpowiedź na pytanie do akademii:',
  link: 'Zobacz całość na własnej stronie',
  again:
    'Czy jest jeszcze pytanie? Proszę zadać je ponownie: adres i treść są przechowywane tylko, dopóki sprawa jest otwarta.',
  page: 'Zapytaj ponownie',
};

export const supportAskedBack: MailMessages['supportAskedBack'] = {
  subject: 'Pytanie w związku z Pana/Pani pytaniem',
  greeting: (name) => (name === '' ? 'Dzień dobry,' : `Dzień dobry, ${name},`),
  what: 'Aby odpowiedzieć, akademia potrzebuje jeszcze czegoś:',
  link: 'Odpowiedz',
  until: 'Link działa raz, przez czternaście dni i dopóki sprawa jest otwarta.',
};

export const supportClosed: MailMessages['supportClosed'] = {
  subject: 'Pytanie zostało zamknięte',
  greeting: (name) => (name === '' ? 'Dzień dobry,' : `Dzień dobry, ${name},`),
  what: 'Od dłuższego czasu nie mamy odpowiedzi, dlatego pytanie do akademii zostało zamknięte.',
  gone: 'Adres i treść nie są już przechowywane.',
  link: 'Zapytaj ponownie',
};
