// Probes of support cases: asked on one's own page and without an account, answered, asked back by a link, passed on, closed, and gone with whoever asked.
import type { StaffActor } from '#app/features/access/actor.ts';
import { sendMails } from '#app/features/mail/mails.server.ts';
import { exportPerson } from '#app/features/privacy/export-person.server.ts';
import { erasePerson } from '#app/features/privacy/erase-person.server.ts';
import { makeRequestOfCase } from '#app/features/privacy/request-of-case.server.ts';
import { askAsPerson, askAsStranger } from '#app/features/support/ask-support.server.ts';
import { listCases } from '#app/features/support/list-cases.server.ts';
import { listOwnCases } from '#app/features/support/own-cases.server.ts';
import { closeQuietCases } from '#app/features/support/quiet-cases.server.ts';
import { findAskedBack, replyAsPerson, replyByLink } from '#app/features/support/reply-support.server.ts';
import { findCase } from '#app/features/support/show-case.server.ts';
import { takeCaseStep } from '#app/features/support/take-case-step.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import type { TestDatabase } from '#test/support/database.ts';
import { readKeptMail, tokenIn } from '#test/support/kept-mail.ts';
import { moveClock } from '#test/support/register.ts';
import type { Probe } from './probe.ts';

const STRANGER = 'somebody@nowhere.example';

/** Asks without an account; gives the number of the case. */
async function strangerAsks(database: TestDatabase): Promise<number> {
  const asked = {
    topic: 'exam',
    message: 'When?',
    email: STRANGER,
    name: 'Some Body',
    phone: '+31 20 5550100',
  } as const;
  await askAsStranger(asked, 'nl');
  return (await database.query<{ id: number }>('select max(id) as id from support_cases'))[0]?.id ?? 0;
}

/** Asks back by mail; gives the link of it. */
async function askBack(database: TestDatabase, staff: StaffActor, id: number): Promise<string> {
  await takeCaseStep(staff, id, { intent: 'ask-back', words: 'Which exam?' });
  await sendMails(MAIL_WRITERS);
  const mails = (await readKeptMail(database)).filter(({ to }) => to?.[0]?.address === STRANGER);
  return tokenIn(mails.at(-1), '/support/reply/');
}

export const SUPPORT_PROBES: readonly Probe[] = [
  {
    name: 'a case of somebody without an account is asked back, replied to by the link, answered and closed',
    async run({ administrator }, database) {
      const id = await strangerAsks(database);
      const link = await askBack(database, administrator, id);
      const asked = await findAskedBack(link);
      const replied = [await replyByLink(link, 'AZ-104'), await replyByLink(link, 'Again')];
      const open = await findCase(administrator, id);
      const closed = await takeCaseStep(administrator, id, { intent: 'answer', words: 'In May.', close: 'yes' });
      return [asked, replied, open, closed, await findCase(administrator, id), await sendMails(MAIL_WRITERS)];
    },
  },
  {
    name: 'a case on one’s own page is noted, answered, written to again, searched for, exported, and goes with the account',
    async run({ administrator, learner, officer }) {
      const id = await askAsPerson(learner, { topic: 'account', message: 'May I?' });
      await takeCaseStep(administrator, id, { intent: 'note', words: 'Known.' });
      await takeCaseStep(administrator, id, { intent: 'answer', words: 'Yes.' });
      const replied = await replyAsPerson(learner, id, 'Thank you.');
      const listed = await listCases(administrator, { show: 'all', topic: null, search: 'sanne@', page: 1 });
      const own = await listOwnCases(learner);
      const { tables } = await exportPerson(learner, learner.personId);
      const exported = tables.filter(({ table }) => table.startsWith('support_')).map(({ rows }) => rows.length);
      const erased = await erasePerson(officer, learner.personId);
      return [
        replied,
        listed.counts,
        listed.cases.map((found) => found.id),
        own.map(({ waitsFor, messages }) => [waitsFor, messages.map(({ kind, body }) => [kind, body])]),
        exported,
        erased,
        await findCase(administrator, id),
      ];
    },
  },
  {
    name: 'a case is passed on, handed back, passed on again and made a request',
    async run({ administrator, officer }, database) {
      const id = await strangerAsks(database);
      const steps = [
        await takeCaseStep(administrator, id, { intent: 'pass-on' }),
        await takeCaseStep(officer, id, { intent: 'hand-back' }),
        await takeCaseStep(administrator, id, { intent: 'pass-on' }),
      ];
      const seen = await listCases(officer, { show: 'open', topic: null, search: '', page: 1 });
      const made = await makeRequestOfCase(officer, id, 'access');
      return [steps, seen.cases.map((found) => found.id), made.ok, await findCase(administrator, id)];
    },
  },
  {
    name: 'quiet cases are warned of and closed, whoever asked',
    async run({ administrator, learner }, database) {
      const stranger = await strangerAsks(database);
      await askBack(database, administrator, stranger);
      const own = await askAsPerson(learner, { topic: 'other', message: 'Well?' });
      await takeCaseStep(administrator, own, { intent: 'ask-back', words: 'What?' });
      await moveClock(database, '24 days');
      const early = await closeQuietCases(30);
      await moveClock(database, '32 days');
      const closed = await closeQuietCases(30);
      const shown = [await findCase(administrator, stranger), await findCase(administrator, own)];
      return [early, closed, shown.map((found) => [found?.closedHow, found?.email, found?.messages.length])];
    },
  },
];
