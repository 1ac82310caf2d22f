// A recording for the demonstration, of each session that has met and said before that it is recorded; and some who opened it.
import type { StaffActor } from '#app/features/access/actor.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { openRecording } from './open-recording.server.ts';
import { addRecording, findSessionRecordings } from './recordings.server.ts';

const OPENERS = 3;

type Session = { id: number; trainer: number; people: number[] };

/** Adds them once; made again it changes nothing. */
export async function seedRecordings(): Promise<void> {
  const sessions = await inRoleSql('psa_portal', { 'psa.actor_kind': 'staff' }, async (client) => {
    const { rows } = await client.query<Session>(
      `select s.id, min(t.staff_id) as trainer, array(select n.person_id from enrolments n
         where n.session_id = s.id and n.state = 'enrolled' order by n.person_id desc limit ${OPENERS}) as people
       from workshop_sessions s join session_trainers t on t.session_id = s.id
       where s.recorded and not exists (select from recordings r where r.session_id = s.id) group by s.id`,
    );
    return rows;
  });
  for (const { id, trainer, people } of sessions) {
    const actor: StaffActor = { kind: 'staff', staffId: trainer, roles: ['trainer'], name: '' };
    const found = await findSessionRecordings(actor, id);
    if (found?.standing !== 'open' || found.latest === null) continue;
    const recording = { title: 'First meeting', url: `https://video.example/recording-${id}`, until: found.latest };
    const made = await addRecording(actor, id, recording);
    if (!made.ok) continue;
    for (const personId of people) await openRecording({ kind: 'person', personId, name: '' }, made.value.id);
  }
}
