// Keeps the list of those who process on the academy's behalf (S1, S2): everybody may read it, privacy officers change it.
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import type { GivenProcessor } from './processor-form.ts';
import type { Processor } from './processors.ts';

const LIST = `
  select id, name, does, details, country_code as country, safeguard, since::text, until::text from processors
  order by until is not null, until desc, name, id`;

/** All that there ever were, those of today first; for anybody. */
export const listProcessors = (): Promise<Processor[]> =>
  inRoleSql('psa_portal', {}, async (client) => (await client.query<Processor>(LIST)).rows, { readOnly: true });

/** Those of this day, 'YYYY-MM-DD', where the association sits. */
export const processorsOn = (processors: readonly Processor[], day: string): Processor[] =>
  processors.filter(({ since, until }) => since <= day && (until === null || until >= day));

const ADD = `
  insert into processors (name, does, details, country_code, safeguard, since, until, changed_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`;
const CHANGE = `
  update processors set name = $1, does = $2, details = $3, country_code = $4, safeguard = $5, since = $6, until = $7, changed_by = $8, changed_at = psa_now()
  where id = $9 returning id`;
const NAMES = ['name', 'does', 'details', 'country', 'safeguard', 'since', 'until'] as const;

export type ProcessorRefusal = 'country-unknown' | 'not-there';

/** Adds one or changes it; which fields changed is in the ledger. */
export function keepProcessor(actor: StaffActor, given: GivenProcessor): Promise<Result<number, ProcessorRefusal>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const { rowCount: known } = await client.query('select from countries where code = $1', [given.country]);
    if (known === 0) return refused('country-unknown');
    const values = [...NAMES.map((name) => given[name]), actor.staffId];
    if (given.id === undefined) {
      const { rows } = await client.query<{ id: number }>(ADD, values);
      const id = rows[0]?.id ?? 0;
      await appendEvent(client, { event: 'processor.added', subjectId: id });
      return ok(id);
    }
    const before = (await client.query<Processor>(LIST)).rows.find(({ id }) => id === given.id);
    if (before === undefined) return refused('not-there');
    const fields = NAMES.filter((name) => before[name] !== given[name]);
    if (fields.length === 0) return ok(before.id);
    await client.query(CHANGE, [...values, before.id]);
    await appendEvent(client, { event: 'processor.changed', subjectId: before.id, fields });
    return ok(before.id);
  });
}
