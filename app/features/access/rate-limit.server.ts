// Decides how often somebody may do what costs others something. Counted in the database, so that several servers count as one.
import { inRoleSql } from '#app/platform/db.server.ts';
import { idOf, type SignedInActor } from './actor.ts';
import { networkOf } from './network.ts';
import { recordRefusal } from './refusals.server.ts';
import { requestScope } from './request-scope.server.ts';
import { countTurn, type Limit } from './turns.server.ts';

const MINUTE_S = 60;
const DAY_S = 24 * 60 * MINUTE_S;

export const LIMITS = {
  /** Starting to sign in, per network: a whole class or company may sit behind one address. */
  'sign-in:network': { most: 400, withinS: 10 * MINUTE_S },
  /** Codes by mail for one address, from one network: nobody fills a mailbox, nor uses up what the address may have from elsewhere. */
  'code:address-network': { most: 3, withinS: 15 * MINUTE_S },
  'code:address-network-day': { most: 12, withinS: DAY_S },
  /** From all networks together. */
  'code:address': { most: 12, withinS: 15 * MINUTE_S },
  'code:address-day': { most: 40, withinS: DAY_S },
  /** For somebody who is signed in and proves it again. */
  'code:actor': { most: 5, withinS: 15 * MINUTE_S },
  'code:network': { most: 200, withinS: 15 * MINUTE_S },
  'code-try:network': { most: 400, withinS: 15 * MINUTE_S },
  /** A class opens its invitations at once, each twice. */
  'invitation:network': { most: 200, withinS: 10 * MINUTE_S },
  /** An unknown account says under which address its person is registered. */
  'invitation:actor': { most: 10, withinS: 60 * MINUTE_S },
  /** A class registers at once from behind one address. */
  'register:network': { most: 100, withinS: 10 * MINUTE_S },
  /** Mails about a registration to one address, from one network and from all: nobody fills a mailbox, nor keeps an address from registering. */
  'register:address-network': { most: 4, withinS: 60 * MINUTE_S },
  'register:address': { most: 12, withinS: 60 * MINUTE_S },
  'register:guardian': { most: 4, withinS: DAY_S },
  /** Questions of whoever has no account: each is read by somebody, and answered to whatever address was typed. */
  'support:network': { most: 40, withinS: 10 * MINUTE_S },
  'support:address-network': { most: 4, withinS: 60 * MINUTE_S },
  'support:address': { most: 12, withinS: DAY_S },
  'support:actor': { most: 20, withinS: 60 * MINUTE_S },
  /** Links that are opened without a sign-in: to confirm, to agree, to unsubscribe. */
  'link:network': { most: 300, withinS: 10 * MINUTE_S },
  /** Typing a name asks at each letter. */
  'search:actor': { most: 300, withinS: 10 * MINUTE_S },
  'invite:actor': { most: 60, withinS: 60 * MINUTE_S },
  'outcome:actor': { most: 300, withinS: 10 * MINUTE_S },
  /** The link of a mail about an exam: a class opens its links in one week, mail scanners do it for them, and each answers once. */
  'outcome-link:network': { most: 300, withinS: 10 * MINUTE_S },
  'outcome-answer:network': { most: 100, withinS: 10 * MINUTE_S },
  /** A cell each second for as long as a person types. */
  'roster:actor': { most: 900, withinS: 10 * MINUTE_S },
  /** Each file takes a thread and memory while it is read, and stands on the disk for a day. */
  'upload:actor': { most: 20, withinS: 10 * MINUTE_S },
  'upload-change:actor': { most: 60, withinS: 10 * MINUTE_S },
  'upload:actor-day': { most: 120, withinS: DAY_S },
  'enrol:actor': { most: 60, withinS: 10 * MINUTE_S },
  /** A mail goes to whatever address is typed. */
  'new-address:actor': { most: 5, withinS: 60 * MINUTE_S },
  /** Of each kind of change of one's own data: recipients are told of it, and staff asked. */
  'own-change:actor': { most: 60, withinS: 60 * MINUTE_S },
  /** All that is held about somebody is put together anew each time. */
  'own-data:actor': { most: 30, withinS: 10 * MINUTE_S },
  /** A file may be as large as Excel lets one be. */
  'verify:actor': { most: 30, withinS: 10 * MINUTE_S },
  'download:actor': { most: 60, withinS: 10 * MINUTE_S },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof LIMITS;

/** Takes a turn for `subject`. Gives 0, or the seconds until the next one. */
export function takeTurn(name: LimitName, subject: string): Promise<number> {
  return inRoleSql('psa_door', {}, (client) => countTurn(client, name, subject, LIMITS[name]));
}

/** The 429 that says when to come back; to be thrown. */
export function tooMany(waitS: number): Response {
  return new Response(`That was too often. Please try again in ${Math.ceil(waitS / MINUTE_S)} min.`, {
    status: 429,
    statusText: 'Too Many Requests',
    headers: { 'Retry-After': String(waitS), 'Content-Type': 'text/plain; charset=utf-8' },
  });
}

/** Takes a turn, or throws the 429 and records the refusal. */
export async function limitTo(name: LimitName, subject: string): Promise<void> {
  const wait = await takeTurn(name, subject);
  if (wait === 0) return;
  await recordRefusal(null, { limit: name });
  throw tooMany(wait);
}

/** As `limitTo`, for the network that the request under way came from. */
export const limitNetwork = (name: LimitName): Promise<void> => limitTo(name, networkOf(requestScope()?.address ?? ''));

/** As `limitTo`, for somebody who is signed in; for each of the `kind`s of what they do by itself, where there are several. */
export const limitActor = (name: LimitName, actor: SignedInActor, kind = ''): Promise<void> =>
  limitTo(name, `${actor.kind} ${idOf(actor)} ${kind}`.trimEnd());
