// Ties the chain to something outside the database, once a day: how far it had come, signed, in a file and in the privacy officers' mail.
// Whoever can rewrite the whole database, the chain included, can't rewrite those.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { access, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';

import { inRoleSql } from '#app/platform/db.server.ts';
import { env } from '#app/platform/env.server.ts';
import { dataPath } from '#app/platform/files.server.ts';
import { log } from '#app/platform/log.server.ts';
import { sendMail } from '#app/platform/mail.server.ts';
import { appendEvent } from './ledger.server.ts';
import { readHead, sealLedger } from './seal.server.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };
const FOLDER = 'anchors';

const anchorSchema = z.object({
  /** 'YYYY-MM-DD', UTC. */
  day: z.string(),
  /** How many events were sealed. */
  position: z.int().min(0),
  /** The hash of the last one. */
  head: z.string(),
  signature: z.string(),
});
export type Anchor = z.infer<typeof anchorSchema>;

const sign = ({ day, position, head }: Omit<Anchor, 'signature'>): string =>
  createHmac('sha256', env().auditAnchorKey).update(`${day}\n${position}\n${head}`).digest('hex');

const isSigned = (anchor: Anchor): boolean => {
  const expected = Buffer.from(sign(anchor));
  const given = Buffer.from(anchor.signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
};

const fileOf = (day: string): string => dataPath(FOLDER, `${day}.json`);

async function writeFileOnce(anchor: Anchor): Promise<void> {
  await mkdir(dataPath(FOLDER), { recursive: true });
  const isThere = await access(fileOf(anchor.day)).then(
    () => true,
    () => false,
  );
  if (isThere) return;
  const draft = `${fileOf(anchor.day)}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(anchor, null, 2)}\n`);
  await rename(draft, fileOf(anchor.day));
}

const wordsOf = ({ day, position, head, signature }: Anchor): string =>
  `The audit chain on ${day} (UTC):\n\nEvents sealed: ${position}\nHead: ${head}\nSignature: ${signature}\n\n` +
  'Keep this mail. If the chain is ever doubted, its event of this number must have this hash;\n' +
  '`npm run psa -- audit verify` compares it with the copies in the data folder.\n';

async function tellPrivacyOfficers(anchor: Anchor): Promise<void> {
  const officers = await inRoleSql('psa_worker', SYSTEM, async (client) => {
    const found = await client.query<{ email: string }>(
      `select s.email from staff_members s join staff_roles r on r.staff_id = s.id
       where r.role = 'privacy-officer' and r.revoked_at is null and s.disabled_at is null order by s.id`,
    );
    return found.rows;
  });
  for (const { email } of officers) {
    try {
      await sendMail({ to: email, subject: `Audit chain, ${anchor.day}`, text: wordsOf(anchor) });
    } catch (error) {
      // The file stands; tomorrow's mail says more than today's would have.
      log.error({ err: error }, 'the anchor of the audit chain could not be mailed');
    }
  }
}

/** Anchors the chain if this day (UTC) has no anchor yet. Gives the new anchor, or null. Any number of workers may ask. */
export async function anchorLedger(): Promise<Anchor | null> {
  await sealLedger();
  const { anchor, isNew } = await inRoleSql('psa_worker', SYSTEM, async (client) => {
    const head = await readHead(client);
    const today = await client.query<{ day: string }>(`select (psa_now() at time zone 'UTC')::date::text as day`);
    const unsigned = { day: today.rows[0]?.day ?? '', position: head.position, head: head.hash };
    const inserted = await client.query(
      `insert into audit_anchors (day, position, head, signature) values ($1, $2, $3, $4) on conflict (day) do nothing`,
      [unsigned.day, unsigned.position, unsigned.head, sign(unsigned)],
    );
    if (inserted.rowCount === 1)
      await appendEvent(client, { event: 'ledger.anchored', details: { position: head.position } });
    const kept = await client.query<{ position: string; head: string; signature: string }>(
      'select position, head, signature from audit_anchors where day = $1',
      [unsigned.day],
    );
    const [row] = kept.rows;
    if (row === undefined) throw new Error('The anchor of the day was not kept');
    return {
      anchor: { day: unsigned.day, ...row, position: Number(row.position) },
      isNew: inserted.rowCount === 1,
    };
  });
  // Also for a day whose worker was killed before it came to this.
  await writeFileOnce(anchor);
  if (isNew) await tellPrivacyOfficers(anchor);
  return isNew ? anchor : null;
}

async function readFiles(): Promise<Anchor[]> {
  const names = await readdir(dataPath(FOLDER)).catch(() => []);
  const days = names.filter((name) => /^\d{4}-\d{2}-\d{2}\.json$/.test(name));
  return Promise.all(
    days.map(async (name): Promise<Anchor> => {
      const day = name.slice(0, 10);
      try {
        const anchor = anchorSchema.parse(JSON.parse(await readFile(dataPath(FOLDER, name), 'utf8')));
        return anchor.day === day ? anchor : { ...anchor, day, signature: '' };
      } catch {
        // Not as we wrote it: that it was changed is what is told.
        return { day, position: 0, head: '', signature: '' };
      }
    }),
  );
}

export type AnchorFault = { readonly day: string; readonly fault: 'forged' | 'cut-off' | 'rewritten' };
export type AnchorState = {
  readonly checked: number;
  readonly lastDay: string | null;
  readonly fault: AnchorFault | null;
};

/**
 * Compares the chain with every anchor, in files and in the database. An anchor whose signature does not fit is forged; one that is
 * further than the chain tells that its tail was cut off; one with another hash, that the chain was written anew.
 */
export async function verifyAnchors(): Promise<AnchorState> {
  const files = await readFiles();
  return inRoleSql(
    'psa_worker',
    SYSTEM,
    async (client) => {
      const kept = await client.query<Omit<Anchor, 'position'> & { position: string }>(
        'select day::text, position, head, signature from audit_anchors',
      );
      const anchors = [...files, ...kept.rows.map((row) => ({ ...row, position: Number(row.position) }))].sort(
        (one, other) => one.day.localeCompare(other.day),
      );
      const lastDay = anchors.at(-1)?.day ?? null;
      for (const anchor of anchors) {
        if (!isSigned(anchor)) return { checked: anchors.length, lastDay, fault: { day: anchor.day, fault: 'forged' } };
        if (anchor.position === 0) continue;
        const seal = await client.query<{ hash: string }>('select hash from audit_seals where position = $1', [
          anchor.position,
        ]);
        const hash = seal.rows[0]?.hash;
        if (hash === anchor.head) continue;
        return {
          checked: anchors.length,
          lastDay,
          fault: { day: anchor.day, fault: hash === undefined ? 'cut-off' : 'rewritten' },
        };
      }
      return { checked: anchors.length, lastDay, fault: null };
    },
    { readOnly: true },
  );
}
