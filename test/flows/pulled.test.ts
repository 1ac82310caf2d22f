// What was published and not yet read is not out: it is pulled when someone in it may no longer be. And what each login of the
// database can do to the record of all this: append to it, and nothing else.
import { actorSettings, type ContactActor } from '#app/features/access/actor.ts';
import { findReport, listPublishedReports, listPulledReports } from '#app/features/delivery/fetch-report.server.ts';
import { lastMonth } from '#app/features/delivery/occurrence.ts';
import { disclosePublished } from '#app/features/delivery/portal.server.ts';
import { runReports } from '#app/features/delivery/run-reports.server.ts';
import { runDue } from '#app/features/delivery/schedules.server.ts';
import { inSnapshot, type Snapshot } from '#app/features/reporting/dataset-rows.server.ts';
import { listRuns } from '#app/features/reporting/runs.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { inRoleSql, type PurposeRole, type Settings } from '#app/platform/db.server.ts';
import { dataPath } from '#app/platform/files.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { untilWaiting, whileHeld } from '#test/support/held-lock.ts';
import { arrangeAgreement, arrangeNotice, arrangePerson } from '#test/support/register.ts';
import { readCells } from '#test/support/workbook.ts';
import { readFile, writeFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
const SYSTEM = { kind: 'system', name: 'test' } as const;
let period = '';

async function arrangeCompany(mpnId: string): Promise<{ persons: number[]; contact: ContactActor }> {
  const persons: number[] = [];
  for (const name of ['stays', 'leaves']) {
    persons.push(
      await arrangePerson(database, {
        email: `${name}@company-${mpnId}.example`,
        mpnId,
        company: `Company ${mpnId}`,
        workshops: [{ name: 'Azure Administrator', exam: 'AZ-104', percent: 5 }],
        sittings: [{ exam: 'AZ-104', month: '2024-02' }],
      }),
    );
  }
  await arrangeAgreement({ kind: 'employer', mpnId });
  const [made] = await database.query<{ id: number; recipient_id: number }>(
    `insert into recipient_contacts (recipient_id, email, name, confirmed_at)
     select id, 'c@company-${mpnId}.example', 'C', now() from recipients where slug = 'employer-${mpnId}' returning id, recipient_id`,
  );
  if (made === undefined) throw new Error('no contact');
  return { persons, contact: { kind: 'contact', contactId: made.id, recipientId: made.recipient_id, name: 'C' } };
}

async function report(mpnId: string, of = period): Promise<number> {
  const made = await runReports({ kind: 'slugs', slugs: [`employer-${mpnId}`] }, of, await databaseNow());
  if (!made.ok) throw new Error(made.reason);
  return made.value[0] ?? 0;
}

beforeAll(async () => {
  period = lastMonth(await databaseNow());
  await arrangeNotice();
});

describe('a published report whose file was altered on the disk', () => {
  it('is not handed out and does not count as disclosed', async () => {
    const { contact } = await arrangeCompany('3000009');
    const runId = await report('3000009');
    const path = dataPath('files', `run-${runId}-1.xlsx`);
    const bytes = await readFile(path);
    bytes.writeUInt8(bytes.readUInt8(100) ^ 1, 100);
    await writeFile(path, bytes);
    await expect(findReport(contact, runId)).rejects.toThrow('altered');
    expect(
      await database.query(
        `select from deliveries where run_id = $1 and channel = 'portal' and disclosed_at is not null`,
        [runId],
      ),
    ).toEqual([]);
  });
});

describe('a published report that nobody has read', () => {
  it('is not handed out as it was when it is published anew at that moment', async () => {
    const { persons, contact } = await arrangeCompany('3000015');
    const runId = await report('3000015');
    await database.query('update persons set restricted_at = now() where id = $1', [persons[1]]);
    await database.query(`update runs set state = 'stale' where id = $1`, [runId]);
    await report('3000015');
    const publish = (number: number): [string, unknown[]] => [
      `update deliveries set build_id = (select id from builds where run_id = $1 and number = $2) where run_id = $1 and channel = 'portal'`,
      [runId, number],
    ];
    // As before it went stale; whoever downloads has found this file, and waits.
    await database.query(...publish(1));
    let found: ReturnType<typeof findReport> | undefined;
    await whileHeld(database, 'lock table recipients in access exclusive mode', async (holder) => {
      found = findReport(contact, runId);
      await untilWaiting(database, 1);
      await holder.query(...publish(2));
    });
    expect(await found).toBeNull();
    const disclosed = `select from deliveries where run_id = $1 and channel = 'portal' and disclosed_at is not null`;
    expect(await database.query(disclosed, [runId])).toEqual([]);
    const file = await findReport(contact, runId);
    expect(file?.sha256).toBe(
      (
        await database.query<{ sha256: string }>('select sha256 from builds where run_id = $1 and number = 2', [runId])
      )[0]?.sha256,
    );
    file?.stream.destroy();
  });

  it('is pulled at the first download when someone in it was restricted, and built again without them', async () => {
    const { persons, contact } = await arrangeCompany('3000001');
    const runId = await report('3000001');
    await database.query('update persons set restricted_at = now() where id = $1', [persons[1]]);
    expect(await findReport(contact, runId)).toBeNull();
    expect(await listPublishedReports(contact)).toEqual([]);
    await runDue(await databaseNow());
    const file = await findReport(contact, runId);
    if (file === null) throw new Error('nothing was published');
    expect((await buffer(file.stream)).length).toBe(file.bytes);
    const [run] = await listRuns(SYSTEM, { ids: [runId] });
    expect(run?.build?.number).toBe(2);
    expect(file.sha256).toBe(run?.build?.sha256);
  });

  it('leaves the run as it is that was built anew since it was looked for, and waits for a release', async () => {
    const { persons, contact } = await arrangeCompany('3000016');
    const runId = await report('3000016');
    const [found] = await database.query<{ id: number; build: number }>(
      `select id, build_id as build from deliveries where run_id = $1 and channel = 'portal'`,
      [runId],
    );
    if (found === undefined) throw new Error('nothing was published');
    await database.query('update persons set restricted_at = now() where id = $1', [persons[1]]);
    await database.query(`update runs set state = 'awaiting-release' where id = $1`, [runId]);
    expect(await disclosePublished(contact, found.id, found.build)).toBe(false);
    expect(await database.query('select state from runs where id = $1', [runId])).toEqual([
      { state: 'awaiting-release' },
    ]);
  });

  it('is told of again once it is there again, and until then its recipient is told that it is being made anew', async () => {
    const { persons, contact } = await arrangeCompany('3000004');
    const other = await arrangeCompany('3000005');
    const runId = await report('3000004');
    const queued = () =>
      database.query<{ kind: string }>(
        `select kind from mails where contact_id = $1 and state = 'queued' order by id`,
        [contact.contactId],
      );
    expect(await queued()).toEqual([{ kind: 'report-published' }]);
    await database.query(`update mails set state = 'sent', sent_at = psa_now() where contact_id = $1`, [
      contact.contactId,
    ]);
    expect(await listPulledReports(contact)).toEqual([]);
    await database.query('update persons set restricted_at = now() where id = $1', [persons[1]]);
    expect(await findReport(contact, runId)).toBeNull();
    expect(await listPulledReports(contact)).toEqual([{ runId, period }]);
    expect(await listPulledReports(other.contact)).toEqual([]);
    await runDue(await databaseNow());
    expect(await listPulledReports(contact)).toEqual([]);
    expect(await queued()).toEqual([{ kind: 'report-renewed' }]);
  });

  it('is told of to no contact whom nobody confirmed for three months', async () => {
    const { contact } = await arrangeCompany('3000006');
    await database.query(`update recipient_contacts set confirmed_at = now() - interval '4 months' where id = $1`, [
      contact.contactId,
    ]);
    await report('3000006');
    expect(await database.query('select from mails where contact_id = $1', [contact.contactId])).toEqual([]);
  });

  it('is replaced on every channel that has not disclosed it, so that one run is one file', async () => {
    const { persons, contact } = await arrangeCompany('3000002');
    const runId = await report('3000002');
    await database.query(
      `update deliveries set state = 'queued', delivered_at = null, disclosed_at = null where run_id = $1 and channel = 'folder'`,
      [runId],
    );
    await database.query(`update runs set state = 'ready' where id = $1`, [runId]);
    await database.query('update persons set restricted_at = now() where id = $1', [persons[1]]);
    await runDue(await databaseNow());
    const builds = await database.query<{ number: number }>(
      'select b.number from deliveries d join builds b on b.id = d.build_id where d.run_id = $1 and d.delivered_at is not null',
      [runId],
    );
    expect(builds.map(({ number }) => number)).toEqual([2, 2]);
    expect(await findReport(contact, runId)).not.toBeNull();
  });

  it('stays what it was once it has been downloaded', async () => {
    const { persons, contact } = await arrangeCompany('3000003');
    const runId = await report('3000003');
    const first = await findReport(contact, runId);
    first?.stream.destroy();
    await database.query('update persons set restricted_at = now() where id = $1', [persons[1]]);
    const again = await findReport(contact, runId);
    again?.stream.destroy();
    expect(again?.sha256).toBe(first?.sha256);
  });
});

describe('an outcome', () => {
  it('that commits while a report is being opened is new in the next one, never lost', async () => {
    const { persons } = await arrangeCompany('3000010');
    const slow = new pg.Client({ connectionString: database.superuserUrl });
    await slow.connect();
    await slow.query('begin');
    await slow.query(
      `insert into outcome_entries (sitting_id, outcome, actor_kind) select id, 'passed', 'system' from sittings where person_id = $1`,
      [persons[0]],
    );
    const opened = inSnapshot([], ({ cutOff }: Snapshot) => Promise.resolve(cutOff));
    await slow.query('commit');
    const cutOff = await opened;
    const [sitting] = await slow
      .query<{ outcome_changed_at: Date }>('select outcome_changed_at from sittings where person_id = $1', [persons[0]])
      .then(({ rows }) => rows);
    await slow.end();
    expect(sitting?.outcome_changed_at.getTime()).toBeLessThanOrEqual(cutOff.getTime());
    await report('3000010');
    const [, ...rows] = await readCells(dataPath('outbox', period, 'employer-3000010.xlsx'), 'Exams');
    expect(rows.map((row) => row[4])).toEqual(['passed']);
  });

  it('is not swallowed by a late run of a period that could not tell it', async () => {
    const { persons } = await arrangeCompany('3000011');
    await database.query(
      `insert into outcome_entries (sitting_id, outcome, actor_kind) select id, 'failed', 'system' from sittings where person_id = $1`,
      [persons[0]],
    );
    await report('3000011', '2023-12');
    await report('3000011');
    const results = async (of: string): Promise<unknown[]> =>
      (await readCells(dataPath('outbox', of, 'employer-3000011.xlsx'), 'Exams')).slice(1).map((row) => row[4]);
    expect(await results(period)).toEqual(['failed']);
    // Once told, it is no news again.
    expect(await results('2023-12')).not.toContain('failed');
  });
});

describe('a login of the database', () => {
  const attempt = (role: PurposeRole, settings: Settings, statement: string): Promise<number | string> =>
    inRoleSql(role, settings, async (client) => (await client.query(statement)).rowCount ?? 0).catch(
      (error: unknown) => (error instanceof Error ? error.message : 'refused'),
    );
  const person = actorSettings({ kind: 'person', personId: 1, name: '' });
  const contact = actorSettings({ kind: 'contact', contactId: 1, recipientId: 1, name: '' });

  it('cannot speak for somebody else in the ledger, nor date an event', async () => {
    for (const [role, settings, statement] of [
      [
        'psa_portal',
        person,
        `insert into audit_events (actor_kind, actor_id, event) values ('staff', 1, 'run.released')`,
      ],
      [
        'psa_recipient',
        contact,
        `insert into audit_events (actor_kind, actor_id, event) values ('contact', 999, 'signed-in')`,
      ],
      [
        'psa_portal',
        person,
        `insert into audit_events (actor_kind, actor_id, event, occurred_at) values ('person', 1, 'signed-in', '2001-01-01')`,
      ],
    ] as const) {
      expect(await attempt(role, settings, statement)).toMatch(/row-level security|permission denied/);
    }
    expect(
      await attempt(
        'psa_portal',
        person,
        `insert into audit_events (actor_kind, actor_id, event) values ('person', 1, 'signed-in')`,
      ),
    ).toBe(1);
  });

  it('cannot rewrite progress, outcomes or disclosures past their history', async () => {
    for (const [role, settings, statement] of [
      ['psa_portal', person, 'update enrolments set percent = 100'],
      ['psa_portal', person, `update sittings set outcome = 'passed', outcome_changed_at = '2001-01-01'`],
      ['psa_portal', person, `update enrolments set enrolled_at = '2001-01-01'`],
      ['psa_recipient', contact, 'update deliveries set disclosed_at = null'],
    ] as const) {
      expect(await attempt(role, settings, statement)).toMatch(/row-level security|permission denied/);
    }
    // What is over stays; one's own open exams may be moved.
    expect(await attempt('psa_portal', person, `update sittings set month = '2020-01' where outcome is not null`)).toBe(
      0,
    );
  });

  it('sees of a run, as a recipient, nothing of what was thought about it', async () => {
    for (const column of ['exposure', 'checks']) {
      expect(await attempt('psa_recipient', contact, `select ${column} from builds`)).toMatch(/permission denied/);
    }
    expect(await attempt('psa_recipient', contact, 'select reasons from runs')).toMatch(/permission denied/);
  });

  it('sees, as a person, no other company among the agreements', async () => {
    const statement = `select from recipients where kind = 'employer' and employer_id not in (select employer_id from employments where person_id = 1)`;
    expect(await attempt('psa_portal', person, statement)).toBe(0);
  });
});
