import type { ReceiptMessages } from '../../messages.ts';

export const receipt: ReceiptMessages = {
  title: 'Uw gegevens zijn gewist',
  text: 'U bent overal afgemeld, en niets zegt hier nog dat we u kenden. Ontvangers die iets hebben gekregen, krijgen nu bericht.',
  again:
    'Wilt u ooit terugkomen, schrijf ons dan: het adres dat u had, wordt bij importen en bij de registratie geweigerd.',
  home: 'Naar de startpagina',
  lead: 'Bewaar deze pagina als u wilt: ze noemt niemand, verschijnt één keer en kan niet opnieuw worden opgevraagd.',
  reference: 'Bewijs',
  at: 'Gewist op',
  files: 'Verwijderde rapportbestanden waarin u stond',
  told: 'Rijen waarover ontvangers bericht krijgen',
  kept: 'Wat de academie volgens de wet moet bewaren, zonder uw naam',
  law: 'Op grond van',
  until: 'Tot en met',
  runs: 'Rapporten die niet meer hetzelfde gemaakt kunnen worden',
  overTitle: 'Hier is niets te zien',
  overText: 'Na het wissen staat hier één keer het bewijs.',
  erase: 'Mijn gegevens wissen',
  laws: {
    request: 'AVG art. 5(2) en 12',
    notification: 'AVG art. 19 en 5(2)',
    tombstone: 'AVG art. 17 en 21(3)',
    disclosure: 'AVG art. 5(2) en 30',
    ledger: 'AVG art. 5(2) en 32',
    guardianRefusal: 'AVG art. 8',
  },
};
