import { setTimeout as sleep } from 'node:timers/promises';
import { databaseNow } from '#app/platform/clock.server.ts';
import { closeDatabase, inRole, inRoleSql } from '#app/platform/db.server.ts';
import { migrate } from '#app/platform/migrate.server.ts';
import { useDatabase } from '#test/support/database.ts';
import pg from 'pg';
import { describe, expect, it } from 'vitest';

const database = useDatabase();

describe('a transaction in a role', () => {
  it('runs as the role, with its settings, and takes both off afterwards', async () => {
    const seen = await inRoleSql('psa_portal', { 'psa.actor_kind': 'person', 'psa.actor_id': '7' }, async (client) => {
      const found = await client.query<{ role: string; actor: string }>(
        "select current_user as role, current_setting('psa.actor_id') as actor",
      );
      return found.rows[0];
    });
    expect(seen).toEqual({ role: 'psa_portal', actor: '7' });
    const later = await inRole(
      'psa_worker',
      {},
      (tx) =>
        tx.$queryRaw<{ role: string; actor: string | null }[]>`
        select current_user::text as role, nullif(current_setting('psa.actor_id', true), '') as actor`,
    );
    expect(later).toEqual([{ role: 'psa_worker', actor: null }]);
  });

  it('leaves nothing when it throws', async () => {
    await database.query('create table scratch (id int primary key)');
    await database.query('grant all on scratch to psa_worker');
    const failing = inRoleSql('psa_worker', {}, async (client) => {
      await client.query('insert into scratch values (1)');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await expect(
      inRole('psa_worker', {}, async (tx) => {
        await tx.$executeRaw`insert into scratch values (2)`;
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await database.query('select id from scratch')).toEqual([]);
  });

  it('bad-H3 is tried again after a serialization failure or a deadlock, and the sum is right', async () => {
    await database.query('create table tally (id int primary key, n int not null)');
    await database.query('insert into tally values (1, 0)');
    await database.query('grant all on tally to psa_worker');
    const add = () =>
      inRoleSql(
        'psa_worker',
        {},
        async (client) => {
          const found = await client.query<{ n: number }>('select n from tally where id = 1');
          await client.query('update tally set n = $1 where id = 1', [(found.rows[0]?.n ?? 0) + 1]);
        },
        { isolation: 'repeatable read' },
      );
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, add));
    const done = outcomes.filter(({ status }) => status === 'fulfilled').length;
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: '40001' });
    expect(await database.query('select n from tally')).toEqual([{ n: done }]);
    expect(done).toBeGreaterThan(1);
  });

  it('retries through Prisma too', async () => {
    await database.query('create table pairs (id int primary key, n int not null)');
    await database.query('insert into pairs values (1, 0), (2, 0)');
    await database.query('grant all on pairs to psa_worker');
    const both = (first: number, second: number) =>
      inRole('psa_worker', {}, async (tx) => {
        await tx.$executeRaw`update pairs set n = n + 1 where id = ${first}`;
        await sleep(60);
        await tx.$executeRaw`update pairs set n = n + 1 where id = ${second}`;
      });
    await Promise.all([both(1, 2), both(2, 1)]);
    expect(await database.query('select n from pairs')).toEqual([{ n: 2 }, { n: 2 }]);
  });

  it('bad-B11 bad-B12 finds nothing that it may do outside', async () => {
    const client = new pg.Client({ connectionString: database.appUrl });
    await client.connect();
    try {
      await expect(client.query('select * from public.persons')).rejects.toMatchObject({ code: '42501' });
      await expect(client.query('delete from public.persons')).rejects.toMatchObject({ code: '42501' });
    } finally {
      await client.end();
    }
    let late: Promise<unknown> = Promise.resolve();
    await expect(
      inRole(
        'psa_worker',
        {},
        async (tx) => {
          await sleep(300);
          late = tx.$executeRawUnsafe("insert into countries values ('XX')");
          late.catch(() => undefined);
          await late;
        },
        { timeoutMs: 100 },
      ),
    ).rejects.toThrow();
    await expect(late).rejects.toThrow();
  });

  it('bad-H9 ends a statement that takes longer than it may', async () => {
    const slow = inRoleSql('psa_worker', {}, (client) => client.query('select pg_sleep(5)'), { timeoutMs: 50 });
    await expect(slow).rejects.toMatchObject({ code: '57014' });
  });

  it('takes a new connection when the server has ended one', async () => {
    await inRoleSql('psa_worker', {}, (client) => client.query('select 1'));
    await database.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'psa_app' and datname = current_database()",
    );
    await sleep(50);
    await expect(databaseNow()).resolves.toBeInstanceOf(Date);
  });
});

describe('a database that writes times in a way and a zone of its own', () => {
  it('is understood all the same, through Prisma and by migrations too', async () => {
    await closeDatabase();
    await database.query(`alter database ${database.name} set datestyle = 'German, DMY'`);
    await database.query(`alter database ${database.name} set timezone = 'Asia/Kolkata'`);
    try {
      const [known] = await database.query<{ ms: string }>(
        `select extract(epoch from timestamptz '2026-03-04 05:06:07.89+00') * 1000 as ms`,
      );
      const text = `select timestamptz '2026-03-04 05:06:07.89+00' as at, date '2026-03-04'::text as day`;
      const bySql = await inRoleSql('psa_worker', {}, (client) => client.query<{ at: Date; day: string }>(text));
      const byPrisma = await inRole('psa_worker', {}, (tx) => tx.$queryRawUnsafe<{ at: Date; day: string }[]>(text));
      for (const [row] of [bySql.rows, byPrisma])
        expect([row?.at.getTime(), row?.day]).toEqual([Number(known?.ms), '2026-03-04']);
      expect((await databaseNow()).getTime()).toBeGreaterThan(Number(known?.ms));
      expect(await migrate(database.ownerUrl)).toEqual({ applied: [] });
    } finally {
      await database.query(`alter database ${database.name} reset all`);
      await closeDatabase();
    }
  });
});
