// Decides whether somebody who is signed in has just proved once more that it is them: the same account, asked after it was wanted (bad-A21).
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import type { EntraAccount } from '#app/platform/verify-id-token.server.ts';
import { findSignIn } from './actors.server.ts';
import type { Flow } from './entra-flows.server.ts';
import type { EntraRefusal } from './entra-refusal.ts';
import { renewSignIn } from './sign-ins.server.ts';

/** How far the clocks of Entra ID and the database may differ. */
const TOLERANCE_MS = 60_000;

async function isAccountOf(signInId: number, { tenantId, objectId }: EntraAccount): Promise<boolean> {
  const { rowCount } = await inRoleSql(
    'psa_door',
    {},
    (client) =>
      client.query(
        `select from sign_ins s join identities i on i.id = s.identity_id
         where s.id = $1 and i.tenant_id = $2 and i.object_id = $3`,
        [signInId, tenantId, objectId],
      ),
    { readOnly: true },
  );
  return rowCount === 1;
}

/** The sign-in of this browser goes on under a new name. Refused for any other sign-in, for another account, and for an old proof. */
export async function proveAgain(
  request: Request,
  flow: Flow,
  signInId: number,
  account: EntraAccount,
): Promise<Result<{ cookie: string; location: string }, EntraRefusal>> {
  const signIn = await findSignIn(request);
  if (signIn?.id !== signInId || !(await isAccountOf(signInId, account))) return refused('proof-of-another');
  const { provedAt } = account;
  if (provedAt === null || provedAt.getTime() < flow.startedAt.getTime() - TOLERANCE_MS)
    return refused('proof-too-old');
  const cookie = await renewSignIn(signIn, provedAt);
  return cookie === null ? refused('proof-of-another') : ok({ cookie, location: flow.returnTo });
}
