import type { Messages } from '../../messages.ts';

export const exams: Messages['exams'] = {
  title: 'Examens',
  lead: 'Réservez un examen pour un mois ; aucun jour n’est demandé. Votre employeur et Microsoft lisent l’examen, le pays, l’entreprise et le mois, puis, une fois connu, s’il est réussi : jamais votre nom.',
  none: 'Pas encore d’examen',
  noneText:
    'Réservez l’examen que vous voulez passer, pour le mois où vous voulez le passer. Aucun jour n’est demandé.',
  byMonth: 'Par mois',
  now: 'maintenant',
  nothingBooked: 'rien de réservé',
  howDidItGo: 'Comment cela s’est-il passé ?',
  standings: {
    booked: 'réservé',
    'this-month': 'ce mois-ci',
    unknown: 'résultat inconnu',
    passed: 'réussi',
    failed: 'non réussi',
    'not-taken': 'non passé',
    cancelled: 'annulé',
  },
  claims: {
    passed: 'Réussi',
    failed: 'Non réussi',
    'not-taken': 'Je ne l’ai pas passé',
    'rather-not-say': 'Je préfère ne pas le dire',
  },
  answered: (answer) =>
    `Vous avez répondu « ${answer} » par le lien de notre e-mail. Cela comptera dix minutes après votre réponse.`,
  book: 'Réserver un examen',
  bookIt: 'Réserver',
  exam: 'Examen',
  month: 'Mois',
  choose: 'Choisir…',
  ahead: 'Ce mois-ci et après',
  past: 'Avant, déjà passé',
  yours: 'Vos examens',
  of: (exam) => `de ${exam}`,
  change: 'Modifier la réservation',
  otherMonth: 'Mois',
  move: 'Déplacer',
  cancel: 'Annuler la réservation',
  howDidExamGo: (exam) => `Comment s’est passé ${exam} ?`,
  save: 'Enregistrer',
  contest: 'Ce n’est pas exact',
  contestText: (day) =>
    `Vous pouvez contester ce résultat jusqu’au ${day}. Ce qui est enregistré reste valable jusqu’à la décision d’un formateur ; rien n’est écrasé.`,
  whatHappened: 'Que s’est-il passé ?',
  contestIt: 'Contester',
  contested: (claim) =>
    `Vous contestez ce résultat (« ${claim} »). Un formateur décide ; d’ici là, ce qui est enregistré reste valable.`,
  tooLateToContest: 'Un résultat peut être contesté pendant quatorze jours. Si celui-ci est faux,',
  toRectification: 'demandez une correction sous Mes données.',
  done: {
    booked: (exam, month) => `${exam} est réservé pour ${month}.`,
    moved: (exam, month) => `${exam} est maintenant en ${month}.`,
    cancelled: (exam) => `${exam} est annulé. Vous pouvez le réserver de nouveau à tout moment.`,
    contested: (exam) => `Vous contestez le résultat de ${exam}. Un formateur va l’examiner.`,
    passed: (exam) => `${exam} : réussi. Félicitations !`,
    failed: (exam) => `${exam} : non réussi. Vous pouvez le réserver de nouveau.`,
    'not-taken': (exam) => `${exam} : non passé. Vous pouvez le réserver de nouveau.`,
  },
  faults: {
    'month-invalid': 'Choisissez un mois dans la liste.',
    'month-too-far': 'Choisissez un mois entre l’an dernier et les deux années à venir.',
    'month-ahead':
      'Cet examen a lieu dans un mois à venir : vous pourrez dire comment il s’est passé dès que ce mois aura commencé.',
    closed: 'Cet examen est déjà clos. Rien n’a été modifié.',
    'other-outcome-known':
      'Un autre résultat est déjà enregistré, et rien n’a été écrasé. S’il est faux, contestez-le.',
    'nothing-recorded': 'Aucun résultat n’est encore enregistré : il n’y a rien à contester.',
    same: 'C’est ce qui est déjà enregistré.',
    'too-late': 'Un résultat peut être contesté pendant quatorze jours. Demandez une correction sous Mes données.',
    'exam-unknown': 'Nous ne connaissons pas cet examen. Choisissez-en un dans la liste.',
    'not-employed':
      'Nous ne savons pas pour quelle entreprise vous travaillez actuellement ; aucun examen ne peut donc être réservé. Votre centre de formation peut vous aider.',
    'already-open':
      'Vous avez déjà une réservation en cours pour cet examen. Déplacez-la, ou dites comment cela s’est passé.',
    'not-chosen': 'Choisissez d’abord une réponse. Rien n’a été modifié.',
    'not-found': 'Cet examen n’est plus ici. Rien n’a été modifié.',
    unreadable: 'Ce formulaire n’a pas pu être lu. Rien n’a été modifié.',
  },
};
