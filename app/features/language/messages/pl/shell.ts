import type { Messages } from '../../messages.ts';

export const shell: Messages['shell'] = {
  more: 'Więcej',
  signOut: 'Wyloguj się',
  signIn: 'Zaloguj się',
  signIns: 'Gdzie jesteś zalogowany',
  main: 'Menu główne',
  skip: 'Przejdź do treści',
  learning: 'Moja nauka',
  exams: 'Egzaminy',
  data: 'Moje dane',
  help: 'Pomoc',
  learner: 'Uczestnik',
  footer:
    'Partner Skills Academy · tylko niezbędne pliki cookie; nikt inny nie dowiaduje się o Twojej wizycie. Wszystkie wymienia',
  notice: 'Informacja o prywatności',
  language: 'Język',
  change: 'Zmień',
  lost: 'Tu nic nie ma',
  lostText:
    'Być może w adresie jest literówka albo to, do czego prowadził, już nie istnieje. Nic nie zostało zmienione.',
  colours: 'Kolory',
  light: 'Jasny',
  dark: 'Ciemny',
  device: 'Jak urządzenie',
  reference: 'Numer referencyjny',
  tryAgain: 'Spróbuj ponownie',
  toStart: 'Do strony początkowej',
  tooOften: 'To było zbyt często',
  tooOftenText:
    'Dla bezpieczeństwa wszystkich można to zrobić tylko ograniczoną liczbę razy z rzędu. Nic nie zostało zmienione. Spróbuj ponownie za kilka minut.',
  notNow: 'To w tej chwili nie działa',
  notNowText:
    'Potrzebny serwer nie odpowiada. Nic nie zostało zmienione, a zalogowane osoby pozostają zalogowane. Spróbuj ponownie za kilka minut.',
  failed: 'Coś poszło nie tak po naszej stronie',
  failedText: 'Wprowadzone dane mogły nie zostać zapisane. Spróbuj ponownie za chwilę.',
  failedAgain: 'Jeśli to się powtórzy, podaj nam ten numer: prowadzi nas do przyczyny i nic o Tobie nie mówi.',
};
