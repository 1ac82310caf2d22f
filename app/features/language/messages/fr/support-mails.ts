import type { MailMessages } from '../../messages.ts';

export const supportAnswered: MailMessages['supportAnswered'] = {
  subject: 'Une réponse à votre question',
  greeting: (name) => (name === '' ? 'Bonjour,' : `Bonjour ${name},`),
  what: 'Voici la réponse à ce que vous avez demandé à l’académie :',
  link: 'Tout voir sur votre page',
  again:
    'Vous avez encore une question ? Posez-la à nouveau : votre adresse et ce que vous avez écrit ne sont conservés que tant que le dossier est ouvert.',
  page: 'Demander à nouveau',
};

export const supportAskedBack: MailMessages['supportAskedBack'] = {
  subject: 'Une question sur ce que vous avez demandé',
  greeting: (name) => (name === '' ? 'Bonjour,' : `Bonjour ${name},`),
  what: 'Pour vous répondre, l’académie a encore besoin de quelque chose :',
  link: 'Répondre',
  until: 'Le lien sert une fois, pendant quatorze jours et tant que le dossier est ouvert.',
};

export const supportClosed: MailMessages['supportClosed'] = {
  subject: 'Votre question a été close',
  greeting: (name) => (name === '' ? 'Bonjour,' : `Bonjour ${name},`),
  what: 'Nous sommes sans nouvelles de vous depuis quelque temps : votre question à l’académie a été close.',
  gone: 'Votre adresse et ce que vous avez écrit ne sont plus conservés.',
  link: 'Demander à nouveau',
};
