import type { NoticeAnswerMessages } from '../../messages.ts';

export const noticeAnswer: NoticeAnswerMessages = {
  title: 'La notice de confidentialité change',
  from: (day: string) => `Une nouvelle version est en vigueur à partir du ${day}.`,
  wider: (day: string) =>
    `Elle indique qu’il est fait de vos données davantage que dans la version que vous connaissez : dans leur usage, ou dans ce qui est transmis aux employeurs ou à Microsoft. Cela s’applique à vous à partir du ${day}, sauf si vous vous y opposez.`,
  notWider: 'Rien de plus qu’avant n’est transmis à quiconque, ni fait de vos données.',
  read: 'Voir ce qui change, et répondre',
  stays:
    'Vous vous êtes opposé. Ce qu’elle a de nouveau ne s’applique pas à vous : un rapport qui en a besoin vous laisse de côté.',
  changed: 'Ce qui change',
  whole: 'La notice en entier',
  acknowledge: 'Je l’ai lue',
  object: 'Je m’y oppose',
  objectHint:
    'La version que vous connaissez continue de s’appliquer à vous, et un rapport qui a besoin de la nouvelle vous laisse de côté. Rien dans votre formation n’en dépend, et vous pouvez encore accepter plus tard.',
  acknowledged: 'Merci. Cette version est la vôtre désormais.',
  objected: 'Votre opposition est notée. Ce qui est nouveau ne s’applique pas à vous.',
  none: 'Vous connaissez la dernière version de la notice.',
};
