// Decides whether an answer of Entra ID belongs to a sign-in that this browser began: kept here, used once, within ten minutes (bad-A10).
import { inRoleSql } from '#app/platform/db.server.ts';
import type { Authority } from '#app/platform/entra.server.ts';
import { hashToken } from './sign-in-cookie.ts';

export type NewFlow = {
  readonly state: string;
  /** What the browser carries in its cookie 'psa-way'. */
  readonly way: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly authority: Authority;
  readonly returnTo: string;
  readonly invitationId: number | null;
  /** The sign-in whose person is to prove once more who they are. */
  readonly signInId: number | null;
};

export type Flow = Omit<NewFlow, 'state' | 'way'> & {
  readonly startedAt: Date;
  /** By the database. */ readonly now: Date;
};

export async function keepFlow(flow: NewFlow): Promise<void> {
  await inRoleSql('psa_door', {}, (client) =>
    client.query(
      `insert into sign_in_flows (state_sha256, browser_sha256, nonce, verifier, authority, return_to, invitation_id, sign_in_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        hashToken(flow.state),
        hashToken(flow.way),
        flow.nonce,
        flow.verifier,
        flow.authority,
        flow.returnTo,
        flow.invitationId,
        flow.signInId,
      ],
    ),
  );
}

/** Takes the flow that this browser began with this state, so that nobody can take it again. Null when there is none, or it is over. */
export async function takeFlow(state: string, way: string): Promise<Flow | null> {
  const [flow] = await inRoleSql(
    'psa_door',
    {},
    async (client) =>
      (
        await client.query<Flow>(
          `delete from sign_in_flows where state_sha256 = $1 and browser_sha256 = $2 and expires_at > psa_now()
           returning nonce, verifier, authority, return_to as "returnTo", invitation_id as "invitationId",
             sign_in_id as "signInId", started_at as "startedAt", psa_now() as now`,
          [hashToken(state), hashToken(way)],
        )
      ).rows,
  );
  return flow ?? null;
}
