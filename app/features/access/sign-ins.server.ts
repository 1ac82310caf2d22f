// Decides how a sign-in begins, is renewed and ends. The database keeps them; the browser holds a random name and nothing else.
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { actorSettings, purposeOf, type SignedInActor, type SystemActor } from './actor.ts';
import { ASK_THE_DOOR, findSignIn, isSecure, readDoor, type DoorRow } from './actors.server.ts';
import { requestScope } from './request-scope.server.ts';
import type { FoundSignIn, SignInMethod } from './found-sign-in.ts';
import { labelBrowser } from './browser-label.ts';
import { hashToken, makeToken, readCookie, writeCookie } from './sign-in-cookie.ts';

/** Whom a sign-in is for: a row of persons, staff_members, recipient_contacts or, for somebody unknown here, identities. */
export type Seat = { readonly kind: SignedInActor['kind']; readonly id: number };

export type NewSignIn = {
  readonly seat: Seat;
  readonly method: SignInMethod;
  /** The account of the identity provider; with the method 'entra' alone. */
  readonly identityId?: number;
  /** When the person proved to be who they are; now when left out, never when null: then they are asked before anything grave. */
  readonly provedAt?: Date | null;
};

export type Started = { /** For Set-Cookie. */ readonly cookie: string; readonly actor: SignedInActor };

const INSERT = `
  insert into sign_ins (token_sha256, actor_kind, person_id, staff_id, contact_id, identity_id, method, browser, authenticated_at)
  values ($1, $2::text, case $2 when 'person' then $3::int end, case $2 when 'staff' then $3::int end,
    case $2 when 'contact' then $3::int end, $4, $5, $6,
    case when $7 then least(coalesce($8::timestamptz, psa_now()), psa_now()) else to_timestamp(0) end)`;

/**
 * Signs in. The cookie is new, whatever the browser carried before; a sign-in that it still had ends (bad-A15).
 * Throws, with nothing changed, when the seat has no way in: disabled, erased, removed or unconfirmed.
 */
export async function startSignIn(request: Request, order: NewSignIn): Promise<Started> {
  const { seat, method, identityId = null, provedAt } = order;
  const token = makeToken();
  const earlier = readCookie(request.headers.get('Cookie'), 'psa', isSecure());
  const actor = await inRoleSql('psa_door', settingsOf(seat), async (client) => {
    await client.query(INSERT, [
      hashToken(token),
      seat.kind,
      seat.id,
      identityId,
      method,
      labelBrowser(request.headers.get('User-Agent')),
      provedAt !== null,
      provedAt ?? null,
    ]);
    const entered = await client.query<DoorRow>(ASK_THE_DOOR, [hashToken(token)]);
    const [row] = entered.rows;
    if (row === undefined) throw new Error('This sign-in has no way in');
    if (earlier !== null) await client.query(END, [hashToken(earlier)]);
    await appendEvent(client, { event: 'signed-in', details: { method } });
    return readDoor(row).actor;
  });
  return { cookie: writeCookie('psa', token, isSecure()), actor };
}

// Not `actorSettings`: who it is becomes known through this sign-in only, so there is no actor yet.
const settingsOf = (seat: Seat): Record<string, string> => ({
  'psa.actor_kind': seat.kind,
  'psa.actor_id': String(seat.id),
});

const END = `update sign_ins set ended_at = psa_now(), ended_because = 'signed-out' where token_sha256 = $1 and ended_at is null`;

/** The person proved to be who they are once more: the sign-in goes on under a new name. Null when it ended meanwhile. */
export async function renewSignIn(signIn: FoundSignIn, provedAt: Date | null): Promise<string | null> {
  const token = makeToken();
  const renewed = await inRoleSql('psa_door', actorSettings(signIn.actor), async (client) => {
    const { rowCount } = await client.query(
      `update sign_ins set token_sha256 = $2, authenticated_at = least(coalesce($3::timestamptz, psa_now()), psa_now()), seen_at = psa_now()
       where id = $1 and psa_sign_in_lives(actor_kind, started_at, seen_at, ended_at)`,
      [signIn.id, hashToken(token), provedAt],
    );
    if (rowCount === 1) await appendEvent(client, { event: 'signed-in-again', details: { method: signIn.method } });
    return rowCount === 1;
  });
  return renewed ? writeCookie('psa', token, isSecure()) : null;
}

/** Signs out whoever is signed in. Gives the cookie to set, and the sign-in that ended. */
export async function signOut(request: Request): Promise<{ cookie: string; ended: FoundSignIn | null }> {
  const signIn = await findSignIn(request);
  const token = readCookie(request.headers.get('Cookie'), 'psa', isSecure());
  if (signIn !== null && token !== null) {
    await inRoleSql('psa_door', actorSettings(signIn.actor), async (client) => {
      await client.query(END, [hashToken(token)]);
      await appendEvent(client, { event: 'signed-out' });
    });
  }
  // Whatever else is made of this request is made for nobody.
  const scope = requestScope();
  if (scope !== null) scope.signIn = Promise.resolve(null);
  return { cookie: writeCookie('psa', null, isSecure()), ended: signIn };
}

export type OwnSignIn = {
  readonly id: number;
  readonly method: string;
  readonly browser: string;
  readonly startedAt: Date;
  readonly seenAt: Date;
  readonly isCurrent: boolean;
};

/** Where the actor is signed in, the one in use first. Those that ended or lapsed are not listed. */
export async function listOwnSignIns(current: FoundSignIn): Promise<OwnSignIn[]> {
  const rows = await inRoleSql(
    purposeOf(current.actor),
    actorSettings(current.actor),
    async (client) =>
      (
        await client.query<Omit<OwnSignIn, 'isCurrent'>>(
          `select id, method, browser, started_at as "startedAt", seen_at as "seenAt" from sign_ins
           where actor_kind = psa_actor_kind() and actor_id = psa_actor_id()
             and psa_sign_in_lives(actor_kind, started_at, seen_at, ended_at)
           order by id = $1 desc, seen_at desc`,
          [current.id],
        )
      ).rows,
    { readOnly: true },
  );
  return rows.map((row) => ({ ...row, isCurrent: row.id === current.id }));
}

/** Ends one of the actor's own sign-ins, or with 'others' all but the one in use. Gives how many ended. */
export function endOwnSignIns(current: FoundSignIn, which: number | 'others'): Promise<number> {
  return inRoleSql(purposeOf(current.actor), actorSettings(current.actor), async (client) => {
    const { rowCount } = await client.query(
      `update sign_ins set ended_at = psa_now(), ended_because = 'ended-by-person'
       where actor_kind = psa_actor_kind() and actor_id = psa_actor_id() and ended_at is null
         and case when $1::int is null then id <> $2 else id = $1 end`,
      [which === 'others' ? null : which, current.id],
    );
    const ended = rowCount ?? 0;
    if (ended > 0) await appendEvent(client, { event: 'sign-in.ended', details: { count: ended } });
    return ended;
  });
}

/** Ends every sign-in of somebody known by `email`, or of everybody when null. Gives how many ended. */
export function endSignInsOf(actor: SystemActor, email: string | null): Promise<number> {
  return inRoleSql('psa_door', actorSettings(actor), async (client) => {
    const { rowCount } = await client.query(
      `update sign_ins s set ended_at = psa_now(), ended_because = 'ended-by-staff'
       where psa_sign_in_lives(s.actor_kind, s.started_at, s.seen_at, s.ended_at) and ($1::text is null
         or s.person_id in (select person_id from person_emails where email = lower(btrim($1)))
         or s.staff_id in (select id from staff_members where email = lower(btrim($1)))
         or s.contact_id in (select id from recipient_contacts where email = lower(btrim($1))))`,
      [email],
    );
    const ended = rowCount ?? 0;
    await appendEvent(client, { event: 'sign-in.ended', details: { count: ended, everybody: email === null } });
    return ended;
  });
}

/** Deletes what signing in left behind: sign-ins thirty days after their end (S6), and steps that nobody finished after a day. Gives how many sign-ins. */
export function forgetOldSignIns(): Promise<number> {
  return inRoleSql('psa_door', {}, async (client) => {
    const gone = await client.query(
      `delete from sign_ins where least(ended_at, started_at + interval '8 hours') < psa_now() - interval '30 days'`,
    );
    await client.query(`delete from sign_in_flows where expires_at < psa_now() - interval '1 day'`);
    await client.query(`delete from sign_in_codes where expires_at < psa_now() - interval '1 day'`);
    await client.query(`delete from invitations where expires_at < psa_now() - interval '30 days'`);
    // Accounts that are nobody's, and that nobody signs in with any more.
    await client.query(
      `delete from identities i where num_nonnulls(i.person_id, i.staff_id, i.contact_id) = 0
         and i.created_at < psa_now() - interval '30 days' and not exists (select from sign_ins s where s.identity_id = i.id)`,
    );
    await client.query(`delete from rate_counts where window_start < psa_now() - interval '1 day'`);
    return gone.rowCount ?? 0;
  });
}
