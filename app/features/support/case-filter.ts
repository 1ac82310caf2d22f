// Decides what an address asks of the list of support cases.
import type { Sought } from '#app/features/access/sealed-search.server.ts';
import { TOPICS, type Topic } from './case-kinds.ts';

export const CASES_A_PAGE = 50;
export const CASES_SHOWN = ['ours', 'theirs', 'open', 'closed', 'all'] as const;
export type CaseShown = (typeof CASES_SHOWN)[number];

export type CaseFilter = {
  readonly show: CaseShown;
  readonly topic: Topic | null;
  /** A number, a name or an address; '' for anybody. As addresses carry it, sealed, in `find`. */
  readonly search: string;
  readonly find?: string | null;
  readonly page: number;
};

export function parseCaseFilter(parameters: URLSearchParams, { find, search }: Sought): CaseFilter {
  const page = parameters.get('page') ?? '';
  return {
    show: CASES_SHOWN.find((known) => known === parameters.get('show')) ?? 'open',
    topic: TOPICS.find((known) => known === parameters.get('topic')) ?? null,
    search,
    find,
    page: /^\d{1,5}$/.test(page) ? Math.max(1, Number(page)) : 1,
  };
}
