/**
 * Pages under load: the learner's home and a list of 50 people for a trainer, each under 50 connections, against the same server answering
 * a static page of the same size. And what a request costs before its page asks for anything.
 */
import { ensureBuild } from '#app/portal-build.ts';
import { projectRoot } from '#app/platform/project-root.server.ts';
import { startServer } from '#app/server.ts';
import autocannon from 'autocannon';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

import { fillWithPeople, openBenchDatabase, type BenchDatabase } from './bench-database.ts';
import { median } from './measure.ts';
import { cookieOf, startProduction, tokenOf, type ProductionServer } from './production-server.ts';

const CONNECTIONS = 50;
const SECONDS = 6;
const ROUNDS = 3;
const PEOPLE = 2_000;
const LEARNERS = 50;

async function arrange({ client }: BenchDatabase): Promise<{ learners: string[]; trainer: string }> {
  await client.query(
    `
    insert into sittings (person_id, employment_id, exam_code, attempt, month)
      select person_id, id, 'AZ-' || 100 + person_id % 10, 1, to_char(now() - interval '2 months', 'YYYY-MM') from employments where person_id <= 400;
    insert into staff_members (email, name) values ('trainer@academy.example', 'Ilse Vermeer');
    insert into staff_roles (staff_id, role, granted_by) select id, 'trainer', 'benchmark' from staff_members;
    vacuum analyze`.replace(/vacuum analyze$/, ''),
  );
  await client.query('vacuum analyze');
  const learners = [];
  for (let id = 1; id <= LEARNERS; id++) learners.push(await tokenOf({ kind: 'person', id }));
  return { learners, trainer: await tokenOf({ kind: 'staff', id: 1 }) };
}

/** Requests a second, under 50 connections that carry these cookies in turn. Throws when an answer is not a page. */
async function throughput(url: string, path: string, tokens: readonly string[]): Promise<number> {
  const requests = tokens.map((token) => ({
    method: 'GET' as const,
    path,
    headers: { cookie: cookieOf(token) },
  }));
  const result = await autocannon({ url, connections: CONNECTIONS, duration: SECONDS, requests });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${path}: ${result.non2xx} refused, ${result.errors} failed`);
  return result.requests.average;
}

/** The statements that one request sends, in order. */
async function statementsOf(path: string, token: string): Promise<string[]> {
  const sent: string[] = [];
  const original: unknown = Reflect.get(pg.Client.prototype, 'query');
  if (typeof original !== 'function') throw new Error('pg has no query');
  const counting = function (this: unknown, ...given: unknown[]): unknown {
    const [first] = given;
    sent.push(typeof first === 'string' ? first : String(Reflect.get(Object(first), 'text')));
    return Reflect.apply(original, this, given);
  };
  const server = await startServer({ port: 0 });
  const headers = { Cookie: `psa=${token}` };
  await (await fetch(server.url + path, { headers })).text();
  Reflect.set(pg.Client.prototype, 'query', counting);
  await (await fetch(server.url + path, { headers })).text();
  Reflect.set(pg.Client.prototype, 'query', original);
  await server.close();
  return sent;
}

function describeCost(name: string, sent: readonly string[]): string {
  const guard = sent.filter((text) => text.includes('door.enter')).length;
  const begun = sent.filter((text) => /^begin/i.test(text));
  const roles = sent.filter((text) => /^select set_config/.test(text)).length;
  const together = begun.filter((text) => text.includes('set_config')).length;
  return (
    `${name}: guard and sign-in ${guard} query; role and actor ${roles} extra round trips ` +
    `(${together} with the begin of ${begun.length} transaction); ${sent.length} statements in all`
  );
}

export async function benchPage(): Promise<{ name: string; lines: string[] }> {
  await ensureBuild();
  const database = await openBenchDatabase();
  const file = join(projectRoot, 'build', 'client', 'assets', `bench-${process.pid}.html`);
  const lines = [`${CONNECTIONS} connections, ${SECONDS} s each, median of ${ROUNDS}`];
  let server: ProductionServer | undefined;
  try {
    await fillWithPeople(database, PEOPLE, 40);
    const { learners, trainer } = await arrange(database);
    server = await startProduction(database.folder);
    const { url } = server;
    const pages = [
      ['learner home', '/me', learners],
      ['list of 50 people', '/train/exams', [trainer]],
    ] as const;
    for (const [name, path, tokens] of pages) {
      const page = await fetch(url + path, { headers: { Cookie: cookieOf(tokens[0]) } });
      const size = (await page.arrayBuffer()).byteLength;
      if (page.status !== 200) throw new Error(`${path} answers ${page.status}`);
      await writeFile(file, 'x'.repeat(size));
      await throughput(url, path, tokens);
      const statics: number[] = [];
      const dynamics: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        statics.push(await throughput(url, `/assets/bench-${process.pid}.html`, tokens));
        dynamics.push(await throughput(url, path, tokens));
      }
      const ratio = median(dynamics) / median(statics);
      lines.push(
        `${name} (${(size / 1_000).toFixed(1)} kB): ${median(dynamics).toFixed(0)} pages a second, ` +
          `${ratio.toFixed(3)} × a static page of equal size (${median(statics).toFixed(0)})`,
      );
    }
    await server.stop();
    server = undefined;
    const [learner = ''] = learners;
    lines.push(describeCost('learner home', await statementsOf('/me', learner)));
    lines.push(describeCost('list of 50 people', await statementsOf('/train/exams', trainer)));
    return { name: 'page', lines };
  } finally {
    await server?.stop();
    await rm(file, { force: true });
    await database.close();
  }
}
