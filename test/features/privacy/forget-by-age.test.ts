// What goes by its age alone: each on its day, told by rule, and the audit still holds when its oldest part is gone (R5).
import { expireFiles } from '#app/features/privacy/expire-files.server.ts';
import { forgetByAge } from '#app/features/privacy/forget-by-age.server.ts';
import { readRetention } from '#app/features/privacy/forecast-retention.server.ts';
import { findPeriods } from '#app/features/privacy/retention-periods.server.ts';
import { listResults } from '#app/features/privacy/retention-results.server.ts';
import { DATA_CLASSES } from '#app/features/privacy/data-classes.ts';
import { RETENTION_RULE_NAMES } from '#app/features/privacy/retention-rules.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { anchorLedger } from '#app/features/ledger/anchor.server.ts';
import { readChain } from '#app/features/ledger/read-chain.server.ts';
import { sealLedger, verifyLedger } from '#app/features/ledger/seal.server.ts';
import { trimLedger } from '#app/features/ledger/trim-ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { dataPath } from '#app/platform/files.server.ts';
import { arrangeReported } from './reported-person.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeNotice, arrangePerson } from '#test/support/register.ts';
import { freezeClock, runFor } from '#test/support/runs.ts';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';

const database = useDatabase();
const officer = { kind: 'staff' as const, staffId: 1, roles: ['privacy-officer' as const], name: 'Ilse' };
const SYSTEM = { 'psa.actor_kind': 'system' };
const on = (day: string): Promise<void> => freezeClock(database, `${day}T12:00:00Z`);
const happen = (): Promise<void> =>
  inRoleSql('psa_worker', SYSTEM, (client) => appendEvent(client, { event: 'run.built', subjectId: 1 }));

beforeAll(async () => {
  await on('2024-03-10');
  await arrangeNotice();
  await database.query(`insert into staff_members (email, name) values ('ilse@psa.example', 'Ilse')`);
});
beforeEach(() => database.query('truncate retention_results, audit_events, audit_seals, audit_anchors, audit_trims'));

describe('what goes by its age', () => {
  it('stays on the last day of its time and goes on the next, and each rule tells how much', async () => {
    const anna = await arrangeReported(database);
    const { id } = await runFor(anna.slug);
    await database.query(
      `insert into mails (kind, person_id, state, sent_at) values ('imported', $1, 'sent', psa_now());
       `.replace('$1', String(anna.id)),
    );
    await database.query(
      `insert into privacy_requests (person_id, kind, due_on, decided_at, decision) values (${anna.id}, 'access', '2024-04-10', psa_now(), 'carried-out');
       insert into notifications (recipient_id, delivery_id, sha256, sheet, sheet_row, cause)
         select a.recipient_id, d.id, b.sha256, 'registration', 2, 'corrected' from deliveries d join builds b on b.id = d.build_id
         join runs u on u.id = d.run_id join agreements a on a.id = u.agreement_id;
       update staff_members set disabled_at = psa_now() where id = 1;
       insert into recipient_contacts (recipient_id, email, name, removed_at) select id, 'c@c.example', 'Carl', psa_now() from recipients limit 1`,
    );
    const told = async () =>
      (await listResults(officer, null)).results.map(({ rule, gone }) => `${rule} ${gone}`).toSorted();
    await on('2025-03-09');
    await forgetByAge();
    expect(await told()).toEqual([]);
    await on('2025-03-11');
    await forgetByAge();
    expect(await told()).toEqual(['contact 1', 'mail 1', 'staff 1']);
    expect(await database.query('select name, email from staff_members')).toEqual([
      { name: 'Former staff 1', email: 'former-1@staff.invalid' },
    ]);
    expect(await database.query(`select name from recipient_contacts where removed_at is not null`)).toEqual([
      { name: expect.stringMatching(/^Former contact \d+$/) as string },
    ]);
    await on('2027-03-09');
    await forgetByAge();
    expect(await told()).not.toContain('request 1');
    await expireFiles();
    await on('2027-03-11');
    await forgetByAge();
    expect((await told()).filter((line) => !line.startsWith('ledger'))).toEqual([
      'contact 1',
      'disclosure 1',
      'journal 1',
      'mail 1',
      'notification 1',
      'request 1',
      'staff 1',
    ]);
    // That it left, when and to whom stays.
    expect(await database.query('select from builds where run_id = $1 and sha256 is not null', [id])).toHaveLength(1);
    expect(await database.query('select from build_pages')).toEqual([]);
  });

  it('R7 whose rows a file holds is known for as long as it stands; neither is foreseen to go while the file has still to', async () => {
    await on('2024-03-10');
    const anna = await arrangeReported(database, ['portal']);
    const { id } = await runFor(anna.slug);
    await database.query(`update deliveries set state = 'failed', delivered_at = null where run_id = $1`, [id]);
    const foreseen = async (): Promise<unknown> => {
      const { rules } = await readRetention(officer);
      const of = (rule: string): unknown => rules.find(({ name }) => name === rule)?.within30;
      return { file: of('report-file'), rows: of('disclosure') };
    };
    const rows = () =>
      database.query('select from build_pages p join builds b on b.id = p.build_id where b.run_id = $1', [id]);
    await on('2027-03-11');
    expect(await expireFiles()).toBe(0);
    expect(await foreseen()).toEqual({ file: 0, rows: 0 });
    await forgetByAge();
    expect(await rows()).not.toEqual([]);
    await database.query(`update deliveries set state = 'delivered', delivered_at = psa_now() where run_id = $1`, [id]);
    expect(await foreseen()).toEqual({ file: 0, rows: 0 });
    await on('2027-06-01');
    expect(await foreseen()).toEqual({ file: 1, rows: 0 });
    await on('2027-06-10');
    expect(await expireFiles()).toBe(1);
    expect(await foreseen()).toEqual({ file: 0, rows: 1 });
    await forgetByAge();
    expect(await rows()).toEqual([]);
  });

  it('S5 a breach goes five years after it was closed, one that is open stays, and so does the record of whose rows it touches', async () => {
    await on('2024-03-10');
    const [anna, olga] = [await arrangeReported(database), await arrangeReported(database)];
    const builds = [];
    for (const { slug } of [anna, olga]) {
      const { id } = await runFor(slug);
      builds.push((await database.query<{ id: number }>('select id from builds where run_id = $1', [id]))[0]?.id ?? 0);
    }
    const breachOf = async (build: number): Promise<number> => {
      const [made] = await database.query<{ id: number }>(
        `insert into breaches (drill, kind, title, what, known_at, recorded_by) values (false, 'lost-file', 'A stick', 'Lost', psa_now(), 1) returning id`,
      );
      await database.query('insert into breach_builds (breach_id, build_id, taken) values ($1, $2, true)', [
        made?.id,
        build,
      ]);
      await database.query(`insert into breach_letters (breach_id, build_ids, people) values ($1, $2, 2)`, [
        made?.id,
        [build],
      ]);
      return made?.id ?? 0;
    };
    const step = (id: number, name: string): Promise<unknown> =>
      database.query(
        `insert into breach_steps (breach_id, step, at, staff_id, why) values ($1, $2, psa_now(), 1, 'Because')`,
        [id, name],
      );
    const ids = async (): Promise<number[]> =>
      (await database.query<{ id: number }>('select id from breaches order by id')).map(({ id }) => id);
    const [over, open] = [await breachOf(builds[0] ?? 0), await breachOf(builds[1] ?? 0)];
    await step(over, 'closed');
    await step(open, 'closed');
    await step(open, 'reopened');
    await on('2027-03-11');
    await expireFiles();
    await forgetByAge();
    expect(await ids()).toEqual([over, open]);
    const kept = await database.query<{ id: number }>('select distinct build_id as id from build_pages');
    expect(kept).toEqual([{ id: builds[1] }]);
    await on('2029-03-09');
    await forgetByAge();
    expect(await ids()).toEqual([over, open]);
    const { rules } = await readRetention(officer);
    expect(rules.find(({ name }) => name === 'breach')).toMatchObject({ within30: 1, within90: 1 });
    await on('2029-03-11');
    await forgetByAge();
    expect(await ids()).toEqual([open]);
    expect((await listResults(officer, null)).results).toContainEqual(
      expect.objectContaining({ rule: 'breach', reason: 'time-over', gone: 1 }),
    );
    await database.query('truncate breach_letters, breach_steps, breach_builds, breaches');
  });

  it('bad-I3 a request of which something is kept stays for as long as it is, and as the person is here', async () => {
    await on('2024-03-10');
    const mira = await arrangePerson(database, { email: 'mira@home.example' });
    const [row] = await database.query<{ id: number }>(
      `with request as (insert into privacy_requests (person_id, kind, due_on, decided_at, decision)
         values ($1, 'erasure', '2024-04-10', psa_now(), 'partly') returning id)
       insert into privacy_request_keeps (request_id, what, law, until) select id, 'Invoice 17', 'Tax law', '2029-12-31' from request returning request_id as id`,
      [mira],
    );
    const isHere = async (): Promise<boolean> =>
      (await database.query('select from privacy_requests where id = $1', [row?.id])).length === 1;
    const stays = async (day: string): Promise<boolean> => {
      await on(day);
      await forgetByAge();
      return isHere();
    };
    expect([await stays('2029-12-31'), await stays('2030-01-01')]).toEqual([true, true]);
    await database.query('delete from persons where id = $1', [mira]);
    expect(await stays('2029-12-31')).toBe(true);
    expect(await stays('2030-01-01')).toBe(false);
  });

  it('takes whole months of the journal beside the database', async () => {
    await on('2026-11-20');
    mkdirSync(dataPath('journal'), { recursive: true });
    for (const month of ['2025-09', '2025-10', '2026-10'])
      writeFileSync(dataPath('journal', `mails-${month}.jsonl`), '\n{}\n');
    writeFileSync(dataPath('journal', 'erasures.jsonl'), '');
    await forgetByAge();
    const left = readdirSync(dataPath('journal')).filter((name) => /mails|erasures/.test(name));
    expect(left.toSorted()).toEqual(['erasures.jsonl', 'mails-2025-10.jsonl', 'mails-2026-10.jsonl']);
  });
});

describe('the audit', () => {
  beforeEach(async () => {
    await on('2022-01-10');
    for (let count = 0; count < 5; count++) await happen();
    await sealLedger();
    await on('2025-01-12');
    for (let count = 0; count < 3; count++) await happen();
    await anchorLedger();
  });

  it('R5 lets its oldest events go by a signed mark; the chain and its anchors still hold', async () => {
    expect(await trimLedger(36)).toBe(5);
    expect(await database.query(`select from audit_events where event = 'run.built'`)).toHaveLength(3);
    expect(await readChain(SYSTEM)).toMatchObject({ ok: true, sealed: 10 });
    expect(await trimLedger(36)).toBe(0);
  });

  it('R5 keeps a year at the very least, whatever is asked', async () => {
    await on('2025-06-01');
    // Up to here everything else is older than the month that is asked for.
    await happen();
    await sealLedger();
    expect(await trimLedger(1)).toBe(5);
    expect(await database.query(`select from audit_events where event = 'run.built'`)).toHaveLength(4);
  });

  it('bad-H12 shows events that somebody removed without the mark, or with one that we did not sign', async () => {
    await database.query(`delete from audit_events where id = (select event_id from audit_seals where position = 2)`);
    expect(await verifyLedger()).toEqual({ ok: false, position: 2, fault: 'removed' });
    await database.query(
      `insert into audit_trims (position, hash, signature) select position, hash, repeat('0', 64) from audit_seals where position = 5`,
    );
    expect(await verifyLedger()).toEqual({ ok: false, position: 2, fault: 'removed' });
  });

  it('bad-H12 shows an event that was edited before the mark, and one that is missing after it', async () => {
    await trimLedger(36);
    await database.query(`delete from audit_events where id = (select event_id from audit_seals where position = 7)`);
    expect(await verifyLedger()).toEqual({ ok: false, position: 7, fault: 'removed' });
  });
});

it('every class of the data map that says a time has a rule, and every rule of data a class', async () => {
  const periods = await findPeriods();
  const used = new Set<string | null>(Object.values(DATA_CLASSES).map(({ rule }) => rule));
  const timed = Object.entries(DATA_CLASSES).filter(([, { period }]) =>
    /\d+ (months|days|minutes)/.test(period(periods)),
  );
  expect(timed.filter(([, { rule }]) => rule === null)).toEqual([]);
  // Of these the data map says nothing: files, other people of the same class, or what stands outside the database.
  const beside = ['prospect', 'found', 'report-file', 'mail', 'upload', 'journal'];
  expect(RETENTION_RULE_NAMES.filter((name) => !used.has(name) && !beside.includes(name))).toEqual([]);
});
