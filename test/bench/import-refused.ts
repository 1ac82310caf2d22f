/**
 * What it costs the web process to refuse files that ask for far more than they are: a workbook of 1 MB that inflates to 1 GiB, and a text of a
 * million rows. The most memory that it took on top, and how long its event loop stood still.
 */
import { startSignIn } from '#app/features/access/sign-ins.server.ts';
import { ensureBuild } from '#app/portal-build.ts';
import { projectRoot } from '#app/platform/project-root.server.ts';
import { centralRecord, endRecord, localHeader } from '#reports/workbook/zip-layout.ts';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDeflateRaw, deflateRawSync } from 'node:zlib';
import { openBenchDatabase } from './bench-database.ts';
import { seconds } from './measure.ts';

const GIBIBYTE_IN_MB = 1_024;
const ROWS = 1_000_000;

async function makeBomb(): Promise<Buffer> {
  const zeros = Buffer.alloc(1 << 20);
  const inflating = Readable.from(Array.from({ length: GIBIBYTE_IN_MB }, () => zeros));
  const packed = await buffer(inflating.pipe(createDeflateRaw({ level: 9 })));
  const parts = [
    { name: '[Content_Types].xml', packed: deflateRawSync('<Types/>'), size: 8 },
    // It says that it is small.
    { name: 'xl/workbook.xml', packed, size: 1_000 },
  ];
  const bytes: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const entry = { name: part.name, flags: 0, crc: 0, compressed: part.packed.length, size: part.size, offset };
    const header = localHeader(entry);
    bytes.push(header, part.packed);
    directory.push(centralRecord(entry));
    offset += header.length + part.packed.length;
  }
  const records = Buffer.concat(directory);
  return Buffer.concat([...bytes, records, endRecord(parts.length, records.length, offset)]);
}

export type WebProcess = { readonly url: string } | { readonly peakMb: number; readonly lagMs: number };

async function ask(server: ChildProcess, about: 'start' | 'tell'): Promise<WebProcess> {
  const answer = once(server, 'message');
  server.send(about);
  return ((await answer) as [WebProcess])[0];
}

async function refuse(
  server: ChildProcess,
  url: string,
  cookie: string,
  name: string,
  bytes: Uint8Array,
  words: RegExp,
) {
  await ask(server, 'start');
  const headers = { Cookie: cookie, Origin: url };
  const form = new FormData();
  form.set('kind', 'workshops');
  form.set('file', new Blob([new Uint8Array(bytes)]), name);
  const start = performance.now();
  const sent = await fetch(`${url}/train/import`, { method: 'POST', headers, body: form, redirect: 'manual' });
  const page = sent.headers.get('location');
  if (page === null) throw new Error(`The file was answered ${sent.status}`);
  for (;;) {
    const text = await (await fetch(url + page, { headers })).text();
    if (words.test(text)) break;
    if (!text.includes('being read')) throw new Error('The file was not refused for its size');
    await sleep(20);
  }
  const ms = performance.now() - start;
  const told = await ask(server, 'tell');
  if (!('peakMb' in told)) throw new Error('The web process told nothing');
  return `refused after ${seconds(ms)}; ${told.peakMb.toFixed(0)} MB more at most, event loop late by ${told.lagMs.toFixed(0)} ms at most`;
}

/** Starts a portal of its own, and gives the lines to print. */
export async function benchImportRefused(): Promise<{ name: string; lines: string[] }> {
  await ensureBuild();
  const database = await openBenchDatabase();
  let server: ChildProcess | undefined;
  try {
    await database.client.query(
      `insert into staff_members (email, name) values ('trainer@academy.example', 'Ilse Vermeer');
       insert into staff_roles (staff_id, role, granted_by) select id, 'trainer', 'benchmark' from staff_members`,
    );
    const { cookie } = await startSignIn(new Request('http://localhost/'), {
      seat: { kind: 'staff', id: 1 },
      method: 'demo',
    });
    const web = fork(join(projectRoot, 'test', 'bench', 'watched-server.ts'), { execArgv: process.execArgv });
    server = web;
    const [started] = (await once(web, 'message')) as [WebProcess];
    if (!('url' in started)) throw new Error('The server did not start');
    const token = cookie.split(';')[0] ?? '';
    const { url } = started;
    // What is loaded once is no part of it.
    await refuse(web, url, token, 'small.xlsx', Buffer.from('PK no workbook'), /not a plain/);
    const rows = Buffer.from(`Workshop,Exam\n${'a,b\n'.repeat(ROWS)}`);
    return {
      name: 'import-refused',
      lines: [
        `1 GiB in a workbook of 1 MB: ${await refuse(web, url, token, 'bomb.xlsx', await makeBomb(), /too far|too large/)}`,
        `1,000,000 rows in 4 MB: ${await refuse(web, url, token, 'rows.csv', rows, /more rows than/)}`,
      ],
    };
  } finally {
    if (server !== undefined) {
      const ended = once(server, 'exit');
      server.kill('SIGTERM');
      await ended;
    }
    await database.close();
  }
}
