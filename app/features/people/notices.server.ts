// Reads the privacy notice: what anyone may know, so that it is asked as nobody in particular.
import { inRoleSql } from '#app/platform/db.server.ts';
import type { NoticeScope } from './publish-notice.server.ts';

export type NoticeText = {
  readonly version: number;
  /** 'YYYY-MM-DD'. */
  readonly publishedOn: string;
  /** The one asked for, else English, else any that there is. */
  readonly language: string;
  readonly body: string;
};

const TEXTS = `
  select distinct on (n.version) n.version, n.published_on::text as "publishedOn", t.language, t.body
  from privacy_notices n join privacy_notice_texts t on t.version = n.version
  where n.published_on <= (psa_now() at time zone 'Europe/Amsterdam')::date
  order by n.version desc, t.language = $1 desc, t.language = 'en' desc, t.language`;

/** Every version that was published by today, the newest first, each in the language that is nearest to the one asked for. */
export async function listNotices(language: string): Promise<NoticeText[]> {
  const found = await inRoleSql('psa_portal', {}, (client) => client.query<NoticeText>(TEXTS, [language]), {
    readOnly: true,
  });
  return found.rows;
}

/** What the version in force tells people goes to whom. */
export async function listScopes(version: number): Promise<NoticeScope[]> {
  const found = await inRoleSql(
    'psa_portal',
    {},
    (client) =>
      client.query<NoticeScope>(
        'select recipient_kind as "recipientKind", dataset, field from privacy_notice_scopes where version = $1',
        [version],
      ),
    { readOnly: true },
  );
  return found.rows;
}

/** The version that somebody who registers today acknowledges; null before the first is published. */
export async function currentNotice(language: string): Promise<NoticeText | null> {
  return (await listNotices(language))[0] ?? null;
}

/** The ISO codes of the countries that somebody can be in. */
export async function listCountries(): Promise<string[]> {
  const found = await inRoleSql(
    'psa_portal',
    {},
    (client) => client.query<{ code: string }>('select code from countries order by code'),
    { readOnly: true },
  );
  return found.rows.map(({ code }) => code);
}
