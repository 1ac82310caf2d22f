import type { Messages } from '../../messages.ts';
import { letters } from './letters.ts';
import { breachLetter } from './breach-letter.ts';
import { supportAnswered, supportAskedBack, supportClosed } from './support-mails.ts';

export const mails: Messages['mails'] = {
  registration: {
    subject: 'Potwierdź rejestrację w Partner Skills Academy',
    why: 'Ktoś, prawdopodobnie Ty, zarejestrował się pod tym adresem. Potwierdź, że należy on do Ciebie. W przeciwnym razie nic nie będzie przechowywane dłużej niż siedem dni i nikt niczego się nie dowie.',
    link: 'Potwierdź rejestrację',
    until: 'Link działa jeden raz, w ciągu siedmiu dni.',
    notYou: 'Jeśli to nie Ty, nic nie rób: wpisane dane zostaną usunięte same.',
  },
  alreadyRegistered: {
    subject: 'Masz konto w Partner Skills Academy',
    why: 'Dla tego adresu istnieje już konto, więc rejestracja nie jest potrzebna. Zaloguj się.',
    link: 'Zaloguj się',
    notYou:
      'Jeśli ta wiadomość jest niespodziewana, nic nie rób: nic nie zostało zmienione i nikt nie dowie się, że konto istnieje.',
  },
  guardian: {
    subject: 'Prośba o zgodę: Partner Skills Academy',
    why: 'Osoba w wieku 16 lat lub młodsza chce się zarejestrować w Partner Skills Academy i podała ten adres jako adres rodzica lub opiekuna.',
    what: 'Strona pod tym linkiem mówi, o kogo chodzi, co jest przechowywane i kto się o tym dowiaduje. Można tam wyrazić zgodę albo odmówić; wtedy wszystko zostanie od razu usunięte.',
    link: 'Przeczytaj i wyraź zgodę lub odmów',
    notice: 'Informacja o prywatności',
    until: 'Bez odpowiedzi w ciągu siedmiu dni wszystko także zostanie usunięte.',
  },
  guardianAgreed: {
    subject: 'Rodzic lub opiekun wyraził zgodę: Partner Skills Academy',
    why: 'Rodzic lub opiekun wyraził zgodę i konto jest gotowe. Zaloguj się.',
    link: 'Zaloguj się',
  },
  imported: {
    subject: 'Co Partner Skills Academy przechowuje o Tobie',
    hello: (name: string) => (name === '' ? 'Dzień dobry,' : `Dzień dobry ${name},`),
    why: 'Twoje centrum szkoleniowe lub pracodawca zarejestrowali Cię w Partner Skills Academy, ponieważ bierzesz udział w jej warsztatach. Masz prawo wiedzieć, co to oznacza.',
    held: 'Przechowujemy imię i nazwisko, adres służbowy, numer telefonu, kraj, firmę, ID partnera i stanowisko, warsztaty, w których bierzesz udział, i postępy w nauce, miesiące egzaminów oraz to, czy zostały zdane.',
    who: 'Pracodawca otrzymuje te dane o swoich pracownikach, a Microsoft o wszystkich uczestnikach. Informacje o egzaminach nie zawierają nazwiska, a zamiast dnia podają miesiąc.',
    source:
      'Dane pochodzą od Twojego centrum szkoleniowego lub pracodawcy. Podstawą prawną jest umowa, na podstawie której odbywa się szkolenie.',
    rights:
      'Możesz wszystko zobaczyć, poprawić, wnieść sprzeciw, ograniczyć przetwarzanie albo usunąć dane. Na swojej stronie zobaczysz też, co, kiedy i komu o Tobie przekazano.',
    notice: 'Informacja o prywatności: co jest przechowywane i jak długo',
    signIn: 'Zaloguj się i sprawdź',
  },
  placeFree: {
    hello: (name) => (name === '' ? 'Dzień dobry,' : `Dzień dobry ${name},`),
    subject: 'Zwolniło się dla Ciebie miejsce',
    text: 'Miejsce na warsztacie, na który czekasz, należy do Ciebie. Warsztat jest już na Twojej stronie i można zaczynać.',
    open: 'Otwórz moją stronę',
    otherwise: 'Jeśli miejsce nie jest już potrzebne, zrezygnuj na tej stronie: otrzyma je następna osoba w kolejce.',
  },
  sessionRecorded: {
    hello: (name) => (name === '' ? 'Dzień dobry,' : `Dzień dobry ${name},`),
    subject: 'Twoja edycja warsztatu jest nagrywana',
    text: 'Edycja warsztatu, w której masz miejsce, jest nagrywana. W nagraniu mogą być widoczne i słyszalne nazwiska, wizerunki i głosy uczestników. Nagranie jest dla uczestników warsztatu oraz, jeśli tak uzgodniono, dla Microsoft, i zostanie usunięte w podanym przy nim dniu.',
    open: 'Otwórz moją stronę',
    calendar: 'Spotkania jako plik kalendarza',
    otherwise:
      'Jeśli wolisz, by nie było Cię widać ani słychać, nie włączaj kamery i mikrofonu albo porozmawiaj wcześniej z trenerem.',
  },
  sessionChanged: {
    hello: (name) => (name === '' ? 'Dzień dobry,' : `Dzień dobry ${name},`),
    subject: 'Twoja edycja warsztatu się zmieniła',
    text: 'Zmienił się termin lub link edycji warsztatu, w której masz miejsce. Aktualne informacje są na Twojej stronie.',
    open: 'Otwórz moją stronę',
    calendar: 'Spotkania jako plik kalendarza',
    otherwise: 'Plik kalendarza zastępuje to, co wcześniej z niego przejęto.',
  },
  sessionCancelled: {
    hello: (name) => (name === '' ? 'Dzień dobry,' : `Dzień dobry ${name},`),
    subject: 'Twoja edycja warsztatu została odwołana',
    text: 'Edycja warsztatu, w której masz miejsce lub na nie czekasz, została odwołana. Zapis na warsztat pozostaje ważny. Której edycji to dotyczy, widać na Twojej stronie.',
    open: 'Otwórz moją stronę',
    calendar: 'Spotkania jako plik kalendarza',
    otherwise: 'Ośrodek szkoleniowy może przenieść Cię do innej edycji; nie musisz nic robić.',
  },
  sessionReopened: {
    hello: (name) => (name === '' ? 'Dzień dobry,' : `Dzień dobry ${name},`),
    subject: 'Twoja edycja warsztatu jednak się odbędzie',
    text: 'Edycja warsztatu, o której odwołaniu Cię zawiadomiliśmy, jednak się odbędzie. Terminy są na Twojej stronie.',
    open: 'Otwórz moją stronę',
    calendar: 'Spotkania jako plik kalendarza',
    otherwise: 'Jeśli nie możesz już przyjść, powiedz o tym trenerowi albo zrezygnuj na swojej stronie.',
  },
  outcomeAsked: {
    hello: (name) => (name === '' ? 'Dzień dobry,' : `Dzień dobry ${name},`),
    subject: 'Jak poszedł egzamin?',
    text: 'Zarezerwowany egzamin już za Tobą. Powiedz nam, jak poszło: wystarczy jedno kliknięcie na stronie pod tym linkiem.',
    open: 'Odpowiedz',
    noSignIn:
      'Nie trzeba się logować, a samo otwarcie strony niczego nie zmienia. Odpowiedź można cofnąć przez dziesięć minut. Pracodawca i Microsoft widzą wyniki bez Twojego nazwiska.',
    stop: 'Jeśli wolisz nie mówić, wybierz tę odpowiedź: nie zapytamy więcej o ten egzamin.',
  },
  outcomeReminded: {
    hello: (name) => (name === '' ? 'Dzień dobry,' : `Dzień dobry ${name},`),
    subject: 'Jak poszedł egzamin: pytamy jeszcze raz',
    text: 'Kilka dni temu zapytaliśmy, jak poszedł zarezerwowany egzamin. Nie mamy jeszcze odpowiedzi. Powiedz nam, jak poszło: wystarczy jedno kliknięcie na stronie pod tym linkiem.',
    open: 'Odpowiedz',
    noSignIn:
      'Nie trzeba się logować, a samo otwarcie strony niczego nie zmienia. Odpowiedź można cofnąć przez dziesięć minut. Pracodawca i Microsoft widzą wyniki bez Twojego nazwiska.',
    stop: 'Jeśli wolisz nie mówić, wybierz tę odpowiedź: nie zapytamy więcej o ten egzamin, ani mailem, ani telefonicznie.',
  },
  conflictDecided: {
    hello: (name) => (name === '' ? 'Dzień dobry,' : `Dzień dobry ${name},`),
    subject: 'Rozstrzygnięto, co obowiązuje dla Twojego egzaminu',
    about: 'Dla jednego z Twoich egzaminów otrzymaliśmy dwa różne wyniki: Twój i inny. Ktoś z akademii sprawdził oba.',
    stands: 'To, co było zapisane, pozostaje bez zmian.',
    changed: 'Teraz zapisany jest ten drugi wynik i zastępuje poprzedni wpis.',
    open: 'Zobacz wśród swoich egzaminów',
    wrong: (email) =>
      `Jeśli uważasz, że to błąd, możesz poprosić o sprostowanie w zakładce Moje dane albo napisać na adres ${email}.`,
  },
  emailChange: {
    subject: 'Potwierdź nowy adres',
    what: 'Otrzymaliśmy prośbę, by od teraz używać tego adresu. Potwierdź go na stronie pod tym linkiem; samo otwarcie strony niczego jeszcze nie zmienia. Link działa przez jeden dzień.',
    link: 'Potwierdź nowy adres',
    ignore: 'Jeśli to nie Twoja prośba, nic nie rób: adres pozostanie bez zmian.',
  },
  addressChanged: {
    subject: 'Adres został zmieniony',
    greeting: (name: string) => (name === '' ? 'Dzień dobry,' : `Dzień dobry, ${name},`),
    what: 'Zgodnie z prośbą ten adres nie służy już do logowania w Partner Skills Academy i nie będą tu przychodzić wiadomości. Wszystkie inne sesje zostały zakończone. Powiązane z nim konto służbowe zostało odłączone.',
    notYou: (email: string) => `Jeśli to nie Ty, napisz od razu na adres ${email}.`,
  },
  peopleMerged: {
    subject: 'Twoje dwa wpisy są teraz jednym',
    greeting: (name: string) => (name === '' ? 'Dzień dobry,' : `Dzień dobry, ${name},`),
    what: 'Okazało się, że dwa wpisy w Partner Skills Academy należą do jednej osoby: jeden z tym adresem, drugi z innym. Teraz są jednym, ze wszystkimi warsztatami, egzaminami i decyzjami z obu. Jeśli warsztat był w obu, liczy się większy postęp. Jeśli o egzaminie mówiły co innego, ktoś to rozstrzygnie i napisze do Ciebie.',
    here: 'Logujesz się tym adresem jak dotąd. Drugi pozostaje znany jako Twój.',
    elsewhere:
      'Od teraz logujesz się swoim drugim adresem i tam przychodzą wiadomości. Wszystkie sesje pod tym adresem zostały zakończone; adres pozostaje znany jako Twój.',
    wrong: (email: string) => `Jeśli to pomyłka, bo drugi wpis nie jest Twój, napisz od razu na adres ${email}.`,
  },
  restrictionLifted: {
    subject: 'Ograniczenie przetwarzania Twoich danych się kończy',
    greeting: (name: string) => (name === '' ? 'Dzień dobry,' : `Dzień dobry, ${name},`),
    what: 'Ograniczenie, pod którym przechowywano Twoje dane, kończy się teraz. Od tej chwili znów jesteś w raportach dla pracodawcy i dla Microsoftu, tak jak mówi informacja o prywatności.',
    link: 'Zobacz lub ogranicz swoje dane',
  },
  notificationsMade: {
    subject: 'Coś, co Państwo otrzymali, poprawiono, usunięto lub ograniczono',
    what: 'Wiersze otrzymanych raportów nie są już takie, jak były. Które wiersze których plików i co z nimi zrobić, jest na Państwa stronie.',
    link: 'Otwórz powiadomienia',
  },
  code: {
    subject: 'Twój kod do Partner Skills Academy',
    yourCode: 'Twój kod to',
    rules:
      'Działa jeden raz, przez dziesięć minut, w przeglądarce, w której o niego poproszono. Nikt z akademii nigdy o niego nie zapyta.',
    notYou: 'Jeśli to nie Twoja prośba, nic nie rób: bez kodu nikt nie wejdzie.',
  },
  workAccount: {
    subject: 'Jak zalogować się do Partner Skills Academy',
    why: 'Ktoś, prawdopodobnie Ty, poprosił o kod do logowania tym adresem. Jest on powiązany z kontem służbowym, więc kod nie został wysłany. Zaloguj się tutaj kontem służbowym:',
    notYou: 'Jeśli to nie Twoja prośba, nic nie rób.',
  },
  accountGoes: {
    subject: 'Twoje konto zostanie usunięte za 30 dni',
    hello: (name: string) => (name === '' ? 'Dzień dobry,' : `Dzień dobry, ${name},`),
    what: 'Od dawna nie korzystasz z konta w Partner Skills Academy. Tego, co nie jest używane, nie przechowujemy: za 30 dni konto zostanie usunięte wraz z warsztatami, egzaminami i wyborami.',
    stay: 'Jeśli chcesz je zachować, zaloguj się do tego czasu jeden raz. To wystarczy.',
    signIn: 'Zaloguj się i zachowaj konto',
    otherwise: 'Jeśli konto nie jest już potrzebne, nie rób nic. Możesz wrócić później jak za pierwszym razem.',
  },
  invitation: {
    subject: 'Twoje zaproszenie do Partner Skills Academy',
    person:
      'Ośrodek szkoleniowy zarejestrował ten adres w Partner Skills Academy. Ten link pozwala się tam zalogować i zobaczyć, co jest o Tobie przechowywane i przekazywane.',
    staff: 'Praca w portalu Partner Skills Academy czeka. Ten link daje dostęp kontu służbowemu.',
    contact:
      'Organizacja wskazała ten adres do odbierania jej raportów z Partner Skills Academy. Ten link pozwala się tam zalogować.',
    rules:
      'Można go użyć jeden raz, w ciągu siedmiu dni. Samo otwarcie niczego nie zmienia: sposób logowania wybiera się na stronie.',
    notExpected:
      'Jeśli ta wiadomość jest niespodziewana, nic nie rób. Nie przekazuj jej dalej: kto ma link, może go użyć.',
  },
  noticeChanged: {
    subject: 'Informacja o prywatności Partner Skills Academy się zmienia',
    hello: (name: string) => (name === '' ? 'Dzień dobry,' : `Dzień dobry ${name},`),
    what: (day: string) => `Od dnia ${day} obowiązuje nowa wersja naszej informacji o prywatności.`,
    wider: (days: number) =>
      `Mówi ona, że z Pani/Pana danymi dzieje się więcej niż dotąd: w tym, co się z nimi robi, lub w tym, co otrzymują pracodawcy lub Microsoft. Wobec Pani/Pana obowiązuje to najwcześniej ${days} dni po tej wiadomości, a wcale, jeśli na własnej stronie zgłosi Pani/Pan sprzeciw.`,
    notWider: 'Nikt nie otrzymuje więcej niż dotąd i nic więcej nie dzieje się z Pani/Pana danymi.',
    read: 'Co się zmienia',
    answer: 'Przeczytaj i odpowiedz na własnej stronie',
  },
  letters,
  breachLetter,
  supportAnswered,
  supportAskedBack,
  supportClosed,
};
