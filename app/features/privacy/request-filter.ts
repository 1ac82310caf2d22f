// Decides what an address asks of the list of requests; what can't be read is left out, so that every link shows something.
import type { Sought } from '#app/features/access/sealed-search.server.ts';
import { REQUEST_KINDS, type RequestKind } from './request-kinds.ts';

export const REQUESTS_A_PAGE = 50;
export const SHOWN = ['open', 'overdue', 'soon', 'done', 'all'] as const;
export type Shown = (typeof SHOWN)[number];

export type RequestFilter = {
  readonly show: Shown;
  readonly kind: RequestKind | null;
  /** A number, a name or an address; '' for anybody. As addresses carry it, sealed, in `find`. */
  readonly search: string;
  readonly find?: string | null;
  readonly page: number;
};

export function parseRequestFilter(parameters: URLSearchParams, { find, search }: Sought): RequestFilter {
  const page = parameters.get('page') ?? '';
  return {
    show: SHOWN.find((known) => known === parameters.get('show')) ?? 'open',
    kind: REQUEST_KINDS.find((known) => known === parameters.get('kind')) ?? null,
    search,
    find,
    page: /^\d{1,5}$/.test(page) ? Math.max(1, Number(page)) : 1,
  };
}
