import type { DemonstrationMessages } from '../../messages.ts';

export const demonstration: DemonstrationMessages = {
  lead: 'Ceci est une démonstration avec des personnes inventées. Choisissez de qui vous voulez voir le portail ; aucun mot de passe n’est nécessaire.',
  nobody: 'Il n’y a encore personne au nom de qui se connecter',
  nobodyText: 'Les données d’exemple n’ont pas été importées. Relancez la démonstration, et elles le seront.',
  really: 'Comme on se connecte vraiment',
  reallyText:
    'Essayez avec l’adresse d’une des personnes inscrites ou d’un des contacts de l’exemple. Dans une démonstration sans serveur de messagerie, le message devient un fichier dans le dossier « mail » du dossier de données.',
  personas: {
    learner: {
      title: 'Personne inscrite',
      does: 'Indique sa progression, voit ses examens par mois et ce qui a été communiqué.',
    },
    trainer: { title: 'Formateur', does: 'Réserve des examens pour d’autres et consigne leur résultat.' },
    administrator: { title: 'Administration', does: 'Lit chaque envoi : aperçu, contrôles, fichier.' },
    'privacy-officer': {
      title: 'Protection des données',
      does: 'Décide des envois en attente et les libère avec un motif.',
    },
    microsoft: { title: 'Contact chez Microsoft', does: 'Retire les rapports sur tous les participants.' },
    employer: {
      title: 'Contact chez l’employeur',
      does: 'Retire les rapports sur son propre personnel, et rien d’autre.',
    },
  },
};
