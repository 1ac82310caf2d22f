// Probes of requests: what comes by phone or letter, what staff do about it, and what is told.
import type { StaffActor } from '#app/features/access/actor.ts';
import { sendMails } from '#app/features/mail/mails.server.ts';
import { readDesk } from '#app/features/privacy/desk.server.ts';
import { decideRequest } from '#app/features/privacy/decide-request.server.ts';
import { enterRequest } from '#app/features/privacy/enter-request.server.ts';
import { erasePerson } from '#app/features/privacy/erase-person.server.ts';
import { exportPerson } from '#app/features/privacy/export-person.server.ts';
import {
  askIdentity,
  closeRequest,
  extendRequest,
  liftAfterTelling,
  namePerson,
  noteOn,
  proveIdentity,
} from '#app/features/privacy/handle-request.server.ts';
import { listRequests } from '#app/features/privacy/list-requests.server.ts';
import { findOwnData } from '#app/features/privacy/own-data.server.ts';
import { makeRequestFile } from '#app/features/privacy/request-files.server.ts';
import type { DecisionForm, EnteredRequest } from '#app/features/privacy/request-forms.ts';
import { remindOfRequests } from '#app/features/privacy/request-reminders.server.ts';
import { askFor } from '#app/features/privacy/requests.server.ts';
import { findRequest } from '#app/features/privacy/show-request.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import type { TestDatabase } from '#test/support/database.ts';
import { wallClock } from '#reports/period.ts';
import type { Probe } from './probe.ts';

const OFFICER: StaffActor = { kind: 'staff', staffId: 3, roles: ['privacy-officer'], name: 'P' };

/** A moment ago, as far as the test can tell: the day before yesterday, so that no midnight comes between. */
async function enter(database: TestDatabase, more: Partial<EnteredRequest>): Promise<number> {
  const [past] = await database.query<{ at: Date }>(`select psa_now() - interval '2 days' as at`);
  const { date } = wallClock(past?.at ?? (await databaseNow()), 'Europe/Amsterdam');
  const entered = await enterRequest(OFFICER, {
    kind: 'access',
    channel: 'phone',
    receivedOn: date,
    receivedAt: '12:00',
    email: '',
    name: '',
    contact: '',
    language: 'en',
    message: 'M',
    follows: null,
    ...more,
  });
  if (!entered.ok) throw new Error(entered.reason.why);
  return entered.value;
}

async function decide(id: number, form: Partial<DecisionForm>): Promise<unknown> {
  const request = await findRequest(OFFICER, id);
  if (request === null) return 'no request';
  return decideRequest(OFFICER, request, {
    decision: 'carried-out',
    answer: 'An answer in words.',
    keeps: [],
    consents: [],
    handover: 'account',
    email: '',
    ...form,
  });
}

const emailOf = async (database: TestDatabase, personId: number): Promise<string> =>
  (await database.query<{ email: string }>('select email from persons where id = $1', [personId]))[0]?.email ?? '';

/** Without what depends on the day. */
const seen = async (id: number): Promise<unknown> => {
  const request = await findRequest(OFFICER, id);
  if (request === null) return null;
  const { receivedOn, nominalOn, dueOn, today, ...rest } = request;
  return [rest, [receivedOn, nominalOn, dueOn, today].map((day) => day.length)];
};

export const REQUEST_PROBES: readonly Probe[] = [
  {
    name: 'a request by phone, proved, extended, decided in part',
    run: async ({ otherLearner }, database) => {
      const email = await emailOf(database, otherLearner.personId);
      const id = await enter(database, { kind: 'erasure', email });
      const steps = [
        await noteOn(OFFICER, id, 'N'),
        await askIdentity(OFFICER, id, 'A'),
        await proveIdentity(OFFICER, id, 'called-back'),
        await extendRequest(OFFICER, id, 'It is a great deal.'),
        await decide(id, { decision: 'partly', keeps: [{ what: 'W', law: 'L', until: '2031-12-31' }] }),
      ];
      const own = await findOwnData(otherLearner);
      const told = await sendMails(MAIL_WRITERS);
      return [steps, await seen(id), own?.requests.map(({ answer, keeps }) => [answer, keeps]), told];
    },
  },
  {
    name: 'a request of somebody unknown, found to be somebody, and one that stays unknown',
    run: async ({ otherLearner }, database) => {
      const id = await enter(database, { kind: 'withdrawal', name: 'U', contact: 'C' });
      const named = await namePerson(OFFICER, id, await emailOf(database, otherLearner.personId));
      await proveIdentity(OFFICER, id, 'document-seen');
      const withdrawn = await decide(id, { consents: ['marketing-email'] });
      const other = await enter(database, { name: 'V', contact: 'D' });
      await noteOn(OFFICER, other, 'About V');
      await decide(other, { decision: 'refused' });
      const closed = await closeRequest(OFFICER, other, 'letter');
      const follow = await enter(database, { name: 'V', contact: 'D', follows: other });
      return [named, withdrawn, closed, await seen(id), await seen(other), await seen(follow)];
    },
  },
  {
    name: 'an access request handed over as a file, a restriction lifted, an objection rejected and one upheld',
    run: async ({ learner, otherLearner }, database) => {
      const email = await emailOf(database, learner.personId);
      const access = await enter(database, { email });
      await proveIdentity(OFFICER, access, 'called-back');
      const file = await makeRequestFile(OFFICER, access, 'everything.json');
      const handed = await decide(access, { handover: 'file' });
      const restriction = await enter(database, { kind: 'restriction', email });
      await proveIdentity(OFFICER, restriction, 'called-back');
      const restricted = await decide(restriction, {});
      const lifted = await liftAfterTelling(OFFICER, restriction);
      await database.query('update persons set objected_at = now() where id = any($1)', [
        [learner.personId, otherLearner.personId],
      ]);
      const objections = await database.query<{ id: number }>(
        `select id from privacy_requests where kind = 'objection' and decided_at is null order by person_id`,
      );
      const decided = [];
      for (const [index, { id }] of objections.entries())
        decided.push(await decide(id, { decision: index === 0 ? 'refused' : 'carried-out' }));
      return [file.ok, handed, restricted, lifted, decided, await seen(access)];
    },
  },
  {
    name: 'what is open is listed, reminded of, exported, and goes with whoever is erased',
    run: async ({ learner }, database) => {
      await askFor(learner, 'complaint', 'M');
      const late = await enter(database, { kind: 'access', email: await emailOf(database, learner.personId) });
      await noteOn(OFFICER, late, 'N');
      await database.query(`update mails set state = 'dropped' where state = 'queued'`);
      await database.query(
        `create or replace function psa_now() returns timestamptz language sql stable parallel safe return now() + interval '25 days'`,
      );
      const reminded = await remindOfRequests();
      await database.query(
        `create or replace function psa_now() returns timestamptz language sql stable parallel safe return now()`,
      );
      const { requests, counts } = await listRequests(OFFICER, { show: 'open', kind: null, search: '', page: 1 });
      const { next, runs, chain } = await readDesk(OFFICER);
      const exported = await exportPerson(learner, learner.personId);
      const tables = exported.tables.filter(({ table }) => table.startsWith('privacy_'));
      const erased = await erasePerson(OFFICER, learner.personId);
      return [
        reminded,
        requests.map(({ id, name }) => [id, name]),
        counts,
        next.length,
        runs,
        chain.sealed,
        tables.map(({ table, rows }) => [table, rows.length]),
        erased,
        await seen(late),
      ];
    },
  },
];
