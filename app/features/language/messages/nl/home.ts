import type { Messages } from '../../messages.ts';
import { counter } from '../../plural.ts';

const count = counter('nl');

export const home: Messages['home'] = {
  title: 'Mijn opleiding',
  hello: (name) => `Dag ${name}`,
  ahead: (workshops, exams) =>
    `${count(workshops, { one: 'workshop', other: 'workshops' })}, ${exams === 0 ? 'geen examen' : count(exams, { one: 'examen', other: 'examens' })} in het vooruitzicht.`,
  next: 'Nu aan de beurt:',
  steps: {
    outcome: (exam) => `vertel hoe ${exam} ging`,
    progress: (workshop) => `geef uw voortgang in ${workshop} op`,
    book: (exam) => `boek ${exam}`,
    enrol: 'kies een workshop',
  },
  unconfirmed:
    'Niemand heeft nog bevestigd dat u bij het genoemde bedrijf werkt. Uw opleidingscentrum doet dat; tot die tijd staat u in geen rapport.',
  workshops: 'Workshops',
  noWorkshop: 'Nog geen workshop',
  noWorkshopText:
    'Schrijf u hieronder in voor een open workshop. Zodra een opleidingscentrum u voor een andere heeft ingeschreven, staat die hier en kunt u opgeven hoever u bent.',
  leadsTo: (exam) => `leidt naar ${exam}`,
  waiting: 'U staat op de wachtlijst. Komt er een plaats vrij, dan is die meteen van u en mailen wij u dat.',
  lastSet: (day) => `Laatst opgegeven op ${day}`,
  notSet: 'Volgens uw opleidingscentrum; hier nog niet opgegeven',
  notBegun: 'Nog niet begonnen',
  done: 'Klaar',
  progressIn: (workshop) => `Voortgang in ${workshop}`,
  percentIn: (workshop) => `Voortgang in ${workshop}, procent`,
  save: 'Opslaan',
  change: 'Wijzigen',
  less: (percent) => `Dat is minder dan de ${percent}% van eerder. Geef een reden op en sla het daarna op.`,
  why: 'Waarom is het minder?',
  choose: 'Kies…',
  because: {
    mistake: 'Het was een vergissing',
    'started-over': 'Ik ben opnieuw begonnen',
    'content-changed': 'De workshop is veranderd',
  },
  faults: {
    'out-of-range': 'De voortgang loopt van 0 tot 100.',
    'not-whole': 'Voer een geheel getal van 0 tot 100 in, bijvoorbeeld 40.',
    'because-missing': 'Geef op waarom het minder is dan eerder. Er is nog niets gewijzigd.',
    unreadable: 'Dit formulier kon niet worden gelezen. Er is niets gewijzigd.',
    'not-open': 'Voor deze workshop kunt u zich nu niet zelf inschrijven. Uw opleidingscentrum kan u meer vertellen.',
  },
  changed: {
    same: (workshop, _from, to) => `${workshop} stond al op ${to}%.`,
    done: (workshop) => `${workshop} is klaar. Goed gedaan!`,
    lower: (workshop, from, to) => `${workshop} ging van ${from}% terug naar ${to}%.`,
    higher: (workshop, _from, to) => `${workshop} staat nu op ${to}%.`,
  },
  more: 'Meer',
  moreOf: (workshop) => `over ${workshop}`,
  history: 'Het verloop tot nu toe',
  saidBy: { person: 'u', staff: 'uw trainer', system: 'een import' },
  recordings: 'Opnamen',
  until: (day) => `tot en met ${day}`,
  recordingsFor:
    'Voor de deelnemers van deze workshop en, waar dat is afgesproken, voor Microsoft. Wie er een opent, wordt genoteerd, is te zien voor uw trainers, en wordt vergeten als de opname verdwijnt.',
  session: {
    of: (title: string) => `Sessie: ${title}`,
    next: (when: string) => `Volgende bijeenkomst: ${when}`,
    over: 'Alle bijeenkomsten zijn voorbij.',
    cancelled:
      'Deze sessie gaat niet door. U blijft ingeschreven voor de workshop; uw opleidingscentrum kan u in een andere plaatsen.',
    recorded:
      'Deze sessie wordt opgenomen: namen, beelden en stemmen van wie meedoet, kunnen erin te zien en te horen zijn. De opname is voor de deelnemers van deze workshop en, waar dat is afgesproken, voor Microsoft.',
    join: 'Online bijeenkomst openen',
    seen: 'Uw naam en foto zijn daar zichtbaar voor anderen.',
    calendar: 'Agendabestand',
    calendarOf: (workshop: string) => `van ${workshop}`,
    note: 'Notitie van uw trainers, staat in geen rapport',
  },
  withdraw: {
    title: 'Uitschrijven',
    text: 'De workshop verdwijnt van deze pagina en vanaf nu uit elk rapport. Wacht er iemand op uw plaats, dan krijgt die haar meteen. U kunt zich opnieuw inschrijven en begint dan bij 0%.',
    leaveText: 'U verliest uw beurt. U kunt zich opnieuw inschrijven en wacht dan achter alle anderen.',
    button: 'Uitschrijven',
    leave: 'Wachtlijst verlaten',
    from: (workshop) => `voor ${workshop}`,
    done: (workshop) => `U bent uitgeschreven voor ${workshop}. U vindt de workshop bij de open workshops.`,
  },
  enrol: {
    title: 'Open workshops',
    text: 'Hiervoor kunt u zich zelf inschrijven. Uw werkgever en Microsoft zien het in hun volgende rapport.',
    button: 'Inschrijven',
    in: (workshop) => `voor ${workshop}`,
    session: 'Sessie',
    withoutSession: 'geen bepaalde sessie',
    limited: 'beperkt aantal plaatsen',
    recorded: 'wordt opgenomen',
    recordedText:
      'Waar “wordt opgenomen” staat, kunnen namen, beelden en stemmen van wie meedoet, te zien en te horen zijn. De opname is voor de deelnemers van de workshop en, waar dat is afgesproken, voor Microsoft.',
    enrolled: (workshop) => `U bent ingeschreven voor ${workshop}.`,
    waiting: (workshop) => `Alle plaatsen van ${workshop} zijn bezet: u staat op de wachtlijst.`,
  },
  certificate: {
    get: 'Certificaat (pdf)',
    of: (workshop) => `van ${workshop}`,
    title: 'Certificaat van voltooiing',
    saysThat: 'Hiermee wordt bevestigd dat',
    hasCompleted: 'de volgende workshop heeft voltooid',
    byAddress:
      'Dit lettertype mist tekens van de naam van de persoon: het geregistreerde adres staat ervoor in de plaats.',
    madeBy: (academy) => `Uitgegeven door de ${academy}, op grond van wat de persoon in het portaal heeft opgegeven.`,
  },
  exams: 'Examens',
  allExams: 'Boeken, verzetten of vertellen hoe het ging',
  reported: {
    title: 'Wat het laatst over u is gerapporteerd',
    nothing: 'Nog niets. Zodra een rapport met u erin uw werkgever of Microsoft bereikt, staat het hier met elk veld.',
    fields: (fields, what) => `${count(fields, { one: 'veld', other: 'velden' })}, ${what}`,
    workshops: (rows) => count(rows, { one: 'workshop', other: 'workshops' }),
    exams: (rows) => `${count(rows, { one: 'examen', other: 'examens' })} zonder uw naam`,
    show: 'tonen',
    reportOf: (period, fields) => `Rapport van ${period}: ${fields}.`,
    all: 'Al mijn gegevens: inzien, downloaden, corrigeren, beperken, wissen',
  },
};
