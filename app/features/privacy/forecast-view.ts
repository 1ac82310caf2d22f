// Decides what an address asks of the forecast; what can't be read is left out, so that every link shows something.
import type { DuePerson } from './due-person.ts';

export type ForecastPerson = DuePerson & {
  /** Why they go, in words. */
  readonly reason: string;
  /** What keeps them, in words; null: nothing. */
  readonly kept: string | null;
};

export const FORECAST_SORTS = ['goes', 'used', 'name', 'kept'] as const;
export type ForecastSort = (typeof FORECAST_SORTS)[number];
export type ForecastView = {
  readonly days: 30 | 90;
  readonly rule: 'inactive' | 'prospect' | null;
  readonly sort: ForecastSort;
  readonly page: number;
};

export function parseForecastView(parameters: URLSearchParams): ForecastView {
  const rule = parameters.get('rule');
  const page = Number(parameters.get('page') ?? 1);
  return {
    days: parameters.get('days') === '90' ? 90 : 30,
    rule: rule === 'inactive' || rule === 'prospect' ? rule : null,
    sort: FORECAST_SORTS.find((known) => known === parameters.get('sort')) ?? 'goes',
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
  };
}

/** The address of a view of the forecast. */
export function forecastAddress({ days, rule, sort, page }: ForecastView, path = '/desk/retention/forecast'): string {
  const parameters = new URLSearchParams({ days: String(days) });
  if (rule !== null) parameters.set('rule', rule);
  if (sort !== 'goes') parameters.set('sort', sort);
  if (page > 1) parameters.set('page', String(page));
  return `${path}?${parameters}`;
}

const nameOf = ({ lastName, firstName }: ForecastPerson): string => `${lastName} ${firstName}`;

const KEYS: Readonly<Record<ForecastSort, (person: ForecastPerson) => string>> = {
  goes: ({ goesOn }) => goesOn,
  used: ({ usedOn }) => usedOn,
  name: nameOf,
  // Whom something keeps first, by what it is.
  kept: ({ kept }) => kept ?? '\uffff',
};

export const sortForecast = (people: readonly ForecastPerson[], sort: ForecastSort): ForecastPerson[] =>
  people.toSorted((one, other) => KEYS[sort](one).localeCompare(KEYS[sort](other), 'en') || one.id - other.id);
