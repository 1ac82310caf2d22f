import type { Messages } from '../../messages.ts';
import { letters } from './letters.ts';
import { breachLetter } from './breach-letter.ts';
import { supportAnswered, supportAskedBack, supportClosed } from './support-mails.ts';

export const mails: Messages['mails'] = {
  registration: {
    subject: 'Bevestig uw registratie bij de Partner Skills Academy',
    why: 'Iemand, waarschijnlijk u, heeft zich met dit adres geregistreerd. Bevestig alstublieft dat het van u is. Anders wordt niets langer dan zeven dagen bewaard en krijgt niemand iets te horen.',
    link: 'De registratie bevestigen',
    until: 'De link werkt één keer, binnen zeven dagen.',
    notYou: 'Was u het niet, doe dan niets: wat er is ingevuld, wordt vanzelf verwijderd.',
  },
  alreadyRegistered: {
    subject: 'U bent geregistreerd bij de Partner Skills Academy',
    why: 'Voor dit adres bestaat een account; u hoeft zich dus niet te registreren. Meld u aan.',
    link: 'Aanmelden',
    notYou:
      'Verwachtte u deze mail niet, doe dan niets: er is niets gewijzigd, en niemand komt te weten dat het account bestaat.',
  },
  guardian: {
    subject: 'Uw toestemming wordt gevraagd: Partner Skills Academy',
    why: 'Iemand van 16 jaar of jonger wil zich registreren bij de Partner Skills Academy en noemde u als ouder of voogd.',
    what: 'Op de pagina achter deze link staat om wie het gaat, wat er wordt bewaard en wie het te horen krijgt. U kunt daar instemmen of weigeren; dan wordt alles meteen verwijderd.',
    link: 'Lezen, en instemmen of weigeren',
    notice: 'Privacyverklaring',
    until: 'Zonder antwoord binnen zeven dagen wordt eveneens alles verwijderd.',
  },
  guardianAgreed: {
    subject: 'Uw ouder of voogd heeft ingestemd: Partner Skills Academy',
    why: 'Uw ouder of voogd heeft ingestemd, en uw account is er. Meld u aan.',
    link: 'Aanmelden',
  },
  imported: {
    subject: 'Wat de Partner Skills Academy over u bewaart',
    hello: (name: string) => (name === '' ? 'Goedendag,' : `Beste ${name},`),
    why: 'Uw trainingscentrum of uw werkgever heeft u bij de Partner Skills Academy geregistreerd, omdat u aan haar workshops deelneemt. U hebt het recht te weten wat dat betekent.',
    held: 'Wij bewaren uw naam, werkadres, telefoonnummer, land, bedrijf, partner-ID en functie, de workshops die u volgt en hoe ver u bent, de maanden van uw examens en of u bent geslaagd.',
    who: 'Uw werkgever krijgt dit over de eigen mensen, en Microsoft over alle deelnemers. Wat over examens wordt gemeld, draagt geen naam, en een maand in plaats van een dag.',
    source:
      'De gegevens komen van uw trainingscentrum of uw werkgever. De rechtsgrond is de overeenkomst waaronder u wordt opgeleid.',
    rights:
      'U kunt alles inzien, verbeteren, bezwaar maken, of het laten beperken of wissen. Op uw eigen pagina ziet u ook wat er over u is gemeld, wanneer en aan wie.',
    notice: 'De privacyverklaring, met alles wat wordt bewaard en hoe lang',
    signIn: 'Aanmelden en kijken',
  },
  placeFree: {
    hello: (name) => (name === '' ? 'Goedendag,' : `Beste ${name},`),
    subject: 'Er is een plaats voor u vrijgekomen',
    text: 'Een plaats in een workshop waarop u wachtte, is van u. De workshop staat op uw pagina, en u kunt beginnen.',
    open: 'Mijn pagina openen',
    otherwise: 'Hebt u de plaats niet meer nodig, schrijf u daar dan uit: ze gaat dan naar wie als volgende wacht.',
  },
  sessionRecorded: {
    hello: (name) => (name === '' ? 'Goedendag,' : `Beste ${name},`),
    subject: 'Een sessie van u wordt opgenomen',
    text: 'Een workshopsessie waarin u een plaats hebt, wordt opgenomen. Namen, beelden en stemmen van wie meedoet, kunnen in de opname te zien en te horen zijn. Ze is voor de deelnemers van de workshop en, waar dat is afgesproken, voor Microsoft, en wordt gewist op de dag die erbij staat.',
    open: 'Mijn pagina openen',
    calendar: 'De bijeenkomsten als agendabestand',
    otherwise:
      'Wilt u liever niet te zien of te horen zijn, laat dan camera en microfoon uit, of spreek met uw trainer voordat de sessie begint.',
  },
  sessionChanged: {
    hello: (name) => (name === '' ? 'Goedendag,' : `Beste ${name},`),
    subject: 'Een sessie van u is gewijzigd',
    text: 'Wanneer of waar een workshopsessie bijeenkomt waarin u een plaats hebt, is gewijzigd. Hoe het nu is, staat op uw pagina.',
    open: 'Mijn pagina openen',
    calendar: 'De bijeenkomsten als agendabestand',
    otherwise: 'Het agendabestand komt in de plaats van wat u er eerder uit hebt overgenomen.',
  },
  sessionCancelled: {
    hello: (name) => (name === '' ? 'Goedendag,' : `Beste ${name},`),
    subject: 'Een sessie van u gaat niet door',
    text: 'Een workshopsessie waarin u een plaats hebt of op een plaats wacht, gaat niet door. U blijft ingeschreven voor de workshop. Welke sessie het is, staat op uw pagina.',
    open: 'Mijn pagina openen',
    calendar: 'De bijeenkomsten als agendabestand',
    otherwise: 'Uw opleidingscentrum kan u in een andere sessie plaatsen; u hoeft niets te doen.',
  },
  sessionReopened: {
    hello: (name) => (name === '' ? 'Goedendag,' : `Beste ${name},`),
    subject: 'Een sessie van u gaat toch door',
    text: 'Een workshopsessie waarvan wij u schreven dat ze niet doorging, gaat toch door. Wanneer, staat op uw pagina.',
    open: 'Mijn pagina openen',
    calendar: 'De bijeenkomsten als agendabestand',
    otherwise: 'Kunt u niet meer komen, laat het dan uw trainer weten of schrijf u uit op uw pagina.',
  },
  outcomeAsked: {
    hello: (name) => (name === '' ? 'Goedendag,' : `Beste ${name},`),
    subject: 'Hoe ging uw examen?',
    text: 'Een examen dat u had geboekt, ligt achter u. Vertel ons hoe het ging: één klik op de pagina achter deze link volstaat.',
    open: 'Antwoorden',
    noSignIn:
      'U hoeft zich niet aan te melden, en de pagina openen verandert niets. Een antwoord kunt u tien minuten lang terugnemen. Uw werkgever en Microsoft lezen uitslagen zonder uw naam.',
    stop: 'Zegt u het liever niet, kies dat dan: wij vragen dan niet meer naar dit examen.',
  },
  outcomeReminded: {
    hello: (name) => (name === '' ? 'Goedendag,' : `Beste ${name},`),
    subject: 'Hoe uw examen ging: wij vragen het nog één keer',
    text: 'Enkele dagen geleden vroegen wij hoe een examen ging dat u had geboekt. Wij hebben nog geen antwoord. Laat het ons weten: één klik op de pagina achter deze link volstaat.',
    open: 'Antwoorden',
    noSignIn:
      'U hoeft zich niet aan te melden, en de pagina openen verandert niets. Een antwoord kunt u tien minuten lang terugnemen. Uw werkgever en Microsoft lezen uitslagen zonder uw naam.',
    stop: 'Zegt u het liever niet, kies dat dan: wij vragen dan niet meer naar dit examen, niet per mail en niet per telefoon.',
  },
  conflictDecided: {
    hello: (name) => (name === '' ? 'Goedendag,' : `Beste ${name},`),
    subject: 'Er is beslist wat voor uw examen geldt',
    about:
      'Over een van uw examens hebben wij twee verschillende uitslagen gekregen: de uwe en een andere. Iemand van de academie heeft beide bekeken.',
    stands: 'Wat was vastgelegd, blijft zo staan.',
    changed: 'De andere uitslag is nu vastgelegd en komt in de plaats van wat er stond.',
    open: 'Bekijk het bij uw examens',
    wrong: (email) =>
      `Vindt u dat dit niet klopt, vraag dan onder Mijn gegevens om een correctie of schrijf naar ${email}.`,
  },
  emailChange: {
    subject: 'Bevestig uw nieuwe adres',
    what: 'U hebt ons gevraagd vanaf nu dit adres te gebruiken. Bevestig het op de pagina achter deze link; de pagina openen verandert nog niets. De link werkt één dag.',
    link: 'Nieuw adres bevestigen',
    ignore: 'Hebt u hier niet om gevraagd, doe dan niets: uw adres blijft zoals het is.',
  },
  addressChanged: {
    subject: 'Uw adres is gewijzigd',
    greeting: (name: string) => (name === '' ? 'Hallo,' : `Hallo ${name},`),
    what: 'Zoals gevraagd is dit niet langer het adres waarmee u zich bij de Partner Skills Academy aanmeldt, en er komt hier geen post meer aan. Alle andere aanmeldingen zijn beëindigd. Een werkaccount dat eraan was gekoppeld, is losgekoppeld.',
    notYou: (email: string) => `Was u dit niet, schrijf dan meteen naar ${email}.`,
  },
  peopleMerged: {
    subject: 'Uw twee inschrijvingen zijn nu één',
    greeting: (name: string) => (name === '' ? 'Hallo,' : `Hallo ${name},`),
    what: 'Twee inschrijvingen bij de Partner Skills Academy blijken van één persoon te zijn: een met dit adres en een met een ander. Ze zijn nu één, met alle workshops, examens en keuzes van beide. Stond een workshop in beide, dan telt de verste voortgang. Waar over een examen verschillende dingen waren gezegd, beslist iemand en krijgt u bericht.',
    here: 'U meldt zich aan met dit adres, zoals u gewend was. Het andere blijft als het uwe bekend.',
    elsewhere:
      'Vanaf nu meldt u zich aan met uw andere adres, en gaat post daarheen. Alle aanmeldingen met dit adres zijn beëindigd; het adres blijft als het uwe bekend.',
    wrong: (email: string) =>
      `Klopt dit niet, omdat de andere inschrijving niet van u is, schrijf dan meteen naar ${email}.`,
  },
  restrictionLifted: {
    subject: 'De beperking van uw gegevens eindigt',
    greeting: (name: string) => (name === '' ? 'Hallo,' : `Hallo ${name},`),
    what: 'De beperking waaronder uw gegevens werden bewaard, eindigt nu. Vanaf nu staat u weer in de rapporten aan uw werkgever en aan Microsoft, zoals de privacyverklaring zegt.',
    link: 'Uw gegevens bekijken of beperken',
  },
  notificationsMade: {
    subject: 'Iets wat u hebt gekregen, is verbeterd, gewist of beperkt',
    what: 'Rijen van rapporten die u hebt gekregen, zijn niet meer zoals ze waren. Welke rijen van welke bestanden, en wat u ermee moet doen, staat op uw pagina.',
    link: 'Meldingen openen',
  },
  code: {
    subject: 'Uw code voor de Partner Skills Academy',
    yourCode: 'Uw code is',
    rules:
      'Hij werkt één keer, binnen tien minuten, in de browser waarin hij is gevraagd. Niemand van de academie zal u er ooit om vragen.',
    notYou: 'Hebt u er niet om gevraagd, doe dan niets: zonder de code komt niemand binnen.',
  },
  workAccount: {
    subject: 'Hoe u zich aanmeldt bij de Partner Skills Academy',
    why: 'Iemand, waarschijnlijk u, vroeg een code om zich met dit adres aan te melden. Het adres is aan een werkaccount gekoppeld; er wordt dus geen code gestuurd. Meld u hier aan met uw werkaccount:',
    notYou: 'Hebt u er niet om gevraagd, doe dan niets.',
  },
  accountGoes: {
    subject: 'Uw account wordt over 30 dagen verwijderd',
    hello: (name: string) => (name === '' ? 'Beste,' : `Beste ${name},`),
    what: 'U hebt uw account bij de Partner Skills Academy lang niet gebruikt. Wat niet wordt gebruikt, wordt niet bewaard: over 30 dagen wordt het account verwijderd, met uw workshops, examens en keuzes.',
    stay: 'Wilt u het houden, meld u dan voor die tijd één keer aan. Meer is niet nodig.',
    signIn: 'Aanmelden en het account houden',
    otherwise: 'Hebt u het niet meer nodig, doe dan niets. U kunt later terugkomen alsof het de eerste keer is.',
  },
  invitation: {
    subject: 'Uw uitnodiging voor de Partner Skills Academy',
    person:
      'Uw opleidingscentrum heeft dit adres geregistreerd bij de Partner Skills Academy. Met deze link kunt u zich daar aanmelden en zien wat er over u wordt bewaard en gerapporteerd.',
    staff: 'U gaat werken in het portaal van de Partner Skills Academy. Met deze link krijgt uw werkaccount toegang.',
    contact:
      'Uw organisatie heeft dit adres aangewezen om haar rapporten bij de Partner Skills Academy op te halen. Met deze link kunt u zich daar aanmelden.',
    rules:
      'De link kan één keer worden gebruikt, binnen zeven dagen. Hem openen verandert niets: u kiest daar hoe u zich aanmeldt.',
    notExpected:
      'Verwachtte u dit niet, doe dan niets. Stuur dit bericht alstublieft niet door: wie de link heeft, kan hem gebruiken.',
  },
  noticeChanged: {
    subject: 'De privacyverklaring van de Partner Skills Academy verandert',
    hello: (name: string) => (name === '' ? 'Hallo,' : `Hallo ${name},`),
    what: (day: string) => `Vanaf ${day} geldt een nieuwe versie van onze privacyverklaring.`,
    wider: (days: number) =>
      `Daarin staat dat er met uw gegevens meer gebeurt dan voorheen: in wat ermee wordt gedaan, of in wat werkgevers of Microsoft krijgen. Voor u geldt dat op zijn vroegst ${days} dagen na deze mail, en helemaal niet als u op uw eigen pagina bezwaar maakt.`,
    notWider: 'Niemand krijgt meer dan voorheen, en er gebeurt niet meer met uw gegevens.',
    read: 'Wat verandert',
    answer: 'Lezen en antwoorden op uw eigen pagina',
  },
  letters,
  breachLetter,
  supportAnswered,
  supportAskedBack,
  supportClosed,
};
