// What ties the chain to something outside the database: even somebody who rewrites all of it is found out.
import { readChain } from '#app/features/ledger/read-chain.server.ts';
import { anchorLedger } from '#app/features/ledger/anchor.server.ts';
import { verifyAnchors } from '#app/features/ledger/verify-anchors.server.ts';
import { appendEvents } from '#app/features/ledger/ledger.server.ts';
import { sealLedger, verifyLedger } from '#app/features/ledger/seal.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { moveClock } from '#test/support/register.ts';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';

const database = useDatabase();
const SYSTEM = { 'psa.actor_kind': 'system' };
const folder = (): string => join(database.dataDir, 'anchors');

async function happen(count: number): Promise<void> {
  await inRoleSql('psa_worker', SYSTEM, (client) =>
    appendEvents(
      client,
      Array.from({ length: count }, (_, i) => ({ event: 'run.built' as const, subjectId: i })),
    ),
  );
}

beforeEach(async () => {
  await moveClock(database, '0 hours');
  await database.query('truncate audit_events, audit_seals, audit_anchors');
  await rm(folder(), { recursive: true, force: true });
  await happen(5);
});

describe('an anchor', () => {
  it('is made once a day however many workers ask, as a file and as a row', async () => {
    const made = await Promise.all([anchorLedger(), anchorLedger(), anchorLedger()]);
    expect(made.filter((anchor) => anchor !== null)).toHaveLength(1);
    // With the day's anchor made nothing is looked through any more: what happened since is left to the sealer.
    await sealLedger();
    await happen(1);
    expect(await anchorLedger()).toBeNull();
    expect(await verifyLedger()).toMatchObject({ sealed: 6, unsealed: 1 });
    const [name = ''] = await readdir(folder());
    expect(await readdir(folder())).toHaveLength(1);
    const kept: unknown = JSON.parse(await readFile(join(folder(), name), 'utf8'));
    expect(kept).toEqual(made.find((anchor) => anchor !== null));
    await moveClock(database, '24 hours');
    expect(await anchorLedger()).toMatchObject({ position: 7 });
    expect(await readdir(folder())).toHaveLength(2);
    expect(await verifyAnchors()).toMatchObject({ checked: 2, outside: 2, fault: null });
  });

  it('whose file a killed worker did not come to is written at the next turn, also when its day is over', async () => {
    await anchorLedger();
    await rm(folder(), { recursive: true });
    await moveClock(database, '24 hours');
    await anchorLedger();
    expect(await readdir(folder())).toHaveLength(2);
    expect(await readChain(SYSTEM)).toMatchObject({ ok: true, anchors: 2, outside: 2 });
  });

  it('without a file is left so after a month, and one that we did not sign is never written', async () => {
    await anchorLedger();
    await rm(folder(), { recursive: true });
    await moveClock(database, '32 days');
    await database.query(
      `insert into audit_anchors (day, position, head, signature) values ((psa_now() at time zone 'UTC')::date - 1, 5, repeat('0', 64), repeat('0', 64))`,
    );
    const today = await anchorLedger();
    expect(await readdir(folder())).toEqual([`${today?.day}.json`]);
  });

  it('fits a chain that has grown since', async () => {
    await anchorLedger();
    await happen(3);
    const answer = await readChain(SYSTEM);
    expect(answer).toMatchObject({ ok: true, anchors: 1, outside: 1 });
    expect(answer.ok && answer.anchored).toContain('It fits 1 anchor,');
  });
});

describe('the mail about an anchor', () => {
  const mails = (): Promise<string[]> => readdir(join(database.dataDir, 'mail')).catch(() => []);

  beforeAll(async () => {
    await database.query(
      `with made as (insert into staff_members (email, name) values ('pia@psa.example', 'Pia') returning id)
       insert into staff_roles (staff_id, role, granted_by) select id, 'privacy-officer', 'system' from made`,
    );
  });
  beforeEach(async () => {
    await rm(join(database.dataDir, 'mail'), { recursive: true, force: true });
  });

  it('goes to each privacy officer once, however many workers ask', async () => {
    await Promise.all([anchorLedger(), anchorLedger(), anchorLedger()]);
    await anchorLedger();
    expect(await mails()).toHaveLength(1);
  });

  it('that a killed worker did not come to goes out later, also when its day is over', async () => {
    await anchorLedger();
    const [first = ''] = await mails();
    const text = await readFile(join(database.dataDir, 'mail', first), 'utf8');
    const subject = /^Subject: .*$/m.exec(text)?.[0] ?? 'none';
    await rm(join(database.dataDir, 'mail'), { recursive: true });
    await database.query('update audit_anchors set mailed_at = null');
    await moveClock(database, '24 hours');
    await anchorLedger();
    const sent = await Promise.all(
      (await mails()).map((name) => readFile(join(database.dataDir, 'mail', name), 'utf8')),
    );
    expect(sent).toHaveLength(2);
    expect(sent[0]).toContain(subject);
  });

  it('that could not be sent is sent at a later turn', async () => {
    // Where the folder should be stands a file.
    await writeFile(join(database.dataDir, 'mail'), '');
    await anchorLedger();
    expect(await database.query('select from audit_anchors where mailed_at is null')).toHaveLength(1);
    await rm(join(database.dataDir, 'mail'));
    await anchorLedger();
    expect(await mails()).toHaveLength(1);
    expect(await database.query('select from audit_anchors where mailed_at is null')).toHaveLength(0);
  });
});

describe('bad-H12 an anchor shows', () => {
  beforeEach(async () => {
    await anchorLedger();
  });

  it('a tail that was cut off, which the chain alone cannot show', async () => {
    await database.query('delete from audit_events where id in (select event_id from audit_seals where position > 3)');
    await database.query('delete from audit_seals where position > 3');
    await database.query('delete from audit_anchors');
    expect(await verifyLedger()).toMatchObject({ ok: true, sealed: 3 });
    expect(await readChain(SYSTEM)).toMatchObject({ ok: false, fault: 'cut-off' });
  });

  it('plainly that no copy outside the database is here, when files, rows and the tail are gone', async () => {
    const [before] = await database.query<{ position: string }>('select max(position) as position from audit_seals');
    await moveClock(database, '24 hours');
    await happen(3);
    await anchorLedger();
    await rm(folder(), { recursive: true });
    await database.query('delete from audit_anchors where position > $1', [before?.position]);
    for (const table of [
      'audit_events where id in (select event_id from audit_seals where position > $1)',
      'audit_seals where position > $1',
    ])
      await database.query(`delete from ${table}`, [before?.position]);
    const answer = await readChain(SYSTEM);
    expect(answer).toMatchObject({ ok: true, anchors: 1, outside: 0 });
    expect(answer.ok && answer.anchored).toContain('no copy outside the database was found here');
  });

  it('a day that stands in the folder or in the database alone', async () => {
    const [first = ''] = await readdir(folder());
    const day = first.slice(0, 10);
    await moveClock(database, '24 hours');
    await anchorLedger();
    const text = await readFile(join(folder(), first), 'utf8');
    await rm(join(folder(), first));
    expect(await readChain(SYSTEM)).toMatchObject({ ok: false, fault: 'one-sided', day });
    await writeFile(join(folder(), first), text);
    expect(await readChain(SYSTEM)).toMatchObject({ ok: true, outside: 2 });
    await database.query('delete from audit_anchors where day = $1', [day]);
    expect(await readChain(SYSTEM)).toMatchObject({ ok: false, fault: 'one-sided', day });
  });

  it('nothing while the file of the day is still being written', async () => {
    await moveClock(database, '24 hours');
    const today = await anchorLedger();
    await rm(join(folder(), `${today?.day}.json`));
    expect(await readChain(SYSTEM)).toMatchObject({ ok: true, anchors: 2, outside: 1 });
  });

  it('a chain that a superuser wrote anew over edited events', async () => {
    await database.query(`update audit_events set details = '{"build": 99}'`);
    await database.query('truncate audit_seals, audit_anchors');
    await sealLedger();
    expect(await verifyLedger()).toMatchObject({ ok: true });
    expect(await readChain(SYSTEM)).toMatchObject({ ok: false, fault: 'rewritten' });
  });

  it('that it was edited itself, in the file or in the database', async () => {
    const [name = ''] = await readdir(folder());
    const path = join(folder(), name);
    const text = await readFile(path, 'utf8');
    for (const forged of [text.replace('"position": 5', '"position": 4'), '{}', 'nothing']) {
      await writeFile(path, forged);
      expect(await readChain(SYSTEM)).toMatchObject({ ok: false, fault: 'forged' });
    }
    await writeFile(path, text);
    expect(await readChain(SYSTEM)).toMatchObject({ ok: true });
    await database.query('update audit_anchors set position = 1');
    expect(await readChain(SYSTEM)).toMatchObject({ ok: false, fault: 'forged' });
  });
});

it('reading the chain is an event, with what was found', async () => {
  await readChain({ 'psa.actor_kind': 'staff', 'psa.actor_id': '7' });
  const [event] = await database.query('select actor_id, details from audit_events order by id desc limit 1');
  expect(event).toEqual({ actor_id: 7, details: { holds: true } });
});
