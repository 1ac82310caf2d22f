import type { Messages } from '../../messages.ts';

export const letters: Messages['mails']['letters'] = {
  title: (kind, day) => `Twój wniosek z dnia ${day}: ${kind}`,
  number: (id) => `Numer ${id}`,
  greeting: (name) => (name === '' ? 'Dzień dobry,' : `Dzień dobry, ${name},`),
  closing: 'Z poważaniem',
  contact: (name, email) => `W razie pytań prosimy pisać do: ${name}, ${email}.`,
  complain: (authority, address, others) =>
    `Jeśli się z tym nie zgadzasz, możesz złożyć skargę do organu nadzorczego, ${authority} (${address}), albo do organu swojego kraju (${others}), a także pójść do sądu.`,
  receipt: {
    what: (day) => `Otrzymaliśmy Twój wniosek dnia ${day}.`,
    due: (day) =>
      `Odpowiemy najpóźniej dnia ${day}. Nic to nie kosztuje. Gdyby miało to potrwać dłużej, powiemy o tym w pierwszym miesiącu i podamy powód.`,
    identity: 'Zanim go wykonamy, upewniamy się, że to Ty prosisz. Być może poprosimy Cię w tym celu o coś jeszcze.',
  },
  identity: {
    what: 'Zanim wykonamy Twój wniosek, musimy mieć pewność, że to Ty, aby nikt inny nie dostał ani nie zmienił Twoich danych.',
    please: 'Prosimy, pomóż nam w tym:',
    kept: 'Tego, co nam w tym celu pokażesz, nie przechowujemy.',
  },
  extension: {
    what: (day) =>
      `Na Twój wniosek potrzebujemy więcej niż miesiąca. Odpowiemy najpóźniej dnia ${day}, trzy miesiące po jego otrzymaniu.`,
    reason: 'Powód:',
  },
  decision: {
    'carried-out': 'Zrobiliśmy to, o co prosisz.',
    partly: 'Zrobiliśmy część tego, o co prosisz.',
    refused: 'Nie robimy tego, o co prosisz.',
    reason: 'Powód:',
    answer: 'Nasza odpowiedź:',
    kept: 'To pozostaje, choć prosisz o usunięcie:',
    keptLine: (what, law, until) => `${what}: ${law}, do dnia ${until}. Potem zostanie usunięte.`,
    account: 'Twoje dane są gotowe w części Moje dane na Twojej stronie, jako pliki do zabrania.',
    file: 'Twoje dane są dołączone do tego listu.',
    erased: 'Wszystko, co o Tobie mieliśmy, zostało usunięte, a także Twoje konto.',
    restricted: 'Od teraz nic o Tobie nie trafia do żadnego raportu.',
    back: 'Od teraz znów jesteś w raportach dla Twojego pracodawcy i dla Microsoftu, jak mówi informacja o prywatności.',
    withdrawn: 'Twoja zgoda jest od teraz cofnięta. To, co stało się wcześniej, pozostaje zgodne z prawem.',
    told: 'Ci, którzy dostali dane o Tobie, których to dotyczy, zostali o tym powiadomieni.',
  },
  mail: {
    subject: {
      receipt: 'Otrzymaliśmy Twój wniosek',
      identity: 'Potrzebujemy czegoś od Ciebie w sprawie wniosku',
      extension: 'Twój wniosek potrwa dłużej',
      decision: 'Jest odpowiedź na Twój wniosek',
    },
    what: {
      receipt: 'Otrzymaliśmy Twój wniosek dotyczący Twoich danych. Do kiedy odpowiemy, jest na Twojej stronie.',
      identity:
        'Zanim wykonamy wniosek dotyczący Twoich danych, musimy mieć pewność, że to Ty. O co prosimy, jest na Twojej stronie.',
      extension:
        'Twój wniosek dotyczący Twoich danych potrwa dłużej niż miesiąc. Dlaczego i do kiedy, jest na Twojej stronie.',
      decision: 'Jest odpowiedź na Twój wniosek dotyczący Twoich danych. Znajdziesz ją na swojej stronie.',
    },
    link: 'Otwórz moje dane',
    notYou: (email) => `Jeśli o nic nie prosisz, napisz do ${email}.`,
  },
};
