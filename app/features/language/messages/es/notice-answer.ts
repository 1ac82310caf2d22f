import type { NoticeAnswerMessages } from '../../messages.ts';

export const noticeAnswer: NoticeAnswerMessages = {
  title: 'El aviso de privacidad cambia',
  from: (day: string) => `A partir del ${day} rige una nueva versión.`,
  wider: (day: string) =>
    `Dice que con sus datos ocurre más que en la versión que usted conoce: en lo que se hace con ellos o en lo que reciben las empresas o Microsoft. Eso se le aplica a partir del ${day}, salvo que se oponga.`,
  notWider: 'Nadie recibe más que antes, y no se hace más con sus datos.',
  read: 'Ver qué cambia y responder',
  stays: 'Usted se opuso. Lo nuevo no se le aplica: un informe que lo necesite no le incluye.',
  changed: 'Qué cambia',
  whole: 'El aviso completo',
  acknowledge: 'Lo he leído',
  object: 'Me opongo',
  objectHint:
    'La versión que conoce se le sigue aplicando, y un informe que necesite la nueva no le incluye. Nada en su formación depende de ello, y puede aceptarla más adelante.',
  acknowledged: 'Gracias. Esta versión es la suya desde ahora.',
  objected: 'Su oposición queda anotada. Lo nuevo no se le aplica.',
  none: 'Conoce la versión más reciente del aviso.',
};
