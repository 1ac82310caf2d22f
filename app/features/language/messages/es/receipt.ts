import type { ReceiptMessages } from '../../messages.ts';

export const receipt: ReceiptMessages = {
  title: 'Sus datos se han suprimido',
  text: 'Ha quedado desconectado en todas partes y aquí ya nada dice que le conocíamos. Ahora se avisa a los destinatarios que recibieron algo.',
  again:
    'Si algún día quiere volver, escríbanos: la dirección que tenía se rechaza en las importaciones y en el registro.',
  home: 'A la página de inicio',
  lead: 'Guarde esta página si lo desea: no nombra a nadie, se muestra una vez y no puede pedirse de nuevo.',
  reference: 'Justificante',
  at: 'Suprimido el',
  files: 'Archivos de informes en los que figuraba y que se han eliminado',
  told: 'Filas sobre las que se avisa a los destinatarios',
  kept: 'Lo que una ley obliga a la academia a conservar, sin su nombre',
  law: 'Ley aplicable',
  until: 'Hasta',
  runs: 'Informes que ya no pueden repetirse igual',
  overTitle: 'No hay nada que mostrar',
  overText: 'Tras una supresión, el justificante aparece aquí una vez.',
  erase: 'Suprimir mis datos',
  laws: {
    request: 'RGPD art. 5(2) y 12',
    notification: 'RGPD art. 19 y 5(2)',
    tombstone: 'RGPD art. 17 y 21(3)',
    disclosure: 'RGPD art. 5(2) y 30',
    ledger: 'RGPD art. 5(2) y 32',
    guardianRefusal: 'RGPD art. 8',
  },
};
