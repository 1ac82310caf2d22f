import type { MailMessages } from '../../messages.ts';

export const supportAnswered: MailMessages['supportAnswered'] = {
  subject: 'Una respuesta a su pregunta',
  greeting: (name) => (name === '' ? 'Hola:' : `Hola, ${name}:`),
  what: 'Esta es la respuesta a lo que preguntó a la academia:',
  link: 'Ver todo en su propia página',
  again:
    '¿Tiene otra pregunta? Hágala de nuevo: su dirección y lo que escribió solo se guardan mientras el caso está abierto.',
  page: 'Preguntar de nuevo',
};

export const supportAskedBack: MailMessages['supportAskedBack'] = {
  subject: 'Una pregunta sobre lo que preguntó',
  greeting: (name) => (name === '' ? 'Hola:' : `Hola, ${name}:`),
  what: 'Para responderle, la academia necesita algo más:',
  link: 'Responder',
  until: 'El enlace sirve una vez, durante catorce días y mientras el caso está abierto.',
};

export const supportClosed: MailMessages['supportClosed'] = {
  subject: 'Su pregunta se ha cerrado',
  greeting: (name) => (name === '' ? 'Hola:' : `Hola, ${name}:`),
  what: 'Hace tiempo que no tenemos noticias suyas; por eso se ha cerrado su pregunta a la academia.',
  gone: 'Su dirección y lo que escribió ya no se guardan.',
  link: 'Preguntar de nuevo',
};
