// Decides which sittings the trainer's board shows, from its address.
import { z } from 'zod';

import { searchedLine } from '#app/platform/text.ts';
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
  search: z.string().nullable(),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

/** Reads `view`, `exam`, `month`, `q` and `page`. Outcomes that are unknown come first. */
export function parseBoardFilter(parameters: URLSearchParams): SittingFilter {
  const month = parameters.get('month');
  const given = {
    view: parameters.get('view') ?? (month ? 'all' : undefined),
    exam: parameters.get('exam'),
    month,
    search: searchedLine(parameters.get('q'), 100) || null,
    page: parameters.get('page') ?? 1,
  };
  return { ...schema.parse(given), pageSize: PAGE_SIZE };
}
