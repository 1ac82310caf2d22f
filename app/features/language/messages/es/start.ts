import type { Messages } from '../../messages.ts';

export const start: Messages['start'] = {
  title: 'Fórmese, certifíquese y sepa exactamente qué se comunica sobre usted.',
  lead: 'El portal para las personas de empresas partner que asisten a talleres y se presentan a exámenes de Microsoft, para quienes las forman y para quienes reciben informes.',
  register: 'Registrarse',
  signIn: 'Iniciar sesión',
  readNotice: 'Leer el aviso de privacidad',
  promises: {
    learn: {
      title: 'Aprender',
      text: 'Anote hasta dónde ha llegado en un taller y tenga sus exámenes por mes en un solo lugar.',
    },
    nothingMore: {
      title: 'No sale nada más',
      text: 'Su empresa y Microsoft reciben los campos acordados y ningún otro. Los resultados de los exámenes no llevan nombre.',
    },
    onRecord: {
      title: 'Queda constancia',
      text: 'Cada informe prueba lo que contiene, y usted puede leer qué se ha comunicado sobre usted, a quién y cuándo.',
    },
  },
  told: {
    title: 'Qué pueden llegar a saber su empresa y Microsoft',
    text: 'Como máximo estos campos; un acuerdo puede omitir alguno. Los exámenes se comunican por mes, nunca por día, y sin decir de quién son.',
    list: { title: 'Registro y progreso', note: 'Una fila por persona y taller.' },
    exams: { title: 'Exámenes', note: 'Sin nombre, correo ni ID de partner: una fila no dice de quién era el examen.' },
  },
  unsubscribe: {
    title: 'Poner fin a los mensajes comerciales',
    text: 'Después solo le escribiremos sobre sus propios talleres, exámenes y datos.',
    button: 'No me envíen más ofertas',
    done: 'Hecho: no le enviaremos más ofertas',
    doneText: 'Vale desde ahora. Puede cambiar de opinión en su página.',
    gone: 'Este enlace no se puede usar',
    goneText: 'Quizá no se copió entero. También puede poner fin a estos mensajes en su página.',
  },
};
