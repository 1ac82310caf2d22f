// Recordings go when their last day is over (R6), and with them who opened them.
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';

export type Forgotten = { readonly recordings: number; readonly openings: number };

/** Deletes what has ended. What went is written down as counts: nothing outlives a recording that says who opened it. */
export function forgetRecordings(): Promise<Forgotten> {
  return inRoleSql('psa_worker', { 'psa.actor_kind': 'system' }, async (client) => {
    const { rows } = await client.query<Forgotten>(
      `with gone as (delete from recordings where available_until < psa_today() returning id)
       select (select count(*)::int from gone) as recordings,
         (select count(*)::int from recording_openings where recording_id in (select id from gone)) as openings`,
    );
    const forgotten = rows[0] ?? { recordings: 0, openings: 0 };
    if (forgotten.recordings > 0) await appendEvent(client, { event: 'recordings.expired', details: forgotten });
    return forgotten;
  });
}
