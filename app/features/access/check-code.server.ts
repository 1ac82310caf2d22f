// Decides whether a code that somebody types is the one that was sent: compared in constant time, counted under a lock, used once.
import type { PoolClient } from 'pg';

import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { actorSettings } from './actor.ts';
import { findSignIn, isSecure } from './actors.server.ts';
import type { FoundSignIn } from './found-sign-in.ts';
import { findReceiver } from './code-receivers.server.ts';
import { codeText, seatOf } from './codes.server.ts';
import { redeemInvitation } from './invitations.server.ts';
import { isKeyedHash } from './keyed-hash.server.ts';
import { homeOf } from './navigation.ts';
import { hashToken, readCookie } from './sign-in-cookie.ts';
import { renewSignIn, startSignIn, type Seat } from './sign-ins.server.ts';

const MOST_TRIES = 5;

/** `over`: tried too often, too old, replaced, or never asked for here. It reads the same for an address that nobody has. */
export type CodeAnswer =
  | { readonly ok: true; readonly cookie: string; readonly to: string }
  | { readonly ok: false; readonly reason: 'wrong'; readonly triesLeft: number }
  | { readonly ok: false; readonly reason: 'over' };

const OVER = { ok: false, reason: 'over' } as const;

type Row = {
  person_id: number | null;
  contact_id: number | null;
  sign_in_id: number | null;
  invitation_id: number | null;
  code_hmac: Buffer;
  tries: number;
  return_to: string;
  is_open: boolean;
};

type Right = { readonly ok: true; readonly seat: Seat; readonly signInId: number | null; readonly returnTo: string };

async function refuse<T extends CodeAnswer>(client: PoolClient, because: string, answer: T): Promise<T> {
  await appendEvent(client, { event: 'sign-in.refused', details: { because } });
  return answer;
}

/** Whose sign-in a right code begins: whoever was invited, else whom it was sent to, if a code is still their way in. */
async function seatBehind(client: PoolClient, row: Row): Promise<Seat | null> {
  if (row.invitation_id !== null) return redeemInvitation(client, row.invitation_id, 'code');
  const seat = seatOf(row);
  const receiver = await findReceiver(client, { seat });
  return receiver === null || receiver.usesWorkAccount ? null : seat;
}

async function tryCode(
  client: PoolClient,
  browser: Buffer,
  code: string,
): Promise<Right | Exclude<CodeAnswer, { ok: true }>> {
  // Tries at once wait here for each other.
  const found = await client.query<Row>(
    `select person_id, contact_id, sign_in_id, invitation_id, code_hmac, tries, return_to, expires_at > psa_now() as is_open
     from sign_in_codes where browser_sha256 = $1 for update`,
    [browser],
  );
  const [row] = found.rows;
  if (row === undefined || !row.is_open || row.tries >= MOST_TRIES) return refuse(client, 'code-over', OVER);
  const isRight =
    isKeyedHash(row.code_hmac, 'code', codeText(browser, code)) && (row.person_id ?? row.contact_id) !== null;
  if (!isRight) {
    await client.query('update sign_in_codes set tries = tries + 1 where browser_sha256 = $1', [browser]);
    const triesLeft = MOST_TRIES - row.tries - 1;
    return refuse(client, 'wrong-code', triesLeft === 0 ? OVER : { ok: false, reason: 'wrong', triesLeft });
  }
  await client.query('delete from sign_in_codes where browser_sha256 = $1', [browser]);
  const seat = await seatBehind(client, row);
  if (seat === null) return refuse(client, 'no-way-in', OVER);
  return { ok: true, seat, signInId: row.sign_in_id, returnTo: row.return_to };
}

async function proveAgain(signIn: FoundSignIn | null, { signInId, returnTo }: Right): Promise<CodeAnswer> {
  if (signIn === null || signIn.id !== signInId) return OVER;
  const cookie = await renewSignIn(signIn, null);
  return cookie === null ? OVER : { ok: true, cookie, to: returnTo };
}

/** Signs in with the code of this browser, or lets a sign-in that asked for it go on. Gives the cookie and where to go. */
export async function checkCode(request: Request, code: string): Promise<CodeAnswer> {
  const token = readCookie(request.headers.get('Cookie'), 'psa-way', isSecure());
  if (token === null) return OVER;
  const signIn = await findSignIn(request);
  const tried = await inRoleSql('psa_door', signIn === null ? {} : actorSettings(signIn.actor), (client) =>
    tryCode(client, hashToken(token), code),
  );
  if (!tried.ok) return tried;
  if (tried.signInId !== null) return proveAgain(signIn, tried);
  const { cookie, actor } = await startSignIn(request, { seat: tried.seat, method: 'code' });
  return { ok: true, cookie, to: tried.returnTo === '/' ? homeOf(actor) : tried.returnTo };
}
