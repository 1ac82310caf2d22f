import type { Messages } from '../../messages.ts';

const ACCOUNT =
  'Mientras la cuenta esté activa, como máximo un año después de su último uso; dos años si solo pidió recibir novedades.';

export const notice: Messages['notice'] = {
  title: 'Aviso de privacidad',
  lead: 'Qué conserva la academia sobre quienes se forman, quién lo recibe, por qué y durante cuánto tiempo.',
  none: 'Todavía no se ha publicado ningún aviso.',
  version: (version: number) => `Versión ${version}`,
  since: (day: string) => `publicada el ${day}`,
  who: {
    title: 'Quién recibe qué',
    text: 'Estos campos, y ningún otro, pueden salir de la academia. Un acuerdo puede omitir alguno, pero nunca añade ninguno.',
    list: 'La lista de participantes: una línea por taller, con el nombre',
    exams: 'Exámenes: sin nombre, por mes, nunca por día',
    field: 'Campo',
    recipients: 'Quién lo recibe',
    purpose: 'Por qué',
    basis: 'Base jurídica',
    period: 'Cuánto tiempo lo conservamos',
    employer: 'Su empresa',
    microsoft: 'Microsoft',
    notAgreed: 'actualmente no',
    nobody: 'nadie',
    employerNote: 'Su empresa solo ve a su propio personal. Microsoft ve a todos los participantes.',
    beside:
      'Aparte de estas tablas: las grabaciones de talleres, con el nombre del taller, pueden darse a Microsoft, y cifras de diez personas o más a los socios de la academia. Ni unas ni otras contienen un campo suyo.',
  },
  agreed: 'Lo que solo se comparte si usted está de acuerdo',
  kept: {
    title: 'Qué más se conserva',
    text: 'Nadie fuera de la academia recibe nada de esto.',
    what: 'Qué',
  },
  bases: {
    contract: 'Contrato',
    consent: 'Consentimiento',
    'legal obligation': 'Obligación legal',
    'legitimate interest': 'Interés legítimo',
  },
  classes: {
    reported: {
      what: 'Lo que se comunica sobre el registro y el progreso',
      why: 'Para comunicar el registro y el progreso según lo acordado.',
      howLong: ACCOUNT,
    },
    examReported: {
      what: 'Lo que se comunica sobre los exámenes',
      why: 'Para comunicar los meses de examen y los resultados sin nombres.',
      howLong: ACCOUNT,
    },
    account: {
      what: 'La cuenta: direcciones, idioma, ciudad, inscripciones en talleres, mensajes',
      why: 'Para que la cuenta funcione: encontrarla, escribirle, saber en qué idioma.',
      howLong: ACCOUNT,
    },
    right: {
      what: 'Limitaciones y oposiciones',
      why: 'Para dejarle fuera de los informes cuando usted o la ley lo digan.',
      howLong: ACCOUNT,
    },
    pending: {
      what: 'Un registro que aún no se ha confirmado',
      why: 'Para saber qué se escribió, una vez probada la dirección y, si hace falta, con el permiso de un tutor.',
      howLong: 'Siete días, salvo que se convierta en una cuenta.',
    },
    request: {
      what: 'Solicitudes sobre sus datos',
      why: 'Para llevar a cabo lo que pide en virtud de sus derechos, y probarlo.',
      howLong: 'Tres años después de la decisión.',
    },
    support: {
      what: 'Preguntas a la academia',
      why: 'Para responderle.',
      howLong: 'Un año después del cierre.',
    },
    notification: {
      what: 'Correcciones comunicadas a los destinatarios',
      why: 'Para comunicar a los destinatarios, sin nombrar a nadie, que una fila que recibieron se ha corregido, suprimido o limitado.',
      howLong: 'Tres años después de la comunicación.',
    },
    proof: {
      what: 'Avisos leídos',
      why: 'Para probar qué se le dijo.',
      howLong: ACCOUNT,
    },
    consent: {
      what: 'Consentimientos dados y retirados',
      why: 'Para hacer lo que usted aceptó y nada más, y para probarlo.',
      howLong: ACCOUNT,
    },
    history: {
      what: 'El historial de progreso, resultados e importaciones',
      why: 'Para mostrar cómo surgió un valor y deshacer una importación errónea.',
      howLong: ACCOUNT,
    },
    opening: {
      what: 'Qué grabaciones de sesiones abrió, y cuándo',
      why: 'Para saber quién abrió una grabación de otros; sus formadores pueden verlo.',
      howLong: 'Hasta que la grabación desaparezca, un año como máximo.',
    },
    moment: {
      what: 'Lo que el personal acaba de cambiar en su empleo o sus exámenes',
      why: 'Para deshacer un error al momento.',
      howLong: 'Diez minutos; se elimina en una hora.',
    },
    guardianRefusal: {
      what: 'Una dirección rechazada por el padre, la madre o el tutor, como hash con clave',
      why: 'Para volver a preguntar si regresa.',
      howLong: 'Un año.',
    },
    tombstone: {
      what: 'Un hash con clave de una dirección suprimida, nunca la dirección',
      why: 'Para que una persona suprimida no vuelva con la siguiente importación.',
      howLong: 'Hasta que se cambie la clave; se revisa cada año.',
    },
    disclosure: {
      what: 'Qué filas salieron en qué informe',
      why: 'Para probar qué se comunicó, cuándo, a quién y según qué acuerdo; usted también puede leerlo.',
      howLong: 'Tres años después del informe; se revisa cada año.',
    },
    ledger: {
      what: 'El registro de auditoría, solo con números y nombres de campos',
      why: 'Para probar qué se hizo y quién lo hizo.',
      howLong: 'Al menos un año.',
    },
    signIn: {
      what: 'Inicios de sesión: cuándo, cómo, con qué tipo de navegador',
      why: 'Para dejarle entrar, mostrarle dónde tiene la sesión iniciada y ponerle fin.',
      howLong: 'Treinta días después de terminar la sesión.',
    },
    wayIn: {
      what: 'Pasos del inicio de sesión: códigos, invitaciones, límites',
      why: 'Para unir un paso con el siguiente y mantener fuera a los atacantes; como hash con clave siempre que baste.',
      howLong: 'De diez minutos a siete días; se elimina en los treinta días siguientes.',
    },
  },
  onOnePage: 'Adónde van sus datos: todo en una página',
  cookies: {
    title: 'Cookies',
    text: 'Solo lo que el servicio necesita. Nadie más se entera de su visita, con o sin «Do Not Track».',
    name: 'Nombre',
    purpose: 'Para qué sirve',
    lifetime: 'Cuánto dura',
    signedIn: 'Sabe que ha iniciado sesión.',
    way: 'Une los pasos del inicio de sesión con este navegador.',
    theme: 'Recuerda los colores que eligió; no nombra a nadie.',
    language: 'Recuerda el idioma que eligió; no nombra a nadie.',
    eightHours: '8 horas',
    oneYear: '1 año',
  },
  rights: {
    title: 'Sus derechos',
    text: 'Puede ver qué se conserva, corregirlo, pedir que se limite o se suprima, oponerse, llevárselo y retirar un consentimiento. Es gratuito, casi todo funciona de inmediato en su propia página, y lo demás se responde en el plazo de un mes.',
    noDecisions: 'Ninguna máquina decide nada sobre usted por sí sola.',
    officer: 'Delegado de protección de datos',
    authority: 'Autoridad de control, para reclamar',
    others: 'Autoridades de otros países',
  },
  text: 'El aviso completo',
  versions: {
    title: 'Versiones',
    text: 'Se conservan todas las versiones. Los cambios se anuncian por correo y aquí.',
    first: 'La primera versión.',
    changes: (version: number) => `Qué ha cambiado desde la versión ${version}`,
    noChange: 'No ha cambiado ninguna frase.',
    added: 'Añadido',
    removed: 'Eliminado',
    whole: (version: number) => `La versión ${version} completa`,
  },
};
