import type { Messages } from '../../messages.ts';
import { counter } from '../../plural.ts';

const count = counter('nl');

export const signIn: Messages['signIn'] = {
  title: 'Aanmelden',
  lead: 'Hier zijn geen wachtwoorden: u meldt zich aan via uw organisatie, of met een code per e-mail.',
  or: 'of',
  newHere: 'Nieuw hier?',
  knownHere: 'Al geregistreerd?',
  workAccount: 'Met het account dat u op uw werk gebruikt. Misschien bent u daar al aangemeld.',
  microsoft: 'Doorgaan met Microsoft',
  address: 'Uw e-mailadres',
  addressHint:
    'Het adres dat uw opleidingscentrum of uw organisatie ons heeft gegeven. Wij sturen er een code van zes cijfers naartoe.',
  sendCode: 'Stuur mij een code',
  staff: 'Medewerkers van de academie:',
  staffHere: 'hier aanmelden',
  faults: {
    address: 'Voer een e-mailadres in, bijvoorbeeld naam@bedrijf.example.',
    code: 'De code heeft zes cijfers. Neem hem over zoals hij in de mail staat.',
    over: 'Deze code kan niet meer worden gebruikt: hij is ouder dan tien minuten, te vaak geprobeerd, of er is een nieuwere gestuurd. Laat een andere sturen.',
  },
  wrongCode: (triesLeft) =>
    `Dat is niet de code uit de mail. U hebt nog ${count(triesLeft, { one: 'poging', other: 'pogingen' })}.`,
  code: {
    title: 'Voer uw code in',
    lead: 'Als het adres hier bekend is, is er een code naar onderweg. Die werkt tien minuten, in deze browser.',
    leadOfProof: 'Wij hebben een code naar uw adres gestuurd. Die werkt tien minuten, in deze browser.',
    another: 'Er is een andere code onderweg',
    anotherText: 'De vorige kan niet meer worden gebruikt.',
    label: 'Code',
    hint: 'Zes cijfers, uit de mail ‘Uw code voor de Partner Skills Academy’.',
    continue: 'Doorgaan',
    noMail: 'Na een minuut nog geen mail? Kijk bij de ongewenste mail en daarna:',
    sendAnother: 'Een andere code sturen',
    otherAddress: 'Een ander adres gebruiken',
  },
  proof: {
    title: 'Bent u het nog?',
    lead: 'Wat nu komt kan niet worden teruggedraaid; daarom controleren wij dat niemand anders achter uw scherm zit. Dit geldt een kwartier.',
    entra: 'Meld u nog eens aan met het account van uw organisatie.',
    code: 'Wij sturen een code naar uw adres, en u voert hem op de volgende pagina in.',
    demo: 'In deze demonstratie is één klik genoeg.',
    stillMe: 'Ik ben het nog',
    notNow: 'Nu niet',
  },
  invitation: {
    title: 'Uw uitnodiging',
    invited: 'U bent uitgenodigd',
    why: {
      person:
        'Uw opleidingscentrum heeft u geregistreerd bij de Partner Skills Academy. Meld u aan om uw workshops en examens te zien, wat er over u wordt bewaard, en aan wie wat is verteld.',
      staff: 'U gaat in dit portaal werken. Meld u aan met uw werkaccount van de opleidingsvereniging.',
      contact: 'Uw organisatie heeft u aangewezen om haar rapporten op te halen. Meld u aan om ze te vinden.',
    },
    staffAccount: 'Vanaf dan geeft dit account u toegang.',
    workAccount: 'Met het account dat u op uw werk gebruikt. Vanaf dan geeft het u toegang.',
    byCode: 'Zonder werkaccount: wij sturen een code van zes cijfers naar het adres dat is uitgenodigd.',
    sendCode: 'Een code naar het uitgenodigde adres sturen',
    notSetUp: 'Deze manier van aanmelden is nog niet ingericht',
    notSetUpText: 'Meld het alstublieft aan een beheerder van de academie. De uitnodiging blijft geldig.',
    gone: 'Deze uitnodiging kan niet worden gebruikt',
    goneText:
      'Ze is al gebruikt, ouder dan zeven dagen, of door een nieuwere vervangen. Misschien is het adres niet volledig overgenomen.',
    goneNext:
      'Bent u hier eerder geweest, meld u dan gewoon aan. Vraag anders een nieuwe aan wie u heeft uitgenodigd: uw opleidingscentrum, of een beheerder van de academie.',
  },
  noAccess: {
    title: 'Geen toegang',
    noRole: 'U hebt hier op dit moment geen rol',
    noRoleText:
      'U bent aangemeld, maar er is niets dat u mag openen. Een beheerder van de academie geeft en neemt rollen; vraag het een van hen en meld u daarna opnieuw aan.',
    unknown: 'Dit account hoort bij niemand die hier bekend is',
    unknownText:
      'Uw organisatie heeft u aangemeld, maar het account is aan geen deelnemer, geen ontvanger van rapporten en geen medewerker gekoppeld. Op het adres dat erin staat gaan wij niet af: iedereen kan er een hebben ingevuld.',
    asked: 'Als er onder dat adres een deelnemer is geregistreerd, is er een uitnodiging naar onderweg',
    askedText: 'Open de link daarin in deze browser en kies ‘Doorgaan met Microsoft’. De link werkt zeven dagen.',
    registered: 'Ik ben door mijn opleidingscentrum geregistreerd',
    address: 'Het adres waarmee u bent geregistreerd',
    addressHint: 'Wij sturen er een uitnodiging naartoe, die het aan dit account koppelt. Naar geen ander adres.',
    send: 'De uitnodiging sturen',
    others: 'Iemand anders',
    reports: 'U haalt rapporten op: vraag een beheerder van de academie om een uitnodiging.',
    staff: 'U bent medewerker: meld u af en kies ‘Medewerkers van de academie: hier aanmelden’.',
    wrong: 'U hebt het verkeerde account gebruikt: meld u af en begin opnieuw.',
  },
  signIns: {
    title: 'Waar u aangemeld bent',
    lead: (minutes) =>
      `Een aanmelding eindigt vanzelf na ${minutes} minuten zonder gebruik, en na hoogstens acht uur. Beëindig er een die u niet kent: die heeft meteen geen toegang meer.`,
    endOthers: 'Alle andere beëindigen',
    list: 'Aanmeldingen',
    thisOne: 'Deze',
    methods: { entra: 'Werkaccount', code: 'Code per e-mail', demo: 'Demonstratie' },
    since: (time) => `sinds ${time}`,
    lastUsed: (time) => `laatst gebruikt ${time}`,
    signOutHere: 'Hier afmelden',
    end: 'Beëindigen',
    endOf: (browser, time) => `De aanmelding in ${browser} sinds ${time} beëindigen`,
    nowhere: 'U bent nergens anders aangemeld.',
    learnsToo: 'U leert hier ook. Om terug te komen meldt u zich opnieuw aan.',
    toLearning: 'Naar mijn opleiding',
  },
};
