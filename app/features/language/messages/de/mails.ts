import type { Messages } from '../../messages.ts';
import { letters } from './letters.ts';
import { breachLetter } from './breach-letter.ts';
import { supportAnswered, supportAskedBack, supportClosed } from './support-mails.ts';

export const mails: Messages['mails'] = {
  registration: {
    subject: 'Bestätigen Sie Ihre Registrierung bei der Partner Skills Academy',
    why: 'Jemand, wahrscheinlich Sie, hat sich mit dieser Adresse registriert. Bitte bestätigen Sie, dass es Ihre ist. Andernfalls wird nichts länger als sieben Tage aufbewahrt, und niemand erfährt etwas.',
    link: 'Registrierung bestätigen',
    until: 'Der Link funktioniert einmal, innerhalb von sieben Tagen.',
    notYou: 'Wenn Sie es nicht waren, tun Sie nichts: Was eingegeben wurde, wird von selbst gelöscht.',
  },
  alreadyRegistered: {
    subject: 'Sie sind bei der Partner Skills Academy registriert',
    why: 'Für diese Adresse gibt es ein Konto; eine Registrierung ist nicht nötig. Bitte melden Sie sich an.',
    link: 'Anmelden',
    notYou:
      'Wenn Sie diese Nachricht nicht erwartet haben, tun Sie nichts: Es wurde nichts geändert, und niemand erfährt, dass es das Konto gibt.',
  },
  guardian: {
    subject: 'Ihre Erlaubnis wird erbeten: Partner Skills Academy',
    why: 'Jemand von 16 Jahren oder jünger möchte sich bei der Partner Skills Academy registrieren und hat Sie als Elternteil oder Vormund genannt.',
    what: 'Die Seite hinter diesem Link sagt, um wen es geht, was gespeichert wird und wer davon erfährt. Sie können dort zustimmen oder ablehnen; dann wird alles sofort gelöscht.',
    link: 'Lesen und zustimmen oder ablehnen',
    notice: 'Datenschutzhinweis',
    until: 'Ohne Antwort innerhalb von sieben Tagen wird ebenfalls alles gelöscht.',
  },
  guardianAgreed: {
    subject: 'Ihr Elternteil oder Vormund hat zugestimmt: Partner Skills Academy',
    why: 'Ihr Elternteil oder Vormund hat zugestimmt, und Ihr Konto ist da. Bitte melden Sie sich an.',
    link: 'Anmelden',
  },
  imported: {
    subject: 'Was die Partner Skills Academy über Sie speichert',
    hello: (name: string) => (name === '' ? 'Guten Tag,' : `Guten Tag ${name},`),
    why: 'Ihr Schulungszentrum oder Ihr Arbeitgeber hat Sie bei der Partner Skills Academy registriert, weil Sie an deren Workshops teilnehmen. Sie haben das Recht zu erfahren, was das bedeutet.',
    held: 'Wir speichern Ihren Namen, Ihre dienstliche Adresse, Telefonnummer, Land, Unternehmen, Partner-ID und Funktion, die Workshops, an denen Sie teilnehmen, und wie weit Sie sind, die Monate Ihrer Prüfungen und ob Sie bestanden haben.',
    who: 'Ihr Arbeitgeber erhält dies über die eigenen Leute, Microsoft über alle Teilnehmenden. Was über Prüfungen berichtet wird, trägt keinen Namen und statt eines Tages einen Monat.',
    source:
      'Die Angaben stammen von Ihrem Schulungszentrum oder Ihrem Arbeitgeber. Rechtsgrundlage ist der Vertrag, nach dem Sie geschult werden.',
    rights:
      'Sie können alles einsehen, berichtigen, widersprechen oder es einschränken oder löschen lassen. Auf Ihrer eigenen Seite sehen Sie auch, was wann an wen über Sie berichtet wurde.',
    notice: 'Der Datenschutzhinweis mit allem, was gespeichert wird, und wie lange',
    signIn: 'Anmelden und ansehen',
  },
  placeFree: {
    hello: (name) => (name === '' ? 'Guten Tag,' : `Guten Tag ${name},`),
    subject: 'Für Sie ist ein Platz frei geworden',
    text: 'Ein Platz in einem Workshop, auf den Sie gewartet haben, gehört jetzt Ihnen. Der Workshop steht auf Ihrer Seite, und Sie können beginnen.',
    open: 'Meine Seite öffnen',
    otherwise:
      'Wenn Sie den Platz nicht mehr brauchen, melden Sie sich dort ab: Er geht dann an die nächste wartende Person.',
  },
  sessionRecorded: {
    hello: (name) => (name === '' ? 'Guten Tag,' : `Guten Tag ${name},`),
    subject: 'Eine Ihrer Durchführungen wird aufgezeichnet',
    text: 'Eine Durchführung eines Workshops, in der Sie einen Platz haben, wird aufgezeichnet. Namen, Bilder und Stimmen der Teilnehmenden können in der Aufzeichnung zu sehen und zu hören sein. Sie ist für die Lernenden des Workshops und, wo es vereinbart ist, für Microsoft, und wird an dem Tag gelöscht, der dabeisteht.',
    open: 'Meine Seite öffnen',
    calendar: 'Die Termine als Kalenderdatei',
    otherwise:
      'Möchten Sie lieber nicht zu sehen oder zu hören sein, lassen Sie Kamera und Mikrofon aus, oder sprechen Sie vorher mit Ihrem Trainer.',
  },
  sessionChanged: {
    hello: (name) => (name === '' ? 'Guten Tag,' : `Guten Tag ${name},`),
    subject: 'Eine Ihrer Durchführungen hat sich geändert',
    text: 'Wann oder wo sich eine Durchführung eines Workshops trifft, in der Sie einen Platz haben, hat sich geändert. Wie es jetzt ist, steht auf Ihrer Seite.',
    open: 'Meine Seite öffnen',
    calendar: 'Die Termine als Kalenderdatei',
    otherwise: 'Die Kalenderdatei ersetzt, was Sie früher daraus übernommen haben.',
  },
  sessionCancelled: {
    hello: (name) => (name === '' ? 'Guten Tag,' : `Guten Tag ${name},`),
    subject: 'Eine Ihrer Durchführungen fällt aus',
    text: 'Eine Durchführung eines Workshops, in der Sie einen Platz haben oder auf einen warten, fällt aus. Sie bleiben im Workshop angemeldet. Welche es ist, steht auf Ihrer Seite.',
    open: 'Meine Seite öffnen',
    calendar: 'Die Termine als Kalenderdatei',
    otherwise: 'Ihr Schulungszentrum kann Sie in eine andere aufnehmen; Sie müssen nichts tun.',
  },
  sessionReopened: {
    hello: (name) => (name === '' ? 'Guten Tag,' : `Guten Tag ${name},`),
    subject: 'Eine Ihrer Durchführungen findet doch statt',
    text: 'Eine Durchführung eines Workshops, von der wir Ihnen schrieben, dass sie ausfällt, findet doch statt. Wann, steht auf Ihrer Seite.',
    open: 'Meine Seite öffnen',
    calendar: 'Die Termine als Kalenderdatei',
    otherwise:
      'Können Sie nicht mehr kommen, sagen Sie es bitte Ihrem Trainer, oder melden Sie sich auf Ihrer Seite ab.',
  },
  outcomeAsked: {
    hello: (name) => (name === '' ? 'Guten Tag,' : `Guten Tag ${name},`),
    subject: 'Wie ist Ihre Prüfung gelaufen?',
    text: 'Eine Prüfung, die Sie gebucht hatten, liegt hinter Ihnen. Bitte sagen Sie uns, wie sie gelaufen ist: Ein Klick auf der Seite hinter diesem Link genügt.',
    open: 'Antworten',
    noSignIn:
      'Sie müssen sich nicht anmelden, und das Öffnen der Seite ändert nichts. Eine Antwort können Sie zehn Minuten lang zurücknehmen. Ihr Arbeitgeber und Microsoft lesen Ergebnisse ohne Ihren Namen.',
    stop: 'Wenn Sie es lieber nicht sagen möchten, wählen Sie das: Dann fragen wir nicht mehr nach dieser Prüfung.',
  },
  outcomeReminded: {
    hello: (name) => (name === '' ? 'Guten Tag,' : `Guten Tag ${name},`),
    subject: 'Wie Ihre Prüfung gelaufen ist: Wir fragen noch einmal',
    text: 'Vor einigen Tagen haben wir gefragt, wie eine von Ihnen gebuchte Prüfung gelaufen ist. Wir haben noch keine Antwort. Bitte sagen Sie es uns: Ein Klick auf der Seite hinter diesem Link genügt.',
    open: 'Antworten',
    noSignIn:
      'Sie müssen sich nicht anmelden, und das Öffnen der Seite ändert nichts. Eine Antwort können Sie zehn Minuten lang zurücknehmen. Ihr Arbeitgeber und Microsoft lesen Ergebnisse ohne Ihren Namen.',
    stop: 'Wenn Sie es lieber nicht sagen möchten, wählen Sie das: Dann fragen wir nicht mehr nach dieser Prüfung, weder per Mail noch am Telefon.',
  },
  conflictDecided: {
    hello: (name) => (name === '' ? 'Guten Tag,' : `Guten Tag ${name},`),
    subject: 'Es ist entschieden, was für Ihre Prüfung gilt',
    about:
      'Zu einer Ihrer Prüfungen wurden uns zwei verschiedene Ergebnisse genannt: Ihres und ein anderes. Jemand von der Akademie hat beide angesehen.',
    stands: 'Was eingetragen war, bleibt so.',
    changed: 'Nun ist das andere eingetragen und ersetzt, was dort stand.',
    open: 'Bei Ihren Prüfungen ansehen',
    wrong: (email) =>
      `Wenn Sie das für falsch halten, können Sie unter „Meine Daten“ eine Berichtigung verlangen oder an ${email} schreiben.`,
  },
  emailChange: {
    subject: 'Bestätigen Sie Ihre neue Adresse',
    what: 'Sie haben uns gebeten, ab jetzt diese Adresse zu verwenden. Bitte bestätigen Sie sie auf der Seite hinter diesem Link; das Öffnen der Seite ändert noch nichts. Der Link gilt einen Tag.',
    link: 'Neue Adresse bestätigen',
    ignore: 'Wenn Sie nicht darum gebeten haben, tun Sie nichts: Ihre Adresse bleibt, wie sie ist.',
  },
  addressChanged: {
    subject: 'Ihre Adresse wurde geändert',
    greeting: (name: string) => (name === '' ? 'Guten Tag,' : `Guten Tag ${name},`),
    what: 'Wie gewünscht ist dies nicht mehr die Adresse, mit der Sie sich bei der Partner Skills Academy anmelden, und hierher kommt keine Post mehr. Alle anderen Anmeldungen wurden beendet. Ein Arbeitskonto, das damit verknüpft war, ist getrennt.',
    notYou: (email: string) => `Wenn Sie das nicht waren, schreiben Sie bitte sofort an ${email}.`,
  },
  peopleMerged: {
    subject: 'Ihre zwei Einträge sind jetzt einer',
    greeting: (name: string) => (name === '' ? 'Guten Tag,' : `Guten Tag ${name},`),
    what: 'Zwei Einträge in der Partner Skills Academy gehören zu einer Person: einer mit dieser Adresse, einer mit einer anderen. Sie sind jetzt einer, mit allen Workshops, Prüfungen und Entscheidungen von beiden. Stand ein Workshop in beiden, zählt der weitere Fortschritt. Wo beide über eine Prüfung Verschiedenes sagten, entscheidet jemand darüber und schreibt Ihnen.',
    here: 'Sie melden sich wie bisher mit dieser Adresse an. Die andere bleibt als Ihre bekannt.',
    elsewhere:
      'Von jetzt an melden Sie sich mit Ihrer anderen Adresse an, und Post geht dorthin. Alle Anmeldungen unter dieser wurden beendet; die Adresse bleibt als Ihre bekannt.',
    wrong: (email: string) =>
      `Wenn das nicht stimmt, weil der andere Eintrag nicht Ihrer ist, schreiben Sie bitte sofort an ${email}.`,
  },
  restrictionLifted: {
    subject: 'Die Einschränkung Ihrer Daten endet',
    greeting: (name: string) => (name === '' ? 'Guten Tag,' : `Guten Tag ${name},`),
    what: 'Die Einschränkung, unter der Ihre Daten gespeichert waren, endet jetzt. Ab jetzt stehen Sie wieder in den Berichten an Ihren Arbeitgeber und an Microsoft, wie es der Datenschutzhinweis sagt.',
    link: 'Ihre Daten ansehen oder einschränken',
  },
  notificationsMade: {
    subject: 'Etwas, das Sie erhalten haben, wurde berichtigt, gelöscht oder eingeschränkt',
    what: 'Zeilen von Berichten, die Sie erhalten haben, sind nicht mehr, wie sie waren. Welche Zeilen welcher Dateien es sind und was zu tun ist, steht auf Ihrer Seite.',
    link: 'Benachrichtigungen öffnen',
  },
  code: {
    subject: 'Ihr Code für die Partner Skills Academy',
    yourCode: 'Ihr Code lautet',
    rules:
      'Er gilt einmal, zehn Minuten lang, in dem Browser, in dem er angefordert wurde. Niemand von der Akademie wird Sie je danach fragen.',
    notYou: 'Wenn nicht Sie ihn angefordert haben, tun Sie nichts: Ohne den Code kommt niemand hinein.',
  },
  workAccount: {
    subject: 'So melden Sie sich bei der Partner Skills Academy an',
    why: 'Jemand, wahrscheinlich Sie, hat einen Code angefordert, um sich mit dieser Adresse anzumelden. Sie ist mit einem Arbeitskonto verbunden, deshalb wird kein Code gesendet. Bitte melden Sie sich hier mit Ihrem Arbeitskonto an:',
    notYou: 'Wenn nicht Sie das waren, tun Sie nichts.',
  },
  accountGoes: {
    subject: 'Ihr Konto wird in 30 Tagen gelöscht',
    hello: (name: string) => (name === '' ? 'Guten Tag,' : `Guten Tag ${name},`),
    what: 'Sie haben Ihr Konto bei der Partner Skills Academy lange nicht benutzt. Was nicht benutzt wird, wird nicht aufbewahrt: In 30 Tagen wird das Konto gelöscht, mit Ihren Workshops, Prüfungen und Entscheidungen.',
    stay: 'Wenn Sie es behalten möchten, melden Sie sich bis dahin einmal an. Mehr ist nicht nötig.',
    signIn: 'Anmelden und das Konto behalten',
    otherwise:
      'Wenn Sie es nicht mehr brauchen, tun Sie nichts. Sie können später wiederkommen, als wäre es das erste Mal.',
  },
  invitation: {
    subject: 'Ihre Einladung zur Partner Skills Academy',
    person:
      'Ihr Schulungszentrum hat diese Adresse bei der Partner Skills Academy registriert. Mit diesem Link können Sie sich dort anmelden und sehen, was über Sie gespeichert ist und was berichtet wird.',
    staff:
      'Sie sollen im Portal der Partner Skills Academy arbeiten. Mit diesem Link wird Ihr Arbeitskonto eingelassen.',
    contact:
      'Ihre Organisation hat diese Adresse benannt, um ihre Berichte bei der Partner Skills Academy abzuholen. Mit diesem Link können Sie sich dort anmelden.',
    rules:
      'Er kann einmal verwendet werden, innerhalb von sieben Tagen. Ihn zu öffnen ändert nichts: Sie entscheiden dort, wie Sie sich anmelden.',
    notExpected:
      'Wenn Sie das nicht erwartet haben, tun Sie nichts. Bitte leiten Sie diese Nachricht nicht weiter: Wer den Link hat, kann ihn verwenden.',
  },
  noticeChanged: {
    subject: 'Der Datenschutzhinweis der Partner Skills Academy ändert sich',
    hello: (name: string) => (name === '' ? 'Guten Tag,' : `Guten Tag ${name},`),
    what: (day: string) => `Ab ${day} gilt eine neue Version unseres Datenschutzhinweises.`,
    wider: (days: number) =>
      `Danach geschieht mit Ihren Daten mehr als bisher: in dem, was damit getan wird, oder in dem, was Arbeitgeber oder Microsoft erhalten. Für Sie gilt das frühestens ${days} Tage nach dieser Mail, und gar nicht, wenn Sie auf Ihrer eigenen Seite widersprechen.`,
    notWider: 'Niemand erhält mehr als bisher, und mit Ihren Daten geschieht nicht mehr.',
    read: 'Was sich ändert',
    answer: 'Auf Ihrer eigenen Seite lesen und antworten',
  },
  letters,
  breachLetter,
  supportAnswered,
  supportAskedBack,
  supportClosed,
};
