import type { Messages } from '../../messages.ts';
import { counter } from '../../plural.ts';

const count = counter('es');

export const home: Messages['home'] = {
  title: 'Mi formación',
  hello: (name) => `Hola, ${name}`,
  ahead: (workshops, exams) =>
    `${count(workshops, { one: 'taller', other: 'talleres' })}, ${exams === 0 ? 'ningún examen' : count(exams, { one: 'examen', other: 'exámenes' })} por delante.`,
  next: 'Siguiente paso:',
  steps: {
    outcome: (exam) => `diga cómo fue ${exam}`,
    progress: (workshop) => `indique su progreso en ${workshop}`,
    book: (exam) => `reserve ${exam}`,
    enrol: 'elija un taller',
  },
  unconfirmed:
    'Nadie ha confirmado todavía que trabaje en la empresa indicada. Lo hará su centro de formación; hasta entonces no figura en ningún informe.',
  workshops: 'Talleres',
  noWorkshop: 'Todavía no hay talleres',
  noWorkshopText:
    'Inscríbase abajo en uno abierto. En cuanto un centro de formación le inscriba en otro, aparecerá aquí y podrá decir por dónde va.',
  leadsTo: (exam) => `lleva a ${exam}`,
  waiting:
    'Está en la lista de espera. La plaza que quede libre será suya al instante, y se lo diremos por correo electrónico.',
  lastSet: (day) => `Última actualización: ${day}`,
  notSet: 'Según su centro de formación; aquí aún no se ha indicado',
  notBegun: 'Sin empezar',
  done: 'Hecho',
  progressIn: (workshop) => `Progreso en ${workshop}`,
  percentIn: (workshop) => `Progreso en ${workshop}, en porcentaje`,
  save: 'Guardar',
  change: 'Cambiar',
  less: (percent) => `Es menos que el ${percent} % anterior. Diga por qué y guárdelo.`,
  why: '¿Por qué es menos?',
  choose: 'Elija…',
  because: {
    mistake: 'Fue un error',
    'started-over': 'He vuelto a empezar',
    'content-changed': 'El taller ha cambiado',
  },
  faults: {
    'out-of-range': 'El progreso va de 0 a 100.',
    'not-whole': 'Escriba un número entero de 0 a 100, por ejemplo 40.',
    'because-missing': 'Diga por qué es menos que antes. Todavía no se ha cambiado nada.',
    unreadable: 'No se pudo leer este formulario. No se ha cambiado nada.',
    'not-open': 'Ahora nadie puede inscribirse por su cuenta en este taller. Su centro de formación puede decirle más.',
  },
  changed: {
    same: (workshop, _from, to) => `${workshop} ya estaba al ${to} %.`,
    done: (workshop) => `${workshop} está terminado. ¡Enhorabuena!`,
    lower: (workshop, from, to) => `${workshop} bajó del ${from} % al ${to} %.`,
    higher: (workshop, _from, to) => `${workshop} está ahora al ${to} %.`,
  },
  more: 'Más',
  moreOf: (workshop) => `sobre ${workshop}`,
  history: 'Evolución hasta ahora',
  saidBy: { person: 'usted', staff: 'su formador', system: 'una importación' },
  recordings: 'Grabaciones',
  until: (day) => `hasta el ${day}`,
  recordingsFor:
    'Para quienes están inscritos en este taller y, donde esté acordado, para Microsoft. Se anota quién abre una, lo ven sus formadores y se olvida cuando la grabación desaparece.',
  session: {
    of: (title: string) => `Sesión: ${title}`,
    next: (when: string) => `Próxima reunión: ${when}`,
    over: 'Todas las reuniones han terminado.',
    cancelled:
      'Esta sesión está cancelada. Su inscripción en el taller se mantiene; su centro de formación puede incluirle en otra.',
    recorded:
      'Esta sesión se graba: en la grabación se pueden ver y oír nombres, imágenes y voces de quienes participan. La grabación es para quienes están inscritos en este taller y, donde esté acordado, para Microsoft.',
    join: 'Abrir la reunión en línea',
    seen: 'Su nombre y su imagen serán visibles allí para los demás.',
    calendar: 'Archivo de calendario',
    calendarOf: (workshop: string) => `de ${workshop}`,
    note: 'Nota de sus formadores, no figura en ningún informe',
  },
  withdraw: {
    title: 'Darse de baja',
    text: 'El taller desaparece de esta página y, desde ahora, de todos los informes. Si alguien espera su plaza, la recibe al instante. Puede volver a inscribirse y empezará desde el 0 %.',
    leaveText: 'Pierde su turno. Puede volver a inscribirse y esperará detrás de todos los demás.',
    button: 'Darse de baja',
    leave: 'Salir de la lista de espera',
    from: (workshop) => `de ${workshop}`,
    done: (workshop) => `Se ha dado de baja de ${workshop}. Lo encontrará entre los talleres abiertos.`,
  },
  enrol: {
    title: 'Talleres abiertos',
    text: 'Puede inscribirse por su cuenta. Su empresa y Microsoft lo sabrán por su próximo informe.',
    button: 'Inscribirse',
    in: (workshop) => `en ${workshop}`,
    session: 'Sesión',
    withoutSession: 'ninguna en particular',
    limited: 'plazas limitadas',
    recorded: 'se graba',
    recordedText:
      'En lo marcado «se graba» se pueden ver y oír nombres, imágenes y voces de quienes participan. La grabación es para quienes están inscritos en el taller y, donde esté acordado, para Microsoft.',
    enrolled: (workshop) => `Está inscrito en ${workshop}.`,
    waiting: (workshop) => `Todas las plazas de ${workshop} están ocupadas: está en la lista de espera.`,
  },
  certificate: {
    get: 'Certificado (PDF)',
    of: (workshop) => `de ${workshop}`,
    title: 'Certificado de finalización',
    saysThat: 'Se certifica que',
    hasCompleted: 'ha terminado el taller',
    byAddress: 'A esta tipografía le faltan signos del nombre: en su lugar figura la dirección registrada.',
    madeBy: (academy) => `Emitido por la ${academy}, según lo que la persona indicó en el portal.`,
  },
  exams: 'Exámenes',
  allExams: 'Reservar, cambiar de mes o decir cómo fue',
  reported: {
    title: 'Lo último que se comunicó sobre usted',
    nothing:
      'Todavía nada. Cuando un informe en el que figure llegue a su empresa o a Microsoft, aparecerá aquí con cada campo.',
    fields: (fields, what) => `${count(fields, { one: 'campo', other: 'campos' })}, ${what}`,
    workshops: (rows) => count(rows, { one: 'taller', other: 'talleres' }),
    exams: (rows) => `${count(rows, { one: 'examen', other: 'exámenes' })} sin su nombre`,
    show: 'mostrar',
    reportOf: (period, fields) => `Informe de ${period}: ${fields}.`,
    all: 'Todos mis datos: ver, descargar, corregir, limitar, borrar',
  },
};
