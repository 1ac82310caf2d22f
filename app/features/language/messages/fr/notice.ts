import type { Messages } from '../../messages.ts';

const ACCOUNT =
  'Tant que le compte est actif, au plus un an après sa dernière utilisation ; deux ans si vous avez seulement demandé à recevoir des nouvelles.';

export const notice: Messages['notice'] = {
  title: 'Avis de confidentialité',
  lead: 'Ce que l’académie conserve sur les personnes qui se forment, qui le reçoit, pourquoi, et pendant combien de temps.',
  none: 'Aucun avis n’a encore été publié.',
  version: (version: number) => `Version ${version}`,
  since: (day: string) => `publiée le ${day}`,
  who: {
    title: 'Qui reçoit quoi',
    text: 'Ces champs, et aucun autre, peuvent quitter l’académie. Un accord peut en omettre, mais n’en ajoute jamais.',
    list: 'La liste des participants : une ligne par atelier, avec le nom',
    exams: 'Les examens : sans nom, par mois, jamais par jour',
    field: 'Champ',
    recipients: 'Qui le reçoit',
    purpose: 'Pourquoi',
    basis: 'Base juridique',
    period: 'Durée de conservation',
    employer: 'Votre employeur',
    microsoft: 'Microsoft',
    notAgreed: 'pas actuellement',
    nobody: 'personne',
    employerNote: 'Votre employeur ne voit que son propre personnel. Microsoft voit tous les participants.',
    beside:
      'Outre ces tableaux : des enregistrements d’ateliers, avec le nom de l’atelier, peuvent être remis à Microsoft, et des nombres d’au moins dix personnes aux partenaires de l’académie. Ni les uns ni les autres ne contiennent un champ vous concernant.',
  },
  agreed: 'Ce qui n’est communiqué qu’avec votre accord',
  kept: {
    title: 'Ce qui est conservé en outre',
    text: 'Personne en dehors de l’académie n’en reçoit quoi que ce soit.',
    what: 'Quoi',
  },
  bases: {
    contract: 'Contrat',
    consent: 'Consentement',
    'legal obligation': 'Obligation légale',
    'legitimate interest': 'Intérêt légitime',
  },
  classes: {
    reported: {
      what: 'Ce qui est communiqué sur l’inscription et la progression',
      why: 'Pour communiquer l’inscription et la progression comme convenu.',
      howLong: ACCOUNT,
    },
    examReported: {
      what: 'Ce qui est communiqué sur les examens',
      why: 'Pour communiquer les mois d’examen et les résultats sans noms.',
      howLong: ACCOUNT,
    },
    account: {
      what: 'Le compte : adresses, langue, ville, inscriptions aux ateliers, messages',
      why: 'Pour faire fonctionner le compte : le trouver, vous écrire, savoir en quelle langue.',
      howLong: ACCOUNT,
    },
    right: {
      what: 'Limitations et oppositions',
      why: 'Pour vous tenir hors des rapports là où vous ou la loi le demandez.',
      howLong: ACCOUNT,
    },
    pending: {
      what: 'Une inscription qui n’est pas encore confirmée',
      why: 'Pour savoir ce qui a été saisi, une fois l’adresse prouvée et, si nécessaire, l’accord d’un tuteur obtenu.',
      howLong: 'Sept jours, sauf si elle devient un compte.',
    },
    request: {
      what: 'Les demandes relatives à vos données',
      why: 'Pour exécuter ce que vous demandez en vertu de vos droits, et le prouver.',
      howLong: 'Trois ans après la décision.',
    },
    support: {
      what: 'Questions à l’académie',
      why: 'Pour vous répondre.',
      howLong: 'Un an après la clôture.',
    },
    notification: {
      what: 'Les corrections signalées aux destinataires',
      why: 'Pour signaler aux destinataires, sans nommer personne, qu’une ligne reçue a été corrigée, effacée ou limitée.',
      howLong: 'Trois ans après le signalement.',
    },
    proof: {
      what: 'Avis lus',
      why: 'Pour prouver ce qui vous a été dit.',
      howLong: ACCOUNT,
    },
    consent: {
      what: 'Consentements donnés et retirés',
      why: 'Pour faire ce que vous avez accepté et rien de plus, et pour le prouver.',
      howLong: ACCOUNT,
    },
    history: {
      what: 'L’historique de la progression, des résultats et des imports',
      why: 'Pour montrer comment une valeur est apparue, et annuler un import erroné.',
      howLong: ACCOUNT,
    },
    opening: {
      what: 'Les enregistrements de sessions que vous avez ouverts, et quand',
      why: 'Pour savoir qui a ouvert l’enregistrement d’autres personnes ; vos formateurs peuvent le voir.',
      howLong: 'Jusqu’à ce que l’enregistrement disparaisse, un an au plus.',
    },
    moment: {
      what: 'Ce que le personnel vient de modifier concernant votre emploi ou vos examens',
      why: 'Pour annuler aussitôt une erreur.',
      howLong: 'Dix minutes ; supprimé dans l’heure.',
    },
    guardianRefusal: {
      what: 'Une adresse refusée par un parent ou tuteur, sous forme de hachage à clé',
      why: 'Pour demander à nouveau son accord si elle revient.',
      howLong: 'Un an.',
    },
    tombstone: {
      what: 'Une empreinte à clé secrète d’une adresse effacée, jamais l’adresse',
      why: 'Pour éviter qu’une personne effacée ne revienne avec l’import suivant.',
      howLong: 'Jusqu’au changement de la clé ; revu chaque année.',
    },
    disclosure: {
      what: 'Quelles lignes sont parties dans quel rapport',
      why: 'Pour prouver ce qui a été communiqué, quand, à qui et selon quel accord ; vous pouvez aussi le lire.',
      howLong: 'Trois ans après le rapport ; revu chaque année.',
    },
    ledger: {
      what: 'Le journal d’audit, avec des numéros et des noms de champs seulement',
      why: 'Pour prouver ce qui a été fait et par qui.',
      howLong: 'Au moins un an.',
    },
    signIn: {
      what: 'Les connexions : quand, comment, avec quel type de navigateur',
      why: 'Pour vous laisser entrer, vous montrer où vous êtes connecté, et y mettre fin.',
      howLong: 'Trente jours après la fin de la connexion.',
    },
    wayIn: {
      what: 'Les étapes de la connexion : codes, invitations, limites',
      why: 'Pour lier une étape à la suivante et tenir les attaquants à l’écart ; en empreintes à clé si cela suffit.',
      howLong: 'De dix minutes à sept jours, supprimé dans les trente jours qui suivent.',
    },
  },
  onOnePage: 'Où vont vos données : tout sur une page',
  cookies: {
    title: 'Cookies',
    text: 'Uniquement ce dont le service a besoin. Personne d’autre n’apprend votre visite, avec ou sans « Do Not Track ».',
    name: 'Nom',
    purpose: 'À quoi il sert',
    lifetime: 'Durée',
    signedIn: 'Sait que vous êtes connecté.',
    way: 'Lie les étapes de la connexion à ce navigateur.',
    theme: 'Retient les couleurs choisies ; ne nomme personne.',
    language: 'Retient la langue choisie ; ne nomme personne.',
    eightHours: '8 heures',
    oneYear: '1 an',
  },
  rights: {
    title: 'Vos droits',
    text: 'Vous pouvez consulter ce qui est conservé, le rectifier, le faire limiter ou effacer, vous opposer, l’emporter et retirer un consentement. C’est gratuit, l’essentiel prend effet immédiatement sur votre page, et tout le reste reçoit une réponse dans un délai d’un mois.',
    noDecisions: 'Rien n’est décidé à votre sujet par une machine seule.',
    officer: 'Délégué à la protection des données',
    authority: 'Autorité de contrôle, pour les réclamations',
    others: 'Autorités des autres pays',
  },
  text: 'L’avis en entier',
  versions: {
    title: 'Versions',
    text: 'Chaque version est conservée. Un changement est annoncé par e-mail et ici.',
    first: 'La première version.',
    changes: (version: number) => `Ce qui a changé depuis la version ${version}`,
    noChange: 'Aucune phrase n’a changé.',
    added: 'Ajouté',
    removed: 'Supprimé',
    whole: (version: number) => `La version ${version} en entier`,
  },
};
