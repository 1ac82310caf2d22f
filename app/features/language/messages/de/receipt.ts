import type { ReceiptMessages } from '../../messages.ts';

export const receipt: ReceiptMessages = {
  title: 'Ihre Daten sind gelöscht',
  text: 'Sie sind überall abgemeldet, und nichts sagt hier mehr, dass wir Sie kannten. Empfänger, die etwas erhalten haben, werden jetzt benachrichtigt.',
  again:
    'Wenn Sie eines Tages zurückkommen möchten, schreiben Sie uns bitte: Ihre bisherige Adresse wird bei Importen und bei der Registrierung abgelehnt.',
  home: 'Zur Startseite',
  lead: 'Bewahren Sie diese Seite auf, wenn Sie möchten: Sie nennt niemanden, wird einmal gezeigt und kann nicht noch einmal abgerufen werden.',
  reference: 'Beleg',
  at: 'Gelöscht am',
  files: 'Gelöschte Berichtsdateien, in denen Sie standen',
  told: 'Zeilen, über die Empfänger benachrichtigt werden',
  kept: 'Was die Akademie nach dem Gesetz behalten muss, ohne Ihren Namen',
  law: 'Gesetz',
  until: 'Bis',
  runs: 'Berichte, die nicht mehr gleich erstellt werden können',
  overTitle: 'Hier ist nichts zu zeigen',
  overText: 'Nach einer Löschung steht hier einmal der Beleg.',
  erase: 'Meine Daten löschen',
  laws: {
    request: 'DSGVO Art. 5(2) und 12',
    notification: 'DSGVO Art. 19 und 5(2)',
    tombstone: 'DSGVO Art. 17 und 21(3)',
    disclosure: 'DSGVO Art. 5(2) und 30',
    ledger: 'DSGVO Art. 5(2) und 32',
    guardianRefusal: 'DSGVO Art. 8',
  },
};
