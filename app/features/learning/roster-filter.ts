// Decides which rows of a roster are shown and in which order, from its address.
import { z } from 'zod';

import type { Sought } from '#app/features/access/sealed-search.server.ts';

export const STANDINGS = ['all', 'not-started', 'under-way', 'stuck', 'done'] as const;
export type Standing = (typeof STANDINGS)[number];
export const SORTS = ['name', 'company', 'email', 'progress'] as const;
export type Sort = (typeof SORTS)[number];

export type RosterFilter = {
  readonly standing: Standing;
  readonly company: number | null;
  /** Progress below this many percent. */
  readonly below: number | null;
  readonly search: string | null;
  readonly sort: Sort;
  readonly descending: boolean;
  /** The enrolment whose card is open. */
  readonly person: number | null;
  readonly page: number;
};

const id = z.coerce.number().int().min(1).max(999_999_999).nullable().catch(null);
const schema = z.object({
  standing: z.enum(STANDINGS).catch('all'),
  company: id,
  below: z.coerce.number().int().min(1).max(100).nullable().catch(null),
  sort: z.enum(SORTS).catch('name'),
  person: id,
  page: z.coerce.number().int().min(1).max(1_000).catch(1),
});

/** Reads `show`, `company`, `below`, `sort` ('-progress': the other way round), `person` and `page`; who is looked for was sealed. */
export function parseRosterFilter(parameters: URLSearchParams, { search }: Pick<Sought, 'search'>): RosterFilter {
  const sort = parameters.get('sort') ?? 'name';
  return {
    ...schema.parse({
      standing: parameters.get('show') ?? 'all',
      company: parameters.get('company') || null,
      below: parameters.get('below') || null,
      sort: sort.replace(/^-/, ''),
      person: parameters.get('person') || null,
      page: parameters.get('page') ?? 1,
    }),
    descending: sort.startsWith('-'),
    search: search || null,
  };
}
