import type { Messages } from '../../messages.ts';

export const shell: Messages['shell'] = {
  more: 'Más',
  signOut: 'Cerrar sesión',
  signIn: 'Iniciar sesión',
  signIns: 'Dónde ha iniciado sesión',
  main: 'Menú principal',
  skip: 'Ir al contenido',
  learning: 'Mi formación',
  exams: 'Exámenes',
  data: 'Mis datos',
  help: 'Ayuda',
  learner: 'Participante',
  footer: 'Partner Skills Academy · solo las cookies necesarias, y nadie más sabe de su visita. Todas figuran en:',
  notice: 'Aviso de privacidad',
  language: 'Idioma',
  change: 'Cambiar',
  lost: 'Aquí no hay nada',
  lostText:
    'Puede que la dirección tenga un error o que aquello a lo que llevaba ya no exista. No se ha cambiado nada.',
  colours: 'Colores',
  light: 'Claro',
  dark: 'Oscuro',
  device: 'Como el dispositivo',
  reference: 'Referencia',
  tryAgain: 'Intentar de nuevo',
  toStart: 'A la página de inicio',
  tooOften: 'Eso fue demasiado frecuente',
  tooOftenText:
    'Esto solo puede hacerse un número limitado de veces seguidas, para proteger a todos. No se ha cambiado nada. Inténtelo de nuevo dentro de unos minutos.',
  notNow: 'Esto no funciona en este momento',
  notNowText:
    'Un servidor necesario no responde. No se ha cambiado nada, y quien ha iniciado sesión sigue dentro. Inténtelo de nuevo dentro de unos minutos.',
  failed: 'Algo ha fallado por nuestra parte',
  failedText: 'Puede que lo que escribió no se haya guardado. Inténtelo de nuevo en un momento.',
  failedAgain: 'Si vuelve a ocurrir, díganos esta referencia: nos lleva a la causa y no dice nada de usted.',
};
