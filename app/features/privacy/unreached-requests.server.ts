// Finds mails about requests that came back, or that no server took: whoever asked has not read what they tell until somebody told them in another way, or it matters no more.
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import type { MailKind } from '#app/features/mail/mails.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import type { LetterKind } from './request-kinds.ts';
import { MATTERS } from './request-mails.server.ts';

export type LostMail = {
  readonly requestId: number;
  /** The letter that says the same. */
  readonly letter: LetterKind;
  readonly since: Date;
  /** Such as 5.1.1, as the mail server said it. */
  readonly status: string | null;
};

const LETTER_OF = {
  'request-received': 'receipt',
  'request-identity': 'identity',
  'request-extended': 'extension',
  'request-decided': 'decision',
} as const satisfies Partial<Record<MailKind, LetterKind>>;
type Kind = keyof typeof LETTER_OF;

const STILL_MATTERS = Object.entries(LETTER_OF)
  .map(([kind, letter]) => `l.kind = '${kind}' and ${MATTERS[letter]}`)
  .join(' or ');

// What is asked of somebody is a mail about the step that asks it.
const LOST = `
  with lost as (
    select m.kind, coalesce(m.claimed_at, m.queued_at) as since, m.detail as status, m.id,
      case when m.kind = 'request-identity' then (select s.request_id from privacy_request_steps s where s.id = m.about) else m.about end as request_id
    from mails m where m.state = 'dead' and m.person_id is not null and m.kind = any($1::text[]))
  select l.request_id as "requestId", l.kind, l.since, l.status from lost l join privacy_requests r on r.id = l.request_id
  where (${STILL_MATTERS}) and ($2::int is null or l.request_id = $2)
    and not exists (select from privacy_request_steps s where s.request_id = l.request_id and s.step = 'told' and s.at > l.since)
  order by l.request_id, l.id`;

/** Of one request, or of all of them; until it is written down that whoever asked was told, or it is moot. Of whom it is stands on the request. */
export function listLostMails(actor: StaffActor, requestId: number | null = null): Promise<LostMail[]> {
  return inRoleSql(
    'psa_worker',
    actorSettings(actor),
    async (client) => {
      const { rows } = await client.query<Omit<LostMail, 'letter'> & { kind: Kind }>(LOST, [
        Object.keys(LETTER_OF),
        requestId,
      ]);
      return rows.map(({ kind, ...lost }) => ({ ...lost, letter: LETTER_OF[kind] }));
    },
    { readOnly: true },
  );
}
