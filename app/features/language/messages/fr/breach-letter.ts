import type { Messages } from '../../messages.ts';

export const breachLetter: Messages['mails']['breachLetter'] = {
  subject: 'Ce qui est arrivé à des données vous concernant à la Partner Skills Academy',
  greeting: (name: string) => (name === '' ? 'Bonjour,' : `Bonjour ${name},`),
  sorry:
    'Il est arrivé à des données vous concernant quelque chose qui n’aurait pas dû se produire. Nous en sommes désolés et vous disons ici ce que nous savons.',
  whatHappened: 'Ce qui s’est passé',
  kinds: {
    'wrong-recipient':
      'Un rapport contenant des données vous concernant est parvenu à quelqu’un à qui il n’était pas destiné.',
    'lost-file':
      'Un rapport contenant des données vous concernant se trouve, ou se trouvait, là où il ne devrait pas être.',
    'account-taken':
      'Quelqu’un qui n’en avait pas le droit était connecté comme l’une des personnes qui récupèrent les rapports. Des rapports contenant des données vous concernant pouvaient y être lus.',
    other: 'Un incident a touché des données que l’académie conserve à votre sujet.',
  },
  between: (from: string, to: string) => `Cela s’est produit entre le ${from} et le ${to}.`,
  on: (day: string) => `Cela s’est produit le ${day}.`,
  since: (day: string) => `Cela s’est produit le ${day} ou plus tard.`,
  known: (day: string) => `Nous le savons depuis le ${day}.`,
  whatOfYou: 'De quelles données il s’agit',
  byName: 'Avec votre nom, dans la mesure où vous y figurez :',
  withoutName: 'Sur les examens, sans votre nom et sans jour :',
  account:
    'Ce que votre compte contient d’autre : langue, ville, ateliers et connexions. Nous ne conservons ni mots de passe, ni numéros bancaires ou d’identité.',
  stillFinding: 'Nous sommes en train de l’établir et vous écrirons de nouveau.',
  whatMayCome: 'Ce qui peut en résulter',
  consequences: {
    'unwanted-contact': 'Vous pourriez recevoir des courriels ou des appels que vous n’avez pas demandés.',
    phishing: 'Quelqu’un pourrait se faire passer pour l’académie ou pour votre employeur.',
    'known-at-work': 'D’autres pourraient apprendre où vous travaillez et ce que vous étudiez.',
    'exam-known': 'D’autres pourraient deviner le résultat de l’un de vos examens.',
    unavailable: 'Vos données n’ont pas pu être utilisées pendant un temps, ou une partie doit être saisie à nouveau.',
  },
  whatWeDid: 'Ce que nous avons fait',
  measures: {
    'deletion-confirmed': 'La personne qui avait le fichier a confirmé par écrit qu’il est supprimé.',
    'access-ended': 'Le compte a été fermé et ses connexions ont pris fin.',
    'file-withdrawn': 'Le fichier a été retiré de l’endroit où il se trouvait.',
    'cause-mended': 'Ce qui l’a rendu possible a été corrigé.',
    'police-told': 'Nous avons porté plainte à la police.',
  },
  whatYouCanDo: 'Ce que vous pouvez faire',
  advice:
    'Méfiez-vous des messages qui demandent un mot de passe, un code ou de l’argent. Personne de l’académie ne vous les demandera jamais.',
  ask: (name: string, email: string) => `Vous pouvez poser toutes vos questions : ${name}, ${email}.`,
  complain: (name: string, address: string) =>
    `Vous pouvez aussi adresser une réclamation à l’autorité de contrôle : ${name}, ${address}.`,
};
