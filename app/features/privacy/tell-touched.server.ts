// Writes to the people whom a breach touches, once that was decided (GDPR art. 34): each of them once, whichever file brought them, with the fields of the files that they
// stand in. That letters were queued, and for which files, is a fact of the breach: the mails themselves go by their own time.
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvents } from '#app/features/ledger/ledger.server.ts';
import type { Writer } from '#app/features/mail/mails.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { writeLetterToPeople } from './breach-letters.server.ts';
import { heldFieldsOf, inFiles, whoOf, type SheetFields } from './breach-people.server.ts';
import { standingOf, type HeldFields } from './breach.ts';
import { findBreachIn, type Breach } from './read-breaches.server.ts';

/** Of breach `b`: people are to be written to, and files are touched for which no letters were queued yet. */
export const LETTERS_DUE = `(
  exists (select from breach_steps s where s.breach_id = b.id and s.step = 'told' and s.how = 'mail')
  and (not exists (select from breach_letters l where l.breach_id = b.id)
    or not b.everybody and exists (select from breach_builds f where f.breach_id = b.id
      and not exists (select from breach_letters l where l.breach_id = b.id and f.build_id = any(l.build_ids)))))`;

type Files = { readonly all: number[]; readonly covered: number[]; readonly queuedBefore: boolean };

const FILES = `
  select array(select f.build_id from breach_builds f where f.breach_id = $1 order by 1) as all,
    array(select unnest(l.build_ids) from breach_letters l where l.breach_id = $1
      -- Whose people were told by phone or letter.
      union select f.build_id from breach_builds f where f.breach_id = $1 and exists (
        select from breach_steps s where s.breach_id = $1 and s.step = 'told' and s.how = 'otherwise' and s.recorded_at >= f.added_at)) as covered,
    exists (select from breach_letters l where l.breach_id = $1) as "queuedBefore"`;

// `$1` builds, `$2` the breach, `$3` builds whose people were written to.
const writeTo = (breach: Breach): string => `
  with ${whoOf(breach)}, ${inFiles('told', '$3')}
  insert into mails (kind, person_id, about)
  select distinct 'breach-letter', p.id, $2::int from who join persons p on p.id = who.person_id
  where p.erased_at is null and not exists (select from told t where t.person_id = p.id)
  on conflict do nothing`;

/** In the transaction given, as the worker and its only one for this breach. Gives how many letters are queued. */
export async function queueLetters(client: PoolClient, breach: Breach): Promise<number> {
  const { id, drill, everybody, steps } = breach;
  const { telling } = standingOf(steps);
  if (drill || telling?.step !== 'told' || telling.how !== 'mail') return 0;
  const { rows } = await client.query<Files>(FILES, [id]);
  const { all = [], covered = [], queuedBefore = false } = rows[0] ?? {};
  const added = all.filter((build) => !covered.includes(build));
  if (queuedBefore && (everybody || added.length === 0)) return 0;
  const { rowCount } = await client.query(writeTo(breach), [added, id, covered]);
  const count = rowCount ?? 0;
  await client.query('insert into breach_letters (breach_id, build_ids, people) values ($1, $2, $3)', [id, all, count]);
  if (count > 0) await appendEvents(client, [{ event: 'breach.letters-queued', subjectId: id, details: { count } }]);
  return count;
}

export type Letters = {
  /** Each time that letters were queued, the first time first. */
  readonly queued: readonly { readonly at: Date; readonly people: number }[];
  /** How the mails stand of which that is still known: state → how many. */
  readonly states: Readonly<Record<string, number>>;
};

export function readLetters(actor: StaffActor, breachId: number): Promise<Letters> {
  return inRoleSql(
    'psa_worker',
    actorSettings(actor),
    async (client) => {
      const queued = await client.query<{ at: Date; people: number }>(
        'select queued_at as at, people from breach_letters where breach_id = $1 order by id',
        [breachId],
      );
      const { rows } = await client.query<{ state: string; count: number }>(
        `select state, count(*)::int as count from mails where kind = 'breach-letter' and about = $1 group by state`,
        [breachId],
      );
      return { queued: queued.rows, states: Object.fromEntries(rows.map(({ state, count }) => [state, count])) };
    },
    { readOnly: true },
  );
}

const OWN_FIELDS = `
  select p.sheet, array_agg(distinct f.value) as fields
  from breach_builds x
  join builds b on b.id = x.build_id
  join build_pages p on p.build_id = b.id
  cross join lateral jsonb_array_elements(b.sheets) s
  cross join lateral jsonb_array_elements_text(s -> 'fields') f (value)
  where x.breach_id = $1 and s ->> 'id' = p.sheet and case when p.sheet = 'exams' then p.refs && $3::int[] else p.sheet = any(psa_enrolment_sheets()) and p.refs && $2::int[] end
  group by 1`;

const OWN_ROWS = `
  select array(select n.id from enrolments n where n.person_id = $1) as enrolments, array(select t.id from sittings t where t.person_id = $1) as sittings`;

/** The fields of the files that this person stands in; null where no file says so: what all of them hold is what may be known then. */
async function findOwnFields(client: PoolClient, breach: Breach, personId: number): Promise<HeldFields | null> {
  if (breach.everybody) return null;
  const own = await client.query<{ enrolments: number[]; sittings: number[] }>(OWN_ROWS, [personId]);
  const { enrolments = [], sittings = [] } = own.rows[0] ?? {};
  const { rows } = await client.query<SheetFields>(OWN_FIELDS, [breach.id, enrolments, sittings]);
  return rows.length === 0 ? null : heldFieldsOf(rows);
}

/** Dropped for a drill, whoever queued it. */
export const breachLetter: Writer = {
  async write(client, to, about) {
    const breach = await findBreachIn(client, about);
    if (breach === null || breach.drill) return null;
    const own = await findOwnFields(client, breach, to.id);
    const { subject, parts } = writeLetterToPeople(breach, to.language, to.firstName, own);
    return {
      subject,
      paragraphs: parts.flatMap(({ heading, paragraphs, list }) =>
        paragraphs.length === 0 && list.length === 0
          ? []
          : [...(heading === null ? [] : [heading]), ...paragraphs, ...list.map((line) => `– ${line}`)],
      ),
    };
  },
};
