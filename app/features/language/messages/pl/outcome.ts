import type { Messages } from '../../messages.ts';

export const outcome: Messages['outcome'] = {
  title: 'Jak poszedł egzamin?',
  ask: (exam) => `Jak poszedł ${exam}?`,
  lead: (month) =>
    `Egzamin był zarezerwowany na: ${month}. Wystarczy jedna odpowiedź, bez logowania. Pracodawca i Microsoft widzą wyniki bez Twojego nazwiska.`,
  follows: {
    passed: 'Gratulacje',
    failed: 'Można zarezerwować ponownie',
    'not-taken': 'Nikt się o tym nie dowie z raportu',
    'rather-not-say': 'Nie zapytamy więcej o ten egzamin',
  },
  thanks: 'Dziękujemy',
  youAnswered: (answer) => `Twoja odpowiedź: ${answer}.`,
  canUndo: (time) => `Do ${time} można ją cofnąć. Potem zaczyna się liczyć.`,
  undo: 'Cofnij odpowiedź',
  settled: {
    counts: 'Ta odpowiedź już się liczy. Jeśli jest błędna, zaloguj się i zakwestionuj wynik na stronie egzaminów.',
    'not-taken':
      'Zapisano, że nie było podejścia; nikt się o tym nie dowie z raportu. Jeśli jednak było, zaloguj się i wpisz egzamin od nowa.',
    'rather-not-say':
      'Nie zapytamy więcej o ten egzamin. W razie zmiany zdania zaloguj się i podaj wynik na stronie egzaminów.',
  },
  disputed:
    'Dla tego egzaminu zapisano coś innego. Twoja odpowiedź została zachowana, a decyzję podejmie akademia; do tego czasu obowiązuje zapis.',
  known: 'Nie ma już na co odpowiadać',
  knownText:
    'Wynik tego egzaminu jest już znany albo egzamin odwołano lub przeniesiono. Znajdziesz go wśród egzaminów.',
  gone: 'Tego linku nie można użyć',
  goneText:
    'Ma ponad trzy miesiące albo adres nie został skopiowany w całości. Po zalogowaniu można powiedzieć, jak poszedł każdy egzamin.',
  signIn: 'Zaloguj się',
};
