import type { Messages } from '../../messages.ts';

export const outcome: Messages['outcome'] = {
  title: '¿Cómo fue su examen?',
  ask: (exam) => `¿Cómo fue ${exam}?`,
  lead: (month) =>
    `Lo tenía reservado para ${month}. Basta una respuesta, sin iniciar sesión. Su empresa y Microsoft leen los resultados sin su nombre.`,
  follows: {
    passed: 'Enhorabuena',
    failed: 'Puede reservarlo de nuevo',
    'not-taken': 'No se comunica a nadie',
    'rather-not-say': 'No volveremos a preguntar por este examen',
  },
  thanks: 'Gracias',
  youAnswered: (answer) => `Su respuesta: ${answer}.`,
  canUndo: (time) => `Puede retirarla hasta las ${time}. A partir de entonces cuenta.`,
  undo: 'Retirar la respuesta',
  settled: {
    counts: 'Esta respuesta ya cuenta. Si no es correcta, inicie sesión e impúgnela en sus exámenes.',
    'not-taken':
      'Consta que no lo hizo, y no se comunica a nadie. Si lo hizo, inicie sesión y vuelva a introducir el examen.',
    'rather-not-say':
      'No volveremos a preguntar por este examen. Si cambia de idea, inicie sesión y dígalo en sus exámenes.',
  },
  disputed:
    'Para este examen se registró otra cosa. Su respuesta queda guardada y la academia decide; hasta entonces vale lo registrado.',
  known: 'Ya no hay nada que responder',
  knownText: 'Ya se sabe cómo fue este examen, o se canceló o se cambió de mes. Lo encontrará en sus exámenes.',
  gone: 'Este enlace no se puede usar',
  goneText:
    'Tiene más de tres meses o la dirección no se copió entera. Cuando haya iniciado sesión, podrá decir cómo fue cada uno de sus exámenes.',
  signIn: 'Iniciar sesión',
};
