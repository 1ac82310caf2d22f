// Asks the parent or guardian of somebody of 16 or under whose address is proved (C5), and tells truthfully whether the mail went.
import { takeTurn } from '#app/features/access/rate-limit.server.ts';
import { hashToken, makeToken } from '#app/features/access/sign-in-cookie.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { sendGuardianMail } from './registration-mails.server.ts';
import type { Awaited } from './registrations.server.ts';

export type GuardianAsked = {
  /** `unsent`: the mail did not go. `limit`: the guardian's mailbox has had as many as it may in a day. */
  readonly kind: 'guardian-asked' | 'guardian-unsent' | 'guardian-limit';
  /** When the last mail went; null while none has. */
  readonly at: Date | null;
};

/** True the first time. */
async function proveAddress(id: number): Promise<boolean> {
  const proved = await inRoleSql('psa_door', {}, (client) =>
    client.query('update registrations set address_proved_at = psa_now() where id = $1 and address_proved_at is null', [
      id,
    ]),
  );
  return proved.rowCount === 1;
}

/**
 * Asks once; again with a link of its own when the person says so. The guardian has seven days from the first mail that went (R4), and the link
 * of an earlier mail works until a new one has gone: a mail that fails takes nothing away.
 */
export async function askGuardian(awaited: Awaited, again: boolean): Promise<GuardianAsked> {
  const at = awaited.askedAt;
  if (at !== null && !again) return { kind: 'guardian-asked', at };
  const isFirst = await proveAddress(awaited.id);
  if (!isFirst && !again) return { kind: 'guardian-unsent', at };
  // Nobody's mailbox is filled by others who name it.
  if ((await takeTurn('register:guardian', awaited.guardianEmail)) > 0) return { kind: 'guardian-limit', at };
  const token = makeToken();
  if (!(await sendGuardianMail(awaited.guardianEmail, awaited.language, token))) return { kind: 'guardian-unsent', at };
  const { rows } = await inRoleSql('psa_door', {}, async (client) => {
    await appendEvent(client, { event: 'guardian.asked' });
    return client.query<{ at: Date }>(
      `update registrations set guardian_token_sha256 = $2, guardian_asked_at = psa_now(),
         expires_at = case when guardian_asked_at is null then psa_now() + interval '7 days' else expires_at end
       where id = $1 returning guardian_asked_at as at`,
      [awaited.id, hashToken(token)],
    );
  });
  const [asked] = rows;
  return asked === undefined ? { kind: 'guardian-unsent', at } : { kind: 'guardian-asked', at: asked.at };
}
