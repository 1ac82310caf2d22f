import type { Messages } from '../../messages.ts';

const ACCOUNT =
  'Zolang het account actief is, hooguit één jaar na het laatste gebruik; twee jaar als u alleen nieuws wilde ontvangen.';

export const notice: Messages['notice'] = {
  title: 'Privacyverklaring',
  lead: 'Wat de academie bewaart over mensen die leren, wie het krijgt, waarom, en hoe lang.',
  none: 'Er is nog geen verklaring gepubliceerd.',
  version: (version: number) => `Versie ${version}`,
  since: (day: string) => `gepubliceerd op ${day}`,
  who: {
    title: 'Wie wat krijgt',
    text: 'Deze velden en geen andere kunnen de academie verlaten. Een overeenkomst kan er weglaten, maar voegt er nooit een toe.',
    list: 'De deelnemerslijst: één regel per workshop, met de naam',
    exams: 'Examens: zonder naam, per maand, nooit per dag',
    field: 'Veld',
    recipients: 'Wie het krijgt',
    purpose: 'Waarom',
    basis: 'Rechtsgrond',
    period: 'Hoe lang wij het bewaren',
    employer: 'Uw werkgever',
    microsoft: 'Microsoft',
    notAgreed: 'op dit moment niet',
    nobody: 'niemand',
    employerNote: 'Uw werkgever ziet alleen de eigen mensen. Microsoft ziet alle deelnemers.',
    beside:
      'Naast deze tabellen: opnamen van workshops, met de naam van de workshop, kunnen aan Microsoft worden gegeven, en aantallen van tien personen of meer aan partners van de academie. Geen van beide bevat een veld van u.',
  },
  agreed: 'Wat alleen wordt gedeeld als u dat goedvindt',
  kept: {
    title: 'Wat verder wordt bewaard',
    text: 'Niemand buiten de academie krijgt hier iets van.',
    what: 'Wat',
  },
  bases: {
    contract: 'Overeenkomst',
    consent: 'Toestemming',
    'legal obligation': 'Wettelijke verplichting',
    'legitimate interest': 'Gerechtvaardigd belang',
  },
  classes: {
    reported: {
      what: 'Wat over registratie en voortgang wordt gemeld',
      why: 'Om registratie en voortgang te melden zoals afgesproken.',
      howLong: ACCOUNT,
    },
    examReported: {
      what: 'Wat over examens wordt gemeld',
      why: 'Om examenmaanden en uitslagen zonder namen te melden.',
      howLong: ACCOUNT,
    },
    account: {
      what: 'Het account: adressen, taal, plaats, inschrijvingen, mails',
      why: 'Om het account te laten werken: het te vinden, u te schrijven, te weten in welke taal.',
      howLong: ACCOUNT,
    },
    right: {
      what: 'Beperkingen en bezwaren',
      why: 'Om u buiten rapporten te houden waar u of de wet dat zegt.',
      howLong: ACCOUNT,
    },
    pending: {
      what: 'Een registratie die nog niet is bevestigd',
      why: 'Om te weten wat er is ingevuld, zodra het adres is aangetoond en zo nodig een voogd heeft ingestemd.',
      howLong: 'Zeven dagen, tenzij het een account wordt.',
    },
    request: {
      what: 'Verzoeken over uw gegevens',
      why: 'Om uit te voeren wat u als uw recht vraagt, en dat aan te tonen.',
      howLong: 'Drie jaar nadat erover is beslist.',
    },
    support: {
      what: 'Vragen aan de academie',
      why: 'Om u te antwoorden.',
      howLong: 'Een jaar na het sluiten.',
    },
    notification: {
      what: 'Correcties die aan ontvangers zijn gemeld',
      why: 'Om ontvangers, zonder iemand te noemen, te laten weten dat een regel die zij kregen is verbeterd, gewist of beperkt.',
      howLong: 'Drie jaar na de melding.',
    },
    proof: {
      what: 'Gelezen verklaringen',
      why: 'Om aan te tonen wat u is verteld.',
      howLong: ACCOUNT,
    },
    consent: {
      what: 'Gegeven en ingetrokken toestemmingen',
      why: 'Om te doen waarmee u hebt ingestemd en niets daarbuiten, en om te bewijzen wie het heeft gezegd.',
      howLong: ACCOUNT,
    },
    history: {
      what: 'De geschiedenis van voortgang, uitslagen en importen',
      why: 'Om te laten zien hoe een waarde tot stand kwam, en een verkeerde import ongedaan te maken.',
      howLong: ACCOUNT,
    },
    opening: {
      what: 'Welke opnamen van sessies u hebt geopend, en wanneer',
      why: 'Om te weten wie een opname van anderen heeft geopend; uw trainers kunnen het zien.',
      howLong: 'Totdat de opname verdwijnt, ten hoogste een jaar.',
    },
    moment: {
      what: 'Wat medewerkers zojuist aan uw dienstverband of uw examens hebben veranderd',
      why: 'Om een vergissing meteen terug te draaien.',
      howLong: 'Tien minuten; binnen een uur verwijderd.',
    },
    guardianRefusal: {
      what: 'Een adres waarvan de ouder of voogd nee zei, als hash met sleutel',
      why: 'Om de ouder of voogd opnieuw te vragen als het terugkomt.',
      howLong: 'Eén jaar.',
    },
    tombstone: {
      what: 'Een hash met geheime sleutel van een gewist adres, nooit het adres',
      why: 'Om te voorkomen dat een gewiste persoon met de volgende import terugkomt.',
      howLong: 'Totdat de sleutel wordt vervangen; jaarlijks beoordeeld.',
    },
    disclosure: {
      what: 'Welke regels in welk rapport zijn vertrokken',
      why: 'Om aan te tonen wat er wanneer aan wie en volgens welke overeenkomst is gemeld; u kunt het ook lezen.',
      howLong: 'Drie jaar na het rapport; jaarlijks beoordeeld.',
    },
    ledger: {
      what: 'Het auditverslag, alleen met nummers en veldnamen',
      why: 'Om aan te tonen wat er is gedaan en door wie.',
      howLong: 'Ten minste één jaar.',
    },
    signIn: {
      what: 'Aanmeldingen: wanneer, hoe, met wat voor browser',
      why: 'Om u binnen te laten, u te laten zien waar u bent aangemeld, en dat te beëindigen.',
      howLong: 'Dertig dagen na het einde van de aanmelding.',
    },
    wayIn: {
      what: 'Stappen van het aanmelden: codes, uitnodigingen, limieten',
      why: 'Om de ene stap aan de volgende te koppelen en aanvallers buiten te houden; waar het kan als hash met sleutel.',
      howLong: 'Tien minuten tot zeven dagen, binnen dertig dagen daarna verwijderd.',
    },
  },
  onOnePage: 'Waar uw gegevens heen gaan: alles op één pagina',
  cookies: {
    title: 'Cookies',
    text: 'Alleen wat de dienst nodig heeft. Niemand anders komt iets van uw bezoek te weten, met of zonder ‘Do Not Track’.',
    name: 'Naam',
    purpose: 'Waarvoor',
    lifetime: 'Hoe lang',
    signedIn: 'Weet dat u bent aangemeld.',
    way: 'Koppelt de stappen van het aanmelden aan deze browser.',
    theme: 'Onthoudt de kleuren die u koos; noemt niemand.',
    language: 'Onthoudt de taal die u koos; noemt niemand.',
    eightHours: '8 uur',
    oneYear: '1 jaar',
  },
  rights: {
    title: 'Uw rechten',
    text: 'U kunt inzien wat wordt bewaard, het verbeteren, laten beperken of wissen, bezwaar maken, het meenemen en een toestemming intrekken. Dat is gratis, het meeste werkt meteen op uw eigen pagina, en op al het andere krijgt u binnen één maand antwoord.',
    noDecisions: 'Er wordt niets over u beslist door een machine alleen.',
    officer: 'Functionaris voor gegevensbescherming',
    authority: 'Toezichthouder, voor klachten',
    others: 'Toezichthouders van andere landen',
  },
  text: 'De volledige verklaring',
  versions: {
    title: 'Versies',
    text: 'Elke versie wordt bewaard. Een wijziging wordt per e-mail en hier aangekondigd.',
    first: 'De eerste versie.',
    changes: (version: number) => `Wat is gewijzigd ten opzichte van versie ${version}`,
    noChange: 'Er is geen zin gewijzigd.',
    added: 'Toegevoegd',
    removed: 'Verwijderd',
    whole: (version: number) => `Versie ${version} volledig`,
  },
};
