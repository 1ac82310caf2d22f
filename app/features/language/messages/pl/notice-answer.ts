import type { NoticeAnswerMessages } from '../../messages.ts';

export const noticeAnswer: NoticeAnswerMessages = {
  title: 'Informacja o prywatności się zmienia',
  from: (day: string) => `Od dnia ${day} obowiązuje nowa wersja.`,
  wider: (day: string) =>
    `Mówi ona, że z Pani/Pana danymi dzieje się więcej niż w wersji, którą Pani/Pan zna: w tym, co się z nimi robi, lub w tym, co otrzymują pracodawcy lub Microsoft. Wobec Pani/Pana obowiązuje to od dnia ${day}, chyba że zgłosi Pani/Pan sprzeciw.`,
  notWider: 'Nikt nie otrzymuje więcej niż dotąd i nic więcej nie dzieje się z Pani/Pana danymi.',
  read: 'Zobacz, co się zmienia, i odpowiedz',
  stays: 'Zgłoszono sprzeciw. To, co w niej nowe, nie dotyczy Pani/Pana: raport, który tego wymaga, Panią/Pana pomija.',
  changed: 'Co się zmienia',
  whole: 'Cała informacja',
  acknowledge: 'Przeczytałam/przeczytałem',
  object: 'Zgłaszam sprzeciw',
  objectHint:
    'Wersja, którą Pani/Pan zna, obowiązuje nadal, a raport, który wymaga nowej, Panią/Pana pomija. Nic w szkoleniu od tego nie zależy, a zgodzić się można także później.',
  acknowledged: 'Dziękujemy. Ta wersja obowiązuje Panią/Pana od teraz.',
  objected: 'Sprzeciw został odnotowany. To, co nowe, nie dotyczy Pani/Pana.',
  none: 'Zna Pani/Pan najnowszą wersję informacji.',
};
