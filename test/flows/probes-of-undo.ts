// Probes of what staff take back a moment after they did it, and of the pages about one person and one workshop.
import { confirmEmployment, listUnconfirmed, refuseClaim } from '#app/features/employers/employments.server.ts';
import { undoEmployments } from '#app/features/employers/undo-employments.server.ts';
import { changeBoard } from '#app/features/exams/change-board.server.ts';
import { getBoard } from '#app/features/exams/list-sittings.server.ts';
import { planAnew } from '#app/features/exams/plan-anew.server.ts';
import { planFollowUps } from '#app/features/exams/plan-follow-up.server.ts';
import { monthAfter } from '#app/features/exams/sitting.ts';
import { findWorkshopPeople } from '#app/features/learning/enrolled.server.ts';
import { findPersonOverview } from '#app/features/overview/person-overview.server.ts';
import { forgetUndoable } from '#app/features/undo/undoable.server.ts';
import type { Probe } from './probe.ts';

const BOARD = { view: 'all', exam: null, month: null, search: null, page: 1, pageSize: 50 } as const;

export const UNDO_PROBES: readonly Probe[] = [
  {
    name: 'bookings are cancelled at once, and taken back',
    async run({ trainer }, database) {
      await database.query('delete from undoable_steps');
      await database.query(`delete from follow_ups where state <> 'planned'`);
      const open = await database.query<{ id: number }>(
        `select id from sittings where outcome is null and state = 'booked' order by id`,
      );
      const cancelled = await changeBoard(trainer, {
        intent: 'record-many',
        sittingId: open.map(({ id }) => id),
        result: 'cancelled',
      });
      await database.query(
        `update follow_ups set state = 'cancelled', result = 'known', settled_at = now() where state = 'planned'`,
      );
      const { undoable } = await getBoard(trainer, BOARD);
      const undone = await changeBoard(trainer, { intent: 'undo', change: undoable[0]?.change ?? '' });
      return [cancelled, undoable.map(({ kind, count }) => [kind, count]), undone];
    },
  },
  {
    name: 'employments are confirmed with their domain, another claim is refused, and both are taken back',
    async run({ administrator }, database) {
      await database.query('delete from undoable_steps');
      await database.query('delete from employer_domains');
      // What has left is not taken back.
      await database.query('update deliveries set disclosed_at = null');
      await database.query(
        `update employments set confirmed_by = null, confirmed_at = null, claimed_mpn_id = 'X1', claimed_company = 'As typed'`,
      );
      await database.query(`update employers set named_by = 'registration'`);
      const { employments } = await listUnconfirmed(administrator, 1);
      const [employmentId = 0, ...others] = employments.map(({ id }) => id);
      const done: unknown[] = [
        await refuseClaim(administrator, others.at(-1) ?? 0),
        await confirmEmployment(administrator, { employmentId, withDomain: true }),
      ];
      const { undoable } = await listUnconfirmed(administrator, 1);
      for (const { change, kind, count } of undoable)
        done.push([kind, count, await undoEmployments(administrator, change)]);
      return done;
    },
  },
  {
    name: 'what can’t be taken back any more is forgotten',
    run: () => forgetUndoable(),
  },
  {
    name: 'a mail that waited for too long is planned anew',
    async run({ trainer, now }, database) {
      await database.query('delete from follow_ups');
      await database.query(`update sittings set month = $1 where outcome is null and state = 'booked'`, [
        monthAfter(now, -1),
      ]);
      await planFollowUps();
      await database.query('update follow_ups set due_on = due_on - 50');
      const [mail] = await database.query<{ id: number }>(`select min(id) as id from follow_ups where kind = 'mail'`);
      return planAnew(trainer, mail?.id ?? 0);
    },
  },
  {
    name: 'one person and one workshop, as a trainer and as an administrator see them',
    async run({ trainer, administrator, learner }, database) {
      const [workshop] = await database.query<{ id: number }>(
        'select workshop_id as id from enrolments where person_id = $1 order by id limit 1',
        [learner.personId],
      );
      const shown: unknown[] = [];
      for (const actor of [trainer, administrator])
        shown.push(
          await findPersonOverview(actor, learner.personId),
          await findWorkshopPeople(actor, workshop?.id ?? 0, {
            state: 'enrolled',
            share: null,
            session: null,
            page: 1,
          }),
        );
      return shown;
    },
  },
];
