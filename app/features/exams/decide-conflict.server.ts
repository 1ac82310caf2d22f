// Two said different things about a sitting: staff decide, once, whether what is recorded stands (bad-C5). Whoever it is about is written to.
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { mailsIn } from '#app/features/language/messages.ts';
import '#app/features/language/all-messages.server.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import type { Writer } from '#app/features/mail/mails.server.ts';
import { privacyContacts } from '#app/features/settings/brand.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { env } from '#app/platform/env.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { decidedWords } from './decided-words.ts';
import type { Changed, Claim, Decision, Outcome } from './sitting.ts';

type Held = Changed & {
  personId: number;
  auditKey: string;
  outcome: Outcome | null;
  claimed: Claim;
  closedAs: Decision | null;
};

// Both rows are held: whoever decides the same at this moment finds it decided.
const HOLD = `
  select c.claimed, c.closed_as as "closedAs", s.id as "sittingId", s.person_id as "personId", s.outcome, s.exam_code as "examCode",
    s.month::text as month, p.audit_key::text as "auditKey", trim(concat(p.first_name, ' ', p.last_name)) as name
  from outcome_conflicts c join sittings s on s.id = c.sitting_id join persons p on p.id = s.person_id
  where c.id = $1 and p.erased_at is null for update of c, s`;

export type DecisionRefusal = 'not-found' | 'decided-otherwise';

/** Closes a conflict. The same decision again is fine and changes nothing; another one is refused. */
export function decideConflict(
  actor: StaffActor,
  { conflictId, decision }: { conflictId: number; decision: Decision },
): Promise<Result<Changed, DecisionRefusal>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const { rows } = await client.query<Held>(HOLD, [conflictId]);
    const [held] = rows;
    if (held === undefined) return refused('not-found');
    const { sittingId, personId, examCode, month, name, closedAs } = held;
    const changed = { sittingId, examCode, month, name };
    if (closedAs !== null) return closedAs === decision ? ok(changed) : refused('decided-otherwise');
    if (decision === 'changed' && held.claimed !== held.outcome)
      await client.query(
        `insert into outcome_entries (sitting_id, outcome, actor_kind, actor_id) values ($1, $2, 'staff', $3)`,
        [sittingId, held.claimed, actor.staffId],
      );
    await client.query(
      'update outcome_conflicts set closed_at = psa_now(), closed_by = $2, closed_as = $3 where id = $1',
      [conflictId, actor.staffId, decision],
    );
    await client.query(`insert into mails (kind, person_id, about) values ('conflict-decided', $1, $2)`, [
      personId,
      conflictId,
    ]);
    await appendEvent(client, {
      event: 'conflict.decided',
      subjectId: held.auditKey,
      fields: decision === 'changed' ? ['result'] : [],
      details: { sittingId, conflictId, decision },
    });
    return ok(changed);
  });
}

/** The mail about it; what was decided is on the person's own page. */
export const conflictDecided: Writer = {
  async write(client, to, conflictId) {
    const { rows } = await client.query<{ closedAs: Decision }>(
      `select c.closed_as as "closedAs" from outcome_conflicts c join sittings s on s.id = c.sitting_id join persons p on p.id = s.person_id
       where c.id = $1 and s.person_id = $2 and c.closed_as is not null and p.erased_at is null`,
      [conflictId, to.id],
    );
    const [decided] = rows;
    if (decided === undefined) return null;
    const { origin } = env();
    return decidedWords(mailsIn(to.language).conflictDecided, {
      firstName: to.firstName,
      isChanged: decided.closedAs === 'changed',
      origin,
      contact: privacyContacts().officer.email,
    });
  },
};
