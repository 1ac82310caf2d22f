import type { Messages } from '../../messages.ts';
import { counter } from '../../plural.ts';

const count = counter('pl');

export const signIn: Messages['signIn'] = {
  title: 'Zaloguj się',
  lead: 'Tu nie ma haseł: logowanie odbywa się przez organizację albo kodem z e-maila.',
  or: 'albo',
  newHere: 'Pierwszy raz tutaj?',
  knownHere: 'Masz już konto?',
  workAccount: 'Kontem używanym w pracy. Możliwe, że jest już zalogowane.',
  microsoft: 'Kontynuuj z Microsoft',
  address: 'Twój adres e-mail',
  addressHint: 'Ten, który podał nam ośrodek szkoleniowy lub organizacja. Wyślemy na niego kod z sześciu cyfr.',
  sendCode: 'Wyślij mi kod',
  staff: 'Pracownicy akademii:',
  staffHere: 'logowanie tutaj',
  faults: {
    address: 'Wpisz adres e-mail, na przykład nazwa@firma.example.',
    code: 'Kod ma sześć cyfr. Skopiuj go tak, jak stoi w e-mailu.',
    over: 'Tego kodu nie można już użyć: ma ponad dziesięć minut, próbowano go zbyt często albo wysłano nowszy. Poproś o kolejny.',
  },
  wrongCode: (triesLeft) =>
    `To nie jest kod z e-maila. Pozostało: ${count(triesLeft, { one: 'próba', few: 'próby', many: 'prób', other: 'próby' })}.`,
  code: {
    title: 'Wpisz kod',
    lead: 'Jeśli adres jest tu znany, kod jest już w drodze. Działa przez dziesięć minut, w tej przeglądarce.',
    leadOfProof: 'Kod został wysłany na Twój adres. Działa przez dziesięć minut, w tej przeglądarce.',
    another: 'Kolejny kod jest w drodze',
    anotherText: 'Poprzedniego nie można już użyć.',
    label: 'Kod',
    hint: 'Sześć cyfr z e-maila „Twój kod do Partner Skills Academy”.',
    continue: 'Dalej',
    noMail: 'Po minucie nadal nie ma e-maila? Sprawdź niechcianą pocztę, a potem:',
    sendAnother: 'Wyślij kolejny kod',
    otherAddress: 'Użyj innego adresu',
  },
  proof: {
    title: 'Czy to nadal Ty?',
    lead: 'Następnego kroku nie można cofnąć, więc upewniamy się, że przed ekranem nie siedzi nikt inny. Wystarcza na kwadrans.',
    entra: 'Zaloguj się jeszcze raz kontem swojej organizacji.',
    code: 'Wyślemy kod na Twój adres, a na następnej stronie należy go wpisać.',
    demo: 'W tej demonstracji wystarczy jedno kliknięcie.',
    stillMe: 'To nadal ja',
    notNow: 'Nie teraz',
  },
  invitation: {
    title: 'Twoje zaproszenie',
    invited: 'Zapraszamy',
    why: {
      person:
        'Ośrodek szkoleniowy zarejestrował Cię w Partner Skills Academy. Zaloguj się, aby zobaczyć swoje warsztaty i egzaminy, co jest o Tobie przechowywane oraz co komu przekazano.',
      staff: 'Praca w tym portalu czeka. Zaloguj się kontem służbowym stowarzyszenia szkoleniowego.',
      contact: 'Organizacja wskazała Cię do odbierania jej raportów. Zaloguj się, aby je znaleźć.',
    },
    staffAccount: 'Od tej pory to konto daje dostęp.',
    workAccount: 'Kontem używanym w pracy. Od tej pory ono daje dostęp.',
    byCode: 'Bez konta służbowego: wyślemy kod z sześciu cyfr na zaproszony adres.',
    sendCode: 'Wyślij kod na zaproszony adres',
    notSetUp: 'Ten sposób logowania nie jest jeszcze gotowy',
    notSetUpText: 'Prosimy powiadomić administratora akademii. Zaproszenie pozostaje ważne.',
    gone: 'Tego zaproszenia nie można użyć',
    goneText:
      'Zostało już użyte, ma ponad siedem dni albo zastąpiło je nowsze. Być może adres nie został skopiowany w całości.',
    goneNext:
      'Jeśli to nie pierwsza wizyta, po prostu zaloguj się. W innym razie poproś o nowe tego, kto zapraszał: ośrodek szkoleniowy lub administratora akademii.',
  },
  noAccess: {
    title: 'Brak dostępu',
    noRole: 'W tej chwili nie masz tu żadnej roli',
    noRoleText:
      'Logowanie się powiodło, ale nie ma tu nic, co można otworzyć. Role nadaje i odbiera administrator akademii; zwróć się do niego, a potem zaloguj się ponownie.',
    unknown: 'To konto nie należy do nikogo, kogo tu znamy',
    unknownText:
      'Organizacja potwierdziła logowanie, ale konto nie jest powiązane z żadnym uczestnikiem, odbiorcą raportów ani pracownikiem. Nie kierujemy się adresem, który w nim stoi: mógł go tam wpisać każdy.',
    asked: 'Jeśli pod tym adresem jest zarejestrowany uczestnik, zaproszenie jest już w drodze',
    askedText:
      'Otwórz zawarty w nim link w tej przeglądarce i wybierz „Kontynuuj z Microsoft”. Działa przez siedem dni.',
    registered: 'Zarejestrował mnie ośrodek szkoleniowy',
    address: 'Adres, pod którym nastąpiła rejestracja',
    addressHint: 'Wyślemy na niego zaproszenie, które powiąże go z tym kontem. Na żaden inny adres.',
    send: 'Wyślij zaproszenie',
    others: 'Inne przypadki',
    reports: 'Odbiór raportów: poproś administratora akademii o zaproszenie.',
    staff: 'Pracownik: wyloguj się i wybierz „Pracownicy akademii: logowanie tutaj”.',
    wrong: 'Niewłaściwe konto: wyloguj się i zacznij od nowa.',
  },
  signIns: {
    title: 'Gdzie jesteś zalogowany',
    lead: (minutes) =>
      `Logowanie kończy się samo po ${minutes} minutach bez użycia, a najpóźniej po ośmiu godzinach. Zakończ to, którego nie znasz: natychmiast straci dostęp.`,
    endOthers: 'Zakończ wszystkie inne',
    list: 'Logowania',
    thisOne: 'To',
    methods: { entra: 'Konto służbowe', code: 'Kod z e-maila', demo: 'Demonstracja' },
    since: (time) => `od ${time}`,
    lastUsed: (time) => `ostatnio użyte ${time}`,
    signOutHere: 'Wyloguj się tutaj',
    end: 'Zakończ',
    endOf: (browser, time) => `Zakończ logowanie: ${browser}, od ${time}`,
    nowhere: 'Nigdzie indziej nie ma aktywnego logowania.',
    learnsToo: 'Tu także odbywa się Twoja nauka. Aby wrócić, zaloguj się ponownie.',
    toLearning: 'Przejdź do mojej nauki',
  },
};
