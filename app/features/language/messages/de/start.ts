import type { Messages } from '../../messages.ts';

export const start: Messages['start'] = {
  title: 'Lernen, Prüfungen ablegen und genau wissen, was über Sie berichtet wird.',
  lead: 'Das Portal für Menschen aus Partnerunternehmen, die Workshops besuchen und Microsoft-Prüfungen ablegen, für alle, die sie schulen, und für alle, die Berichte erhalten.',
  register: 'Registrieren',
  signIn: 'Anmelden',
  readNotice: 'Datenschutzhinweis lesen',
  promises: {
    learn: {
      title: 'Lernen',
      text: 'Halten Sie fest, wie weit Sie in einem Workshop sind, und behalten Sie Ihre Prüfungen nach Monaten an einem Ort.',
    },
    nothingMore: {
      title: 'Mehr geht nicht hinaus',
      text: 'Ihr Arbeitgeber und Microsoft erhalten die vereinbarten Felder und keine anderen. Prüfungsergebnisse tragen keinen Namen.',
    },
    onRecord: {
      title: 'Nachlesbar',
      text: 'Jeder Bericht belegt, was er enthält, und Sie können lesen, was wem wann über Sie mitgeteilt wurde.',
    },
  },
  told: {
    title: 'Was Ihr Arbeitgeber und Microsoft erfahren können',
    text: 'Höchstens diese Felder; eine Vereinbarung kann welche weglassen. Über Prüfungen wird nach Monaten berichtet, nie nach Tagen, und ohne zu sagen, wessen sie waren.',
    list: { title: 'Registrierung und Fortschritt', note: 'Eine Zeile je Person und Workshop.' },
    exams: {
      title: 'Prüfungen',
      note: 'Kein Name, keine E-Mail-Adresse, keine Partner-ID: Eine Zeile sagt nicht, wessen Prüfung es war.',
    },
  },
  unsubscribe: {
    title: 'Werbung per E-Mail beenden',
    text: 'Danach schreiben wir Ihnen nur noch zu Ihren eigenen Workshops, Prüfungen und Daten.',
    button: 'Keine Angebote mehr senden',
    done: 'Erledigt: Wir senden Ihnen keine Angebote mehr',
    doneText: 'Das gilt ab sofort. Auf Ihrer eigenen Seite können Sie es sich anders überlegen.',
    gone: 'Dieser Link kann nicht verwendet werden',
    goneText:
      'Vielleicht wurde er nicht vollständig kopiert. Auf Ihrer eigenen Seite können Sie Werbung ebenfalls beenden.',
  },
};
