import type { NoticeAnswerMessages } from '../../messages.ts';

export const noticeAnswer: NoticeAnswerMessages = {
  title: 'Der Datenschutzhinweis ändert sich',
  from: (day: string) => `Ab ${day} gilt eine neue Version.`,
  wider: (day: string) =>
    `Danach geschieht mit Ihren Daten mehr als nach der Version, die Sie kennen: in dem, was damit getan wird, oder in dem, was Arbeitgeber oder Microsoft erhalten. Das gilt für Sie ab ${day}, sofern Sie nicht widersprechen.`,
  notWider: 'Niemand erhält mehr als bisher, und mit Ihren Daten geschieht nicht mehr.',
  read: 'Ansehen, was sich ändert, und antworten',
  stays: 'Sie haben widersprochen. Was darin neu ist, gilt nicht für Sie: Ein Bericht, der es braucht, lässt Sie aus.',
  changed: 'Was sich ändert',
  whole: 'Der ganze Hinweis',
  acknowledge: 'Ich habe es gelesen',
  object: 'Ich widerspreche',
  objectHint:
    'Die Version, die Sie kennen, gilt für Sie weiter, und ein Bericht, der die neue braucht, lässt Sie aus. Nichts in Ihrer Schulung hängt davon ab, und Sie können später noch zustimmen.',
  acknowledged: 'Danke. Diese Version gilt ab jetzt für Sie.',
  objected: 'Ihr Widerspruch ist vermerkt. Was neu ist, gilt nicht für Sie.',
  none: 'Sie kennen die neueste Version des Hinweises.',
};
