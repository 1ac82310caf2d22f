import type { DemonstrationMessages } from '../../messages.ts';

export const demonstration: DemonstrationMessages = {
  lead: 'To demonstracja ze zmyślonymi osobami. Wybierz, czyj portal chcesz zobaczyć; hasło nie jest potrzebne.',
  nobody: 'Nie ma jeszcze nikogo, jako kto można by się zalogować',
  nobodyText: 'Przykładowe dane nie zostały zaimportowane. Uruchom demonstrację ponownie, a tak się stanie.',
  really: 'Jak ludzie logują się naprawdę',
  reallyText:
    'Spróbuj z adresem jednego z uczestników lub kontaktów z przykładu. W demonstracji bez serwera poczty wiadomość staje się plikiem w folderze „mail” w folderze danych.',
  personas: {
    learner: { title: 'Uczestnik', does: 'Podaje postępy, widzi egzaminy według miesięcy i to, co przekazano.' },
    trainer: { title: 'Trener', does: 'Rezerwuje egzaminy dla innych i zapisuje, jak poszły.' },
    administrator: { title: 'Administrator', does: 'Czyta każdy przebieg: podgląd, kontrole, plik.' },
    'privacy-officer': {
      title: 'Inspektor ochrony danych',
      does: 'Rozstrzyga o przebiegach, które czekają, i zwalnia je z podaniem powodu.',
    },
    microsoft: { title: 'Kontakt w Microsoft', does: 'Odbiera raporty o wszystkich uczestnikach.' },
    employer: { title: 'Kontakt u pracodawcy', does: 'Odbiera raporty o własnych pracownikach i nic więcej.' },
  },
};
