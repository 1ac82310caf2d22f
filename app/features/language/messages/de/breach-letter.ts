import type { Messages } from '../../messages.ts';

export const breachLetter: Messages['mails']['breachLetter'] = {
  subject: 'Was mit Daten über Sie bei der Partner Skills Academy geschehen ist',
  greeting: (name: string) => (name === '' ? 'Guten Tag,' : `Guten Tag ${name},`),
  sorry:
    'Mit Daten über Sie ist etwas geschehen, das nicht hätte geschehen dürfen. Das tut uns leid; hier lesen Sie, was wir wissen.',
  whatHappened: 'Was geschehen ist',
  kinds: {
    'wrong-recipient': 'Ein Bericht mit Daten über Sie ist zu jemandem gelangt, für den er nicht bestimmt war.',
    'lost-file': 'Ein Bericht mit Daten über Sie ist oder war dort, wo er nicht sein sollte.',
    'account-taken':
      'Jemand war ohne Recht dazu als eine der Personen angemeldet, die Berichte abholen. Dort konnten Berichte mit Daten über Sie gelesen werden.',
    other: 'Ein Vorfall betrifft Daten, die die Akademie über Sie aufbewahrt.',
  },
  between: (from: string, to: string) => `Es geschah zwischen dem ${from} und dem ${to}.`,
  on: (day: string) => `Es geschah am ${day}.`,
  since: (day: string) => `Es geschah am ${day} oder später.`,
  known: (day: string) => `Wir wissen davon seit dem ${day}.`,
  whatOfYou: 'Um welche Daten es geht',
  byName: 'Mit Ihrem Namen, soweit Sie darin stehen:',
  withoutName: 'Über Prüfungen, ohne Ihren Namen und ohne Tag:',
  account:
    'Was Ihr Konto sonst enthält: Sprache, Ort, Workshops und Anmeldungen. Wir bewahren keine Passwörter und keine Bank- oder Ausweisnummern auf.',
  stillFinding: 'Das finden wir noch heraus; wir schreiben Ihnen wieder.',
  whatMayCome: 'Was daraus entstehen kann',
  consequences: {
    'unwanted-contact': 'Sie bekommen vielleicht Mails oder Anrufe, um die Sie nicht gebeten haben.',
    phishing: 'Jemand gibt sich vielleicht als die Akademie oder als Ihr Arbeitgeber aus.',
    'known-at-work': 'Andere erfahren vielleicht, wo Sie arbeiten und was Sie lernen.',
    'exam-known': 'Andere erraten vielleicht, wie eine Ihrer Prüfungen ausging.',
    unavailable: 'Ihre Daten waren eine Zeit lang nicht nutzbar, oder ein Teil muss neu eingegeben werden.',
  },
  whatWeDid: 'Was wir getan haben',
  measures: {
    'deletion-confirmed': 'Wer die Datei hatte, hat schriftlich bestätigt, dass sie gelöscht ist.',
    'access-ended': 'Das Konto wurde gesperrt, und seine Anmeldungen wurden beendet.',
    'file-withdrawn': 'Die Datei wurde von dort zurückgeholt, wo sie war.',
    'cause-mended': 'Was es möglich machte, wurde behoben.',
    'police-told': 'Wir haben Anzeige bei der Polizei erstattet.',
  },
  whatYouCanDo: 'Was Sie tun können',
  advice:
    'Seien Sie vorsichtig bei Nachrichten, die nach einem Passwort, einem Code oder nach Geld fragen. Niemand von der Akademie wird Sie je danach fragen.',
  ask: (name: string, email: string) => `Sie können alles dazu fragen: ${name}, ${email}.`,
  complain: (name: string, address: string) =>
    `Sie können sich auch bei der Aufsichtsbehörde beschweren: ${name}, ${address}.`,
};
