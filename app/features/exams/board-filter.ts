// Decides which sittings the trainer's board shows, from its address.
import { z } from 'zod';

import type { Sought } from '#app/features/access/sealed-search.server.ts';
import { VIEWS, type SittingFilter } from './board-address.ts';
import { MONTH } from './sitting.ts';

const PAGE_SIZE = 50;

// An address that was mistyped shows the board as it opens: there is nothing to refuse.
const schema = z.object({
  view: z.enum(VIEWS).catch('unknown'),
  exam: z
    .string()
    .regex(/^[\w-]{1,20}$/)
    .nullable()
    .catch(null),
  month: z.string().regex(MONTH).nullable().catch(null),
  person: z.coerce.number().int().min(1).max(999_999_999).nullable().catch(null),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

/** Reads `view`, `exam`, `month`, `person` and `page`; who is looked for by a name was sealed. Outcomes that are unknown come first. */
export function parseBoardFilter(parameters: URLSearchParams, { find, search }: Sought): SittingFilter {
  const month = parameters.get('month');
  const given = {
    view: parameters.get('view') ?? (month ? 'all' : undefined),
    exam: parameters.get('exam'),
    month,
    person: parameters.get('person') || null,
    page: parameters.get('page') ?? 1,
  };
  return { ...schema.parse(given), find, search: search || null, pageSize: PAGE_SIZE };
}
