import type { Messages } from '../../messages.ts';
import { counter } from '../../plural.ts';

const count = counter('fr');

export const home: Messages['home'] = {
  title: 'Ma formation',
  hello: (name) => `Bonjour ${name}`,
  ahead: (workshops, exams) =>
    `${count(workshops, { one: 'atelier', other: 'ateliers' })}, ${exams === 0 ? 'aucun examen' : count(exams, { one: 'examen', other: 'examens' })} à venir.`,
  next: 'Prochaine étape :',
  steps: {
    outcome: (exam) => `dire comment s’est passé ${exam}`,
    progress: (workshop) => `indiquer votre progression dans ${workshop}`,
    book: (exam) => `réserver ${exam}`,
    enrol: 'choisir un atelier',
  },
  unconfirmed:
    'Personne n’a encore confirmé que vous travaillez pour l’entreprise indiquée. Votre centre de formation le fait ; d’ici là, vous ne figurez dans aucun rapport.',
  workshops: 'Ateliers',
  noWorkshop: 'Pas encore d’atelier',
  noWorkshopText:
    'Inscrivez-vous ci-dessous à un atelier ouvert. Dès qu’un centre de formation vous aura inscrit à un autre, il figurera ici et vous pourrez dire où vous en êtes.',
  leadsTo: (exam) => `mène à ${exam}`,
  waiting:
    'Vous êtes sur la liste d’attente. Une place qui se libère est à vous aussitôt, et nous vous en informons par e-mail.',
  lastSet: (day) => `Dernière mise à jour : ${day}`,
  notSet: 'Selon votre centre de formation ; pas encore indiqué ici',
  notBegun: 'Pas encore commencé',
  done: 'Terminé',
  progressIn: (workshop) => `Progression dans ${workshop}`,
  percentIn: (workshop) => `Progression dans ${workshop}, en pour cent`,
  save: 'Enregistrer',
  change: 'Modifier',
  less: (percent) => `C’est moins que les ${percent} % précédents. Dites pourquoi, puis enregistrez.`,
  why: 'Pourquoi est-ce moins ?',
  choose: 'Choisir…',
  because: {
    mistake: 'C’était une erreur',
    'started-over': 'J’ai recommencé',
    'content-changed': 'L’atelier a changé',
  },
  faults: {
    'out-of-range': 'La progression va de 0 à 100.',
    'not-whole': 'Saisissez un nombre entier de 0 à 100, par exemple 40.',
    'because-missing': 'Dites pourquoi c’est moins qu’avant. Rien n’a encore été modifié.',
    unreadable: 'Ce formulaire n’a pas pu être lu. Rien n’a été modifié.',
    'not-open':
      'On ne peut pas s’inscrire soi-même à cet atelier pour l’instant. Votre centre de formation peut vous en dire plus.',
  },
  changed: {
    same: (workshop, _from, to) => `${workshop} était déjà à ${to} %.`,
    done: (workshop) => `${workshop} est terminé. Bravo !`,
    lower: (workshop, from, to) => `${workshop} est redescendu de ${from} % à ${to} %.`,
    higher: (workshop, _from, to) => `${workshop} est maintenant à ${to} %.`,
  },
  more: 'Plus',
  moreOf: (workshop) => `sur ${workshop}`,
  history: 'L’historique',
  saidBy: { person: 'vous', staff: 'votre formateur', system: 'un import' },
  recordings: 'Enregistrements',
  until: (day) => `jusqu’au ${day}`,
  recordingsFor:
    'Pour les apprenants de cet atelier et, si cela est convenu, pour Microsoft. Qui en ouvre un est noté, visible pour vos formateurs, et oublié quand l’enregistrement disparaît.',
  session: {
    of: (title: string) => `Session : ${title}`,
    next: (when: string) => `Prochaine séance : ${when}`,
    over: 'Toutes les séances sont terminées.',
    cancelled:
      'Cette session est annulée. Vous restez inscrit à l’atelier ; votre centre de formation peut vous placer dans une autre.',
    recorded:
      'Cette session est enregistrée : les noms, les images et les voix des participants peuvent y être vus et entendus. L’enregistrement est destiné aux apprenants de cet atelier et, si cela est convenu, à Microsoft.',
    join: 'Ouvrir la réunion en ligne',
    seen: 'Votre nom et votre photo y seront visibles pour les autres.',
    calendar: 'Fichier d’agenda',
    calendarOf: (workshop: string) => `de ${workshop}`,
    note: 'Note de vos formateurs, dans aucun rapport',
  },
  withdraw: {
    title: 'Se désinscrire',
    text: 'L’atelier quitte cette page et, dès maintenant, tous les rapports. Si quelqu’un attend votre place, elle lui revient aussitôt. Vous pourrez vous réinscrire et repartirez de 0 %.',
    leaveText: 'Vous perdez votre tour. Vous pourrez vous réinscrire et attendrez derrière tous les autres.',
    button: 'Se désinscrire',
    leave: 'Quitter la liste d’attente',
    from: (workshop) => `de ${workshop}`,
    done: (workshop) => `Vous êtes désinscrit de ${workshop}. Vous le retrouvez parmi les ateliers ouverts.`,
  },
  enrol: {
    title: 'Ateliers ouverts',
    text: 'Vous pouvez vous y inscrire vous-même. Votre employeur et Microsoft l’apprennent par leur prochain rapport.',
    button: 'S’inscrire',
    in: (workshop) => `à ${workshop}`,
    session: 'Session',
    withoutSession: 'aucune en particulier',
    limited: 'places limitées',
    recorded: 'enregistrée',
    recordedText:
      'Une session marquée « enregistrée » peut montrer les noms, les images et les voix des participants. L’enregistrement est destiné aux apprenants de l’atelier et, si cela est convenu, à Microsoft.',
    enrolled: (workshop) => `Vous êtes inscrit à ${workshop}.`,
    waiting: (workshop) => `Toutes les places de ${workshop} sont prises : vous êtes sur la liste d’attente.`,
  },
  certificate: {
    get: 'Attestation (PDF)',
    of: (workshop) => `de ${workshop}`,
    title: 'Attestation de fin de formation',
    saysThat: 'Il est attesté que',
    hasCompleted: 'a terminé l’atelier',
    byAddress: 'Cette police n’a pas tous les signes du nom : l’adresse enregistrée en tient lieu.',
    madeBy: (academy) => `Délivrée par la ${academy}, d’après ce que la personne a indiqué dans le portail.`,
  },
  exams: 'Examens',
  allExams: 'Réserver, déplacer ou dire comment cela s’est passé',
  reported: {
    title: 'Ce qui a été communiqué en dernier à votre sujet',
    nothing:
      'Rien pour l’instant. Lorsqu’un rapport où vous figurez parviendra à votre employeur ou à Microsoft, il figurera ici avec chaque champ.',
    fields: (fields, what) => `${count(fields, { one: 'champ', other: 'champs' })}, ${what}`,
    workshops: (rows) => count(rows, { one: 'atelier', other: 'ateliers' }),
    exams: (rows) => `${count(rows, { one: 'examen', other: 'examens' })} sans votre nom`,
    show: 'afficher',
    reportOf: (period, fields) => `Rapport de ${period} : ${fields}.`,
    all: 'Toutes mes données : consulter, télécharger, corriger, limiter, effacer',
  },
};
