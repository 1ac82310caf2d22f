// Writes what happened into the ledger, in the transaction of the change itself: neither is there without the other.
import type { PoolClient } from 'pg';
import type { Prisma } from '#app/platform/db.server.ts';
import { subjectKindOf, type LedgerEvent } from './event.ts';

type Transaction = Prisma.TransactionClient | PoolClient;

// The actor is whoever the transaction runs for, as row security knows it.
const APPEND = `
  insert into audit_events (actor_kind, actor_id, event, subject_kind, subject_id, fields, details)
  select coalesce(psa_actor_kind(), 'nobody'), psa_actor_id(), e.event, e.subject_kind, e.subject_id, e.fields, e.details
  from jsonb_to_recordset($1::text::jsonb)
    as e (event text, subject_kind text, subject_id text, fields text[], details jsonb)`;

/** Appends events in the order given, for the actor of the transaction. */
export async function appendEvents(transaction: Transaction, events: readonly LedgerEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = JSON.stringify(
    events.map(({ event, subjectId, fields = [], details = {} }) => ({
      event,
      subject_kind: subjectKindOf(event),
      subject_id: subjectId === undefined ? null : String(subjectId),
      fields,
      details,
    })),
  );
  if ('$executeRawUnsafe' in transaction) await transaction.$executeRawUnsafe(APPEND, rows);
  else await transaction.query(APPEND, [rows]);
}

export const appendEvent = (transaction: Transaction, event: LedgerEvent): Promise<void> =>
  appendEvents(transaction, [event]);
