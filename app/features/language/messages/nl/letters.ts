import type { Messages } from '../../messages.ts';

export const letters: Messages['mails']['letters'] = {
  title: (kind, day) => `Uw verzoek van ${day}: ${kind}`,
  number: (id) => `Nummer ${id}`,
  greeting: (name) => (name === '' ? 'Geachte lezer,' : `Geachte ${name},`),
  closing: 'Met vriendelijke groet,',
  contact: (name, email) => `Hebt u vragen, schrijf dan naar ${name}, ${email}.`,
  complain: (authority, address, others) =>
    `Bent u het hier niet mee eens, dan kunt u een klacht indienen bij de toezichthouder, ${authority} (${address}), of bij die van uw eigen land (${others}), en u kunt naar de rechter gaan.`,
  receipt: {
    what: (day) => `Wij hebben uw verzoek op ${day} ontvangen.`,
    due: (day) =>
      `Wij antwoorden uiterlijk op ${day}. Het kost u niets. Duurt het langer, dan laten wij u dat binnen de eerste maand weten, met de reden.`,
    identity:
      'Voordat wij het uitvoeren, gaan wij na of u het bent die het vraagt. Daarvoor vragen wij u misschien nog iets.',
  },
  identity: {
    what: 'Voordat wij uw verzoek uitvoeren, moeten wij zeker weten dat u het bent die het vraagt, zodat niemand anders uw gegevens krijgt of wijzigt.',
    please: 'Helpt u ons alstublieft hiermee:',
    kept: 'Wat u ons daarvoor laat zien, wordt niet bewaard.',
  },
  extension: {
    what: (day) =>
      `Wij hebben voor uw verzoek meer tijd nodig dan een maand. Wij antwoorden uiterlijk op ${day}, drie maanden nadat wij het ontvingen.`,
    reason: 'De reden:',
  },
  decision: {
    'carried-out': 'Wij hebben gedaan wat u vroeg.',
    partly: 'Wij hebben een deel gedaan van wat u vroeg.',
    refused: 'Wij doen niet wat u vroeg.',
    reason: 'De reden:',
    answer: 'Ons antwoord:',
    kept: 'Dit wordt bewaard, hoewel u om verwijdering vroeg:',
    keptLine: (what, law, until) => `${what}: ${law}, tot ${until}. Daarna wordt het verwijderd.`,
    account: 'Uw gegevens staan klaar onder Mijn gegevens op uw pagina, als bestanden die u kunt meenemen.',
    file: 'Uw gegevens krijgt u met deze brief.',
    erased: 'Alles wat wij over u bewaarden, is verwijderd, en uw account ook.',
    restricted: 'Vanaf nu staat niets over u in een rapport.',
    back: 'Vanaf nu staat u weer in de rapporten aan uw werkgever en aan Microsoft, zoals de privacyverklaring zegt.',
    withdrawn: 'Uw toestemming is vanaf nu ingetrokken. Wat daarvoor gedaan is, blijft rechtmatig.',
    told: 'Wie gegevens over u kreeg die hierdoor veranderen, heeft daarvan bericht gekregen.',
  },
  mail: {
    subject: {
      receipt: 'Wij hebben uw verzoek ontvangen',
      identity: 'Wij hebben iets van u nodig voor uw verzoek',
      extension: 'Uw verzoek duurt langer',
      decision: 'Uw verzoek is beantwoord',
    },
    what: {
      receipt: 'Wij hebben een verzoek van u over uw gegevens ontvangen. Wanneer wij antwoorden, staat op uw pagina.',
      identity:
        'Voordat wij een verzoek over uw gegevens uitvoeren, moeten wij zeker weten dat u het bent. Wat wij van u vragen, staat op uw pagina.',
      extension:
        'Een verzoek van u over uw gegevens duurt langer dan een maand. Waarom en tot wanneer, staat op uw pagina.',
      decision: 'Een verzoek van u over uw gegevens is beantwoord. Het antwoord staat op uw pagina.',
    },
    link: 'Mijn gegevens openen',
    notYou: (email) => `Hebt u niets gevraagd, schrijf dan naar ${email}.`,
  },
};
