import type { Messages } from '../../messages.ts';

export const letters: Messages['mails']['letters'] = {
  title: (kind, day) => `Su solicitud del ${day}: ${kind}`,
  number: (id) => `Número ${id}`,
  greeting: (name) => (name === '' ? 'Buenos días:' : `Hola, ${name}:`),
  closing: 'Atentamente,',
  contact: (name, email) => `Si tiene preguntas, escriba a ${name}, ${email}.`,
  complain: (authority, address, others) =>
    `Si no está de acuerdo, puede reclamar ante la autoridad de control, ${authority} (${address}), o ante la de su país (${others}), y acudir a los tribunales.`,
  receipt: {
    what: (day) => `Recibimos su solicitud el ${day}.`,
    due: (day) =>
      `Respondemos a más tardar el ${day}. No le cuesta nada. Si hiciera falta más tiempo, se lo diremos en el primer mes, con el motivo.`,
    identity: 'Antes de atenderla nos aseguramos de que es usted quien pide. Quizá le pidamos algo más para ello.',
  },
  identity: {
    what: 'Antes de atender su solicitud debemos estar seguros de que es usted, para que nadie más obtenga ni cambie sus datos.',
    please: 'Ayúdenos, por favor, con esto:',
    kept: 'Lo que nos muestre para ello no se guarda.',
  },
  extension: {
    what: (day) =>
      `Necesitamos más de un mes para su solicitud. Respondemos a más tardar el ${day}, tres meses después de recibirla.`,
    reason: 'El motivo:',
  },
  decision: {
    'carried-out': 'Hemos hecho lo que pidió.',
    partly: 'Hemos hecho una parte de lo que pidió.',
    refused: 'No hacemos lo que pidió.',
    reason: 'El motivo:',
    answer: 'Nuestra respuesta:',
    kept: 'Esto se conserva, aunque pidió su supresión:',
    keptLine: (what, law, until) => `${what}: ${law}, hasta el ${until}. Después se elimina.`,
    account: 'Sus datos están listos en Mis datos, en su página, como archivos que puede llevarse.',
    file: 'Sus datos acompañan a esta carta.',
    erased: 'Todo lo que guardábamos sobre usted se ha suprimido, también su cuenta.',
    restricted: 'A partir de ahora nada sobre usted figura en ningún informe.',
    back: 'A partir de ahora vuelve a figurar en los informes a su empleador y a Microsoft, como dice el aviso de privacidad.',
    withdrawn: 'Su consentimiento queda retirado a partir de ahora. Lo hecho antes sigue siendo lícito.',
    told: 'Se ha avisado a quienes recibieron datos sobre usted que cambian con esto.',
  },
  mail: {
    subject: {
      receipt: 'Recibimos su solicitud',
      identity: 'Necesitamos algo de usted para su solicitud',
      extension: 'Su solicitud tarda más',
      decision: 'Su solicitud tiene respuesta',
    },
    what: {
      receipt: 'Recibimos una solicitud suya sobre sus datos. Hasta cuándo respondemos está en su página.',
      identity:
        'Antes de atender una solicitud sobre sus datos debemos estar seguros de que es usted. Lo que le pedimos está en su página.',
      extension: 'Una solicitud suya sobre sus datos tarda más de un mes. Por qué y hasta cuándo está en su página.',
      decision: 'Una solicitud suya sobre sus datos tiene respuesta. Está en su página.',
    },
    link: 'Abrir mis datos',
    notYou: (email) => `Si no pidió nada, escriba a ${email}.`,
  },
};
