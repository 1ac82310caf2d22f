import type { Messages } from '../../messages.ts';

export const start: Messages['start'] = {
  title: 'Ucz się, zdobywaj certyfikaty i wiedz dokładnie, co jest o Tobie przekazywane.',
  lead: 'Portal dla osób z firm partnerskich, które biorą udział w warsztatach i zdają egzaminy Microsoft, dla tych, którzy je szkolą, oraz dla odbiorców raportów.',
  register: 'Zarejestruj się',
  signIn: 'Zaloguj się',
  readNotice: 'Przeczytaj informację o prywatności',
  promises: {
    learn: {
      title: 'Nauka',
      text: 'Zapisuj, jak daleko jesteś w warsztacie, i miej egzaminy według miesięcy w jednym miejscu.',
    },
    nothingMore: {
      title: 'Nic więcej nie wychodzi',
      text: 'Pracodawca i Microsoft otrzymują uzgodnione pola i żadnych innych. Wyniki egzaminów nie zawierają nazwisk.',
    },
    onRecord: {
      title: 'Udokumentowane',
      text: 'Każdy raport wykazuje, co zawiera, a Ty możesz przeczytać, co o Tobie przekazano, komu i kiedy.',
    },
  },
  told: {
    title: 'Czego mogą się dowiedzieć pracodawca i Microsoft',
    text: 'Najwyżej tych pól; umowa może niektóre pominąć. O egzaminach informuje się według miesięcy, nigdy dni, i bez podawania, czyje są.',
    list: { title: 'Rejestracja i postępy', note: 'Jeden wiersz na osobę i warsztat.' },
    exams: { title: 'Egzaminy', note: 'Bez nazwiska, adresu e-mail i ID partnera: wiersz nie mówi, czyj był egzamin.' },
  },
  unsubscribe: {
    title: 'Rezygnacja z wiadomości reklamowych',
    text: 'Będziemy pisać już tylko w sprawie Twoich warsztatów, egzaminów i danych.',
    button: 'Nie przysyłajcie mi więcej ofert',
    done: 'Gotowe: nie będziemy przysyłać ofert',
    doneText: 'Obowiązuje od teraz. Zdanie można zmienić na swojej stronie.',
    gone: 'Tego linku nie można użyć',
    goneText:
      'Być może nie został skopiowany w całości. Z wiadomości reklamowych można zrezygnować także na swojej stronie.',
  },
};
