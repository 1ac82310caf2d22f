// Decides what an address asks of the ledger; what can't be read is left out, so that every link shows something.
import { z } from 'zod';

import { searchedLine } from '#app/platform/text.ts';
import { ACTOR_KINDS, isEventName, type LedgerFilter } from './search.server.ts';

// Nothing happened before; far earlier years are none that the database knows.
const day = z.iso.date().refine((text) => text >= '1900-01-01');
const number = z.coerce.number().int().min(1).max(2_147_483_647);

/** Reads event, actor, actorId, subject, from, to and before. */
export function parseLedgerFilter(parameters: URLSearchParams): LedgerFilter {
  const text = (name: string): string => (parameters.get(name) ?? '').trim();
  const actor = text('actor');
  const event = text('event');
  const before = text('before');
  return {
    event: isEventName(event) ? event : null,
    actorKind: ACTOR_KINDS.find((kind) => kind === actor) ?? null,
    actorId: number
      .nullable()
      .catch(null)
      .parse(text('actorId') || null),
    subject: searchedLine(parameters.get('subject'), 64) || null,
    from: day
      .nullable()
      .catch(null)
      .parse(text('from') || null),
    to: day
      .nullable()
      .catch(null)
      .parse(text('to') || null),
    before: /^\d{1,18}$/.test(before) ? before : null,
  };
}
