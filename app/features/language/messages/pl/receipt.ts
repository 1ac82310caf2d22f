import type { ReceiptMessages } from '../../messages.ts';

export const receipt: ReceiptMessages = {
  title: 'Twoje dane zostały usunięte',
  text: 'Nastąpiło wylogowanie wszędzie i nic tu już nie mówi, że Cię znaliśmy. Odbiorcy, którzy coś otrzymali, są teraz powiadamiani.',
  again:
    'Jeśli kiedyś zechcesz wrócić, napisz do nas: dotychczasowy adres jest odrzucany przy imporcie i przy rejestracji.',
  home: 'Do strony startowej',
  lead: 'Tę stronę można zachować: nikogo nie wymienia, jest pokazywana raz i nie można jej pobrać ponownie.',
  reference: 'Potwierdzenie',
  at: 'Usunięto dnia',
  files: 'Usunięte pliki raportów, które zawierały Twoje dane',
  told: 'Wiersze, o których powiadamiani są odbiorcy',
  kept: 'Co akademia musi zachować zgodnie z prawem, bez Twojego imienia i nazwiska',
  law: 'Podstawa',
  until: 'Do dnia',
  runs: 'Raporty, których nie da się odtworzyć w tej samej postaci',
  overTitle: 'Nie ma tu nic do pokazania',
  overText: 'Po usunięciu danych potwierdzenie pojawia się tu jeden raz.',
  erase: 'Usuń moje dane',
  laws: {
    request: 'RODO art. 5(2) i 12',
    notification: 'RODO art. 19 i 5(2)',
    tombstone: 'RODO art. 17 i 21(3)',
    disclosure: 'RODO art. 5(2) i 30',
    ledger: 'RODO art. 5(2) i 32',
    guardianRefusal: 'RODO, art. 8',
  },
};
