import type { Messages } from '../../messages.ts';

export const breachLetter: Messages['mails']['breachLetter'] = {
  subject: 'Wat er met gegevens over u is gebeurd bij de Partner Skills Academy',
  greeting: (name: string) => (name === '' ? 'Goedendag,' : `Beste ${name},`),
  sorry: 'Met gegevens over u is iets gebeurd wat niet had mogen gebeuren. Dat spijt ons; hier leest u wat wij weten.',
  whatHappened: 'Wat er is gebeurd',
  kinds: {
    'wrong-recipient': 'Een rapport met gegevens over u is bij iemand terechtgekomen voor wie het niet bedoeld was.',
    'lost-file': 'Een rapport met gegevens over u is of was op een plek waar het niet hoort.',
    'account-taken':
      'Iemand die daar geen recht op had, was aangemeld als een van degenen die rapporten ophalen. Daar konden rapporten met gegevens over u worden gelezen.',
    other: 'Er is iets gebeurd met gegevens die de academie over u bewaart.',
  },
  between: (from: string, to: string) => `Het gebeurde tussen ${from} en ${to}.`,
  on: (day: string) => `Het gebeurde op ${day}.`,
  since: (day: string) => `Het gebeurde op ${day} of later.`,
  known: (day: string) => `Wij weten ervan sinds ${day}.`,
  whatOfYou: 'Om welke gegevens het gaat',
  byName: 'Met uw naam, voor zover u erin staat:',
  withoutName: 'Over examens, zonder uw naam en zonder dag:',
  account:
    'Wat uw account verder bevat: taal, woonplaats, workshops en aanmeldingen. Wij bewaren geen wachtwoorden en geen bank- of identiteitsnummers.',
  stillFinding: 'Dat zoeken wij nog uit; wij schrijven u opnieuw.',
  whatMayCome: 'Wat de gevolgen kunnen zijn',
  consequences: {
    'unwanted-contact': 'U kunt mails of telefoontjes krijgen waar u niet om hebt gevraagd.',
    phishing: 'Iemand kan zich voordoen als de academie of als uw werkgever.',
    'known-at-work': 'Anderen kunnen te weten komen waar u werkt en wat u leert.',
    'exam-known': 'Anderen kunnen vermoeden hoe een examen van u is gegaan.',
    unavailable: 'Uw gegevens waren een tijd niet te gebruiken, of een deel moet opnieuw worden ingevoerd.',
  },
  whatWeDid: 'Wat wij hebben gedaan',
  measures: {
    'deletion-confirmed': 'Wie het bestand had, heeft schriftelijk bevestigd dat het is gewist.',
    'access-ended': 'Het account is afgesloten en de aanmeldingen zijn beëindigd.',
    'file-withdrawn': 'Het bestand is teruggehaald van waar het was.',
    'cause-mended': 'Wat het mogelijk maakte, is hersteld.',
    'police-told': 'Wij hebben aangifte gedaan bij de politie.',
  },
  whatYouCanDo: 'Wat u kunt doen',
  advice:
    'Wees op uw hoede voor berichten die om een wachtwoord, een code of geld vragen. Niemand van de academie zal u daar ooit om vragen.',
  ask: (name: string, email: string) => `U kunt er alles over vragen: ${name}, ${email}.`,
  complain: (name: string, address: string) =>
    `U kunt ook een klacht indienen bij de toezichthouder: ${name}, ${address}.`,
};
