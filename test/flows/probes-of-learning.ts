// Probes of what learners do in their workshops and exams.
import {
  answerOutcome,
  findOutcomeQuestion,
  outcomeToken,
  takeAnswerBack,
} from '#app/features/exams/outcome-links.server.ts';
import { changeOwnExams, getOwnExams } from '#app/features/exams/own-exams.server.ts';
import { settleAnswers } from '#app/features/exams/settle-answers.server.ts';
import { monthAfter } from '#app/features/exams/sitting.ts';
import { findCertificate } from '#app/features/learning/certificate.server.ts';
import { enrol, withdraw } from '#app/features/learning/enrol.server.ts';
import { setProgress } from '#app/features/learning/enrolments.server.ts';
import { sendMails } from '#app/features/mail/mails.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import { getLearnerHome } from '#app/features/reporting/learner-home.server.ts';
import { askNow } from '#test/support/asking.ts';
import type { TestDatabase } from '#test/support/database.ts';
import type { Probe } from './probe.ts';

const idOf = async (database: TestDatabase, text: string, values: readonly unknown[] = []): Promise<number> =>
  (await database.query<{ id: number }>(text, values))[0]?.id ?? 0;

export const LEARNING_PROBES: readonly Probe[] = [
  {
    name: 'a place is taken, waited for and given up',
    async run({ learner, otherLearner }, database) {
      const workshopId = await idOf(database, `select id from workshops where name like 'Nobody%'`);
      await database.query('update workshops set places = 1 where id = $1', [workshopId]);
      const first = await enrol(learner, workshopId);
      const second = await enrol(otherLearner, workshopId);
      const own = await idOf(database, 'select id from enrolments where workshop_id = $1 and person_id = $2', [
        workshopId,
        learner.personId,
      ]);
      const left = await withdraw(learner, own);
      return [first, second, left, await sendMails(MAIL_WRITERS)];
    },
  },
  {
    name: 'progress goes down for a reason, and the home page and the certificate tell how far somebody is',
    async run({ learner }, database) {
      const own = await idOf(
        database,
        'select min(id) as id from enrolments where person_id = $1 and percent between 1 and 99',
        [learner.personId],
      );
      const whole = await idOf(
        database,
        'select min(id) as id from enrolments where person_id = $1 and percent = 100',
        [learner.personId],
      );
      const lowered = await setProgress(learner, { enrolmentId: own, percent: 1, because: 'mistake' });
      const certificate = await findCertificate(learner, whole, null);
      return [lowered, certificate !== null, await getLearnerHome(learner)];
    },
  },
  {
    name: 'own exams are booked, moved, cancelled, told and contested',
    async run({ learner, now }, database) {
      const open = await idOf(database, 'select id from sittings where person_id = $1 and outcome is null', [
        learner.personId,
      ]);
      const told = await idOf(database, 'select id from sittings where person_id = $1 and outcome is not null', [
        learner.personId,
      ]);
      return [
        await changeOwnExams(learner, { intent: 'move', sittingId: open, month: monthAfter(now, 2) }),
        await changeOwnExams(learner, { intent: 'cancel', sittingId: open }),
        await changeOwnExams(learner, { intent: 'book', examCode: 'AZ-104', month: now }),
        await changeOwnExams(learner, {
          intent: 'tell',
          sittingId: await idOf(database, 'select max(id) as id from sittings'),
          result: 'passed',
        }),
        await changeOwnExams(learner, { intent: 'contest', sittingId: told, claimed: 'failed' }),
        await getOwnExams(learner),
      ];
    },
  },
  {
    name: 'an outcome is asked for, answered by the link, taken back, answered again and settled',
    async run(_sides, database) {
      await database.query('delete from outcome_links');
      await database.query('delete from follow_ups');
      const asked = await askNow(database);
      const sent = await sendMails(MAIL_WRITERS);
      const links = await database.query<{ id: number; month: string }>(
        'select sitting_id as id, month::text as month from outcome_links order by id',
      );
      const tokens = links.map(({ id, month }) => outcomeToken(id, month));
      const steps: unknown[] = [asked, sent];
      for (const [index, token] of tokens.entries()) {
        steps.push(await findOutcomeQuestion(token), await answerOutcome(token, 'failed'), await takeAnswerBack(token));
        steps.push(await answerOutcome(token, index % 2 === 0 ? 'passed' : 'rather-not-say'));
      }
      await database.query(`update outcome_links set answered_at = answered_at - interval '1 hour'`);
      steps.push(await settleAnswers());
      return steps;
    },
  },
  {
    name: 'an answer that differs from what was recorded meanwhile is a conflict, and one of not having been there a state',
    async run(_sides, database) {
      const ids = await database.query<{ id: number }>('select sitting_id as id from outcome_links order by id');
      await database.query(`update outcome_links set expires_at = now() + interval '1 day'`);
      await database.query(
        `update outcome_links set answer = case when id % 2 = 0 then 'not-taken' else 'passed' end, answered_at = now() - interval '1 hour'`,
      );
      await database.query(
        `insert into outcome_entries (sitting_id, outcome, actor_kind, actor_id) select id, 'failed', 'staff', 1 from unnest($1::int[]) id`,
        [ids.slice(0, 1).map(({ id }) => id)],
      );
      return settleAnswers();
    },
  },
];
