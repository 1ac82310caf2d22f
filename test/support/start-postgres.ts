// One embedded PostgreSQL for all test files of a run, with one migrated database that each file copies.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureEmbeddedPostgres, type EmbeddedPostgres } from '#app/platform/embedded-postgres.server.ts';
import { migrate } from '#app/platform/migrate.server.ts';
import pg from 'pg';
import type { TestProject } from 'vitest/node';

export const TEMPLATE = 'psa_template';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Addresses of the database `psa` for the three logins; test files replace its name by their own. */
    postgres: { ownerUrl: string; appUrl: string; superuserUrl: string };
  }
}

export type Started = { readonly folder: string; readonly server: EmbeddedPostgres };

/** Setup runs once a project, in one process: they share the server through this. */
const held = globalThis as typeof globalThis & { psaTestPostgres?: Promise<Started>; psaTestProjects?: number };

/** The URL of another database of the same server. */
export function inDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

/** A server with the migrated template. `durable`: it keeps what it acknowledged when it is killed. */
export async function startTestServer(durable = false): Promise<Started> {
  const folder = mkdtempSync(join(tmpdir(), 'psa-test-'));
  // PostgreSQL may run as another user than the tests.
  chmodSync(folder, 0o755);
  const server = await ensureEmbeddedPostgres(folder, { durable });
  const client = new pg.Client({ connectionString: server.superuserUrl });
  await client.connect();
  await client.query(`create database ${TEMPLATE} owner psa_owner`);
  await client.end();
  await migrate(inDatabase(server.ownerUrl, TEMPLATE));
  return { folder, server };
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  held.psaTestPostgres ??= startTestServer();
  held.psaTestProjects = (held.psaTestProjects ?? 0) + 1;
  const { folder, server } = await held.psaTestPostgres;
  const { ownerUrl, appUrl, superuserUrl } = server;
  project.provide('postgres', { ownerUrl, appUrl, superuserUrl });
  return async () => {
    held.psaTestProjects = (held.psaTestProjects ?? 1) - 1;
    if (held.psaTestProjects > 0) return;
    delete held.psaTestPostgres;
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  };
}
