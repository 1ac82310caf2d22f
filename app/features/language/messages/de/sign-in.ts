import type { Messages } from '../../messages.ts';
import { counter } from '../../plural.ts';

const count = counter('de');

export const signIn: Messages['signIn'] = {
  title: 'Anmelden',
  lead: 'Hier gibt es keine Kennwörter: Sie melden sich über Ihre Organisation an oder mit einem Code per E-Mail.',
  or: 'oder',
  newHere: 'Neu hier?',
  knownHere: 'Schon registriert?',
  workAccount: 'Mit dem Konto, das Sie bei der Arbeit verwenden. Vielleicht sind Sie dort schon angemeldet.',
  microsoft: 'Weiter mit Microsoft',
  address: 'Ihre E-Mail-Adresse',
  addressHint:
    'Die Adresse, die uns Ihr Schulungszentrum oder Ihre Organisation genannt hat. Wir senden einen Code aus sechs Ziffern dorthin.',
  sendCode: 'Code senden',
  staff: 'Personal der Akademie:',
  staffHere: 'hier anmelden',
  faults: {
    address: 'Geben Sie eine E-Mail-Adresse ein, zum Beispiel name@firma.example.',
    code: 'Der Code hat sechs Ziffern. Übernehmen Sie ihn so, wie er in der E-Mail steht.',
    over: 'Dieser Code kann nicht mehr verwendet werden: Er ist älter als zehn Minuten, wurde zu oft versucht, oder es wurde ein neuerer gesendet. Lassen Sie einen anderen senden.',
  },
  wrongCode: (triesLeft) =>
    `Das ist nicht der Code aus der E-Mail. Sie haben noch ${count(triesLeft, { one: 'Versuch', other: 'Versuche' })}.`,
  code: {
    title: 'Geben Sie Ihren Code ein',
    lead: 'Wenn die Adresse hier bekannt ist, ist ein Code dorthin unterwegs. Er gilt zehn Minuten, in diesem Browser.',
    leadOfProof: 'Wir haben einen Code an Ihre Adresse gesendet. Er gilt zehn Minuten, in diesem Browser.',
    another: 'Ein anderer Code ist unterwegs',
    anotherText: 'Der vorige kann nicht mehr verwendet werden.',
    label: 'Code',
    hint: 'Sechs Ziffern, aus der E-Mail „Ihr Code für die Partner Skills Academy“.',
    continue: 'Weiter',
    noMail: 'Nach einer Minute noch keine E-Mail? Sehen Sie bei den unerwünschten nach, dann:',
    sendAnother: 'Anderen Code senden',
    otherAddress: 'Andere Adresse verwenden',
  },
  proof: {
    title: 'Sind Sie es noch?',
    lead: 'Was jetzt kommt, lässt sich nicht rückgängig machen; deshalb stellen wir sicher, dass niemand anderes an Ihrem Bildschirm ist. Das gilt eine Viertelstunde.',
    entra: 'Melden Sie sich noch einmal mit dem Konto Ihrer Organisation an.',
    code: 'Wir senden einen Code an Ihre Adresse, den Sie auf der nächsten Seite eingeben.',
    demo: 'In dieser Vorführung genügt ein Klick.',
    stillMe: 'Ich bin es noch',
    notNow: 'Jetzt nicht',
  },
  invitation: {
    title: 'Ihre Einladung',
    invited: 'Sie sind eingeladen',
    why: {
      person:
        'Ihr Schulungszentrum hat Sie bei der Partner Skills Academy registriert. Melden Sie sich an, um Ihre Workshops und Prüfungen zu sehen, was über Sie gespeichert ist und wem was mitgeteilt wurde.',
      staff: 'Sie sollen in diesem Portal arbeiten. Melden Sie sich mit Ihrem Arbeitskonto des Schulungsverbands an.',
      contact: 'Ihre Organisation hat Sie benannt, um ihre Berichte abzuholen. Melden Sie sich an, um sie zu finden.',
    },
    staffAccount: 'Von da an lässt dieses Konto Sie ein.',
    workAccount: 'Mit dem Konto, das Sie bei der Arbeit verwenden. Von da an lässt es Sie ein.',
    byCode: 'Ohne Arbeitskonto: Wir senden einen Code aus sechs Ziffern an die eingeladene Adresse.',
    sendCode: 'Code an die eingeladene Adresse senden',
    notSetUp: 'Diese Art der Anmeldung ist noch nicht eingerichtet',
    notSetUpText:
      'Bitte sagen Sie einer Administratorin oder einem Administrator der Akademie Bescheid. Die Einladung bleibt gültig.',
    gone: 'Diese Einladung kann nicht verwendet werden',
    goneText:
      'Sie wurde schon verwendet, ist älter als sieben Tage, oder eine neuere ist an ihre Stelle getreten. Vielleicht wurde die Adresse nicht vollständig übernommen.',
    goneNext:
      'Wenn Sie schon einmal hier waren, melden Sie sich einfach an. Sonst bitten Sie um eine neue: Ihr Schulungszentrum oder die Verwaltung der Akademie.',
  },
  noAccess: {
    title: 'Kein Zugang',
    noRole: 'Sie haben hier zurzeit keine Rolle',
    noRoleText:
      'Sie sind angemeldet, aber es gibt nichts, was Sie öffnen dürfen. Rollen vergibt die Verwaltung der Akademie; fragen Sie dort, und melden Sie sich dann erneut an.',
    unknown: 'Dieses Konto gehört niemandem, der hier bekannt ist',
    unknownText:
      'Ihre Organisation hat Sie angemeldet, aber das Konto ist mit keiner lernenden Person, keinem Berichtsempfänger und niemandem vom Personal verbunden. Nach der Adresse darin richten wir uns nicht: Jeder könnte eine eingetragen haben.',
    asked: 'Wenn unter dieser Adresse jemand zum Lernen registriert ist, ist eine Einladung dorthin unterwegs',
    askedText:
      'Öffnen Sie den Link darin in diesem Browser, und wählen Sie „Weiter mit Microsoft“. Er gilt sieben Tage.',
    registered: 'Mein Schulungszentrum hat mich registriert',
    address: 'Die Adresse, mit der Sie registriert wurden',
    addressHint: 'Wir senden eine Einladung dorthin, die sie mit diesem Konto verbindet. An keine andere Adresse.',
    send: 'Einladung senden',
    others: 'Jemand anderes',
    reports: 'Sie holen Berichte ab: Bitten Sie die Verwaltung der Akademie um eine Einladung.',
    staff: 'Sie gehören zum Personal: Melden Sie sich ab, und wählen Sie „Personal der Akademie: hier anmelden“.',
    wrong: 'Sie haben das falsche Konto verwendet: Melden Sie sich ab, und beginnen Sie von vorn.',
  },
  signIns: {
    title: 'Wo Sie angemeldet sind',
    lead: (minutes) =>
      `Eine Anmeldung endet von selbst nach ${minutes} Minuten ohne Nutzung und spätestens nach acht Stunden. Beenden Sie eine, die Sie nicht kennen: Sie ist sofort draußen.`,
    endOthers: 'Alle anderen beenden',
    list: 'Anmeldungen',
    thisOne: 'Diese',
    methods: { entra: 'Arbeitskonto', code: 'Code per E-Mail', demo: 'Vorführung' },
    since: (time) => `seit ${time}`,
    lastUsed: (time) => `zuletzt verwendet ${time}`,
    signOutHere: 'Hier abmelden',
    end: 'Beenden',
    endOf: (browser, time) => `Anmeldung in ${browser} seit ${time} beenden`,
    nowhere: 'Sie sind nirgendwo sonst angemeldet.',
    learnsToo: 'Sie lernen hier auch. Um zurückzukommen, melden Sie sich neu an.',
    toLearning: 'Zu meinem Lernen',
  },
};
