// Probes of what is not kept any longer: rules, forecast, warning, what goes because nobody uses it, and what goes by its age.
import type { StaffActor } from '#app/features/access/actor.ts';
import { startSignIn } from '#app/features/access/sign-ins.server.ts';
import { verifyLedger } from '#app/features/ledger/seal.server.ts';
import { forecastPeople, readRetention } from '#app/features/privacy/forecast-retention.server.ts';
import { forgetByAge } from '#app/features/privacy/forget-by-age.server.ts';
import { changeRule, findRule } from '#app/features/privacy/retention-periods.server.ts';
import { listResults } from '#app/features/privacy/retention-results.server.ts';
import { previewRetention, runRetention } from '#app/features/privacy/run-retention.server.ts';
import { warnInactive } from '#app/features/privacy/warn-inactive.server.ts';
import type { TestDatabase } from '#test/support/database.ts';
import { moveClock } from '#test/support/register.ts';
import type { Probe } from './probe.ts';

const CHANGE = { automatic: true, owner: 'Officer', basis: 'Contract', reviewOn: '2040-01-01' } as const;

/** What keeps whom, once nothing does but a session that is to come. */
async function keptForSession(officer: StaffActor, database: TestDatabase): Promise<unknown> {
  await database.query('delete from support_cases');
  await database.query(
    `insert into breach_steps (breach_id, step, at, staff_id) select id, 'closed', now(), 1 from breaches where psa_breach_open(id)`,
  );
  await database.query(
    `insert into session_meetings (session_id, starts_at, ends_at)
     select distinct session_id, psa_now() + interval '1 day', psa_now() + interval '25 hours' from enrolments where session_id is not null`,
  );
  const shown = await forecastPeople(officer, { days: 90, rule: null, sort: 'name', page: 1 }, true);
  return shown.map(({ firstName, keptBecause }) => [firstName, keptBecause]);
}

/** Two go in one run, and are counted one by one. */
async function goTogether(officer: StaffActor, database: TestDatabase): Promise<unknown> {
  await database.query('delete from session_meetings');
  await database.query(
    `insert into persons (email, first_name, last_name, informed_at, created_at) values ('idle@nobody.example', 'I', 'Dle', now(), now())`,
  );
  const warned = await warnInactive();
  await database.query(
    `update mails set state = 'sent', sent_at = psa_now() - interval '31 days' where kind = 'account-goes'`,
  );
  const went = await runRetention();
  return [warned, went, (await listResults(officer, null)).results.map(({ rule, gone, kept }) => [rule, gone, kept])];
}

export const RETENTION_PROBES: readonly Probe[] = [
  {
    name: 'rules of retention are read, decided for the first time and decided anew',
    async run({ officer }) {
      const changed = [
        await changeRule(officer, 'inactive', { ...CHANGE, amount: 6 }),
        await changeRule(officer, 'mail', { ...CHANGE, amount: 6 }),
      ];
      const { rules } = await readRetention(officer);
      return [
        changed,
        (await findRule(officer, 'mail'))?.amount,
        rules.map(({ name, within30, within90, changedBy }) => [name, within30, within90, changedBy]),
        (await listResults(officer, null)).results.map(({ rule, gone }) => [rule, gone]),
      ];
    },
  },
  {
    name: 'who signs in is in use; others are warned, kept while something is not finished, and go',
    async run({ officer, learner }, database) {
      await moveClock(database, '400 days');
      await database.query('delete from privacy_requests');
      await database.query('delete from outcome_conflicts where closed_at is null');
      await database.query(`update runs set state = 'done'`);
      await startSignIn(new Request('http://localhost/'), {
        seat: { kind: 'person', id: learner.personId },
        method: 'demo',
      });
      const shown = await forecastPeople(officer, { days: 90, rule: null, sort: 'name', page: 1 }, true);
      const warned = await warnInactive();
      await database.query(
        `update mails set state = 'sent', sent_at = psa_now() - interval '31 days' where kind = 'account-goes'`,
      );
      const { goes, stays } = await previewRetention(officer);
      const uses = await database.query(
        'select person_id, used_on > current_date as later from account_uses order by 1',
      );
      return [
        shown.map(({ firstName, keptBecause }) => [firstName, keptBecause]),
        warned,
        goes.map(({ firstName }) => firstName),
        stays.map(({ firstName, keptBecause }) => [firstName, keptBecause]),
        uses,
        await runRetention(),
        (await listResults(officer, null)).results.map(({ rule, gone, kept }) => [rule, gone, kept]),
        await keptForSession(officer, database),
        await goTogether(officer, database),
      ];
    },
  },
  {
    name: 'what is old enough goes by its age, and the chain holds',
    async run({ officer }, database) {
      await database.query('delete from audit_trims');
      await database.query(
        `update support_cases set closed_at = psa_now(), closed_how = 'answered' where person_id is not null`,
      );
      await database.query(`update mails set state = 'sent', sent_at = psa_now() where state <> 'sent'`);
      await database.query(
        `update privacy_requests set decided_at = psa_now(), decision = 'refused' where decided_at is null`,
      );
      await database.query(
        'delete from privacy_request_keeps where request_id = (select min(request_id) from privacy_request_keeps)',
      );
      await database.query(
        'update staff_members set disabled_at = psa_now() where id = (select max(id) from staff_members)',
      );
      await database.query('update recipient_contacts set removed_at = psa_now() where id = 1');
      // One that is over, and one that is not: the rows of its file stay.
      await database.query(
        `with made as (insert into breaches (drill, kind, title, what, known_at, recorded_by) select false, 'other', n, 'X', now(), 1 from unnest(array['A', 'B']) n returning id),
           files as (insert into breach_builds (breach_id, build_id, taken) select m.id, case when m.id = (select min(id) from made) then b.last else b.first end, true
             from made m, (select min(build_id) as first, max(build_id) as last from build_pages) b where b.first < b.last),
           letters as (insert into breach_letters (breach_id, build_ids, people) select id, '{}', 1 from made)
         insert into breach_steps (breach_id, step, at, staff_id) select min(id), 'closed', now(), 1 from made`,
      );
      await database.query('update builds set file_removed_at = psa_now() where file_removed_at is null');
      await moveClock(database, '6 years');
      await database.query(`insert into audit_events (actor_kind, event) values ('system', 'ledger.verified')`);
      await database.query(
        `insert into audit_seals (position, event_id, hash)
         select (select max(position) from audit_seals) + 1, max(id), repeat('0', 64) from audit_events`,
      );
      const gone = await forgetByAge();
      const chain = await verifyLedger();
      return [
        gone,
        chain.ok,
        await database.query('select name from staff_members order by id'),
        await database.query('select name from recipient_contacts order by id'),
        await database.query(
          `select (select count(*)::int from build_pages) as pages, (select count(*)::int from audit_trims) as trims,
             (select count(*)::int from breaches b where b.what = 'X') as breaches`,
        ),
        (await listResults(officer, null)).results.map(({ rule, gone: went }) => [rule, went]),
      ];
    },
  },
];
