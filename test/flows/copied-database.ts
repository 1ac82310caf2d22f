// One name, many databases: each time a fresh copy of a prepared one stands under it, with the files that belong to it. Copies are made
// ahead, while something else is looked at.
import { closeDatabase } from '#app/platform/db.server.ts';
import type { TestDatabase } from '#test/support/database.ts';
import { cp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { connected } from './row-scope.ts';

export type CopiedDatabase = {
  /** Puts a fresh copy under the name. */
  renew(): Promise<void>;
  /** Drops what is left but the copy under the name. */
  drop(): Promise<void>;
};

/** Takes what stands in `database` now as the one to copy. Nobody may be connected to it. `serverUrl`: another database of the server. */
export async function copyFrom(database: TestDatabase, serverUrl: string): Promise<CopiedDatabase> {
  const { name, dataDir } = database;
  const prepared = `${name}_prepared`;
  const files = `${dataDir}-prepared`;
  let count = 0;
  const server = new pg.Client({ connectionString: serverUrl });
  await server.connect();
  await closeDatabase();
  await server.query(`alter database ${name} rename to ${prepared}`);
  await cp(dataDir, files, { recursive: true });
  const copy = (): Promise<string> =>
    connected(serverUrl, async (client) => {
      const made = `${name}_${++count}`;
      await client.query(`create database ${made} template ${prepared} owner psa_owner`);
      return made;
    });
  let next = copy();
  let isThere = false;
  let dropping: Promise<unknown> = Promise.resolve();
  return {
    async renew() {
      await closeDatabase();
      const made = await next;
      if (isThere) {
        const dead = `${name}_${++count}`;
        await server.query(`alter database ${name} rename to ${dead}`);
        await dropping;
        dropping = connected(serverUrl, (client) => client.query(`drop database ${dead} with (force)`));
      }
      await server.query(`alter database ${made} rename to ${name}`);
      isThere = true;
      next = copy();
      // Secrets stay: they are read once.
      for (const entry of await readdir(dataDir))
        if (entry !== 'secrets') await rm(join(dataDir, entry), { recursive: true });
      await cp(files, dataDir, { recursive: true });
    },
    async drop() {
      await closeDatabase();
      await dropping;
      await server.query(`drop database ${await next} with (force)`);
      await server.query(`drop database ${prepared} with (force)`);
      await server.end();
      await rm(files, { recursive: true, force: true });
    },
  };
}
