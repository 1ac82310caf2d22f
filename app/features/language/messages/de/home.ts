import type { Messages } from '../../messages.ts';
import { counter } from '../../plural.ts';

const count = counter('de');

export const home: Messages['home'] = {
  title: 'Mein Lernen',
  hello: (name) => `Guten Tag, ${name}`,
  ahead: (workshops, exams) =>
    `${count(workshops, { one: 'Workshop', other: 'Workshops' })}, ${exams === 0 ? 'keine Prüfung' : count(exams, { one: 'Prüfung', other: 'Prüfungen' })} in Aussicht.`,
  next: 'Als Nächstes:',
  steps: {
    outcome: (exam) => `sagen, wie ${exam} gelaufen ist`,
    progress: (workshop) => `Fortschritt in ${workshop} eintragen`,
    book: (exam) => `${exam} buchen`,
    enrol: 'einen Workshop wählen',
  },
  unconfirmed:
    'Noch hat niemand bestätigt, dass Sie für das genannte Unternehmen arbeiten. Das tut Ihr Schulungszentrum; bis dahin stehen Sie in keinem Bericht.',
  workshops: 'Workshops',
  noWorkshop: 'Noch kein Workshop',
  noWorkshopText:
    'Melden Sie sich unten zu einem offenen Workshop an. Sobald ein Schulungszentrum Sie zu einem weiteren angemeldet hat, steht er hier, und Sie können eintragen, wie weit Sie sind.',
  leadsTo: (exam) => `führt zu ${exam}`,
  waiting:
    'Sie stehen auf der Warteliste. Wird ein Platz frei, gehört er sofort Ihnen, und wir schreiben Ihnen eine E-Mail.',
  lastSet: (day) => `Zuletzt eingetragen am ${day}`,
  notSet: 'Nach Angabe Ihres Schulungszentrums; hier noch nicht eingetragen',
  notBegun: 'Noch nicht begonnen',
  done: 'Fertig',
  progressIn: (workshop) => `Fortschritt in ${workshop}`,
  percentIn: (workshop) => `Fortschritt in ${workshop}, Prozent`,
  save: 'Speichern',
  change: 'Ändern',
  less: (percent) => `Das ist weniger als die bisherigen ${percent} %. Nennen Sie den Grund, und speichern Sie dann.`,
  why: 'Warum ist es weniger?',
  choose: 'Bitte wählen …',
  because: {
    mistake: 'Es war ein Versehen',
    'started-over': 'Ich habe neu begonnen',
    'content-changed': 'Der Workshop hat sich geändert',
  },
  faults: {
    'out-of-range': 'Der Fortschritt geht von 0 bis 100.',
    'not-whole': 'Geben Sie eine ganze Zahl von 0 bis 100 ein, zum Beispiel 40.',
    'because-missing': 'Sagen Sie, warum es weniger ist als zuvor. Es wurde noch nichts geändert.',
    unreadable: 'Dieses Formular konnte nicht gelesen werden. Es wurde nichts geändert.',
    'not-open':
      'Zu diesem Workshop kann man sich im Moment nicht selbst anmelden. Ihr Schulungszentrum weiß mehr darüber.',
  },
  changed: {
    same: (workshop, _from, to) => `${workshop} stand schon bei ${to} %.`,
    done: (workshop) => `${workshop} ist geschafft. Gut gemacht!`,
    lower: (workshop, from, to) => `${workshop} ging von ${from} % auf ${to} % zurück.`,
    higher: (workshop, _from, to) => `${workshop} steht jetzt bei ${to} %.`,
  },
  more: 'Mehr',
  moreOf: (workshop) => `zu ${workshop}`,
  history: 'Der bisherige Verlauf',
  saidBy: { person: 'Sie', staff: 'Ihre Trainerin oder Ihr Trainer', system: 'ein Import' },
  recordings: 'Aufzeichnungen',
  until: (day) => `bis ${day}`,
  recordingsFor:
    'Für die Lernenden dieses Workshops und, wo es vereinbart ist, für Microsoft. Wer eine öffnet, wird vermerkt, ist für Ihre Trainer zu sehen und wird vergessen, wenn die Aufzeichnung verschwindet.',
  session: {
    of: (title: string) => `Durchführung: ${title}`,
    next: (when: string) => `Nächster Termin: ${when}`,
    over: 'Alle Termine sind vorbei.',
    cancelled:
      'Diese Durchführung fällt aus. Sie bleiben im Workshop angemeldet; Ihr Schulungszentrum kann Sie in eine andere aufnehmen.',
    recorded:
      'Diese Durchführung wird aufgezeichnet: Namen, Bilder und Stimmen der Teilnehmenden können darin zu sehen und zu hören sein. Die Aufzeichnung ist für die Lernenden dieses Workshops und, wo es vereinbart ist, für Microsoft.',
    join: 'Online-Termin öffnen',
    seen: 'Ihr Name und Ihr Bild sind dort für andere sichtbar.',
    calendar: 'Kalenderdatei',
    calendarOf: (workshop: string) => `für ${workshop}`,
    note: 'Notiz Ihrer Trainer, steht in keinem Bericht',
  },
  withdraw: {
    title: 'Abmelden',
    text: 'Der Workshop verschwindet von dieser Seite und ab jetzt aus jedem Bericht. Wartet jemand auf Ihren Platz, bekommt ihn diese Person sofort. Sie können sich wieder anmelden und beginnen dann bei 0 %.',
    leaveText: 'Sie verlieren Ihren Rang. Sie können sich wieder anmelden und warten dann hinter allen anderen.',
    button: 'Vom Workshop abmelden',
    leave: 'Warteliste verlassen',
    from: (workshop) => `: ${workshop}`,
    done: (workshop) => `Sie sind von ${workshop} abgemeldet. Sie finden ihn unter den offenen Workshops.`,
  },
  enrol: {
    title: 'Offene Workshops',
    text: 'Hier können Sie sich selbst anmelden. Ihr Arbeitgeber und Microsoft erfahren davon in ihrem nächsten Bericht.',
    button: 'Teilnehmen',
    in: (workshop) => `an ${workshop}`,
    session: 'Durchführung',
    withoutSession: 'keine bestimmte',
    limited: 'begrenzte Plätze',
    recorded: 'wird aufgezeichnet',
    recordedText:
      'Wo „wird aufgezeichnet“ steht, können Namen, Bilder und Stimmen der Teilnehmenden zu sehen und zu hören sein. Die Aufzeichnung ist für die Lernenden des Workshops und, wo es vereinbart ist, für Microsoft.',
    enrolled: (workshop) => `Sie nehmen an ${workshop} teil.`,
    waiting: (workshop) => `Alle Plätze von ${workshop} sind vergeben: Sie stehen auf der Warteliste.`,
  },
  certificate: {
    get: 'Zertifikat (PDF)',
    of: (workshop) => `für ${workshop}`,
    title: 'Abschlusszertifikat',
    saysThat: 'Hiermit wird bestätigt:',
    hasCompleted: 'hat den folgenden Workshop abgeschlossen',
    byAddress: 'Dieser Schrift fehlen Zeichen des Namens: An seiner Stelle steht die registrierte Adresse.',
    madeBy: (academy) => `Ausgestellt von der ${academy} nach den Angaben der Person im Portal.`,
  },
  exams: 'Prüfungen',
  allExams: 'Buchen, verschieben oder sagen, wie es lief',
  reported: {
    title: 'Was zuletzt über Sie berichtet wurde',
    nothing:
      'Noch nichts. Sobald ein Bericht, in dem Sie vorkommen, Ihren Arbeitgeber oder Microsoft erreicht, steht er hier mit jedem Feld.',
    fields: (fields, what) => `${count(fields, { one: 'Feld', other: 'Felder' })}, ${what}`,
    workshops: (rows) => count(rows, { one: 'Workshop', other: 'Workshops' }),
    exams: (rows) => `${count(rows, { one: 'Prüfung', other: 'Prüfungen' })} ohne Ihren Namen`,
    show: 'anzeigen',
    reportOf: (period, fields) => `Bericht für ${period}: ${fields}.`,
    all: 'Alle meine Daten: ansehen, herunterladen, berichtigen, einschränken, löschen',
  },
};
