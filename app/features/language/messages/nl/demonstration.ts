import type { DemonstrationMessages } from '../../messages.ts';

export const demonstration: DemonstrationMessages = {
  lead: 'Dit is een demonstratie met verzonnen mensen. Kies wiens portaal u wilt zien; een wachtwoord is niet nodig.',
  nobody: 'Er is nog niemand om als aan te melden',
  nobodyText: 'De voorbeeldgegevens zijn niet geïmporteerd. Start de demonstratie opnieuw, dan gebeurt dat.',
  really: 'Zoals mensen zich echt aanmelden',
  reallyText:
    'Probeer het met het adres van een van de deelnemers of contacten uit het voorbeeld. In een demonstratie zonder mailserver wordt de mail een bestand in de map ‘mail’ van de gegevensmap.',
  personas: {
    learner: { title: 'Deelnemer', does: 'Houdt de voortgang bij, ziet examens per maand en wat er is gerapporteerd.' },
    trainer: { title: 'Trainer', does: 'Boekt examens voor mensen en legt vast hoe ze gingen.' },
    administrator: { title: 'Beheerder', does: 'Leest elke run: voorbeeld, controles, bestand.' },
    'privacy-officer': {
      title: 'Functionaris gegevensbescherming',
      does: 'Beslist over runs die wachten, en geeft ze met een reden vrij.',
    },
    microsoft: { title: 'Contact bij Microsoft', does: 'Haalt de rapporten over alle deelnemers op.' },
    employer: {
      title: 'Contact bij de werkgever',
      does: 'Haalt de rapporten over de eigen mensen op, en verder niets.',
    },
  },
};
