import type { Messages } from '../../messages.ts';
import { counter } from '../../plural.ts';

const count = counter('es');

export const signIn: Messages['signIn'] = {
  title: 'Iniciar sesión',
  lead: 'Aquí no hay contraseñas: se entra a través de su organización o con un código por correo electrónico.',
  or: 'o',
  newHere: '¿Es nuevo aquí?',
  knownHere: '¿Ya está registrado?',
  workAccount: 'Con la cuenta que usa en el trabajo. Puede que ya tenga la sesión iniciada allí.',
  microsoft: 'Continuar con Microsoft',
  address: 'Su dirección de correo electrónico',
  addressHint: 'La que nos dio su centro de formación o su organización. Le enviaremos un código de seis cifras.',
  sendCode: 'Enviarme un código',
  staff: 'Personal de la academia:',
  staffHere: 'entrar aquí',
  faults: {
    address: 'Escriba una dirección de correo, por ejemplo nombre@empresa.example.',
    code: 'El código tiene seis cifras. Cópielo tal como figura en el correo.',
    over: 'Este código ya no se puede usar: tiene más de diez minutos, se probó demasiadas veces o se envió uno más reciente. Pida otro.',
  },
  wrongCode: (triesLeft) =>
    `Ese no es el código del correo. Le quedan ${count(triesLeft, { one: 'intento', other: 'intentos' })}.`,
  code: {
    title: 'Escriba su código',
    lead: 'Si la dirección es conocida aquí, hay un código en camino. Sirve durante diez minutos, en este navegador.',
    leadOfProof: 'Hemos enviado un código a su dirección. Sirve durante diez minutos, en este navegador.',
    another: 'Hay otro código en camino',
    anotherText: 'El anterior ya no se puede usar.',
    label: 'Código',
    hint: 'Seis cifras, del correo «Su código para la Partner Skills Academy».',
    continue: 'Continuar',
    noMail: '¿No llega nada después de un minuto? Mire en el correo no deseado y luego:',
    sendAnother: 'Enviar otro código',
    otherAddress: 'Usar otra dirección',
  },
  proof: {
    title: '¿Sigue siendo usted?',
    lead: 'Lo que viene ahora no se puede deshacer, así que nos aseguramos de que nadie más esté ante su pantalla. Vale durante un cuarto de hora.',
    entra: 'Inicie sesión una vez más con la cuenta de su organización.',
    code: 'Enviamos un código a su dirección y usted lo escribe en la página siguiente.',
    demo: 'En esta demostración basta un clic.',
    stillMe: 'Sigo siendo yo',
    notNow: 'Ahora no',
  },
  invitation: {
    title: 'Su invitación',
    invited: 'Tiene una invitación',
    why: {
      person:
        'Su centro de formación le registró en la Partner Skills Academy. Inicie sesión para ver sus talleres y exámenes, qué se conserva sobre usted y qué se comunicó a quién.',
      staff: 'Va a trabajar en este portal. Inicie sesión con su cuenta de trabajo de la asociación de formación.',
      contact: 'Su organización le ha designado para recoger sus informes. Inicie sesión para encontrarlos.',
    },
    staffAccount: 'Desde entonces, esta cuenta le da acceso.',
    workAccount: 'Con la cuenta que usa en el trabajo. Desde entonces le da acceso.',
    byCode: 'Sin cuenta de trabajo: enviamos un código de seis cifras a la dirección invitada.',
    sendCode: 'Enviar un código a la dirección invitada',
    notSetUp: 'Esta forma de entrar aún no está preparada',
    notSetUpText: 'Avise a un administrador de la academia. La invitación sigue siendo válida.',
    gone: 'Esta invitación no se puede usar',
    goneText:
      'Ya se usó, tiene más de siete días o la sustituyó otra más reciente. Puede que la dirección no se copiara entera.',
    goneNext:
      'Si ya ha estado aquí, simplemente inicie sesión. Si no, pida otra a quien le invitó: su centro de formación o un administrador de la academia.',
  },
  noAccess: {
    title: 'Sin acceso',
    noRole: 'En este momento no tiene ningún rol aquí',
    noRoleText:
      'Ha iniciado sesión, pero no hay nada que pueda abrir. Un administrador de la academia da y quita los roles; pídaselo y vuelva a iniciar sesión.',
    unknown: 'Esta cuenta no es de nadie conocido aquí',
    unknownText:
      'Su organización le dejó pasar, pero la cuenta no está vinculada a ningún participante, destinatario de informes ni miembro del personal. No nos guiamos por la dirección que contiene: cualquiera podría haberla puesto.',
    asked: 'Si hay un participante registrado con esa dirección, una invitación va en camino',
    askedText: 'Abra su enlace en este navegador y elija «Continuar con Microsoft». Sirve durante siete días.',
    registered: 'Me registró mi centro de formación',
    address: 'La dirección con la que le registraron',
    addressHint: 'Enviamos a ella una invitación que la vincula a esta cuenta. A ninguna otra dirección.',
    send: 'Enviar la invitación',
    others: 'Otros casos',
    reports: 'Recoge informes: pida una invitación a un administrador de la academia.',
    staff: 'Es parte del personal: cierre la sesión y elija «Personal de la academia: entrar aquí».',
    wrong: 'Usó la cuenta equivocada: cierre la sesión y empiece de nuevo.',
  },
  signIns: {
    title: 'Dónde ha iniciado sesión',
    lead: (minutes) =>
      `Una sesión termina sola tras ${minutes} minutos sin uso y, como mucho, tras ocho horas. Termine la que no conozca: queda fuera al instante.`,
    endOthers: 'Terminar todas las demás',
    list: 'Sesiones',
    thisOne: 'Esta',
    methods: { entra: 'Cuenta de trabajo', code: 'Código por correo', demo: 'Demostración' },
    since: (time) => `desde el ${time}`,
    lastUsed: (time) => `último uso el ${time}`,
    signOutHere: 'Cerrar sesión aquí',
    end: 'Terminar',
    endOf: (browser, time) => `Terminar la sesión de ${browser}, desde el ${time}`,
    nowhere: 'No tiene sesiones abiertas en ningún otro sitio.',
    learnsToo: 'Aquí también se forma. Para volver, inicie sesión de nuevo.',
    toLearning: 'Ir a mi formación',
  },
};
