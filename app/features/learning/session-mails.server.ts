// Writes to those in a session that it is recorded, has changed, is cancelled or takes place after all. A mail names no session: what is so now
// stands on the page. One whose news is not true any more, or was followed by a newer one, is dropped.
import type { PoolClient } from 'pg';

import { mailsIn, type MailMessages } from '#app/features/language/messages.ts';
import '#app/features/language/all-messages.server.ts';
import type { Paragraph } from '#app/features/mail/compose.ts';
import type { Addressee, Writer } from '#app/features/mail/mails.server.ts';
import { env } from '#app/platform/env.server.ts';

type News = 'recorded' | 'changed' | 'cancelled' | 'reopened';

const HAS_A_PLACE = `n.state = 'enrolled'`;
/** A meeting that was taken away is told, although the session is over since the one before it. */
const TAKEN_AWAY_IS_NEWS = '31 days';
/** Those who wait are told as well. */
const IS_IN_IT = `n.state in ('enrolled', 'waiting')`;

/** When the news still is one: `w` the news, `s` the session, `n` the enrolment. */
const STILL: Readonly<Record<News, string>> = {
  recorded: `${HAS_A_PLACE} and s.recorded and s.cancelled_at is null`,
  changed: `${HAS_A_PLACE} and s.cancelled_at is null`,
  cancelled: `${IS_IN_IT} and s.cancelled_at is not null`,
  // To whom nobody wrote that it was cancelled, there is nothing to take back.
  reopened: `${IS_IN_IT} and s.cancelled_at is null and exists (
    select from mails m join session_news c on c.id = m.about
    where m.kind = 'session-cancelled' and m.person_id = $2 and m.state = 'sent' and c.session_id = s.id and c.id < w.id)`,
};

type Found = { readonly id: number; readonly hasPlace: boolean };

/** The session that the news is about; null where there is nothing to tell any more. */
async function findSession(client: PoolClient, what: News, to: Addressee, newsId: number): Promise<Found | null> {
  const { rows } = await client.query<Found>(
    `select s.id, ${HAS_A_PLACE} as "hasPlace" from session_news w join workshop_sessions s on s.id = w.session_id
       join enrolments n on n.session_id = s.id and n.person_id = $2 join persons p on p.id = n.person_id
     where w.id = $1 and p.erased_at is null and ${STILL[what]}
       and not exists (select from session_news newer where newer.session_id = s.id and newer.what = w.what and newer.id > w.id)
       and not exists (select from session_meetings m where m.session_id = s.id having max(m.ends_at) <= psa_now() - $3::interval)`,
    [newsId, to.id, what === 'changed' ? TAKEN_AWAY_IS_NEWS : '0'],
  );
  return rows[0] ?? null;
}

type Words = Pick<MailMessages, 'sessionRecorded' | 'sessionChanged' | 'sessionCancelled' | 'sessionReopened'>;

function writer(what: News, name: keyof Words): Writer {
  return {
    async write(client, to, newsId) {
      const session = await findSession(client, what, to, newsId);
      if (session === null) return null;
      const words = mailsIn(to.language)[name];
      const paragraphs: Paragraph[] = [
        words.hello(to.firstName),
        words.text,
        { label: words.open, href: `${env().origin}/me` },
      ];
      // Whoever waits has no calendar file.
      if (session.hasPlace)
        paragraphs.push({ label: words.calendar, href: `${env().origin}/me/sessions/${session.id}/calendar.ics` });
      return { subject: words.subject, paragraphs: [...paragraphs, words.otherwise] };
    },
  };
}

export const sessionRecorded = writer('recorded', 'sessionRecorded');
export const sessionChanged = writer('changed', 'sessionChanged');
export const sessionCancelled = writer('cancelled', 'sessionCancelled');
export const sessionReopened = writer('reopened', 'sessionReopened');
