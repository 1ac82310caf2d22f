// Decides what an address asks of the list of support cases. Somebody is looked for by a form that is posted: no name and no address stands in any link (S6).
import { searchedLine } from '#app/platform/text.ts';
import { TOPICS, type Topic } from './case-kinds.ts';

export const CASES_A_PAGE = 50;
export const CASES_SHOWN = ['ours', 'theirs', 'open', 'closed'] as const;
export type CaseShown = (typeof CASES_SHOWN)[number];

export type CaseFilter = {
  readonly show: CaseShown;
  readonly topic: Topic | null;
  /** A number, a name or an address; '' for anybody. */
  readonly search: string;
  readonly page: number;
};

export function parseCaseFilter(parameters: URLSearchParams): CaseFilter {
  const page = parameters.get('page') ?? '';
  return {
    show: CASES_SHOWN.find((known) => known === parameters.get('show')) ?? 'open',
    topic: TOPICS.find((known) => known === parameters.get('topic')) ?? null,
    search: '',
    page: /^\d{1,5}$/.test(page) ? Math.max(1, Number(page)) : 1,
  };
}

export function readCaseSearch(form: FormData): CaseFilter {
  const typed = form.get('search');
  return { show: 'open', topic: null, search: searchedLine(typeof typed === 'string' ? typed : '', 100), page: 1 };
}
