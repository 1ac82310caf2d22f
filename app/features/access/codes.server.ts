// Decides how somebody signs in with a code by mail: six digits, ten minutes, five tries, in the browser that asked for it. What is done
// and answered is the same whether anybody here has the address or not.
import { randomInt } from 'node:crypto';
import type { PoolClient } from 'pg';

import '#app/features/language/all-messages.server.ts';
import { languageFor } from '#app/features/language/language.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import type { LedgerEvent } from '#app/features/ledger/event.ts';
import { afterAnswer } from '#app/platform/after-answer.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { env } from '#app/platform/env.server.ts';
import { log } from '#app/platform/log.server.ts';
import { isMailInUse, MailError, sendMail } from '#app/platform/mail.server.ts';
import { isSecure } from './actors.server.ts';
import type { FoundSignIn } from './found-sign-in.ts';
import { writeCodeMail, writeWorkAccountMail } from './code-mail.ts';
import { findReceiver, normaliseAddress, type Receiver, type Whom } from './code-receivers.server.ts';
import { isCodeTooOften, isProofTooOften } from './code-turns.server.ts';
import type { MailText } from './invitation-mail.ts';
import { keyedHash } from './keyed-hash.server.ts';
import { hashToken, makeToken, readCookie, writeCookie } from './sign-in-cookie.ts';
import type { Seat } from './sign-ins.server.ts';

const DIGITS = 6;

/** True when codes can be sent from here at all. */
export const canSendCodes = isMailInUse;

export type CodeOrder = {
  readonly whom: Whom;
  /** A local path, checked already. */
  readonly returnTo: string;
  /** The sign-in whose person is asked to prove it again. */
  readonly again?: FoundSignIn;
  /** The keyed hash of the address that was typed first, when another code is sent for it. */
  readonly addressHash?: Buffer;
};

/** What a code's hash is made of: it opens nothing in another browser. */
export const codeText = (browser: Buffer, code: string): string => `${browser.toString('hex')}\n${code}`;

const makeCode = (): string => String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');

const REPLACE = `
  insert into sign_in_codes (browser_sha256, person_id, contact_id, sign_in_id, invitation_id, address_hmac, code_hmac, return_to)
  values ($1, $2, $3, $4, $5, $6, $7, $8)`;

function eventOf(receiver: Receiver | null, isTooOften: boolean): LedgerEvent {
  const because = isTooOften
    ? 'too-many-codes'
    : receiver === null
      ? 'unknown-address'
      : receiver.usesWorkAccount
        ? 'work-account'
        : null;
  if (because !== null) return { event: 'sign-in.refused', details: { because } };
  return { event: 'code.sent', details: { for: receiver?.contactId === null ? 'person' : 'contact' } };
}

/** What was asked for, as it was typed: never whom it leads to, which an answer could tell. */
function askedFor(whom: Whom): string {
  if ('email' in whom) return `address ${normaliseAddress(whom.email)}`;
  return 'invitationId' in whom ? `invitation ${whom.invitationId}` : `${whom.seat.kind} ${whom.seat.id}`;
}

/** Gives who is to be sent what; null when nobody is. What happens to the code of this browser goes by what was typed alone. */
async function prepare(client: PoolClient, browser: Buffer, code: string, order: CodeOrder) {
  const { whom, returnTo, again, addressHash = keyedHash('code-address', askedFor(whom)) } = order;
  const receiver = await findReceiver(client, whom);
  const [asked, nobody] = [addressHash.toString('hex'), browser.toString('hex')];
  const isTooOften =
    again === undefined ? await isCodeTooOften(client, asked, nobody) : await isProofTooOften(client, asked);
  // Beyond the limit the code that was sent before stays good.
  if (isTooOften) {
    await appendEvent(client, eventOf(receiver, true));
    return null;
  }
  const opens = receiver === null || receiver.usesWorkAccount ? null : receiver;
  await client.query('delete from sign_in_codes where browser_sha256 = $1', [browser]);
  await client.query(REPLACE, [
    browser,
    opens?.personId ?? null,
    opens?.contactId ?? null,
    again?.id ?? null,
    'invitationId' in whom ? whom.invitationId : null,
    addressHash,
    keyedHash('code', codeText(browser, code)),
    returnTo,
  ]);
  // Several addresses may lead to one mailbox, which is not filled either: no mail then, and nothing else changes.
  const mailbox = `mailbox ${receiver?.email ?? asked}`;
  const isFull = again === undefined && (await isCodeTooOften(client, mailbox, nobody));
  await appendEvent(client, eventOf(receiver, isFull));
  return isFull ? null : receiver;
}

async function mailOrRecord(to: string, words: MailText): Promise<void> {
  try {
    await sendMail({ to, ...words });
  } catch (error) {
    const because = error instanceof MailError ? error.code : 'fault';
    log.error({ err: error }, 'a code could not be mailed');
    await inRoleSql('psa_door', {}, (client) => appendEvent(client, { event: 'code.unsent', details: { because } }));
  }
}

/**
 * Sends a code, or not: nothing in the answer, nor in how long it takes, tells which. The mail goes after the answer. Gives the cookie that
 * ties the code to this browser.
 */
export async function sendCode(request: Request, order: CodeOrder): Promise<{ cookie: string }> {
  const token = readCookie(request.headers.get('Cookie'), 'psa-way', isSecure()) ?? makeToken();
  const code = makeCode();
  const receiver = await inRoleSql('psa_door', {}, (client) => prepare(client, hashToken(token), code, order));
  if (receiver !== null) {
    const language = languageFor(receiver.language, null);
    const words = receiver.usesWorkAccount
      ? writeWorkAccountMail(`${env().origin}/sign-in`, language)
      : writeCodeMail(code, language);
    afterAnswer(() => mailOrRecord(receiver.email, words));
  }
  return { cookie: writeCookie('psa-way', token, isSecure()) };
}

export type OpenCode = {
  readonly person_id: number | null;
  readonly contact_id: number | null;
  readonly sign_in_id: number | null;
  readonly invitation_id: number | null;
  readonly address_hmac: Buffer;
  readonly return_to: string;
};

/** What this browser asked for last, within the hour: also for an address that nobody has. */
async function findOpenCode(request: Request): Promise<OpenCode | null> {
  const token = readCookie(request.headers.get('Cookie'), 'psa-way', isSecure());
  if (token === null) return null;
  const found = await inRoleSql(
    'psa_door',
    {},
    (client) =>
      client.query<OpenCode>(
        `select person_id, contact_id, sign_in_id, invitation_id, address_hmac, return_to from sign_in_codes
         where browser_sha256 = $1 and started_at > psa_now() - interval '1 hour'`,
        [hashToken(token)],
      ),
    { readOnly: true },
  );
  return found.rows[0] ?? null;
}

/** True when this browser asked for a code, or began to sign in some other way. */
export const isOnTheWay = (request: Request): boolean =>
  readCookie(request.headers.get('Cookie'), 'psa-way', isSecure()) !== null;

/** What the code that this browser asked for is for; null when it asked for none, or has used it. */
export async function purposeOfCode(request: Request, signIn: FoundSignIn | null): Promise<'sign-in' | 'proof' | null> {
  const open = await findOpenCode(request);
  if (open === null) return null;
  return signIn !== null && open.sign_in_id === signIn.id ? 'proof' : 'sign-in';
}

/** Sends another code for what this browser asked for last. Null when that is over: it has to be asked for anew. */
export async function sendAnotherCode(
  request: Request,
  signIn: FoundSignIn | null,
): Promise<{ cookie: string } | null> {
  const open = await findOpenCode(request);
  if (open === null || (open.sign_in_id !== null && open.sign_in_id !== signIn?.id)) return null;
  const again = open.sign_in_id === null ? null : signIn;
  return sendCode(request, {
    whom: open.invitation_id === null ? { seat: seatOf(open) } : { invitationId: open.invitation_id },
    returnTo: open.return_to,
    addressHash: open.address_hmac,
    ...(again === null ? {} : { again }),
  });
}

/** A seat that nobody has stands for an address that nobody has. */
const NOBODY: Seat = { kind: 'person', id: 0 };

export function seatOf({ person_id: person, contact_id: contact }: Pick<OpenCode, 'person_id' | 'contact_id'>): Seat {
  if (contact !== null) return { kind: 'contact', id: contact };
  return person === null ? NOBODY : { kind: 'person', id: person };
}
