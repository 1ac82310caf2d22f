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
const guid = z.guid('must be an id such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301').transform((id) => id.toLowerCase());
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
  PSA_TRUSTED_PROXIES: list.pipe(z.array(z.string()).min(1, 'needs at least one address or range')).optional(),
  DATABASE_URL: postgresUrl.optional(),
  MIGRATION_DATABASE_URL: postgresUrl.optional(),
  SESSION_SECRETS: list.pipe(z.array(secret).min(1, 'needs at least one secret')).optional(),
  TOMBSTONE_KEY: secret.optional(),
  AUDIT_ANCHOR_KEY: secret.optional(),
  METRICS_TOKEN: secret.optional(),
  ENTRA_CLIENT_ID: guid.optional(),
  ENTRA_STAFF_TENANT: guid.optional(),
  ENTRA_AUTHORITY: z
    .url({ protocol: /^https$/, error: 'must be an https address such as https://login.microsoftonline.com' })
    .default('https://login.microsoftonline.com'),
  ENTRA_CLIENT_SECRET: z.string().min(8, 'needs at least 8 characters').optional(),
  ENTRA_CERTIFICATE_FILE: z.string().optional(),
  ENTRA_PRIVATE_KEY_FILE: z.string().optional(),
  GRAPH_URL: z
    .url({ protocol: /^https$/, error: 'must be an https address such as https://graph.microsoft.com' })
    .default('https://graph.microsoft.com'),
  SFTP_PRIVATE_KEY_FILE: z.string().optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must start with smtp:// or smtps://')
    .optional(),
  MAIL_FROM: z.email('must be an e-mail address').optional(),
});

const REQUIRED_IN_PRODUCTION = [
  'DATABASE_URL',
  'SESSION_SECRETS',
  'TOMBSTONE_KEY',
  'AUDIT_ANCHOR_KEY',
  'PSA_ORIGIN',
  // Whoever speaks TLS stands in front: unnamed, all people would be one network, and share its limits.
  'PSA_TRUSTED_PROXIES',
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
  /** What a monitor shows to read /metrics. Left out, nobody reads it. */
  readonly metricsToken?: string;
  /** Addresses or ranges whose X-Forwarded-* headers are believed. */
  readonly trustedProxies: readonly string[];
  /** Left out, nobody signs in with Entra ID. */
  readonly entra?: EntraSettings;
  /** Where Microsoft Graph answers, without a trailing slash; it is asked with the token of `entra`. */
  readonly graphUrl: string;
  /** The portal's own key for SFTP servers (OpenSSH or PEM). Left out, nothing goes by SFTP. */
  readonly sftpKey?: string;
  /** Left out, mail is kept in the data folder; in production none is sent then. */
  readonly mail?: MailSettings;
};

export type MailSettings = { readonly smtpUrl: string; readonly from: string };

export type EntraSettings = {
  readonly clientId: string;
  /** Staff come from this tenant alone. */
  readonly staffTenant: string;
  /** Where Entra ID answers, without a trailing slash. */
  readonly authority: string;
  readonly credential:
    { readonly secret: string } | { /** Both PEM. */ readonly certificate: string; readonly privateKey: string };
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

type Given = z.infer<typeof schema>;

function readPem(name: string, path: string, faults: string[]): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    faults.push(`${name}: the file can't be read`);
    return '';
  }
}

/** What belongs together must all be there; half of it is a fault, none of it means: not in use. */
function readEntra(given: Given, faults: string[]): EntraSettings | null {
  const {
    ENTRA_CLIENT_ID: clientId,
    ENTRA_STAFF_TENANT: staffTenant,
    ENTRA_CLIENT_SECRET: secret,
    ENTRA_CERTIFICATE_FILE: certificateFile,
    ENTRA_PRIVATE_KEY_FILE: keyFile,
  } = given;
  if ([clientId, staffTenant, secret, certificateFile, keyFile].every((value) => value === undefined)) return null;
  if (clientId === undefined) faults.push('ENTRA_CLIENT_ID: is required with the other ENTRA_* variables');
  if (staffTenant === undefined) faults.push('ENTRA_STAFF_TENANT: is required with the other ENTRA_* variables');
  const byCertificate = certificateFile !== undefined && keyFile !== undefined;
  if (
    (secret === undefined) === !byCertificate ||
    (secret !== undefined && (certificateFile ?? keyFile) !== undefined)
  ) {
    faults.push('ENTRA_CLIENT_SECRET: say either the secret, or ENTRA_CERTIFICATE_FILE and ENTRA_PRIVATE_KEY_FILE');
  }
  if (clientId === undefined || staffTenant === undefined) return null;
  const credential = byCertificate
    ? {
        certificate: readPem('ENTRA_CERTIFICATE_FILE', certificateFile, faults),
        privateKey: readPem('ENTRA_PRIVATE_KEY_FILE', keyFile, faults),
      }
    : { secret: secret ?? '' };
  return { clientId, staffTenant, authority: given.ENTRA_AUTHORITY.replace(/\/+$/, ''), credential };
}

function readMail({ SMTP_URL: smtpUrl, MAIL_FROM: from }: Given, faults: string[]): MailSettings | null {
  if (smtpUrl === undefined && from === undefined) return null;
  if (smtpUrl === undefined || from === undefined) faults.push('SMTP_URL and MAIL_FROM: say both or neither');
  return smtpUrl === undefined || from === undefined ? null : { smtpUrl, from };
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
    if (parsed.data?.PSA_ORIGIN?.startsWith('http:') === true)
      faults.push('PSA_ORIGIN: must be an https address in production');
    if (parsed.data?.PSA_DEMO === true) faults.push('PSA_DEMO: demo personas are refused in production');
  }
  const entra = parsed.success ? readEntra(parsed.data, faults) : null;
  const mail = parsed.success ? readMail(parsed.data, faults) : null;
  const sftpKeyFile = parsed.data?.SFTP_PRIVATE_KEY_FILE;
  const sftpKey = sftpKeyFile === undefined ? null : readPem('SFTP_PRIVATE_KEY_FILE', sftpKeyFile, faults);
  if (mode === 'production' && parsed.success && entra === null && mail === null) {
    faults.push('ENTRA_CLIENT_ID or SMTP_URL: nobody could sign in without one of them');
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
    ...(given.METRICS_TOKEN === undefined ? {} : { metricsToken: given.METRICS_TOKEN }),
    trustedProxies: given.PSA_TRUSTED_PROXIES ?? [],
    graphUrl: given.GRAPH_URL.replace(/\/+$/, ''),
    ...(sftpKey === null ? {} : { sftpKey }),
    ...(entra === null ? {} : { entra }),
    ...(mail === null ? {} : { mail }),
  };
}

let memo: Env | undefined;

/** The environment of this process, parsed at first use. */
export function env(): Env {
  memo ??= parseEnv(process.env);
  return memo;
}
