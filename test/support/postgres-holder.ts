// A command for the fault tests: shares the embedded PostgreSQL, writes numbers one by one and prints each once it is committed.
// Arguments: the data folder, and the table. Ends when its input does.
import { ensureEmbeddedPostgres } from '#app/platform/embedded-postgres.server.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const [, , dataDir = '', table = 'numbers'] = process.argv;
const server = await ensureEmbeddedPostgres(dataDir);
const say = (line: string) => process.stdout.write(`${line}\n`);
const isWanted = () => !process.stdin.readableEnded;
process.stdin.resume();

const pool = new pg.Pool({ connectionString: server.ownerUrl, max: 1, connectionTimeoutMillis: 2_000 });
pool.on('error', () => undefined);

/** Asks until there is an answer: the server may be away for a moment. */
async function ask(text: string, values: number[] = []): Promise<void> {
  while (isWanted()) {
    try {
      await pool.query(text, values);
      return;
    } catch {
      await sleep(50);
    }
  }
  throw new Error('Nobody waits for an answer any more');
}

await ask(`create table if not exists ${table} (n int primary key)`);
say(`ready ${server.moved ?? 'in place'}`);
for (let n = 1; isWanted(); n++) {
  await ask(`insert into ${table} values ($1) on conflict do nothing`, [n]).then(
    () => say(String(n)),
    () => undefined,
  );
  await sleep(2);
}
await pool.end();
await server.close();
say('closed');
