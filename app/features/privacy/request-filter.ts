// Decides what an address asks of the list of requests; what can't be read is left out, so that every link shows something. Who is looked for by a name or an
// address is asked by a form that is posted: neither stands in any address, history or log (S6).
import { searchedLine } from '#app/platform/text.ts';
import { REQUEST_KINDS, type RequestKind } from './request-kinds.ts';

export const REQUESTS_A_PAGE = 50;
export const SHOWN = ['open', 'overdue', 'soon', 'done', 'all'] as const;
export type Shown = (typeof SHOWN)[number];

export type RequestFilter = {
  readonly show: Shown;
  readonly kind: RequestKind | null;
  /** A number, a name or an address; '' for anybody. */
  readonly search: string;
  readonly page: number;
};

export function parseRequestFilter(parameters: URLSearchParams): RequestFilter {
  const page = parameters.get('page') ?? '';
  return {
    show: SHOWN.find((known) => known === parameters.get('show')) ?? 'open',
    kind: REQUEST_KINDS.find((known) => known === parameters.get('kind')) ?? null,
    search: '',
    page: /^\d{1,5}$/.test(page) ? Math.max(1, Number(page)) : 1,
  };
}

/** Of all requests, whatever the list shows: who looks for somebody does not know how theirs stands. */
export function readRequestSearch(form: FormData): RequestFilter {
  const typed = form.get('search');
  return { show: 'all', kind: null, search: searchedLine(typeof typed === 'string' ? typed : '', 100), page: 1 };
}
