import type { Messages } from '../../messages.ts';
import { letters } from './letters.ts';
import { breachLetter } from './breach-letter.ts';
import { supportAnswered, supportAskedBack, supportClosed } from './support-mails.ts';

export const mails: Messages['mails'] = {
  registration: {
    subject: 'Confirme su registro en la Partner Skills Academy',
    why: 'Alguien, probablemente usted, se ha registrado con esta dirección. Confirme que es suya. De lo contrario no se conserva nada más de siete días ni se informa a nadie.',
    link: 'Confirmar el registro',
    until: 'El enlace funciona una sola vez, durante siete días.',
    notYou: 'Si no ha sido usted, no haga nada: lo que se escribió se elimina por sí solo.',
  },
  alreadyRegistered: {
    subject: 'Ya está registrado en la Partner Skills Academy',
    why: 'Existe una cuenta para esta dirección, así que no hace falta registrarse. Inicie sesión.',
    link: 'Iniciar sesión',
    notYou: 'Si no esperaba este mensaje, no haga nada: no se ha cambiado nada y nadie sabrá que la cuenta existe.',
  },
  guardian: {
    subject: 'Se solicita su permiso: Partner Skills Academy',
    why: 'Una persona de 16 años o menos quiere registrarse en la Partner Skills Academy y le ha indicado a usted como madre, padre o tutor.',
    what: 'La página de este enlace dice de quién se trata, qué se conserva y a quién se informa. Allí puede dar su permiso o negarlo; en ese caso todo se elimina de inmediato.',
    link: 'Leer y dar o negar el permiso',
    notice: 'Aviso de privacidad',
    until: 'Sin respuesta en siete días también se elimina todo.',
  },
  guardianAgreed: {
    subject: 'Su madre, padre o tutor ha dado permiso: Partner Skills Academy',
    why: 'Su madre, padre o tutor ha dado permiso y su cuenta está lista. Inicie sesión.',
    link: 'Iniciar sesión',
  },
  imported: {
    subject: 'Qué conserva la Partner Skills Academy sobre usted',
    hello: (name: string) => (name === '' ? 'Buenos días:' : `Buenos días, ${name}:`),
    why: 'Su centro de formación o su empresa le ha registrado en la Partner Skills Academy porque participa en sus talleres. Tiene derecho a saber qué significa eso.',
    held: 'Conservamos su nombre, dirección de trabajo, teléfono, país, empresa, ID de partner y puesto, los talleres en los que participa y su progreso, los meses de sus exámenes y si los ha aprobado.',
    who: 'Su empresa recibe estos datos sobre su propio personal, y Microsoft sobre todos los participantes. Lo que se dice de los exámenes no lleva nombre, y lleva un mes en lugar de un día.',
    source:
      'Los datos proceden de su centro de formación o de su empresa. La base jurídica es el contrato por el que recibe la formación.',
    rights:
      'Puede verlo todo, corregirlo, oponerse, o pedir que se limite o se suprima. En su página ve también qué se ha comunicado sobre usted, cuándo y a quién.',
    notice: 'El aviso de privacidad, con todo lo que se conserva y durante cuánto tiempo',
    signIn: 'Iniciar sesión y consultar',
  },
  placeFree: {
    hello: (name) => (name === '' ? 'Buenos días:' : `Buenos días, ${name}:`),
    subject: 'Ha quedado libre una plaza para usted',
    text: 'Una plaza en un taller que esperaba es suya. El taller figura en su página y puede empezar.',
    open: 'Abrir mi página',
    otherwise: 'Si ya no necesita la plaza, dese de baja allí: pasará a quien espera a continuación.',
  },
  sessionRecorded: {
    hello: (name) => (name === '' ? 'Buenos días:' : `Buenos días, ${name}:`),
    subject: 'Una sesión suya se graba',
    text: 'Una sesión de un taller en la que tiene plaza se graba. En la grabación se pueden ver y oír nombres, imágenes y voces de quienes participan. Es para quienes están inscritos en el taller y, donde esté acordado, para Microsoft, y se borra el día que figura a su lado.',
    open: 'Abrir mi página',
    calendar: 'Las reuniones como archivo de calendario',
    otherwise:
      'Si prefiere que no se le vea ni se le oiga, deje apagados la cámara y el micrófono, o hable antes con su formador.',
  },
  sessionChanged: {
    hello: (name) => (name === '' ? 'Buenos días:' : `Buenos días, ${name}:`),
    subject: 'Una sesión suya ha cambiado',
    text: 'Ha cambiado cuándo o dónde se reúne una sesión de un taller en la que tiene plaza. Lo que vale ahora figura en su página.',
    open: 'Abrir mi página',
    calendar: 'Las reuniones como archivo de calendario',
    otherwise: 'El archivo de calendario sustituye lo que tomó de él antes.',
  },
  sessionCancelled: {
    hello: (name) => (name === '' ? 'Buenos días:' : `Buenos días, ${name}:`),
    subject: 'Una sesión suya se ha cancelado',
    text: 'Una sesión de un taller en la que tiene plaza, o espera una, se ha cancelado. Su inscripción en el taller se mantiene. De qué sesión se trata figura en su página.',
    open: 'Abrir mi página',
    calendar: 'Las reuniones como archivo de calendario',
    otherwise: 'Su centro de formación puede incluirle en otra sesión; no tiene que hacer nada.',
  },
  sessionReopened: {
    hello: (name) => (name === '' ? 'Buenos días:' : `Buenos días, ${name}:`),
    subject: 'Una sesión suya se celebra finalmente',
    text: 'Una sesión de un taller de la que le escribimos que se cancelaba se celebra finalmente. Cuándo, figura en su página.',
    open: 'Abrir mi página',
    calendar: 'Las reuniones como archivo de calendario',
    otherwise: 'Si ya no puede asistir, dígaselo a su formador o dese de baja en su página.',
  },
  outcomeAsked: {
    hello: (name) => (name === '' ? 'Buenos días:' : `Buenos días, ${name}:`),
    subject: '¿Cómo fue su examen?',
    text: 'Un examen que había reservado ya ha pasado. Díganos cómo fue: basta un clic en la página de este enlace.',
    open: 'Responder',
    noSignIn:
      'No hace falta iniciar sesión, y abrir la página no cambia nada. Una respuesta puede retirarse durante diez minutos. Su empresa y Microsoft leen los resultados sin su nombre.',
    stop: 'Si prefiere no decirlo, elija esa respuesta: no volveremos a preguntar por este examen.',
  },
  outcomeReminded: {
    hello: (name) => (name === '' ? 'Buenos días:' : `Buenos días, ${name}:`),
    subject: 'Cómo fue su examen: se lo preguntamos una vez más',
    text: 'Hace unos días le preguntamos cómo fue un examen que había reservado. Aún no tenemos respuesta. Díganoslo: basta un clic en la página de este enlace.',
    open: 'Responder',
    noSignIn:
      'No hace falta iniciar sesión, y abrir la página no cambia nada. Una respuesta puede retirarse durante diez minutos. Su empresa y Microsoft leen los resultados sin su nombre.',
    stop: 'Si prefiere no decirlo, elija esa respuesta: no volveremos a preguntar por este examen, ni por correo ni por teléfono.',
  },
  conflictDecided: {
    hello: (name) => (name === '' ? 'Buenos días:' : `Buenos días, ${name}:`),
    subject: 'Se ha decidido lo que vale para su examen',
    about:
      'Sobre uno de sus exámenes nos comunicaron dos resultados distintos: el suyo y otro. Alguien de la academia ha revisado ambos.',
    stands: 'Lo que estaba registrado se queda como está.',
    changed: 'Ahora queda registrado el otro, que sustituye a lo que figuraba.',
    open: 'Verlo entre sus exámenes',
    wrong: (email) => `Si cree que es un error, puede pedir una corrección en Mis datos o escribir a ${email}.`,
  },
  emailChange: {
    subject: 'Confirme su nueva dirección',
    what: 'Nos pidió que usáramos esta dirección a partir de ahora. Confírmela en la página de este enlace; abrir la página todavía no cambia nada. El enlace funciona durante un día.',
    link: 'Confirmar la nueva dirección',
    ignore: 'Si no lo ha pedido usted, no haga nada: su dirección sigue como está.',
  },
  addressChanged: {
    subject: 'Su dirección se ha cambiado',
    greeting: (name: string) => (name === '' ? 'Hola:' : `Hola, ${name}:`),
    what: 'Tal como se pidió, esta ya no es la dirección con la que usted inicia sesión en la Partner Skills Academy, y aquí no llegará más correo. Las demás sesiones se han cerrado. Una cuenta de trabajo que estaba vinculada a ella se ha desvinculado.',
    notYou: (email: string) => `Si no fue usted, escriba enseguida a ${email}.`,
  },
  peopleMerged: {
    subject: 'Sus dos registros son ahora uno',
    greeting: (name: string) => (name === '' ? 'Hola:' : `Hola, ${name}:`),
    what: 'Se ha visto que dos registros de la Partner Skills Academy son de una misma persona: uno con esta dirección y otro con otra. Ahora son uno solo, con todos los talleres, exámenes y decisiones de ambos. De un taller que estaba en los dos cuenta el progreso más avanzado. Si decían cosas distintas de un examen, alguien lo decide y le escribe.',
    here: 'Usted inicia sesión con esta dirección como hasta ahora. La otra sigue constando como suya.',
    elsewhere:
      'Desde ahora usted inicia sesión con su otra dirección, y el correo llega allí. Las sesiones iniciadas con esta se han cerrado; la dirección sigue constando como suya.',
    wrong: (email: string) => `Si es un error, porque el otro registro no es suyo, escriba enseguida a ${email}.`,
  },
  restrictionLifted: {
    subject: 'Termina la limitación de sus datos',
    greeting: (name: string) => (name === '' ? 'Hola:' : `Hola, ${name}:`),
    what: 'La limitación con la que se guardaban sus datos termina ahora. Desde este momento vuelve a figurar en los informes a su empresa y a Microsoft, como dice el aviso de privacidad.',
    link: 'Ver o limitar sus datos',
  },
  notificationsMade: {
    subject: 'Algo que recibió se ha corregido, suprimido o limitado',
    what: 'Hay filas de informes que recibió que ya no son como eran. Qué filas de qué archivos, y qué hacer con ellas, está en su página.',
    link: 'Abrir los avisos',
  },
  code: {
    subject: 'Su código para la Partner Skills Academy',
    yourCode: 'Su código es',
    rules:
      'Sirve una sola vez, durante diez minutos, en el navegador en que se pidió. Nadie de la academia se lo pedirá nunca.',
    notYou: 'Si no lo pidió usted, no haga nada: sin el código no entra nadie.',
  },
  workAccount: {
    subject: 'Cómo iniciar sesión en la Partner Skills Academy',
    why: 'Alguien, probablemente usted, pidió un código para iniciar sesión con esta dirección. Está vinculada a una cuenta de trabajo, así que no se envía ningún código. Inicie sesión aquí con su cuenta de trabajo:',
    notYou: 'Si no lo pidió usted, no haga nada.',
  },
  accountGoes: {
    subject: 'Su cuenta se eliminará en 30 días',
    hello: (name: string) => (name === '' ? 'Hola:' : `Hola, ${name}:`),
    what: 'Hace mucho que no usa su cuenta de la Partner Skills Academy. Lo que no se usa no se conserva: dentro de 30 días se eliminará la cuenta, con sus talleres, exámenes y decisiones.',
    stay: 'Si quiere conservarla, inicie sesión una vez antes de esa fecha. Eso es todo.',
    signIn: 'Iniciar sesión y conservar la cuenta',
    otherwise: 'Si ya no la necesita, no haga nada. Podrá volver más adelante como si fuera la primera vez.',
  },
  invitation: {
    subject: 'Su invitación a la Partner Skills Academy',
    person:
      'Su centro de formación registró esta dirección en la Partner Skills Academy. Con este enlace puede iniciar sesión y ver qué se conserva y qué se comunica sobre usted.',
    staff:
      'Va a trabajar en el portal de la Partner Skills Academy. Con este enlace, su cuenta de trabajo tendrá acceso.',
    contact:
      'Su organización designó esta dirección para recoger sus informes en la Partner Skills Academy. Con este enlace puede iniciar sesión.',
    rules:
      'Puede usarse una sola vez, en un plazo de siete días. Abrirlo no cambia nada: allí decide cómo iniciar sesión.',
    notExpected: 'Si no lo esperaba, no haga nada. No reenvíe este mensaje: quien tenga el enlace puede usarlo.',
  },
  noticeChanged: {
    subject: 'El aviso de privacidad de la Partner Skills Academy cambia',
    hello: (name: string) => (name === '' ? 'Hola:' : `Hola, ${name}:`),
    what: (day: string) => `A partir del ${day} rige una nueva versión de nuestro aviso de privacidad.`,
    wider: (days: number) =>
      `Dice que con sus datos ocurre más que antes: en lo que se hace con ellos o en lo que reciben las empresas o Microsoft. A usted se le aplica como muy pronto ${days} días después de este mensaje, y no se le aplica si se opone en su propia página.`,
    notWider: 'Nadie recibe más que antes, y no se hace más con sus datos.',
    read: 'Qué cambia',
    answer: 'Leer y responder en su propia página',
  },
  letters,
  breachLetter,
  supportAnswered,
  supportAskedBack,
  supportClosed,
};
