// Decides what the process's environment means: the only reader of `process.env`, parsed once, every fault told at once and no value of a
// secret ever repeated. Outside production, secrets that are missing are made once and kept in the data folder.
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { projectRoot } from './project-root.server.ts';

const MINIMUM_SECRET_LENGTH = 32;

export type Mode = 'production' | 'development' | 'test';

const flag = z
  .enum(['0', '1', 'false', 'true'])
  .default('0')
  .transform((value) => value === '1' || value === 'true');
const secret = z.string().min(MINIMUM_SECRET_LENGTH, `needs at least ${MINIMUM_SECRET_LENGTH} characters`);
const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgresql://');
const list = z.string().transform((value) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

const schema = z.object({
  NODE_ENV: z.string().optional(),
  VITEST: z.string().optional(),
  PSA_DEMO: flag,
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  PSA_ORIGIN: z
    .url({ protocol: /^https?$/, error: 'must be an http(s) address such as https://portal.example' })
    .optional(),
  PSA_DATA_DIR: z.string().min(1).default('.data'),
  PSA_TRUSTED_PROXIES: list.default([]),
  DATABASE_URL: postgresUrl.optional(),
  MIGRATION_DATABASE_URL: postgresUrl.optional(),
  SESSION_SECRETS: list.pipe(z.array(secret).min(1, 'needs at least one secret')).optional(),
  TOMBSTONE_KEY: secret.optional(),
  AUDIT_ANCHOR_KEY: secret.optional(),
});

const REQUIRED_IN_PRODUCTION = [
  'DATABASE_URL',
  'MIGRATION_DATABASE_URL',
  'SESSION_SECRETS',
  'TOMBSTONE_KEY',
  'AUDIT_ANCHOR_KEY',
  'PSA_ORIGIN',
] as const;

export type Env = {
  readonly mode: Mode;
  /** Demo personas may be signed in by a link. Refused in production. */
  readonly demo: boolean;
  readonly port: number;
  /** Where people reach the portal, without a trailing slash. */
  readonly origin: string;
  /** Absolute. */
  readonly dataDir: string;
  readonly databaseUrl?: string;
  readonly migrationDatabaseUrl?: string;
  /** The first signs, all verify. */
  readonly sessionSecrets: readonly string[];
  readonly tombstoneKey: string;
  readonly auditAnchorKey: string;
  /** Addresses or ranges whose X-Forwarded-* headers are believed. */
  readonly trustedProxies: readonly string[];
};

/** Thrown when the environment can't be used; the message lists every fault by variable name. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

function modeOf(nodeEnv: string | undefined, vitest: string | undefined): Mode {
  if (nodeEnv === 'production') return 'production';
  return nodeEnv === 'test' || vitest !== undefined ? 'test' : 'development';
}

/** Reads a secret kept in the data folder, making it the first time; two processes at once end with the same one. */
function keptSecret(dataDir: string, name: string): string {
  const folder = join(dataDir, 'secrets');
  const file = join(folder, name);
  // In two steps: the mode is meant for the secrets only, and `recursive` would give it to the data folder too.
  mkdirSync(dataDir, { recursive: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
    try {
      linkSync(draft, file);
    } catch {
      // Another process was first: its secret counts.
    }
    rmSync(draft, { force: true });
    return readFileSync(file, 'utf8').trim();
  }
}

/** Parses an environment. Pure but for the kept secrets. Throws EnvironmentError naming every fault. */
export function parseEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const mode = modeOf(present['NODE_ENV'], present['VITEST']);
  const faults: string[] = [];
  const parsed = schema.safeParse(present);
  for (const issue of parsed.error?.issues ?? []) faults.push(`${issue.path.join('.')}: ${issue.message}`);
  if (mode === 'production') {
    for (const name of REQUIRED_IN_PRODUCTION) {
      if (present[name] === undefined) faults.push(`${name}: is required in production`);
    }
    if (parsed.data?.PSA_DEMO === true) faults.push('PSA_DEMO: demo personas are refused in production');
  }
  if (!parsed.success || faults.length > 0) {
    throw new EnvironmentError(`The environment can't be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  }
  const given = parsed.data;
  const dataDir = resolve(projectRoot, given.PSA_DATA_DIR);
  return {
    mode,
    demo: given.PSA_DEMO,
    port: given.PORT,
    origin: (given.PSA_ORIGIN ?? `http://localhost:${given.PORT}`).replace(/\/+$/, ''),
    dataDir,
    ...(given.DATABASE_URL === undefined ? {} : { databaseUrl: given.DATABASE_URL }),
    ...(given.MIGRATION_DATABASE_URL === undefined ? {} : { migrationDatabaseUrl: given.MIGRATION_DATABASE_URL }),
    sessionSecrets: given.SESSION_SECRETS ?? [keptSecret(dataDir, 'session')],
    tombstoneKey: given.TOMBSTONE_KEY ?? keptSecret(dataDir, 'tombstone'),
    auditAnchorKey: given.AUDIT_ANCHOR_KEY ?? keptSecret(dataDir, 'audit-anchor'),
    trustedProxies: given.PSA_TRUSTED_PROXIES,
  };
}

let memo: Env | undefined;

/** The environment of this process, parsed at first use. */
export function env(): Env {
  memo ??= parseEnv(process.env);
  return memo;
}
