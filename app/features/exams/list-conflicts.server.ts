// Reads what staff have to decide: what is recorded of a sitting and what is claimed instead, each with who said so, how and when.
import type { PoolClient } from 'pg';

import { OPEN_CONFLICTS } from './standing.server.ts';
import type { Claim, Outcome, SittingState } from './sitting.ts';

/** Somebody's word about a sitting. */
export type Word = {
  says: Claim | 'cancelled';
  /** 'Bram Visser', 'the learner', 'an import'; null where nobody wrote it down. */
  by: 'learner' | 'import' | 'staff' | null;
  /** The name, of staff. */
  name: string | null;
  at: Date | null;
};

export type Conflict = {
  id: number;
  sittingId: number;
  name: string;
  company: string;
  examCode: string;
  month: string;
  recorded: Word;
  claimed: Word & { byMail: boolean };
};

type Row = Omit<Conflict, 'recorded' | 'claimed'> & {
  state: SittingState;
  outcome: Outcome | null;
  recordedBy: Word['by'];
  recordedName: string | null;
  recordedAt: Date | null;
  claim: Claim;
  claimedBy: Word['by'];
  claimedName: string | null;
  claimedAt: Date;
  byMail: boolean;
};

const SOURCE = (kind: string): string =>
  `case ${kind} when 'person' then 'learner' when 'staff' then 'staff' else 'import' end`;

/** Conflicts that nobody has decided, the longest waiting first. Reads in the transaction under way. */
export async function readConflicts(client: PoolClient): Promise<Conflict[]> {
  const { rows } = await client.query<Row>(
    `select c.id, s.id as "sittingId", trim(concat(p.first_name, ' ', p.last_name)) as name, r.name as company, s.exam_code as "examCode",
       s.month::text as month, s.state, s.outcome,
       case when o.actor_kind is not null then ${SOURCE('o.actor_kind')} end as "recordedBy", om.name as "recordedName", o.recorded_at as "recordedAt",
       c.claimed as claim, ${SOURCE('c.opened_by_kind')} as "claimedBy", cm.name as "claimedName", c.opened_at as "claimedAt",
       exists (select from outcome_links l where l.sitting_id = s.id and l.month = s.month and l.answer = c.claimed and l.settled_at is not null)
         as "byMail"
     from ${OPEN_CONFLICTS}
     join employments e on e.id = s.employment_id join employers r on r.id = e.employer_id
     left join lateral (select * from outcome_entries o where o.sitting_id = s.id and o.outcome = s.outcome order by o.id desc limit 1) o on true
     left join staff_members om on o.actor_kind = 'staff' and om.id = o.actor_id
     left join staff_members cm on c.opened_by_kind = 'staff' and cm.id = c.opened_by_id
     order by c.opened_at, c.id limit 100`,
  );
  return rows.map(({ id, sittingId, name, company, examCode, month, ...row }) => ({
    id,
    sittingId,
    name,
    company,
    examCode,
    month,
    recorded: {
      says: row.outcome ?? (row.state === 'cancelled' ? 'cancelled' : 'not-taken'),
      by: row.recordedBy,
      name: row.recordedName,
      at: row.recordedAt,
    },
    claimed: { says: row.claim, by: row.claimedBy, name: row.claimedName, at: row.claimedAt, byMail: row.byMail },
  }));
}
