import type { Messages } from '../../messages.ts';

const ACCOUNT =
  'Dopóki konto jest aktywne, najdłużej rok po ostatnim użyciu; dwa lata, jeśli chodziło tylko o otrzymywanie wiadomości.';

export const notice: Messages['notice'] = {
  title: 'Informacja o prywatności',
  lead: 'Co akademia przechowuje o osobach uczących się, kto to otrzymuje, po co i jak długo.',
  none: 'Nie opublikowano jeszcze żadnej informacji.',
  version: (version: number) => `Wersja ${version}`,
  since: (day: string) => `opublikowana ${day}`,
  who: {
    title: 'Kto co otrzymuje',
    text: 'Te pola i żadne inne mogą opuścić akademię. Umowa może niektóre pominąć, ale nigdy żadnego nie dodaje.',
    list: 'Lista uczestników: jeden wiersz na każdy warsztat, z nazwiskiem',
    exams: 'Egzaminy: bez nazwiska, według miesięcy, nigdy dni',
    field: 'Pole',
    recipients: 'Kto je otrzymuje',
    purpose: 'Po co',
    basis: 'Podstawa prawna',
    period: 'Jak długo je przechowujemy',
    employer: 'Twój pracodawca',
    microsoft: 'Microsoft',
    notAgreed: 'obecnie nie',
    nobody: 'nikt',
    employerNote: 'Pracodawca widzi tylko swoich pracowników. Microsoft widzi wszystkich uczestników.',
    beside:
      'Poza tymi tabelami: nagrania warsztatów, z nazwą warsztatu, mogą trafić do firmy Microsoft, a liczby dotyczące co najmniej dziesięciu osób do partnerów akademii. Żadne z nich nie zawiera Twoich pól.',
  },
  agreed: 'Co jest przekazywane tylko za Twoją zgodą',
  kept: {
    title: 'Co jeszcze jest przechowywane',
    text: 'Nikt spoza akademii niczego z tego nie otrzymuje.',
    what: 'Co',
  },
  bases: {
    contract: 'Umowa',
    consent: 'Zgoda',
    'legal obligation': 'Obowiązek prawny',
    'legitimate interest': 'Prawnie uzasadniony interes',
  },
  classes: {
    reported: {
      what: 'Co jest przekazywane o rejestracji i postępach',
      why: 'Aby informować o rejestracji i postępach zgodnie z umową.',
      howLong: ACCOUNT,
    },
    examReported: {
      what: 'Co jest przekazywane o egzaminach',
      why: 'Aby informować o miesiącach egzaminów i wynikach bez nazwisk.',
      howLong: ACCOUNT,
    },
    account: {
      what: 'Konto: adresy, język, miejscowość, zapisy na warsztaty, wiadomości',
      why: 'Aby prowadzić konto: odnaleźć je, pisać do Ciebie, wiedzieć, w jakim języku.',
      howLong: ACCOUNT,
    },
    right: {
      what: 'Ograniczenia i sprzeciwy',
      why: 'Aby nie umieszczać Cię w raportach tam, gdzie tego chcesz lub wymaga tego prawo.',
      howLong: ACCOUNT,
    },
    pending: {
      what: 'Rejestracja, która nie została jeszcze potwierdzona',
      why: 'Aby wiedzieć, co wpisano, gdy adres zostanie potwierdzony i, jeśli to potrzebne, opiekun wyrazi zgodę.',
      howLong: 'Siedem dni, chyba że powstanie z niej konto.',
    },
    request: {
      what: 'Wnioski dotyczące Twoich danych',
      why: 'Aby wykonać to, czego żądasz na mocy swoich praw, i móc to wykazać.',
      howLong: 'Trzy lata od decyzji.',
    },
    support: {
      what: 'Pytania',
      why: 'Aby odpowiedzieć.',
      howLong: 'Rok po zamknięciu.',
    },
    notification: {
      what: 'Sprostowania zgłoszone odbiorcom',
      why: 'Aby powiadomić odbiorców, nie wymieniając nikogo, że otrzymany wiersz został poprawiony, usunięty lub ograniczony.',
      howLong: 'Trzy lata od zgłoszenia.',
    },
    proof: {
      what: 'Przeczytane informacje',
      why: 'Aby wykazać, o czym Cię poinformowano.',
      howLong: ACCOUNT,
    },
    consent: {
      what: 'Zgody udzielone i wycofane',
      why: 'Aby robić to, na co wyrażono zgodę, i nic ponadto, oraz móc to wykazać.',
      howLong: ACCOUNT,
    },
    history: {
      what: 'Historia postępów, wyników i importów',
      why: 'Aby pokazać, jak powstała dana wartość, i cofnąć błędny import.',
      howLong: ACCOUNT,
    },
    opening: {
      what: 'Które nagrania otworzono i kiedy',
      why: 'Aby wiedzieć, kto je otworzył; widzą to trenerzy.',
      howLong: 'Do zniknięcia nagrania, najwyżej rok.',
    },
    moment: {
      what: 'Co pracownicy przed chwilą zmienili w Twoim zatrudnieniu lub egzaminach',
      why: 'Aby od razu cofnąć pomyłkę.',
      howLong: 'Dziesięć minut; usuwane w ciągu godziny.',
    },
    guardianRefusal: {
      what: 'Adres, na który opiekun się nie zgodził, jako skrót z kluczem',
      why: 'Aby ponownie zapytać opiekuna, gdy adres wróci.',
      howLong: 'Rok.',
    },
    tombstone: {
      what: 'Skrót z tajnym kluczem usuniętego adresu, nigdy sam adres',
      why: 'Aby usunięta osoba nie wróciła wraz z następnym importem.',
      howLong: 'Do zmiany klucza; przegląd co roku.',
    },
    disclosure: {
      what: 'Które wiersze znalazły się w którym raporcie',
      why: 'Aby wykazać, co, kiedy, komu i na podstawie której umowy przekazano; możesz to także przeczytać.',
      howLong: 'Trzy lata od raportu; przegląd co roku.',
    },
    ledger: {
      what: 'Dziennik audytu, wyłącznie z numerami i nazwami pól',
      why: 'Aby wykazać, co zrobiono i kto to zrobił.',
      howLong: 'Co najmniej rok.',
    },
    signIn: {
      what: 'Logowania: kiedy, jak, z jakiego rodzaju przeglądarki',
      why: 'Aby Cię wpuścić, pokazać, gdzie trwa zalogowanie, i móc je zakończyć.',
      howLong: 'Trzydzieści dni od zakończenia sesji.',
    },
    wayIn: {
      what: 'Logowanie: kody, zaproszenia, limity',
      why: 'Aby połączyć kroki i nie wpuścić napastników; jako skróty z kluczem.',
      howLong: 'Od dziesięciu minut do siedmiu dni, usuwane w ciągu trzydziestu dni.',
    },
  },
  onOnePage: 'Dokąd trafiają Twoje dane: wszystko na jednej stronie',
  cookies: {
    title: 'Pliki cookie',
    text: 'Tylko to, czego usługa potrzebuje. Nikt inny nie dowiaduje się o Twojej wizycie, z „Do Not Track” lub bez.',
    name: 'Nazwa',
    purpose: 'Do czego służy',
    lifetime: 'Jak długo',
    signedIn: 'Wie, że trwa zalogowanie.',
    way: 'Łączy kroki logowania z tą przeglądarką.',
    theme: 'Pamięta wybrane kolory; nikogo nie wskazuje.',
    language: 'Pamięta wybrany język; nikogo nie wskazuje.',
    eightHours: '8 godzin',
    oneYear: '1 rok',
  },
  rights: {
    title: 'Twoje prawa',
    text: 'Możesz zobaczyć, co jest przechowywane, poprawić to, ograniczyć lub usunąć, wnieść sprzeciw, zabrać dane ze sobą i wycofać zgodę. Jest to bezpłatne, większość działa od razu na Twojej stronie, a na wszystko inne odpowiadamy w ciągu miesiąca.',
    noDecisions: 'Żadna decyzja o Tobie nie zapada wyłącznie maszynowo.',
    officer: 'Inspektor ochrony danych',
    authority: 'Organ nadzorczy, do którego można złożyć skargę',
    others: 'Organy innych krajów',
  },
  text: 'Pełna treść',
  versions: {
    title: 'Wersje',
    text: 'Każda wersja jest przechowywana. Zmiana jest ogłaszana e-mailem i tutaj.',
    first: 'Pierwsza wersja.',
    changes: (version: number) => `Co zmieniło się od wersji ${version}`,
    noChange: 'Żadne zdanie się nie zmieniło.',
    added: 'Dodano',
    removed: 'Usunięto',
    whole: (version: number) => `Wersja ${version} w całości`,
  },
};
