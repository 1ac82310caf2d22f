// Probes of two people who are one.
import { findPersons } from '#app/features/people/people.server.ts';
import { erasePerson } from '#app/features/privacy/erase-person.server.ts';
import { exportPerson } from '#app/features/privacy/export-person.server.ts';
import { listAlike, orderTwo, tellApart } from '#app/features/privacy/find-alike.server.ts';
import { mergePeople, previewPeopleMerge } from '#app/features/privacy/merge-people.server.ts';
import { searchLedger } from '#app/features/ledger/search.server.ts';
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { sendMails } from '#app/features/mail/mails.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import type { TestDatabase } from '#test/support/database.ts';
import type { TwoSides } from '#test/support/two-sides.ts';
import type { Probe } from './probe.ts';

/** Both have something of everything, and something that can't stand twice. */
async function makeAlike(database: TestDatabase, { learner, otherLearner }: TwoSides): Promise<void> {
  const ids = [learner.personId, otherLearner.personId];
  // One after the other: what a trigger writes down of both in one statement has no order.
  for (const id of ids)
    await database.query(
      `update persons set first_name = 'Sanne', last_name = 'Vries', phone = '+31611111111', city = null where id = $1`,
      [id],
    );
  await database.query(`update persons set city = 'Utrecht', informed_at = null, objected_at = now() where id = $1`, [
    learner.personId,
  ]);
  await database.query('update enrolments set note = $2, note_by = 1 where person_id = $1', [
    learner.personId,
    'A note',
  ]);
  await database.query(
    `insert into mails (kind, person_id, about) select 'place-free', p, 7 from unnest($1::int[]) p`,
    [[learner.personId]],
  );
  // The same session, where only one of them was marked as there.
  await database.query(
    'delete from attendances where enrolment_id in (select id from enrolments where person_id = $1)',
    [learner.personId],
  );
  // One exam that waits for the one and is known of the other, and one that both passed, each with a conflict.
  await database.query(
    `update sittings s set month = o.month from sittings o where s.person_id = $1 and s.exam_code = 'AZ-104' and o.person_id = $2 and o.exam_code = 'AZ-104'`,
    ids,
  );
  await database.query(
    `insert into sittings (person_id, employment_id, exam_code, attempt, month, state, outcome, outcome_changed_at)
     select e.person_id, e.id, s.exam_code, 1, s.month, s.state, s.outcome, now() from sittings s, employments e
     where s.person_id = $1 and s.exam_code = 'DP-700' and e.person_id = $2`,
    ids,
  );
  await database.query(`update outcome_conflicts set closed_at = null, closed_as = null`);
  await database.query(
    `insert into outcome_conflicts (sitting_id, claimed, opened_by_kind, opened_by_id)
     select id, 'passed', 'staff', 1 from sittings where exam_code = 'AZ-104' and person_id = any($1) on conflict do nothing`,
    [ids],
  );
  await database.query(
    `insert into consent_entries (person_id, consent, given, notice_version, notice_language, how, actor_kind, actor_id, recorded_at)
     select p, 'marketing-phone', p = $1, 1, 'en', 'my-data', 'person', p, '2026-01-01' from unnest($2::int[]) p order by p <> $1 desc`,
    [learner.personId, ids],
  );
  await database.query(`update identities set person_id = $1 where person_id is not null`, [learner.personId]);
}

async function mergeSides(sides: TwoSides, database: TestDatabase, administrator: StaffActor): Promise<unknown[]> {
  await makeAlike(database, sides);
  const order = {
    keptId: sides.otherLearner.personId,
    goneId: sides.learner.personId,
    employment: 'both',
    knowsSeats: true,
  } as const;
  const seen = await previewPeopleMerge(administrator, order);
  if (!seen.ok) return [seen];
  const { kept, gone, plan, refusal } = seen.value;
  return [kept, gone, plan, refusal, await mergePeople(administrator, order, seen.value.digest)];
}

export const MERGE_PROBES: readonly Probe[] = [
  {
    name: 'people who may be one are found, chosen, and told apart',
    run: async (sides, database) => {
      await makeAlike(database, sides);
      const { administrator, learner, otherLearner } = sides;
      return [
        await listAlike(administrator),
        await findPersons(administrator, 'sanne'),
        await orderTwo(administrator, otherLearner.personId, learner.personId),
        await tellApart(administrator, otherLearner.personId, learner.personId),
        (await listAlike(administrator)).pairs.length,
      ];
    },
  },
  {
    name: 'two become one, and their record and the ledger are found under the one',
    run: async (sides, database) => {
      const { administrator, officer, learner, otherLearner } = sides;
      await exportPerson(administrator, learner.personId);
      const done = await mergeSides(sides, database, administrator);
      const [one] = await database.query<{ key: string }>('select audit_key::text as key from persons where id = $1', [
        otherLearner.personId,
      ]);
      const none = { event: null, actorKind: null, actorId: null, from: null, to: null, before: null };
      const found = await searchLedger(actorSettings(officer), { ...none, subject: one?.key ?? '' });
      const { tables } = await exportPerson(otherLearner, otherLearner.personId);
      return [done, found.entries.length, tables.map(({ rows }) => rows), await sendMails(MAIL_WRITERS)];
    },
  },
  {
    name: 'one who was two is erased',
    run: async (sides, database) => [
      await mergeSides(sides, database, sides.administrator),
      await erasePerson(sides.otherLearner, sides.otherLearner.personId),
    ],
  },
];
