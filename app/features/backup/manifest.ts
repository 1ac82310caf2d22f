// Decides what the manifest of a backup says: which tables and files there are with their hashes, as of when, and under which migrations. It holds no
// secret and nobody's data; whether the keys of the one who restores are those of then is known by a keyed word.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

export const FORMAT = 1;
export const MANIFEST = 'manifest.json';
/** Beside it: who made the manifest, by the key that signs anchors. Written last. */
export const SIGNATURE = 'manifest.signature';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** No step out of the folder. */
const fileName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/);
const tableName = z.string().regex(/^[a-z_][a-z0-9_]*$/);
const count = z.int().min(0);

const manifestSchema = z.object({
  format: z.literal(FORMAT, 'is of another format: restore it with the release that made it'),
  /** Everything is as of this instant. */
  cutOff: z.iso.datetime(),
  server: z.string(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  tables: z.array(z.object({ table: tableName, columns: z.array(z.string()), rows: count, bytes: count, sha256 })),
  sequences: z.array(z.object({ name: tableName, value: z.string().regex(/^-?\d+$/) })),
  /** Files of reports, below `files/`. */
  files: z.array(z.object({ name: fileName, bytes: count, sha256 })),
  /** Report files that the database knows and the data folder lacked, or had otherwise than they were checked. */
  lacking: z.array(fileName),
  /** Tells whether TOMBSTONE_KEY is the same. */
  tombstoneCheck: sha256,
});
export type Manifest = z.infer<typeof manifestSchema>;

export const signManifest = (key: string, text: string): string =>
  createHmac('sha256', key).update(`backup\n${text}`).digest('hex');

export const isSignedBy = (key: string, text: string, signature: string): boolean => {
  const [expected, given] = [Buffer.from(signManifest(key, text)), Buffer.from(signature.trim())];
  return expected.length === given.length && timingSafeEqual(expected, given);
};

export const tombstoneCheckOf = (key: string): string =>
  createHmac('sha256', key).update('the key of a backup').digest('hex');

/** Gives the manifest, or the fault in words. */
export function parseManifest(text: string): { manifest: Manifest } | { fault: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { fault: 'is no JSON' };
  }
  const parsed = manifestSchema.safeParse(value);
  if (parsed.success) return { manifest: parsed.data };
  const [issue] = parsed.error.issues;
  return { fault: `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim() };
}
