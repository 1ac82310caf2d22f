// Decides what is kept of something that must be found again but never read: a keyed hash. The first secret makes them, all are known.
import { createHmac, timingSafeEqual } from 'node:crypto';

import { env } from '#app/platform/env.server.ts';

const hmac = (secret: string, purpose: string, text: string): Buffer =>
  createHmac('sha256', secret).update(`${purpose}\n${text}`).digest();

/** The hash to keep. `purpose` keeps the same text apart in different tables. */
export function keyedHash(purpose: string, text: string): Buffer {
  const [secret] = env().sessionSecrets;
  if (secret === undefined) throw new Error('SESSION_SECRETS is empty');
  return hmac(secret, purpose, text);
}

/** True when `kept` was made from this text with any of the secrets in use, so that they can be changed while people are at it (bad-J4). */
export function isKeyedHash(kept: Buffer, purpose: string, text: string): boolean {
  return env()
    .sessionSecrets.map((secret) => timingSafeEqual(hmac(secret, purpose, text), kept))
    .some(Boolean);
}
