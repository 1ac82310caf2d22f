import type { Messages } from '../../messages.ts';

export const outcome: Messages['outcome'] = {
  title: 'Hoe ging uw examen?',
  ask: (exam) => `Hoe ging ${exam}?`,
  lead: (month) =>
    `U had het geboekt voor ${month}. Eén antwoord volstaat, en u hoeft zich niet aan te melden. Uw werkgever en Microsoft lezen uitslagen zonder uw naam.`,
  follows: {
    passed: 'Gefeliciteerd',
    failed: 'U kunt het opnieuw boeken',
    'not-taken': 'Het wordt aan niemand gerapporteerd',
    'rather-not-say': 'Wij vragen niet meer naar dit examen',
  },
  thanks: 'Hartelijk dank',
  youAnswered: (answer) => `Uw antwoord: ${answer}.`,
  canUndo: (time) => `Tot ${time} kunt u het terugnemen. Daarna telt het.`,
  undo: 'Terugnemen',
  settled: {
    counts: 'Dit antwoord telt nu. Klopt het niet, meld u dan aan en betwist het bij uw examens.',
    'not-taken':
      'Vastgelegd is dat u het niet hebt afgelegd; dat wordt aan niemand gerapporteerd. Deed u het toch, meld u dan aan en voer het examen opnieuw in.',
    'rather-not-say':
      'Wij vragen niet meer naar dit examen. Bedenkt u zich, meld u dan aan en vertel het bij uw examens.',
  },
  disputed:
    'Voor dit examen is iets anders vastgelegd. Uw antwoord is bewaard en medewerkers van de academie beslissen; tot dan geldt wat is vastgelegd.',
  known: 'Er valt niets meer te antwoorden',
  knownText: 'Hoe dit examen ging is al bekend, of het is geannuleerd of verzet. U vindt het bij uw examens.',
  gone: 'Deze link kan niet worden gebruikt',
  goneText:
    'De link is ouder dan drie maanden, of het adres is niet volledig overgenomen. Als u aangemeld bent, kunt u van elk examen vertellen hoe het ging.',
  signIn: 'Aanmelden',
};
