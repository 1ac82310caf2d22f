import type { Messages } from '../../messages.ts';

export const breachLetter: Messages['mails']['breachLetter'] = {
  subject: 'Qué ha ocurrido con datos sobre usted en la Partner Skills Academy',
  greeting: (name: string) => (name === '' ? 'Buenos días:' : `Estimado/a ${name}:`),
  sorry:
    'Con datos sobre usted ha ocurrido algo que no debería haber ocurrido. Lo sentimos y le contamos aquí lo que sabemos.',
  whatHappened: 'Qué ha ocurrido',
  kinds: {
    'wrong-recipient': 'Un informe con datos sobre usted llegó a alguien a quien no iba dirigido.',
    'lost-file': 'Un informe con datos sobre usted está, o estuvo, donde no debería.',
    'account-taken':
      'Alguien sin derecho a ello entró como una de las personas que recogen informes. Allí se podían leer informes con datos sobre usted.',
    other: 'Un incidente ha afectado a datos que la academia conserva sobre usted.',
  },
  between: (from: string, to: string) => `Ocurrió entre el ${from} y el ${to}.`,
  on: (day: string) => `Ocurrió el ${day}.`,
  since: (day: string) => `Ocurrió el ${day} o después.`,
  known: (day: string) => `Lo sabemos desde el ${day}.`,
  whatOfYou: 'De qué datos se trata',
  byName: 'Con su nombre, en la medida en que figure allí:',
  withoutName: 'Sobre exámenes, sin su nombre y sin día:',
  account:
    'Qué más contiene su cuenta: idioma, ciudad, talleres e inicios de sesión. No conservamos contraseñas ni números bancarios o de identidad.',
  stillFinding: 'Aún lo estamos averiguando y le escribiremos de nuevo.',
  whatMayCome: 'Qué puede resultar de ello',
  consequences: {
    'unwanted-contact': 'Puede recibir correos o llamadas que no ha pedido.',
    phishing: 'Alguien puede hacerse pasar por la academia o por su empresa.',
    'known-at-work': 'Otros pueden saber dónde trabaja y qué estudia.',
    'exam-known': 'Otros pueden adivinar cómo le fue en un examen.',
    unavailable: 'Sus datos no se pudieron usar durante un tiempo, o parte de ellos debe introducirse de nuevo.',
  },
  whatWeDid: 'Qué hemos hecho',
  measures: {
    'deletion-confirmed': 'Quien tenía el archivo ha confirmado por escrito que está borrado.',
    'access-ended': 'La cuenta fue bloqueada y sus sesiones terminadas.',
    'file-withdrawn': 'El archivo se retiró de donde estaba.',
    'cause-mended': 'Se corrigió lo que lo hizo posible.',
    'police-told': 'Lo hemos denunciado a la policía.',
  },
  whatYouCanDo: 'Qué puede hacer usted',
  advice:
    'Desconfíe de los mensajes que pidan una contraseña, un código o dinero. Nadie de la academia se los pedirá nunca.',
  ask: (name: string, email: string) => `Puede preguntar lo que quiera: ${name}, ${email}.`,
  complain: (name: string, address: string) =>
    `También puede reclamar ante la autoridad de control: ${name}, ${address}.`,
};
