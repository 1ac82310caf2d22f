// Decides which sessions and workshops the list shows, from its address.
import { z } from 'zod';

export const WHEN = ['coming', 'past', 'all'] as const;
export type When = (typeof WHEN)[number];
export type SessionFilter = {
  readonly when: When;
  readonly workshop: number | null;
  readonly trainer: number | null;
  readonly page: number;
  readonly pageSize: number;
};

const PAGE_SIZE = 50;
const id = z.coerce.number().int().min(1).max(999_999_999).nullable().catch(null);

// An address that was mistyped shows the list as it opens: there is nothing to refuse.
const schema = z.object({
  when: z.enum(WHEN).catch('coming'),
  workshop: id,
  trainer: id,
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

/** Reads `when`, `workshop`, `trainer` and `page`. */
export function parseSessionFilter(parameters: URLSearchParams): SessionFilter {
  const given = (name: string) => parameters.get(name) ?? undefined;
  return {
    ...schema.parse({
      when: given('when'),
      workshop: parameters.get('workshop') || null,
      trainer: parameters.get('trainer') || null,
      page: given('page') ?? 1,
    }),
    pageSize: PAGE_SIZE,
  };
}
