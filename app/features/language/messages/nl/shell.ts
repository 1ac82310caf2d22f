import type { Messages } from '../../messages.ts';

export const shell: Messages['shell'] = {
  more: 'Meer',
  signOut: 'Afmelden',
  signIn: 'Aanmelden',
  signIns: 'Waar u aangemeld bent',
  main: 'Hoofdmenu',
  skip: 'Naar de inhoud',
  learning: 'Mijn opleiding',
  exams: 'Examens',
  data: 'Mijn gegevens',
  help: 'Hulp',
  learner: 'Deelnemer',
  footer:
    'Partner Skills Academy · alleen noodzakelijke cookies, en niemand anders verneemt van uw bezoek. Ze staan elk in de',
  notice: 'Privacyverklaring',
  language: 'Taal',
  change: 'Wijzigen',
  lost: 'Hier is niets',
  lostText: 'Misschien bevat het adres een typefout, of is wat er stond verdwenen. Er is niets gewijzigd.',
  colours: 'Kleuren',
  light: 'Licht',
  dark: 'Donker',
  device: 'Zoals het apparaat',
  reference: 'Referentie',
  tryAgain: 'Opnieuw proberen',
  toStart: 'Naar de startpagina',
  tooOften: 'Dat was te vaak',
  tooOftenText:
    'Dit kan maar een beperkt aantal keren achter elkaar, om iedereen te beschermen. Er is niets gewijzigd. Probeer het over enkele minuten opnieuw.',
  notNow: 'Dit werkt nu even niet',
  notNowText:
    'Een server die hiervoor nodig is, antwoordt niet. Er is niets gewijzigd, en wie aangemeld is blijft dat. Probeer het over een paar minuten opnieuw.',
  failed: 'Er ging iets mis aan onze kant',
  failedText: 'Wat u invoerde is misschien niet opgeslagen. Probeer het zo dadelijk opnieuw.',
  failedAgain: 'Gebeurt het weer, geef ons dan deze referentie: die brengt ons bij de oorzaak en zegt niets over u.',
};
