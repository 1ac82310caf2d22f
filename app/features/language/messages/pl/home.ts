import type { Messages } from '../../messages.ts';
import { counter } from '../../plural.ts';

const count = counter('pl');

const WORKSHOPS = { one: 'warsztat', few: 'warsztaty', many: 'warsztatów', other: 'warsztatu' };
const EXAMS = { one: 'egzamin', few: 'egzaminy', many: 'egzaminów', other: 'egzaminu' };

export const home: Messages['home'] = {
  title: 'Moja nauka',
  hello: (name) => `Dzień dobry, ${name}`,
  ahead: (workshops, exams) =>
    `${count(workshops, WORKSHOPS)}, ${exams === 0 ? 'brak egzaminów' : count(exams, EXAMS)} w planie.`,
  next: 'Następny krok:',
  steps: {
    outcome: (exam) => `powiedz, jak poszedł ${exam}`,
    progress: (workshop) => `ustaw postęp w: ${workshop}`,
    book: (exam) => `zarezerwuj ${exam}`,
    enrol: 'wybierz warsztat',
  },
  unconfirmed:
    'Nikt jeszcze nie potwierdził Twojej pracy w podanej firmie. Zrobi to ośrodek szkoleniowy; do tego czasu nie ma Cię w żadnym raporcie.',
  workshops: 'Warsztaty',
  noWorkshop: 'Nie ma jeszcze warsztatu',
  noWorkshopText:
    'Poniżej możesz zapisać się na otwarty warsztat. Gdy ośrodek szkoleniowy zapisze Cię na inny, pojawi się on tutaj i będzie można podać postęp.',
  leadsTo: (exam) => `prowadzi do ${exam}`,
  waiting:
    'Jesteś na liście oczekujących. Miejsce, które się zwolni, od razu należy do Ciebie, a my powiadomimy Cię e-mailem.',
  lastSet: (day) => `Ostatnio ustawiono ${day}`,
  notSet: 'Według ośrodka szkoleniowego; tutaj jeszcze nie ustawiono',
  notBegun: 'Jeszcze nierozpoczęte',
  done: 'Gotowe',
  progressIn: (workshop) => `Postęp: ${workshop}`,
  percentIn: (workshop) => `Postęp: ${workshop}, w procentach`,
  save: 'Zapisz',
  change: 'Zmień',
  less: (percent) => `To mniej niż dotychczasowe ${percent}%. Podaj powód, a potem zapisz.`,
  why: 'Dlaczego mniej?',
  choose: 'Wybierz…',
  because: {
    mistake: 'To była pomyłka',
    'started-over': 'Zaczynam od nowa',
    'content-changed': 'Warsztat się zmienił',
  },
  faults: {
    'out-of-range': 'Postęp mieści się między 0 a 100.',
    'not-whole': 'Wpisz liczbę całkowitą od 0 do 100, na przykład 40.',
    'because-missing': 'Podaj, dlaczego jest mniej niż wcześniej. Nic jeszcze nie zostało zmienione.',
    unreadable: 'Nie udało się odczytać tego formularza. Nic nie zostało zmienione.',
    'not-open': 'Na ten warsztat nie można się teraz zapisać samodzielnie. Więcej powie ośrodek szkoleniowy.',
  },
  changed: {
    same: (workshop, _from, to) => `${workshop}: było już ${to}%.`,
    done: (workshop) => `${workshop}: ukończone. Gratulacje!`,
    lower: (workshop, from, to) => `${workshop}: postęp spadł z ${from}% do ${to}%.`,
    higher: (workshop, _from, to) => `${workshop}: teraz ${to}%.`,
  },
  more: 'Więcej',
  moreOf: (workshop) => `: ${workshop}`,
  history: 'Dotychczasowy przebieg',
  saidBy: { person: 'Ty', staff: 'trener', system: 'import' },
  recordings: 'Nagrania',
  until: (day) => `do ${day}`,
  recordingsFor:
    'Dla uczestników tego warsztatu oraz, jeśli tak uzgodniono, dla Microsoft. Zapisujemy, kto otworzył nagranie; widzą to trenerzy, a zapis znika razem z nagraniem.',
  session: {
    of: (title: string) => `Edycja: ${title}`,
    next: (when: string) => `Następne spotkanie: ${when}`,
    over: 'Wszystkie spotkania już się odbyły.',
    cancelled:
      'Ta edycja została odwołana. Zapis na warsztat pozostaje ważny; ośrodek szkoleniowy może przenieść Cię do innej.',
    recorded:
      'Ta edycja jest nagrywana: w nagraniu mogą być widoczne i słyszalne nazwiska, wizerunki i głosy uczestników. Nagranie jest dla uczestników tego warsztatu oraz, jeśli tak uzgodniono, dla Microsoft.',
    join: 'Otwórz spotkanie online',
    seen: 'Inni zobaczą tam Twoje imię, nazwisko i zdjęcie.',
    calendar: 'Plik kalendarza',
    calendarOf: (workshop: string) => `warsztatu ${workshop}`,
    note: 'Notatka trenerów, nie ma jej w żadnym raporcie',
  },
  withdraw: {
    title: 'Rezygnacja',
    text: 'Warsztat znika z tej strony i od tej chwili z każdego raportu. Jeśli ktoś czeka na to miejsce, od razu je otrzyma. Można zapisać się ponownie, zaczynając od 0%.',
    leaveText: 'Tracisz kolejkę. Można zapisać się ponownie i czekać za wszystkimi innymi.',
    button: 'Zrezygnuj',
    leave: 'Opuść listę oczekujących',
    from: (workshop) => `: ${workshop}`,
    done: (workshop) => `Zrezygnowano: ${workshop}. Warsztat znajdziesz wśród otwartych.`,
  },
  enrol: {
    title: 'Otwarte warsztaty',
    text: 'Możesz zapisać się samodzielnie. Pracodawca i Microsoft dowiedzą się o tym z następnego raportu.',
    button: 'Zapisz się',
    in: (workshop) => `na: ${workshop}`,
    session: 'Edycja',
    withoutSession: 'bez określonej edycji',
    limited: 'ograniczona liczba miejsc',
    recorded: 'nagrywana',
    recordedText:
      'W edycji oznaczonej „nagrywana” mogą być widoczne i słyszalne nazwiska, wizerunki i głosy uczestników. Nagranie jest dla uczestników warsztatu oraz, jeśli tak uzgodniono, dla Microsoft.',
    enrolled: (workshop) => `Zapisano na: ${workshop}.`,
    waiting: (workshop) => `Wszystkie miejsca są zajęte (${workshop}): jesteś na liście oczekujących.`,
  },
  certificate: {
    get: 'Zaświadczenie (PDF)',
    of: (workshop) => `: ${workshop}`,
    title: 'Zaświadczenie o ukończeniu',
    saysThat: 'Zaświadcza się, że',
    hasCompleted: 'ukończył(a) warsztat',
    byAddress: 'W tym kroju pisma brakuje znaków nazwiska: zastępuje je zarejestrowany adres.',
    madeBy: (academy) => `Wystawca: ${academy}, na podstawie danych podanych w portalu przez tę osobę.`,
  },
  exams: 'Egzaminy',
  allExams: 'Zarezerwuj, przenieś albo powiedz, jak poszło',
  reported: {
    title: 'Co ostatnio o Tobie przekazano',
    nothing:
      'Jeszcze nic. Gdy raport z Twoimi danymi trafi do pracodawcy lub Microsoftu, pojawi się tutaj z każdym polem.',
    fields: (fields, what) => `${count(fields, { one: 'pole', few: 'pola', many: 'pól', other: 'pola' })}, ${what}`,
    workshops: (rows) => count(rows, WORKSHOPS),
    exams: (rows) => `${count(rows, EXAMS)} bez Twojego nazwiska`,
    show: 'pokaż',
    reportOf: (period, fields) => `Raport za ${period}: ${fields}.`,
    all: 'Wszystkie moje dane: zobacz, pobierz, popraw, ogranicz, usuń',
  },
};
