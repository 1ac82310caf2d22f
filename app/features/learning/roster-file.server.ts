// A session's roster as a file. Taking it along is written down, each time.
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { csvText } from '#app/platform/csv-text.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { readSession } from './list-sessions.server.ts';
import { wallOf } from './meeting-times.ts';
import { meetingColumn } from './roster-cells.ts';
import type { RosterFilter } from './roster-filter.ts';
import { readRows } from './roster.server.ts';

export type RosterFile = { readonly fileName: string; readonly text: string };

/** The rows that the filter shows, in its order; null where there is no such session. */
export function takeRoster(actor: StaffActor, sessionId: number, filter: RosterFilter): Promise<RosterFile | null> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const session = await readSession(client, sessionId);
    if (session === null) return null;
    const rows = await readRows(client, session, filter);
    await appendEvent(client, {
      event: 'roster.downloaded',
      subjectId: sessionId,
      fields: ['name', 'email', 'company', 'progress', 'attendance', 'note'],
      details: { count: rows.length },
    });
    const columns = ['progress', ...session.meetings.map(({ id }) => meetingColumn(id)), 'note'];
    const meetings = session.meetings.map((meeting) => {
      const { date, start } = wallOf(meeting, session.zone);
      return `${date} ${start}`;
    });
    return {
      fileName: `roster-${sessionId}.csv`,
      text: csvText([
        ['Name', 'Company', 'E-mail', 'Progress %', ...meetings, 'Note'],
        ...rows.map(({ name, company, email, cells }) => [
          name,
          company,
          email,
          ...columns.map((id) => cells[id] ?? ''),
        ]),
      ]),
    };
  });
}

export function hasSession(actor: StaffActor, sessionId: number): Promise<boolean> {
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => (await client.query('select from workshop_sessions where id = $1', [sessionId])).rowCount === 1,
    { readOnly: true },
  );
}
