// The calendar file of a session: for staff, and with the link for those who are in it.
import type { PoolClient } from 'pg';

import { actorSettings, type PersonActor, type StaffActor } from '#app/features/access/actor.ts';
import { languageFor } from '#app/features/language/language.ts';
import { messagesIn } from '#app/features/language/messages.ts';
import '#app/features/language/all-messages.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { env } from '#app/platform/env.server.ts';
import type { Language } from '#reports/catalogue.ts';
import { renderCalendar } from './calendar.ts';

async function renderSession(
  client: PoolClient,
  sessionId: number,
  page: string,
  link: string | null,
  language: Language,
): Promise<string | null> {
  const { rows } = await client.query<{
    workshop: string;
    title: string;
    revision: number;
    cancelled: boolean;
    recorded: boolean;
    id: number | null;
    startsAt: Date;
    endsAt: Date;
    now: Date;
  }>(
    `select w.name as workshop, s.title, s.revision, s.cancelled_at is not null as cancelled, s.recorded, m.id, m.starts_at as "startsAt", m.ends_at as "endsAt", psa_now() as now
     from workshop_sessions s join workshops w on w.id = s.workshop_id left join session_meetings m on m.session_id = s.id
     where s.id = $1 order by m.starts_at`,
    [sessionId],
  );
  const [first] = rows;
  if (first === undefined) return null;
  const { host } = new URL(env().origin);
  const title = `${first.workshop}: ${first.title}`;
  const text = [`${env().origin}${page}`, ...(first.recorded ? [messagesIn(language).home.session.recorded] : [])];
  const events = rows.flatMap(({ id, startsAt, endsAt, revision, cancelled }) =>
    id === null
      ? []
      : {
          uid: `meeting-${id}@${host}`,
          revision,
          startsAt,
          endsAt,
          title,
          text: text.join('\n\n'),
          link: link ?? undefined,
          cancelled,
        },
  );
  return renderCalendar(title, events, first.now);
}

/** Without the link: trainers hand this file on. */
export function findCalendar(actor: StaffActor, sessionId: number): Promise<string | null> {
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    (client) => renderSession(client, sessionId, `/train/sessions/${sessionId}`, null, 'en'),
    { readOnly: true },
  );
}

/** Null for whoever is not enrolled in the session, and for one that is not there. */
export function findOwnCalendar(actor: PersonActor, sessionId: number): Promise<string | null> {
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => {
      const { rows } = await client.query<{ url: string | null; language: string }>(
        `select l.url, p.language from enrolments n join persons p on p.id = n.person_id left join session_links l on l.session_id = n.session_id
         where n.person_id = $1 and n.session_id = $2 and n.state = 'enrolled'`,
        [actor.personId, sessionId],
      );
      const [own] = rows;
      return own === undefined
        ? null
        : renderSession(client, sessionId, '/me', own.url, languageFor(own.language, null));
    },
    { readOnly: true },
  );
}
