// Decides by which Message-ID a mail goes, each time the same (bad-G1), and reads which mail of ours one names. A mail of a support case keeps no address once it has gone (R3), by which a
// notification that it came back could be known: what nobody can guess stands in its id instead.
import { isKeyedHash, keyedHash } from '#app/features/access/keyed-hash.server.ts';
import { env } from '#app/platform/env.server.ts';

const PURPOSE = 'mail of a case';
const NAMED = /^<mail-([1-9]\d{0,8})(?:-([0-9a-f]{64}))?@([^@>]+)>$/i;

export const messageIdOf = (mailId: number, isOfCase: boolean): string =>
  `<mail-${mailId}${isOfCase ? `-${keyedHash(PURPOSE, String(mailId)).toString('hex')}` : ''}@${new URL(env().origin).hostname}>`;

/** Of our own mails, its number and whether only who had the mail could know the id. */
export function readMessageId(messageId: string): { readonly mailId: number; readonly isProof: boolean } | null {
  const [, id, proof, host] = NAMED.exec(messageId) ?? [];
  if (id === undefined || host !== new URL(env().origin).hostname) return null;
  return {
    mailId: Number(id),
    isProof: proof !== undefined && isKeyedHash(Buffer.from(proof, 'hex'), PURPOSE, id),
  };
}
