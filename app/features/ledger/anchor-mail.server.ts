// Mails anchors to the privacy officers, each day once: a mailbox is where nobody who holds our machines can change them.
import { inRoleSql } from '#app/platform/db.server.ts';
import { log } from '#app/platform/log.server.ts';
import { isMailInUse, sendMail } from '#app/platform/mail.server.ts';
import type { Anchor } from './anchor-files.server.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };

const wordsOf = ({ day, position, head, signature }: Anchor): string =>
  `The audit chain on ${day} (UTC):\n\nEvents sealed: ${position}\nHead: ${head}\nSignature: ${signature}\n\n` +
  'Keep this mail. If the chain is ever doubted, its event of this number must have this hash;\n' +
  '`npm run psa -- audit verify` compares it with the copies in the data folder.\n';

async function findOfficers(): Promise<string[]> {
  return inRoleSql('psa_worker', SYSTEM, async (client) => {
    const found = await client.query<{ email: string }>(
      `select s.email from staff_members s join staff_roles r on r.staff_id = s.id
       where r.role = 'privacy-officer' and r.revoked_at is null and s.disabled_at is null order by s.id`,
    );
    return found.rows.map(({ email }) => email);
  });
}

/** True for the one caller that is to send the mail about this day. Whoever is killed right after leaves this one mail out; the next says more. */
const claim = (day: string): Promise<boolean> =>
  inRoleSql('psa_worker', SYSTEM, async (client) => {
    const claimed = await client.query(
      'update audit_anchors set mailed_at = psa_now() where day = $1 and mailed_at is null returning day',
      [day],
    );
    return claimed.rowCount === 1;
  });

const giveBack = (day: string): Promise<unknown> =>
  inRoleSql('psa_worker', SYSTEM, (client) =>
    client.query('update audit_anchors set mailed_at = null where day = $1', [day]),
  );

/** Gives how many it reached. */
async function sendTo(officers: readonly string[], anchor: Anchor): Promise<number> {
  let reached = 0;
  for (const to of officers) {
    try {
      await sendMail({ to, subject: `Audit chain, ${anchor.day}`, text: wordsOf(anchor) });
      reached += 1;
    } catch (error) {
      log.error({ err: error }, 'the anchor of the audit chain could not be mailed');
    }
  }
  return reached;
}

/**
 * Mails each of these days that nobody has mailed yet. A day that reached no privacy officer is tried again at a later turn; one that
 * reached somebody is done, so that a single bad address does not bring the others the same mail again and again.
 */
export async function mailAnchors(unmailed: readonly Anchor[]): Promise<void> {
  if (unmailed.length === 0 || !isMailInUse()) return;
  const officers = await findOfficers();
  if (officers.length === 0) return;
  for (const anchor of unmailed) {
    if (!(await claim(anchor.day))) continue;
    if ((await sendTo(officers, anchor)) > 0) continue;
    await giveBack(anchor.day);
    // Mail does not work now; the other days would fare no better.
    return;
  }
}
