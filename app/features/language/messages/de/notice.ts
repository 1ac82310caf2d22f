import type { Messages } from '../../messages.ts';

const ACCOUNT =
  'Solange das Konto aktiv ist, höchstens ein Jahr nach der letzten Nutzung; zwei Jahre, wenn Sie nur Neuigkeiten haben wollten.';

export const notice: Messages['notice'] = {
  title: 'Datenschutzhinweis',
  lead: 'Was die Akademie über Lernende speichert, wer es erhält, warum und wie lange.',
  none: 'Es wurde noch kein Hinweis veröffentlicht.',
  version: (version: number) => `Version ${version}`,
  since: (day: string) => `veröffentlicht am ${day}`,
  who: {
    title: 'Wer was erhält',
    text: 'Diese Felder und keine anderen können die Akademie verlassen. Eine Vereinbarung kann welche weglassen, fügt aber nie eines hinzu.',
    list: 'Die Teilnehmerliste: eine Zeile je Workshop, mit Namen',
    exams: 'Prüfungen: ohne Namen, nach Monaten, nie nach Tagen',
    field: 'Feld',
    recipients: 'Wer es erhält',
    purpose: 'Warum',
    basis: 'Rechtsgrundlage',
    period: 'Wie lange wir es aufbewahren',
    employer: 'Ihr Arbeitgeber',
    microsoft: 'Microsoft',
    notAgreed: 'derzeit nicht',
    nobody: 'niemand',
    employerNote: 'Ihr Arbeitgeber sieht nur die eigenen Leute. Microsoft sieht alle Teilnehmenden.',
    beside:
      'Neben diesen Tabellen: Aufzeichnungen von Workshops, mit dem Namen des Workshops, können an Microsoft gehen, und Anzahlen von zehn Personen oder mehr an Partner der Akademie. Beides enthält kein Feld von Ihnen.',
  },
  agreed: 'Was nur weitergegeben wird, wenn Sie einwilligen',
  kept: {
    title: 'Was sonst gespeichert wird',
    text: 'Niemand außerhalb der Akademie erhält etwas davon.',
    what: 'Was',
  },
  bases: {
    contract: 'Vertrag',
    consent: 'Einwilligung',
    'legal obligation': 'Rechtliche Verpflichtung',
    'legitimate interest': 'Berechtigtes Interesse',
  },
  classes: {
    reported: {
      what: 'Was über Registrierung und Fortschritt berichtet wird',
      why: 'Um Registrierung und Fortschritt wie vereinbart zu berichten.',
      howLong: ACCOUNT,
    },
    examReported: {
      what: 'Was über Prüfungen berichtet wird',
      why: 'Um Prüfungsmonate und Ergebnisse ohne Namen zu berichten.',
      howLong: ACCOUNT,
    },
    account: {
      what: 'Das Konto: Adressen, Sprache, Ort, Anmeldungen zu Workshops, E-Mails',
      why: 'Um das Konto zu führen: es zu finden, Ihnen zu schreiben, die Sprache zu kennen.',
      howLong: ACCOUNT,
    },
    right: {
      what: 'Einschränkungen und Widersprüche',
      why: 'Um Sie aus Berichten herauszuhalten, wo Sie oder das Gesetz es verlangen.',
      howLong: ACCOUNT,
    },
    pending: {
      what: 'Eine noch nicht bestätigte Registrierung',
      why: 'Um zu wissen, was eingegeben wurde, sobald die Adresse bestätigt ist und, wo nötig, ein Vormund zugestimmt hat.',
      howLong: 'Sieben Tage, es sei denn, es wird ein Konto daraus.',
    },
    request: {
      what: 'Anträge zu Ihren Daten',
      why: 'Um auszuführen, was Sie als Ihr Recht verlangen, und es nachzuweisen.',
      howLong: 'Drei Jahre nach der Entscheidung.',
    },
    support: {
      what: 'Fragen an die Akademie',
      why: 'Um Ihnen zu antworten.',
      howLong: 'Ein Jahr nach dem Abschluss.',
    },
    notification: {
      what: 'An Empfänger gemeldete Korrekturen',
      why: 'Um Empfängern, ohne jemanden zu nennen, mitzuteilen, dass eine erhaltene Zeile berichtigt, gelöscht oder eingeschränkt wurde.',
      howLong: 'Drei Jahre nach der Meldung.',
    },
    proof: {
      what: 'Gelesene Hinweise',
      why: 'Um nachzuweisen, was Ihnen gesagt wurde.',
      howLong: ACCOUNT,
    },
    consent: {
      what: 'Erteilte und widerrufene Einwilligungen',
      why: 'Um zu tun, worin Sie eingewilligt haben, und nichts darüber hinaus, und um es nachzuweisen.',
      howLong: ACCOUNT,
    },
    history: {
      what: 'Die Geschichte von Fortschritt, Ergebnissen und Importen',
      why: 'Um zu zeigen, wie ein Wert zustande kam, und einen falschen Import rückgängig zu machen.',
      howLong: ACCOUNT,
    },
    opening: {
      what: 'Welche Aufzeichnungen Sie geöffnet haben, und wann',
      why: 'Um zu wissen, wer eine Aufzeichnung anderer geöffnet hat; Ihre Trainer können es sehen.',
      howLong: 'Bis die Aufzeichnung verschwindet, höchstens ein Jahr.',
    },
    moment: {
      what: 'Was Mitarbeitende soeben an Ihrer Anstellung oder Ihren Prüfungen geändert haben',
      why: 'Um einen Irrtum sofort zurückzunehmen.',
      howLong: 'Zehn Minuten; innerhalb einer Stunde entfernt.',
    },
    guardianRefusal: {
      what: 'Eine Adresse, zu der Eltern oder Vormund Nein sagten, als Hash mit Schlüssel',
      why: 'Um sie wieder zu fragen, wenn die Adresse zurückkommt.',
      howLong: 'Ein Jahr.',
    },
    tombstone: {
      what: 'Ein Hash mit geheimem Schlüssel einer gelöschten Adresse, nie die Adresse',
      why: 'Damit eine gelöschte Person nicht mit dem nächsten Import zurückkehrt.',
      howLong: 'Bis der Schlüssel gewechselt wird; jährlich überprüft.',
    },
    disclosure: {
      what: 'Welche Zeilen in welchem Bericht hinausgingen',
      why: 'Um nachzuweisen, was wann an wen und nach welcher Vereinbarung mitgeteilt wurde; auch Sie können es lesen.',
      howLong: 'Drei Jahre nach dem Bericht; jährlich überprüft.',
    },
    ledger: {
      what: 'Das Prüfprotokoll, nur mit Nummern und Feldnamen',
      why: 'Um nachzuweisen, was getan wurde und von wem.',
      howLong: 'Mindestens ein Jahr.',
    },
    signIn: {
      what: 'Anmeldungen: wann, wie, mit welcher Art von Browser',
      why: 'Um Sie einzulassen, Ihnen zu zeigen, wo Sie angemeldet sind, und es zu beenden.',
      howLong: 'Dreißig Tage nach dem Ende der Anmeldung.',
    },
    wayIn: {
      what: 'Schritte der Anmeldung: Codes, Einladungen, Grenzen',
      why: 'Um einen Schritt mit dem nächsten zu verbinden und Angreifer fernzuhalten; wo möglich als Hash mit Schlüssel.',
      howLong: 'Zehn Minuten bis sieben Tage, innerhalb von dreißig Tagen danach gelöscht.',
    },
  },
  onOnePage: 'Wohin Ihre Daten gehen: alles auf einer Seite',
  cookies: {
    title: 'Cookies',
    text: 'Nur was der Dienst benötigt. Sonst erfährt niemand von Ihrem Besuch, mit oder ohne „Do Not Track“.',
    name: 'Name',
    purpose: 'Wofür',
    lifetime: 'Wie lange',
    signedIn: 'Weiß, dass Sie angemeldet sind.',
    way: 'Verbindet die Schritte der Anmeldung mit diesem Browser.',
    theme: 'Merkt sich die gewählten Farben; nennt niemanden.',
    language: 'Merkt sich die gewählte Sprache; nennt niemanden.',
    eightHours: '8 Stunden',
    oneYear: '1 Jahr',
  },
  rights: {
    title: 'Ihre Rechte',
    text: 'Sie können einsehen, was gespeichert ist, es berichtigen, einschränken oder löschen lassen, widersprechen, es mitnehmen und eine Einwilligung widerrufen. Das ist kostenlos, das meiste wirkt sofort auf Ihrer eigenen Seite, und alles andere wird innerhalb eines Monats beantwortet.',
    noDecisions: 'Nichts wird allein von einer Maschine über Sie entschieden.',
    officer: 'Datenschutzbeauftragte Stelle',
    authority: 'Aufsichtsbehörde, für Beschwerden',
    others: 'Behörden anderer Länder',
  },
  text: 'Der Hinweis im Wortlaut',
  versions: {
    title: 'Versionen',
    text: 'Jede Version wird aufbewahrt. Eine Änderung wird per E-Mail und hier angekündigt.',
    first: 'Die erste Version.',
    changes: (version: number) => `Was sich gegenüber Version ${version} geändert hat`,
    noChange: 'Kein Satz hat sich geändert.',
    added: 'Hinzugefügt',
    removed: 'Entfernt',
    whole: (version: number) => `Version ${version} im Wortlaut`,
  },
};
