// Ties the chain to something outside the database, once a day: how far it had come, signed, in a file and in the privacy officers' mail.
// Whoever can rewrite the whole database, the chain included, can't rewrite those.
import { inRoleSql } from '#app/platform/db.server.ts';
import { isSigned, signAnchor, writeMissingFiles, type Anchor } from './anchor-files.server.ts';
import { mailAnchors } from './anchor-mail.server.ts';
import { appendEvent } from './ledger.server.ts';
import { readHead, sealLedger } from './seal.server.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };
/** Older days are left as they are: a file that was lost since should be missed. */
const MADE_GOOD_FOR_DAYS = 31;

type KeptAnchor = Anchor & { readonly mailed: boolean };

const isAnchored = (): Promise<boolean> =>
  inRoleSql(
    'psa_worker',
    SYSTEM,
    async (client) => {
      const found = await client.query(`select from audit_anchors where day = (psa_now() at time zone 'UTC')::date`);
      return found.rowCount !== 0;
    },
    { readOnly: true },
  );

/** Anchors the chain if this day (UTC) has no anchor yet. Gives the new anchor, or null. Any number of workers may ask. */
export async function anchorLedger(): Promise<Anchor | null> {
  // The look at everything, however long the ledger is, is for what is signed: once a day.
  if (!(await isAnchored())) await sealLedger();
  const { made, kept } = await inRoleSql('psa_worker', SYSTEM, async (client) => {
    const head = await readHead(client);
    const today = await client.query<{ day: string }>(`select (psa_now() at time zone 'UTC')::date::text as day`);
    const unsigned = { day: today.rows[0]?.day ?? '', position: head.position, head: head.hash };
    const anchor: Anchor = { ...unsigned, signature: signAnchor(unsigned) };
    const inserted = await client.query(
      `insert into audit_anchors (day, position, head, signature) values ($1, $2, $3, $4) on conflict (day) do nothing`,
      [anchor.day, anchor.position, anchor.head, anchor.signature],
    );
    if (inserted.rowCount === 1)
      await appendEvent(client, { event: 'ledger.anchored', details: { position: head.position } });
    const recent = await client.query<Omit<KeptAnchor, 'position'> & { position: string }>(
      `select day::text, position, head, signature, mailed_at is not null as mailed from audit_anchors
       where day > $1::date - ${MADE_GOOD_FOR_DAYS} order by day`,
      [anchor.day],
    );
    return {
      made: inserted.rowCount === 1 ? anchor : null,
      kept: recent.rows.map((row): KeptAnchor => ({ ...row, position: Number(row.position) })),
    };
  });
  // Of every recent day, not of today alone: a worker may have been killed before it came to this, and its day may be over.
  // A row that we did not sign goes nowhere.
  const signed = kept.filter(isSigned);
  await writeMissingFiles(signed.map(({ day, position, head, signature }) => ({ day, position, head, signature })));
  await mailAnchors(signed.filter(({ mailed }) => !mailed));
  return made;
}
