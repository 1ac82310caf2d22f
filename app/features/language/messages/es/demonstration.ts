import type { DemonstrationMessages } from '../../messages.ts';

export const demonstration: DemonstrationMessages = {
  lead: 'Esto es una demostración con personas inventadas. Elija de quién quiere ver el portal; no hace falta contraseña.',
  nobody: 'Todavía no hay nadie con quien iniciar sesión',
  nobodyText: 'No se han importado los datos de ejemplo. Vuelva a iniciar la demostración y se importarán.',
  really: 'Como se inicia sesión de verdad',
  reallyText:
    'Pruébelo con la dirección de alguno de los alumnos o contactos del ejemplo. En una demostración sin servidor de correo, el mensaje se convierte en un archivo de la carpeta «mail» de la carpeta de datos.',
  personas: {
    learner: { title: 'Alumno', does: 'Anota su progreso, ve sus exámenes por mes y lo que se ha comunicado.' },
    trainer: { title: 'Formador', does: 'Reserva exámenes para otros y anota cómo fueron.' },
    administrator: { title: 'Administración', does: 'Lee cada ejecución: vista previa, comprobaciones, archivo.' },
    'privacy-officer': {
      title: 'Protección de datos',
      does: 'Decide sobre las ejecuciones que esperan y las libera con un motivo.',
    },
    microsoft: { title: 'Contacto en Microsoft', does: 'Recoge los informes sobre todos los participantes.' },
    employer: { title: 'Contacto en la empresa', does: 'Recoge los informes sobre su propio personal, y nada más.' },
  },
};
