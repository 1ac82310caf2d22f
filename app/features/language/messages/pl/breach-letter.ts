import type { Messages } from '../../messages.ts';

export const breachLetter: Messages['mails']['breachLetter'] = {
  subject: 'Co stało się z danymi o Tobie w Partner Skills Academy',
  greeting: (name: string) => (name === '' ? 'Dzień dobry,' : `Dzień dobry, ${name},`),
  sorry: 'Z danymi o Tobie stało się coś, co nie powinno się wydarzyć. Przepraszamy za to i piszemy, co wiemy.',
  whatHappened: 'Co się stało',
  kinds: {
    'wrong-recipient': 'Raport z danymi o Tobie trafił do kogoś, dla kogo nie był przeznaczony.',
    'lost-file': 'Raport z danymi o Tobie znajduje się lub znajdował tam, gdzie nie powinien.',
    'account-taken':
      'Ktoś bez prawa do tego był zalogowany jako jedna z osób, które odbierają raporty. Można tam było przeczytać raporty z danymi o Tobie.',
    other: 'Zdarzenie dotknęło danych, które akademia przechowuje o Tobie.',
  },
  between: (from: string, to: string) => `Stało się to między ${from} a ${to}.`,
  on: (day: string) => `Stało się to ${day}.`,
  since: (day: string) => `Stało się to ${day} lub później.`,
  known: (day: string) => `Wiemy o tym od ${day}.`,
  whatOfYou: 'O jakie dane chodzi',
  byName: 'Z Twoim imieniem i nazwiskiem, o ile się tam znajdujesz:',
  withoutName: 'O egzaminach, bez Twojego nazwiska i bez dnia:',
  account:
    'Co jeszcze zawiera Twoje konto: język, miasto, warsztaty i logowania. Nie przechowujemy haseł ani numerów bankowych czy dokumentów tożsamości.',
  stillFinding: 'Wciąż to ustalamy i napiszemy ponownie.',
  whatMayCome: 'Co może z tego wyniknąć',
  consequences: {
    'unwanted-contact': 'Możesz dostawać niechciane wiadomości lub telefony.',
    phishing: 'Ktoś może podawać się za akademię lub za Twojego pracodawcę.',
    'known-at-work': 'Inni mogą dowiedzieć się, gdzie pracujesz i czego się uczysz.',
    'exam-known': 'Inni mogą domyślić się, jak poszedł Twój egzamin.',
    unavailable: 'Przez pewien czas z Twoich danych nie można było korzystać albo część trzeba wprowadzić ponownie.',
  },
  whatWeDid: 'Co zrobiliśmy',
  measures: {
    'deletion-confirmed': 'Osoba, która miała plik, potwierdziła na piśmie, że został usunięty.',
    'access-ended': 'Konto zostało zablokowane, a jego logowania zakończone.',
    'file-withdrawn': 'Plik został zabrany z miejsca, w którym był.',
    'cause-mended': 'To, co to umożliwiło, zostało naprawione.',
    'police-told': 'Zgłosiliśmy sprawę policji.',
  },
  whatYouCanDo: 'Co możesz zrobić',
  advice: 'Uważaj na wiadomości z prośbą o hasło, kod lub pieniądze. Nikt z akademii nigdy Cię o nie nie poprosi.',
  ask: (name: string, email: string) => `O wszystko możesz zapytać: ${name}, ${email}.`,
  complain: (name: string, address: string) => `Możesz też złożyć skargę do organu nadzorczego: ${name}, ${address}.`,
};
