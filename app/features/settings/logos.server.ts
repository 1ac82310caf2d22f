// Keeps the logo of the site. Whoever sets one says what stood there when they looked: nothing is overwritten unseen.
import type { PoolClient } from 'pg';
import { createHash } from 'node:crypto';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { refreshBrand } from './brand.server.ts';
import type { LogoTheme, StoredLogo } from './logo.ts';
import type { LogoChange } from './receive-logo.server.ts';

export type ShownLogo = StoredLogo & { readonly changedAt: Date; readonly changedBy: string | null };

const LISTED = `select l.theme, l.sha256, l.width, l.height, l.changed_at as "changedAt", s.name as "changedBy"
  from site_logos l left join staff_members s on s.id = l.changed_by`;

/** The pictures that there are. */
export const listLogos = (actor: StaffActor): Promise<ShownLogo[]> =>
  inRoleSql('psa_portal', actorSettings(actor), async (client) => (await client.query<ShownLogo>(LISTED)).rows, {
    readOnly: true,
  });

/** What somebody else put there meanwhile, by whom; or that there is none for light yet, which comes first. */
export type LogoRefusal = { readonly why: 'meanwhile'; readonly by: string | null } | { readonly why: 'light-first' };

/** Decided by one at a time: what is compared is what is written over. */
const LOGOS_LOCK = 7_240_127;

async function set(client: PoolClient, actor: StaffActor, theme: LogoTheme, change: LogoChange & { intent: 'set' }) {
  const { bytes, width, height } = change.png;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const { rowCount } = await client.query(
    `insert into site_logos (theme, png, sha256, width, height, changed_by) values ($1, $2, $3, $4, $5, $6)
     on conflict (theme) do update set png = excluded.png, sha256 = excluded.sha256, width = excluded.width, height = excluded.height,
       changed_at = psa_now(), changed_by = excluded.changed_by where site_logos.sha256 <> excluded.sha256`,
    [theme, bytes, sha256, width, height, actor.staffId],
  );
  return rowCount === 1 ? [theme] : [];
}

/** Without the one for light there is no logo: the one for dark goes with it. */
async function remove(client: PoolClient, theme: LogoTheme): Promise<LogoTheme[]> {
  const { rows } = await client.query<{ theme: LogoTheme }>(
    `delete from site_logos where theme = $1 or $1 = 'light' returning theme`,
    [theme],
  );
  return rows.map((row) => row.theme);
}

/** Sets or removes a picture that stands as it was seen. True where something is another now. */
export async function changeLogo(actor: StaffActor, change: LogoChange): Promise<Result<boolean, LogoRefusal>> {
  const changed = await inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client): Promise<Result<boolean, LogoRefusal>> => {
      await client.query('select pg_advisory_xact_lock($1)', [LOGOS_LOCK]);
      const { rows } = await client.query<ShownLogo>(LISTED);
      const stands = rows.find(({ theme }) => theme === change.theme);
      if ((stands?.sha256 ?? '') !== change.seen) return refused({ why: 'meanwhile', by: stands?.changedBy ?? null });
      const isFirst = change.theme === 'light' || rows.some(({ theme }) => theme === 'light');
      if (change.intent === 'set' && !isFirst) return refused({ why: 'light-first' });
      const done =
        change.intent === 'set' ? await set(client, actor, change.theme, change) : await remove(client, change.theme);
      for (const theme of done)
        await appendEvent(client, {
          event: 'setting.changed',
          details: { setting: theme === 'light' ? 'logo' : 'logoDark', removed: change.intent === 'remove' },
        });
      return ok(done.length > 0);
    },
  );
  await refreshBrand();
  return changed;
}

/** The picture with this hash, for anyone; null where the site has no such one. */
export async function findLogo(sha256: string): Promise<Buffer | null> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) return null;
  const { rows } = await inRoleSql(
    'psa_portal',
    {},
    (client) => client.query<{ png: Buffer }>('select png from site_logos where sha256 = $1 limit 1', [sha256]),
    { readOnly: true },
  );
  return rows[0]?.png ?? null;
}
