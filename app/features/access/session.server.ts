// Decides how a browser stays signed in: one signed cookie that names who it is, made anew at each sign-in and good for eight hours.
import { createCookieSessionStorage } from '@remix-run/node';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';

import { env } from '#app/platform/env.server.ts';

const EIGHT_HOURS_S = 8 * 60 * 60;

const identitySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), id: z.int().positive() }),
  z.strictObject({ kind: z.literal('staff'), id: z.int().positive() }),
  z.strictObject({ kind: z.literal('contact'), id: z.int().positive(), recipientId: z.int().positive() }),
]);

/** Who a cookie says somebody is. What they may do is looked up on each request, never kept here. */
export type Identity = z.infer<typeof identitySchema>;

let memo: ReturnType<typeof createStorage> | undefined;

function createStorage() {
  // `__Host-` pins the cookie to this host over TLS, so that no sibling domain can plant one (bad-A15).
  const secure = env().mode === 'production' || env().origin.startsWith('https:');
  return createCookieSessionStorage({
    cookie: {
      name: secure ? '__Host-psa' : 'psa',
      secrets: [...env().sessionSecrets],
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      secure,
      maxAge: EIGHT_HOURS_S,
    },
  });
}

const storage = () => (memo ??= createStorage());

/** Gives who the cookie names and when (ms since 1970) it was signed, or null if there is none or it was tampered with. */
export async function readIdentity(request: Request): Promise<{ identity: Identity; signedInAt: number } | null> {
  const session = await storage().getSession(request.headers.get('Cookie'));
  const identity = identitySchema.safeParse(session.get('identity'));
  const signedInAt = z.int().safeParse(session.get('signedInAt'));
  return identity.success && signedInAt.success ? { identity: identity.data, signedInAt: signedInAt.data } : null;
}

/** The Set-Cookie value of a fresh sign-in: nothing of an earlier cookie is taken over. */
export async function startSession(identity: Identity, now: Date): Promise<string> {
  const session = await storage().getSession();
  session.set('identity', identity);
  session.set('signedInAt', now.getTime());
  session.set('id', randomUUID());
  return storage().commitSession(session);
}

/** The Set-Cookie value that signs out. */
export async function endSession(request: Request): Promise<string> {
  return storage().destroySession(await storage().getSession(request.headers.get('Cookie')));
}
