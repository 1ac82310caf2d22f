// What ties the chain to something outside the database: even somebody who rewrites all of it is found out.
import { readChain } from '#app/features/ledger/read-chain.server.ts';
import { anchorLedger, verifyAnchors } from '#app/features/ledger/anchor.server.ts';
import { appendEvents } from '#app/features/ledger/ledger.server.ts';
import { sealLedger, verifyLedger } from '#app/features/ledger/seal.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { moveClock } from '#test/support/register.ts';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';

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
    expect(await anchorLedger()).toBeNull();
    const [name = ''] = await readdir(folder());
    expect(await readdir(folder())).toHaveLength(1);
    const kept: unknown = JSON.parse(await readFile(join(folder(), name), 'utf8'));
    expect(kept).toEqual(made.find((anchor) => anchor !== null));
    await moveClock(database, '24 hours');
    expect(await anchorLedger()).toMatchObject({ position: 6 });
    expect(await readdir(folder())).toHaveLength(2);
    expect(await verifyAnchors()).toMatchObject({ checked: 4, fault: null });
  });

  it('whose file was lost with a killed worker is written at the next tick', async () => {
    await anchorLedger();
    await rm(folder(), { recursive: true });
    await anchorLedger();
    expect(await readdir(folder())).toHaveLength(1);
  });

  it('fits a chain that has grown since', async () => {
    await anchorLedger();
    await happen(3);
    expect(await readChain(SYSTEM)).toMatchObject({ ok: true, anchors: 2 });
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
