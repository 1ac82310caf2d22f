// Decides what the page of the follow-up shows, from its address.
import { z } from 'zod';

import type { Sought } from '#app/features/access/sealed-search.server.ts';

export const FOLLOW_UP_VIEWS = ['calls', 'planned', 'settled'] as const;
export type FollowUpView = (typeof FOLLOW_UP_VIEWS)[number];
export type FollowUpFilter = { view: FollowUpView; search: string | null; page: number; pageSize: number };

// A card with phone, script and buttons takes the room of several rows.
const PAGE_SIZES: Readonly<Record<FollowUpView, number>> = { calls: 20, planned: 50, settled: 50 };

// An address that was mistyped shows the page as it opens: there is nothing to refuse.
const schema = z.object({
  view: z.enum(FOLLOW_UP_VIEWS).catch('calls'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

/** Reads `view` and `page`; who is looked for was sealed. Whom to ring comes first. */
export function parseFollowUpFilter(parameters: URLSearchParams, { search }: Pick<Sought, 'search'>): FollowUpFilter {
  const { view, page } = schema.parse({ view: parameters.get('view'), page: parameters.get('page') ?? 1 });
  return { view, page, search: search || null, pageSize: PAGE_SIZES[view] };
}
