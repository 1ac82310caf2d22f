import type { Messages } from '../../messages.ts';

export const shell: Messages['shell'] = {
  more: 'Plus',
  signOut: 'Déconnexion',
  signIn: 'Se connecter',
  signIns: 'Où vous êtes connecté',
  main: 'Menu principal',
  skip: 'Aller au contenu',
  learning: 'Ma formation',
  exams: 'Examens',
  data: 'Mes données',
  help: 'Aide',
  learner: 'Participant',
  footer:
    'Partner Skills Academy · uniquement les cookies nécessaires, et personne d’autre n’est informé de votre visite. Tous figurent dans :',
  notice: 'Notice de confidentialité',
  language: 'Langue',
  change: 'Changer',
  lost: 'Il n’y a rien ici',
  lostText: 'L’adresse est peut-être mal saisie, ou ce qu’elle désignait n’existe plus. Rien n’a été modifié.',
  colours: 'Couleurs',
  light: 'Clair',
  dark: 'Sombre',
  device: 'Comme l’appareil',
  reference: 'Référence',
  tryAgain: 'Réessayer',
  toStart: 'Vers la page d’accueil',
  tooOften: 'C’était trop fréquent',
  tooOftenText:
    'Cette action n’est possible qu’un certain nombre de fois d’affilée, pour la sécurité de tous. Rien n’a été modifié. Réessayez dans quelques minutes.',
  notNow: 'Cela ne fonctionne pas pour l’instant',
  notNowText:
    'Un serveur nécessaire ne répond pas. Rien n’a été modifié, et les personnes connectées le restent. Réessayez dans quelques minutes.',
  failed: 'Un problème est survenu de notre côté',
  failedText: 'Votre saisie n’a peut-être pas été enregistrée. Réessayez dans un instant.',
  failedAgain:
    'Si cela se reproduit, indiquez-nous cette référence : elle nous mène à la cause et ne dit rien de vous.',
};
