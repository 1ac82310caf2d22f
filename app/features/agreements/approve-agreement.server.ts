// Lets a draft become what binds: the privacy officer chooses the rule seeing today's count, and a second person approves what they saw.
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import type { LedgerEvent } from '#app/features/ledger/event.ts';
import { appendEvent, appendEvents } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import type { RecipientKind } from '#reports/catalogue.ts';
import { whyNotAgreeable } from '#reports/minimisation.ts';
import type { SeenVersion } from './agreement-change.ts';
import { turnsMidQuarter, TURN_WORDS } from './cadence-turn.server.ts';
import { lackingTarget } from './channels.ts';
import { findForChange } from './draft-agreement.server.ts';
import { countExposed, readDraftExposure } from './draft-exposure.server.ts';
import { isCovered } from './notice-wall.ts';
import { readWall } from './notice-wall.server.ts';
import type { Rule } from './terms.ts';

export type ApprovalRefusal =
  | 'not-found'
  | 'not-proposed'
  | 'changed'
  | 'own-draft'
  | 'rule-missing'
  | 'too-late'
  | 'outside-the-notice'
  | 'not-reportable'
  | 'target-missing'
  | 'mid-quarter'
  | 'day-taken';

export const APPROVAL_REFUSALS: Readonly<Record<ApprovalRefusal, string>> = {
  'not-found': 'This version is not here any more. Nothing was approved.',
  'not-proposed': 'This version does not wait for an approval. Nothing was approved.',
  changed: 'Somebody changed this version meanwhile. Look at it again; nothing was approved.',
  'own-draft': 'You drafted this yourself: somebody else has to approve it.',
  'rule-missing': 'The privacy officer has not chosen the rule for small groups yet.',
  'too-late': 'The day from which it holds is over. Draft a later one.',
  'outside-the-notice':
    'People are not told of everything that this gives. Publish or announce a notice that says so, or take the fields out.',
  'not-reportable':
    'This can’t be reported: it gives nothing, or statistics by the month, which go by the quarter. Nothing was approved.',
  'target-missing': 'A channel lacks its address. Nothing was approved.',
  'mid-quarter': `${TURN_WORDS} Nothing was approved.`,
  'day-taken': 'Another version that was approved begins on the same day. Withdraw that one, or choose another day.',
};

const UNIQUE_VIOLATION = '23505';
const isDayTaken = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  error.code === UNIQUE_VIOLATION &&
  'constraint' in error &&
  error.constraint === 'agreement_versions_in_force_key';

const COUNT_LIMIT_MS = 60_000;

/** Chooses what happens when exam rows could be read as one person's. What was counted at that moment is kept with the choice. */
export function chooseRule(
  actor: StaffActor,
  seen: readonly SeenVersion[],
  rule: Rule,
): Promise<Result<number, 'not-found' | 'not-a-draft' | 'changed'>> {
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => {
      const chosen = [];
      for (const { id, digest } of [...seen].toSorted((one, other) => one.id - other.id)) {
        const version = await findForChange(client, id);
        if (version === null) return refused('not-found');
        if (version.approvedAt !== null || version.withdrawnAt !== null) return refused('not-a-draft');
        if (version.digest !== digest) return refused('changed');
        chosen.push(version);
      }
      const exposure = await readDraftExposure(
        client,
        chosen.map(({ id }) => id),
      );
      for (const { id, agreementId, number } of chosen) {
        const exposed = countExposed(exposure.get(id));
        await client.query(
          `update agreement_versions set reidentification_rule = $2, rule_chosen_by = $3, rule_chosen_at = psa_now(), rule_seen_count = $4
           where id = $1`,
          [id, rule, actor.staffId, exposed],
        );
        await appendEvent(client, {
          event: 'agreement.rule-chosen',
          subjectId: agreementId,
          details: { version: number, rule, exposedRows: exposed },
        });
      }
      return ok(chosen.length);
    },
    { timeoutMs: COUNT_LIMIT_MS },
  );
}

/** Approves versions as they were seen: all of them, or none with the reason of the first that can't be. */
export async function approveVersions(
  actor: StaffActor,
  seen: readonly SeenVersion[],
): Promise<Result<number, ApprovalRefusal>> {
  try {
    return await inRoleSql('psa_portal', actorSettings(actor), async (client) => {
      const wall = await readWall(client);
      const events: LedgerEvent[] = [];
      const binding: number[] = [];
      const agreementIds: number[] = [];
      for (const { id, digest } of [...seen].toSorted((one, other) => one.id - other.id)) {
        const version = await findForChange(client, id);
        if (version === null) return refused('not-found');
        const { terms, proposedAt, approvedAt, withdrawnAt, today } = version;
        if (proposedAt === null || approvedAt !== null || withdrawnAt !== null) return refused('not-proposed');
        if (version.digest !== digest) return refused('changed');
        if (version.draftedBy === actor.staffId) return refused('own-draft');
        if (version.ruleChosenAt === null) return refused('rule-missing');
        if (terms.inForceFrom < today) return refused('too-late');
        if (lackingTarget(terms.channels, terms.targets).length > 0) return refused('target-missing');
        const found = await client.query<{ kind: RecipientKind }>(
          'select r.kind from agreements a join recipients r on r.id = a.recipient_id where a.id = $1',
          [version.agreementId],
        );
        const kind = found.rows[0]?.kind;
        if (kind === undefined || whyNotAgreeable({ ...terms, recipient: { kind } }) !== null)
          return refused('not-reportable');
        if (!isCovered(wall, kind, terms.datasets)) return refused('outside-the-notice');
        binding.push(id);
        agreementIds.push(version.agreementId);
        events.push({
          event: 'agreement.approved',
          subjectId: version.agreementId,
          details: { version: version.number },
        });
      }
      if (await turnsMidQuarter(client, agreementIds, { binding })) return refused('mid-quarter');
      // All at once: one that is refused leaves none approved.
      await client.query(
        'update agreement_versions set approved_by = $2, approved_at = psa_now() where id = any($1::int[])',
        [binding, actor.staffId],
      );
      await appendEvents(client, events);
      return ok(events.length);
    });
  } catch (error) {
    if (isDayTaken(error)) return refused('day-taken');
    throw error;
  }
}
