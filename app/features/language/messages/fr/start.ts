import type { Messages } from '../../messages.ts';

export const start: Messages['start'] = {
  title: 'Se former, se certifier, et savoir exactement ce qui est communiqué à votre sujet.',
  lead: 'Le portail des personnes d’entreprises partenaires qui suivent des ateliers et passent des examens Microsoft, de celles qui les forment, et de celles qui reçoivent des rapports.',
  register: 'S’inscrire',
  signIn: 'Se connecter',
  readNotice: 'Lire l’avis de confidentialité',
  promises: {
    learn: {
      title: 'Apprendre',
      text: 'Notez où vous en êtes dans un atelier, et gardez vos examens par mois au même endroit.',
    },
    nothingMore: {
      title: 'Rien de plus ne sort',
      text: 'Votre employeur et Microsoft reçoivent les champs convenus et aucun autre. Les résultats d’examen ne portent aucun nom.',
    },
    onRecord: {
      title: 'Consigné',
      text: 'Chaque rapport prouve ce qu’il contient, et vous pouvez lire ce qui a été dit de vous, à qui et quand.',
    },
  },
  told: {
    title: 'Ce que votre employeur et Microsoft peuvent apprendre',
    text: 'Ces champs au plus ; un accord peut en omettre. Les examens sont communiqués par mois, jamais par jour, et sans dire de qui il s’agit.',
    list: { title: 'Inscription et progression', note: 'Une ligne par personne et par atelier.' },
    exams: {
      title: 'Examens',
      note: 'Ni nom, ni e-mail, ni ID partenaire : une ligne ne dit pas de qui était l’examen.',
    },
  },
  unsubscribe: {
    title: 'Mettre fin aux messages publicitaires',
    text: 'Nous ne vous écrivons alors plus qu’au sujet de vos propres ateliers, examens et données.',
    button: 'Ne plus m’envoyer d’offres',
    done: 'C’est fait : nous ne vous envoyons plus d’offres',
    doneText: 'C’est valable dès maintenant. Vous pouvez changer d’avis sur votre page.',
    gone: 'Ce lien ne peut pas être utilisé',
    goneText: 'Il n’a peut-être pas été copié en entier. Vous pouvez aussi mettre fin à ces messages sur votre page.',
  },
};
