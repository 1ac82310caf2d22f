import type { ReceiptMessages } from '../../messages.ts';

export const receipt: ReceiptMessages = {
  title: 'Vos données sont effacées',
  text: 'Vous êtes déconnecté partout, et rien ne dit plus ici que nous vous connaissions. Les destinataires qui ont reçu quelque chose en sont avertis maintenant.',
  again:
    'Si vous souhaitez un jour revenir, écrivez-nous : votre ancienne adresse est refusée par les imports et par l’inscription.',
  home: 'À la page d’accueil',
  lead: 'Conservez cette page si vous le souhaitez : elle ne nomme personne, s’affiche une seule fois et ne peut plus être demandée.',
  reference: 'Reçu',
  at: 'Effacé le',
  files: 'Fichiers de rapports où vous figuriez et qui ont été supprimés',
  told: 'Lignes dont les destinataires sont avertis',
  kept: 'Ce que la loi oblige l’académie à garder, sans votre nom',
  law: 'Loi applicable',
  until: 'Jusqu’au',
  runs: 'Rapports qui ne peuvent plus être refaits à l’identique',
  overTitle: 'Rien à afficher',
  overText: 'Après un effacement, le reçu s’affiche ici une fois.',
  erase: 'Effacer mes données',
  laws: {
    request: 'RGPD art. 5(2) et 12',
    notification: 'RGPD art. 19 et 5(2)',
    tombstone: 'RGPD art. 17 et 21(3)',
    disclosure: 'RGPD art. 5(2) et 30',
    ledger: 'RGPD art. 5(2) et 32',
    guardianRefusal: 'RGPD, art. 8',
  },
};
