import type { Messages } from '../../messages.ts';

export const outcome: Messages['outcome'] = {
  title: 'Comment s’est passé votre examen ?',
  ask: (exam) => `Comment s’est passé ${exam} ?`,
  lead: (month) =>
    `Vous l’aviez réservé pour ${month}. Une seule réponse suffit, sans vous connecter. Votre employeur et Microsoft lisent les résultats sans votre nom.`,
  follows: {
    passed: 'Félicitations',
    failed: 'Vous pouvez le réserver de nouveau',
    'not-taken': 'Cela n’est communiqué à personne',
    'rather-not-say': 'Nous ne vous interrogerons plus sur cet examen',
  },
  thanks: 'Merci',
  youAnswered: (answer) => `Votre réponse : ${answer}.`,
  canUndo: (time) => `Vous pouvez la retirer jusqu’à ${time}. Ensuite, elle compte.`,
  undo: 'Retirer la réponse',
  settled: {
    counts: 'Cette réponse compte désormais. Si elle est inexacte, connectez-vous et contestez-la parmi vos examens.',
    'not-taken':
      'Il est noté que vous ne l’avez pas passé ; cela n’est communiqué à personne. Si vous l’avez passé, connectez-vous et saisissez-le de nouveau.',
    'rather-not-say':
      'Nous ne vous interrogerons plus sur cet examen. Si vous changez d’avis, connectez-vous et dites-le parmi vos examens.',
  },
  disputed:
    'Autre chose a été enregistré pour cet examen. Votre réponse est conservée et l’académie tranchera ; d’ici là, ce qui est enregistré reste valable.',
  known: 'Il n’y a plus rien à répondre',
  knownText:
    'Le résultat de cet examen est déjà connu, ou l’examen a été annulé ou déplacé. Vous le trouverez parmi vos examens.',
  gone: 'Ce lien ne peut pas être utilisé',
  goneText:
    'Il date de plus de trois mois, ou l’adresse n’a pas été copiée en entier. Une fois connecté, vous pourrez dire comment s’est passé chacun de vos examens.',
  signIn: 'Se connecter',
};
