// Reads what the notice in force and those announced tell people: the wall around every agreement.
import type { PoolClient } from 'pg';
import type { NoticeWall } from './notice-wall.ts';

const WALL = `
  select n.version, n.published_on::text as "publishedOn", n.published_on > t.day as "isAnnounced",
    array(select s.recipient_kind || ' ' || s.dataset || ' ' || s.field from privacy_notice_scopes s where s.version = n.version) as scopes
  from privacy_notices n cross join (select (psa_now() at time zone 'Europe/Amsterdam')::date as day) t
  where n.published_on > t.day
    or n.version = (select version from privacy_notices where published_on <= t.day order by published_on desc, version desc limit 1)
  order by n.published_on > t.day, n.published_on, n.version`;

export async function readWall(client: PoolClient): Promise<NoticeWall> {
  const { rows } = await client.query<{
    version: number;
    publishedOn: string;
    isAnnounced: boolean;
    scopes: string[];
  }>(WALL);
  return rows.map(({ scopes, ...notice }) => ({ ...notice, scopes: new Set(scopes) }));
}
