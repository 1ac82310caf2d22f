import type { Messages } from '../../messages.ts';

export const letters: Messages['mails']['letters'] = {
  title: (kind, day) => `Votre demande du ${day} : ${kind}`,
  number: (id) => `Numéro ${id}`,
  greeting: (name) => (name === '' ? 'Bonjour,' : `Bonjour ${name},`),
  closing: 'Cordialement,',
  contact: (name, email) => `Pour toute question, écrivez à ${name}, ${email}.`,
  complain: (authority, address, others) =>
    `Si vous n’êtes pas d’accord, vous pouvez déposer une réclamation auprès de l’autorité de contrôle, ${authority} (${address}), ou de celle de votre pays (${others}), et saisir un tribunal.`,
  receipt: {
    what: (day) => `Nous avons reçu votre demande le ${day}.`,
    due: (day) =>
      `Nous y répondons au plus tard le ${day}. Cela ne vous coûte rien. S’il faut plus de temps, nous vous le dirons dans le premier mois, avec la raison.`,
    identity:
      'Avant de la satisfaire, nous nous assurons que c’est bien vous qui demandez. Nous vous demanderons peut-être autre chose pour cela.',
  },
  identity: {
    what: 'Avant de satisfaire votre demande, nous devons être sûrs que c’est bien vous, afin que personne d’autre n’obtienne ni ne modifie vos données.',
    please: 'Aidez-nous, s’il vous plaît :',
    kept: 'Ce que vous nous montrez pour cela n’est pas conservé.',
  },
  extension: {
    what: (day) =>
      `Il nous faut plus d’un mois pour votre demande. Nous y répondons au plus tard le ${day}, trois mois après sa réception.`,
    reason: 'La raison :',
  },
  decision: {
    'carried-out': 'Nous avons fait ce que vous demandiez.',
    partly: 'Nous avons fait une partie de ce que vous demandiez.',
    refused: 'Nous ne faisons pas ce que vous demandiez.',
    reason: 'La raison :',
    answer: 'Notre réponse :',
    kept: 'Ceci est conservé, bien que vous en ayez demandé l’effacement :',
    keptLine: (what, law, until) => `${what} : ${law}, jusqu’au ${until}. Ensuite, c’est supprimé.`,
    account: 'Vos données sont prêtes sous Mes données sur votre page, en fichiers que vous pouvez emporter.',
    file: 'Vos données sont jointes à cette lettre.',
    erased: 'Tout ce que nous gardions sur vous est effacé, ainsi que votre compte.',
    restricted: 'À partir de maintenant, rien à votre sujet ne figure dans un rapport.',
    back: 'À partir de maintenant, vous figurez de nouveau dans les rapports à votre employeur et à Microsoft, comme le dit l’avis de confidentialité.',
    withdrawn: 'Votre consentement est retiré à partir de maintenant. Ce qui a été fait avant reste licite.',
    told: 'Ceux à qui des données sur vous avaient été transmises et que cela change en sont informés.',
  },
  mail: {
    subject: {
      receipt: 'Nous avons reçu votre demande',
      identity: 'Il nous faut quelque chose de vous pour votre demande',
      extension: 'Votre demande prend plus de temps',
      decision: 'Votre demande a reçu une réponse',
    },
    what: {
      receipt:
        'Nous avons reçu une demande de vous au sujet de vos données. Le délai de notre réponse figure sur votre page.',
      identity:
        'Avant de satisfaire une demande au sujet de vos données, nous devons être sûrs que c’est bien vous. Ce que nous vous demandons figure sur votre page.',
      extension:
        'Une demande de vous au sujet de vos données prend plus d’un mois. La raison et le délai figurent sur votre page.',
      decision: 'Une demande de vous au sujet de vos données a reçu une réponse. Elle figure sur votre page.',
    },
    link: 'Ouvrir mes données',
    notYou: (email) => `Si vous n’avez rien demandé, écrivez à ${email}.`,
  },
};
