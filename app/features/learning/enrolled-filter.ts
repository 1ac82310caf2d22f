// Decides which of a workshop's people the list shows, from its address.
import { z } from 'zod';

import { PROGRESS_SHARES, type EnrolledFilter } from './progress-shares.ts';

// An address that was mistyped shows the list as it opens: there is nothing to refuse.
const schema = z.object({
  state: z.enum(['enrolled', 'waiting']).catch('enrolled'),
  share: z
    .enum(PROGRESS_SHARES.map(({ key }) => key))
    .nullable()
    .catch(null),
  session: z.coerce.number().int().min(1).max(999_999_999).nullable().catch(null),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

/** Reads `state`, `share`, `session` and `page`. */
export const parseEnrolledFilter = (parameters: URLSearchParams): EnrolledFilter =>
  schema.parse({
    state: parameters.get('state'),
    share: parameters.get('share'),
    session: parameters.get('session') || null,
    page: parameters.get('page') ?? 1,
  });
