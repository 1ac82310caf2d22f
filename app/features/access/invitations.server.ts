// Decides how a link by mail ties somebody known here to a sign-in: for one use, within seven days, the newest one only (bad-A4). The link
// itself is kept nowhere.
import type { PoolClient } from 'pg';

import '#app/features/language/all-messages.server.ts';
import { languageFor } from '#app/features/language/language.ts';
import { appendEvent, appendEvents } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { env } from '#app/platform/env.server.ts';
import { isMailInUse, sendMail } from '#app/platform/mail.server.ts';
import { log } from '#app/platform/log.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { actorSettings, type StaffActor, type SystemActor, type VisitorActor } from './actor.ts';
import { writeInvitationMail } from './invitation-mail.ts';
import { hashToken, makeToken } from './sign-in-cookie.ts';
import type { Seat } from './sign-ins.server.ts';

export const INVITED_KINDS = ['person', 'staff', 'contact'] as const;
export type InvitedKind = (typeof INVITED_KINDS)[number];

/** Who can be invited: a row of persons, staff_members or recipient_contacts. */
export type Invited = { readonly kind: InvitedKind; readonly id: number };

type Row = { person_id: number | null; staff_id: number | null; contact_id: number | null };

function invitedOf({ person_id: person, staff_id: staff, contact_id: contact }: Row): Invited {
  if (person !== null) return { kind: 'person', id: person };
  if (staff !== null) return { kind: 'staff', id: staff };
  if (contact !== null) return { kind: 'contact', id: contact };
  throw new Error('This invitation is for nobody');
}

/** SQL: true while an invitation `i` can be used, and whoever it is for has not been erased, disabled or removed. */
const IS_VALID = `i.used_at is null and i.withdrawn_at is null and i.expires_at > psa_now() and (
    exists (select from persons p where p.id = i.person_id and p.erased_at is null)
    or exists (select from staff_members s where s.id = i.staff_id and s.disabled_at is null)
    or exists (select from recipient_contacts c where c.id = i.contact_id and c.removed_at is null))`;

const ADDRESS = `
  select email, language from persons where $1 = 'person' and id = $2 and erased_at is null
  union all select email, null from staff_members where $1 = 'staff' and id = $2 and disabled_at is null
  union all select email, null from recipient_contacts where $1 = 'contact' and id = $2 and removed_at is null`;

const WITHDRAW = `
  update invitations set withdrawn_at = psa_now()
  where used_at is null and withdrawn_at is null
    and case $1 when 'person' then person_id when 'staff' then staff_id else contact_id end = $2`;

const IS_OPEN = `
  select from invitations where used_at is null and withdrawn_at is null and expires_at > psa_now()
    and case $1 when 'person' then person_id when 'staff' then staff_id else contact_id end = $2`;

const MAKE = `
  insert into invitations (token_sha256, person_id, staff_id, contact_id, invited_by)
  values ($3, case $1 when 'person' then $2::int end, case $1 when 'staff' then $2::int end, case $1 when 'contact' then $2::int end, $4)
  returning id`;

/** Where the link goes. Staff and contacts have no language: they read English. */
type Receiver = { email: string; language: string | null };

type Inviter = StaffActor | SystemActor | VisitorActor;

export type InvitationRefusal = 'not-found' | 'has-account' | 'invited-already';

async function make(
  client: PoolClient,
  actor: Inviter,
  { kind, id }: Invited,
  token: string,
): Promise<Result<Receiver, InvitationRefusal>> {
  // One after the other for the same target, so that the last of two at once is the one that stays open.
  await client.query(`select pg_advisory_xact_lock(hashtext('invitation ' || $1), $2)`, [kind, id]);
  const [receiver] = (await client.query<Receiver>(ADDRESS, [kind, id])).rows;
  if (receiver === undefined) return refused('not-found');
  // A link that moves a member of staff to another account would let one administrator sit down in another's seat.
  if (kind === 'staff' && actor.kind !== 'system') {
    const held = await client.query('select from identities where staff_id = $1', [id]);
    if (held.rowCount !== 0) return refused('has-account');
  }
  if (actor.kind === 'visitor') {
    // Whoever asks for it is not known: the link that the training centre sent stays good.
    const open = await client.query(IS_OPEN, [kind, id]);
    if (open.rowCount !== 0) return refused('invited-already');
  }
  await client.query(WITHDRAW, [kind, id]);
  const invitedBy = actor.kind === 'staff' ? actor.staffId : null;
  const made = await client.query<{ id: number }>(MAKE, [kind, id, hashToken(token), invitedBy]);
  await appendEvent(client, { event: 'invitation.made', subjectId: made.rows[0]?.id ?? 0, details: { for: kind } });
  return ok(receiver);
}

/** Mails the link. False when no mail goes out of here, or this one could not. */
async function mail({ email, language }: Receiver, kind: InvitedKind, link: string): Promise<boolean> {
  if (!isMailInUse()) return false;
  try {
    await sendMail({ to: email, ...writeInvitationMail(kind, link, languageFor(language, null)) });
    return true;
  } catch (error) {
    log.warn({ err: error }, 'an invitation could not be mailed');
    return false;
  }
}

/** Makes an invitation and mails it, or says why not. A visitor's asking never takes the place of one that is open. */
export async function tryInvite(
  actor: Inviter,
  target: Invited,
): Promise<Result<{ link: string; mailed: boolean }, InvitationRefusal>> {
  const token = makeToken();
  const link = `${env().origin}/invitation/${token}`;
  const made = await inRoleSql('psa_door', actorSettings(actor), (client) => make(client, actor, target, token));
  return made.ok ? ok({ link, mailed: await mail(made.value, target.kind, link) }) : made;
}

/**
 * Makes an invitation, which withdraws the one that was open, and mails its link when mail is in use. Throws when the target is gone.
 * `mailed` is false when whoever invites must hand over the link some other way.
 */
export async function invite(actor: SystemActor, target: Invited): Promise<{ link: string; mailed: boolean }> {
  const made = await tryInvite(actor, target);
  if (!made.ok) throw new Error(`Nobody can be invited here: ${made.reason}`);
  return made.value;
}

/**
 * As `invite`, for a page: the link goes by mail, so that whoever invites does not hold it. It is shown only where no mail is set up, and
 * never for staff, whom the command line invites then.
 */
export async function inviteByMail(
  actor: StaffActor,
  target: Invited,
): Promise<Result<{ link: string | null; mailed: boolean }, InvitationRefusal>> {
  const made = await tryInvite(actor, target);
  if (!made.ok) return made;
  const { link, mailed } = made.value;
  return ok({ link: isMailInUse() || target.kind === 'staff' ? null : link, mailed });
}

/** Longer than any that was made here. */
const LONGEST_TOKEN = 100;

export type FoundInvitation = { readonly id: number; readonly kind: InvitedKind };

/** Gives the invitation that a link names, if it can still be used. Changes nothing: mail scanners open links, too. */
export async function findInvitation(token: string | undefined): Promise<FoundInvitation | null> {
  if (token === undefined || token.length > LONGEST_TOKEN) return null;
  const [row] = await inRoleSql(
    'psa_door',
    {},
    async (client) =>
      (
        await client.query<Row & { id: number }>(
          `select i.id, i.person_id, i.staff_id, i.contact_id from invitations i where i.token_sha256 = $1 and ${IS_VALID}`,
          [hashToken(token)],
        )
      ).rows,
    { readOnly: true },
  );
  return row === undefined ? null : { id: row.id, kind: invitedOf(row).kind };
}

const LINK: Record<InvitedKind, string> = {
  person: 'update identities set person_id = $2 where id = $1 and coalesce(person_id, $2) = $2',
  // Staff come from one tenant alone, whatever the sign-in that brought the account said.
  staff: 'update identities set staff_id = $2 where id = $1 and coalesce(staff_id, $2) = $2 and tenant_id = $3::uuid',
  contact: 'update identities set contact_id = $2 where id = $1 and coalesce(contact_id, $2) = $2',
};

/** Ties an account to whom it was invited as. False when it is somebody else's already, or may not be staff's. */
async function link(client: PoolClient, identityId: number, { kind, id }: Invited): Promise<boolean> {
  const staffTenant = kind === 'staff' ? [env().entra?.staffTenant ?? null] : [];
  // A member of staff has one account. An invitation that is used with another one moves them there.
  if (kind === 'staff')
    await client.query('update identities set staff_id = null where staff_id = $1 and id <> $2', [id, identityId]);
  const linked = await client.query(LINK[kind], [identityId, id, ...staffTenant]);
  return linked.rowCount === 1;
}

/**
 * Uses an invitation in the caller's transaction (role psa_door): once, within seven days. Links the account that came with it, and confirms a
 * contact. Null, with nothing changed, when it can't be used: gone, for staff by anything but a staff account, or with somebody else's account.
 */
export async function redeemInvitation(
  client: PoolClient,
  invitationId: number,
  by: { readonly identityId: number } | 'code',
): Promise<Seat | null> {
  await client.query('savepoint redeem');
  const seat = await redeem(client, invitationId, by);
  await client.query(seat === null ? 'rollback to savepoint redeem' : 'release savepoint redeem');
  return seat;
}

async function redeem(
  client: PoolClient,
  invitationId: number,
  by: { readonly identityId: number } | 'code',
): Promise<Seat | null> {
  const used = await client.query<Row>(
    `update invitations i set used_at = psa_now() where i.id = $1 and ${IS_VALID} returning i.person_id, i.staff_id, i.contact_id`,
    [invitationId],
  );
  const [row] = used.rows;
  if (row === undefined) return null;
  const invited = invitedOf(row);
  if (by === 'code' ? invited.kind === 'staff' : !(await link(client, by.identityId, invited))) return null;
  const isContact = invited.kind === 'contact';
  if (isContact) {
    await client.query('update recipient_contacts set confirmed_at = psa_now() where id = $1', [invited.id]);
  }
  await appendEvents(client, [
    {
      event: 'invitation.used',
      subjectId: invitationId,
      details: { for: invited.kind, by: by === 'code' ? 'code' : 'entra' },
    },
    ...(by === 'code'
      ? []
      : [{ event: 'identity.linked', subjectId: by.identityId, details: { to: invited.kind } } as const]),
    ...(isContact ? [{ event: 'contact.confirmed', subjectId: invited.id } as const] : []),
  ]);
  return invited;
}
