// The drill: a backup of a portal at work, a portal that goes on, and a restore onto another database a day later. Whoever was erased since is gone, and nothing that left since leaves
// again (bad-H10, bad-I4).
import { listRuns } from '#app/features/reporting/runs.server.ts';
import { anchorLedger } from '#app/features/ledger/anchor.server.ts';
import { queueMail, sendMails } from '#app/features/mail/mails.server.ts';
import { IMPORTED } from '#app/features/people/tell-imported.server.ts';
import { erasePerson } from '#app/features/privacy/erase-person.server.ts';
import { keepErasureList, readErasureList } from '#app/features/privacy/erasure-list.server.ts';
import { keepMarkList } from '#app/features/privacy/mark-list.server.ts';
import { mergePeople, previewPeopleMerge } from '#app/features/privacy/merge-people.server.ts';
import { restrictPerson } from '#app/features/privacy/restrict-person.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { createTestDatabase, useDatabase, type TestDatabase } from '#test/support/database.ts';
import { ask } from '#test/support/psa-answers.ts';
import { arrangeLogo } from '#test/support/png.ts';
import { arrangeAgreement, arrangeNotice, arrangePerson, moveClock } from '#test/support/register.ts';
import { startPsa, type Ended } from '#test/support/report-process.ts';
import { bringOut, buildFor, runFor, SYSTEM, thePeriod } from '#test/support/runs.ts';
import { ADMINISTRATOR } from '#test/features/privacy/merge-world.ts';
import { download } from '#test/features/privacy/reported-person.ts';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
const WORKSHOPS = [{ name: 'Azure Administrator', exam: 'AZ-104', percent: 40 }];
const BEFORE = ['1000001', '2000002', '3000003', '4000004'];
let other: Awaited<ReturnType<typeof createTestDatabase>>;
let folder = '';
let period = '';
const ids: Record<string, number> = {};

/** `psa` on the second database, with the journal, the keys and the files of the first. */
const onOther = (...words: string[]): Promise<Ended> =>
  startPsa([...words, '--json'], { ...other.env, PSA_DATA_DIR: database.dataDir }).ended;
const answerOf = ({ stdout }: Ended): unknown => JSON.parse(stdout);

const add = async (name: string, mpnId: string, more: object = {}): Promise<void> => {
  ids[name] = await arrangePerson(database, {
    email: `${name}@c-${mpnId}.example`,
    mpnId,
    company: `Company ${mpnId}`,
    workshops: WORKSHOPS,
    ...more,
  });
};
const idOf = (name: string): number => ids[name] ?? 0;

const countIn = async (where: TestDatabase, table: string): Promise<number> =>
  (await where.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n ?? -1;

async function arrangeBefore(): Promise<void> {
  await arrangeNotice();
  await arrangeLogo(database);
  await database.query(
    `insert into staff_members (email, name) values ('bram@psa.example', 'Bram Visser'), ('ilse@psa.example', 'Ilse Vermeer')`,
  );
  for (const mpnId of BEFORE) {
    await add(`anna-${mpnId}`, mpnId);
    await add(`ben-${mpnId}`, mpnId);
    await arrangeAgreement({ kind: 'employer', mpnId });
  }
  await add('carl', '1000001');
  await add('frida', '4000004', { workshops: [] });
  await add('frieda', '4000004', { workshops: [] });
  await add('gina', '4000004');
  await database.query('update persons set informed_at = null where id = $1', [idOf('gina')]);
  await database.query(
    `insert into recipient_contacts (recipient_id, email, name, confirmed_at)
     select id, slug || '@contacts.example', 'C', now() from recipients where kind = 'employer'`,
  );
  await inRoleSql('psa_worker', { 'psa.actor_kind': 'system' }, (client) =>
    queueMail(client, { kind: 'imported', personId: idOf('gina') }),
  );
  // Published; built and not yet brought out; the others are not even planned.
  await runFor('employer-1000001');
  await buildFor(['employer-3000003']);
  await anchorLedger();
}

async function contactOf(slug: string) {
  const [found] = await database.query<{ contactId: number; recipientId: number }>(
    `select c.id as "contactId", r.id as "recipientId" from recipient_contacts c join recipients r on r.id = c.recipient_id where r.slug = $1`,
    [slug],
  );
  return { kind: 'contact' as const, contactId: 0, recipientId: 0, name: 'C', ...found };
}

/** What the portal does between the backup and the loss. */
async function goOn(): Promise<void> {
  const first = (await listRuns(SYSTEM, {})).find(({ recipient }) => recipient.slug === 'employer-1000001');
  expect(await download(await contactOf('employer-1000001'), first?.id ?? 0)).toBe(true);
  const third = (await listRuns(SYSTEM, {})).find(({ recipient }) => recipient.slug === 'employer-3000003');
  expect(await bringOut([third?.id ?? 0])).toBe(2);
  await runFor('employer-2000002');
  await sendMails({ imported: IMPORTED });
  await erasePerson(SYSTEM, idOf('ben-1000001'));
  await restrictPerson(SYSTEM, idOf('carl'));
  const order = { keptId: idOf('frida'), goneId: idOf('frieda'), employment: null, knowsSeats: false };
  const seen = await previewPeopleMerge(ADMINISTRATOR, order);
  expect(seen.ok && (await mergePeople(ADMINISTRATOR, order, seen.value.digest)).ok).toBe(true);
  await erasePerson(SYSTEM, idOf('frida'));
  await keepErasureList();
  await keepMarkList();
  await moveClock(database, '1 day');
  await anchorLedger();
}

beforeAll(async () => {
  other = await createTestDatabase();
  folder = join(database.dataDir, 'kept', 'backup');
  period = await thePeriod();
  await arrangeBefore();
}, 120_000);
afterAll(() => other.drop());

describe('psa backup', () => {
  it('writes every table and every file, for nobody else to read, and says what there is', async () => {
    const persons = await countIn(database, 'persons');
    expect(await ask('backup', folder)).toMatchObject({
      code: 0,
      value: { folder, files: 2, lacking: [], rows: expect.any(Number) as number },
    });
    expect(readdirSync(folder).toSorted()).toEqual(['files', 'manifest.json', 'manifest.signature', 'tables']);
    expect(readFileSync(join(folder, 'tables', 'persons.copy'), 'utf8').split('\n')).toHaveLength(persons + 1);
    expect(statSync(join(folder, 'tables', 'persons.copy')).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('holds no secret and no job', () => {
    const text = readFileSync(join(folder, 'manifest.json'), 'utf8');
    for (const name of ['tombstone', 'audit-anchor'])
      expect(text).not.toContain(readFileSync(join(database.dataDir, 'secrets', name), 'utf8').trim());
    expect(text).not.toMatch(/postgresql:|"jobs/);
  });

  it('refuses a folder that holds something', async () => {
    expect(await ask('backup', folder)).toMatchObject({ code: 2 });
  });
});

describe('psa restore', () => {
  beforeAll(goOn, 120_000);

  it('bad-H10 fills an empty database, and brings in what was erased, taken back and sent since', async () => {
    const ended = await onOther('restore', folder);
    expect(ended.stderr).toBe('');
    expect(answerOf(ended)).toMatchObject({
      erasedAgain: 3,
      since: {
        marks: 1,
        deliveries: { delivered: 3, unknown: 0, forAPerson: [`employer-2000002 ${period}`], ofNoAgreement: [] },
      },
      checked: { anchorsAside: 1 },
    });
    expect(ended.code).toBe(0);
  });

  it('bad-I4 has nobody who was erased since, and keeps their addresses out', async () => {
    const left = await other.query<{ email: string }>('select email from persons order by email');
    for (const name of ['ben-1000001', 'frida', 'frieda'])
      expect(
        left.filter(({ email }) => email.startsWith(`${name}@`)),
        name,
      ).toEqual([]);
    expect(left).toHaveLength(9);
    expect(await countIn(other, 'suppressed_emails')).toBe(3);
    const kept = await other.query<{ ok: boolean }>(
      'select restricted_at is not null as ok from persons where id = $1',
      [idOf('carl')],
    );
    expect(kept).toEqual([{ ok: true }]);
  });

  it('keeps the rest to the row', async () => {
    for (const table of ['employers', 'agreements', 'agreement_versions', 'agreement_fields', 'workshops', 'countries'])
      expect(await countIn(other, table), table).toBe(await countIn(database, table));
    // To the byte where it is no text.
    const logos = 'select theme, sha256, sha256(png)::text as bytes from site_logos';
    expect(await other.query(logos)).toEqual(await database.query(logos));
    expect(await countIn(other, 'site_logos')).toBe(1);
    const walls = await other.query(
      `select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> '_prisma_migrations'
         and (not c.relforcerowsecurity or exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgenabled = 'D'))`,
    );
    expect(walls).toEqual([]);
  });

  it('bad-H10 sends nothing again: what went is done, and what went with other bytes waits for a person', async () => {
    const standing = await other.query(
      `select r.slug, u.state, array_agg(d.channel || ' ' || d.state || ' ' || (d.disclosed_at is not null) order by d.channel) as sent
       from runs u join agreements a on a.id = u.agreement_id join recipients r on r.id = a.recipient_id left join deliveries d on d.run_id = u.id
       group by 1, 2 order by 1`,
    );
    // The first one's file held somebody who was erased since; it was given, so that nothing is made anew.
    expect(standing).toEqual([
      { slug: 'employer-1000001', state: 'done', sent: ['folder delivered true', 'portal delivered true'] },
      { slug: 'employer-2000002', state: 'missed', sent: [null] },
      { slug: 'employer-3000003', state: 'done', sent: ['folder delivered true', 'portal delivered false'] },
    ]);
    expect(await other.query(`select state from mails where kind = 'imported'`)).toEqual([{ state: 'sent' }]);
    expect(await other.query('select from persons where informed_at is null')).toEqual([]);
  });

  it('bad-H10 hands nothing out again when its schedules run', async () => {
    const outbox = join(database.dataDir, 'outbox', period);
    const stood = readdirSync(outbox).map((name) => [name, statSync(join(outbox, name)).mtimeMs]);
    expect((await onOther('schedule', 'due')).code).toBe(0);
    const stands = new Map(readdirSync(outbox).map((name) => [name, statSync(join(outbox, name)).mtimeMs]));
    for (const [name, at] of stood) expect(stands.get(String(name)), String(name)).toBe(at);
    expect(await other.query(`select state from runs where state not in ('done', 'missed')`)).toEqual([]);
  });

  it('gives out no number again that was given out after the backup', async () => {
    const [last] = await database.query<{ n: number }>('select max(id)::int as n from mails');
    const [next] = await other.query<{ n: number }>(`select nextval(pg_get_serial_sequence('mails', 'id'))::int as n`);
    expect(next?.n).toBeGreaterThan(last?.n ?? 0);
  });

  it('has a chain that holds and fits its anchors', async () => {
    expect(await onOther('audit', 'verify')).toMatchObject({ code: 0 });
    expect(
      await other.query(`select details->>'erasedAgain' as n from audit_events where event = 'backup.restored'`),
    ).toEqual([{ n: '3' }]);
  });

  it('bad-A16 ends every sign-in of then', async () => {
    expect(await other.query('select from sign_ins where ended_at is null')).toEqual([]);
  });

  it('refuses a database that is not empty', async () => {
    const ended = await onOther('restore', folder);
    expect(ended).toMatchObject({ code: 2, stdout: expect.stringContaining('not empty') as string });
  });

  it('goes on where it was interrupted: until then nobody is let in', async () => {
    const signature = readFileSync(join(folder, 'manifest.signature'), 'utf8').trim();
    await other.query(`insert into settings (name, value) values ('restoring', to_jsonb($1::text))`, [signature]);
    const ended = await onOther('restore', folder);
    expect(answerOf(ended)).toMatchObject({ erasedAgain: 0, since: null });
    expect(await other.query(`select from settings where name = 'restoring'`)).toEqual([]);
  });
});

describe('the erasure list', () => {
  it('is completed by the worker where a crash came between an erasure and its line', async () => {
    rmSync(join(database.dataDir, 'journal', 'erasures.jsonl'));
    expect(await keepErasureList()).toBeGreaterThan(0);
    expect(await keepErasureList()).toBe(0);
    const list = await readErasureList();
    expect([list.erased.size, list.suppressed.size, list.unread]).toEqual([2, 3, 0]);
  });

  it('names nobody', () => {
    const text = readdirSync(join(database.dataDir, 'journal'))
      .map((name) => readFileSync(join(database.dataDir, 'journal', name), 'utf8'))
      .join('');
    expect(text).not.toMatch(/@|ben|Sanne|Vries|\+31/);
  });
});
