// Publishes a privacy notice version: its texts, and what it tells people goes to whom (C6). A version is never rewritten.
import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';

import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };

export type NoticeScope = { readonly recipientKind: string; readonly dataset: string; readonly field: string };

export type NewNotice = {
  readonly version: number;
  /** 'YYYY-MM-DD'. */
  readonly publishedOn: string;
  /** Text per language; every language stands for the same content. */
  readonly texts: Readonly<Record<string, string>>;
  readonly scopes: readonly NoticeScope[];
  /** Its words let more happen with the data than the version before. */
  readonly widens?: boolean;
};

/** Writes a version that is not there yet, with its texts and what it tells, in the transaction under way. False when there is one of that number. */
export async function insertNotice(client: PoolClient, notice: NewNotice): Promise<boolean> {
  const { version, publishedOn, scopes, widens = false } = notice;
  const made = await client.query(
    'insert into privacy_notices (version, published_on, widens) values ($1, $2::date, $3) on conflict do nothing',
    [version, publishedOn, widens],
  );
  if (made.rowCount === 0) return false;
  await client.query(
    `insert into privacy_notice_texts (version, language, body, sha256)
     select $1, t.language, t.body, t.sha256 from jsonb_to_recordset($2::text::jsonb) as t (language text, body text, sha256 text)`,
    [version, JSON.stringify(hashed(notice))],
  );
  await client.query(
    `insert into privacy_notice_scopes (version, recipient_kind, dataset, field)
     select $1, s."recipientKind", s.dataset, s.field
     from jsonb_to_recordset($2::text::jsonb) as s ("recipientKind" text, dataset text, field text)`,
    [version, JSON.stringify(scopes)],
  );
  return true;
}

const hashed = ({ texts }: NewNotice): { language: string; body: string; sha256: string }[] =>
  Object.entries(texts).map(([language, body]) => ({
    language,
    body,
    sha256: createHash('sha256').update(body).digest('hex'),
  }));

/** Publishes a version once. Published again with the same texts it stays as it is; with other texts it is refused. */
export async function publishNotice(notice: NewNotice): Promise<Result<null, 'version-differs'>> {
  return inRoleSql('psa_worker', SYSTEM, async (client) => {
    if (await insertNotice(client, notice)) return ok(null);
    const known = await client.query<{ language: string; sha256: string }>(
      'select language, sha256 from privacy_notice_texts where version = $1',
      [notice.version],
    );
    const same = hashed(notice).every((text) =>
      known.rows.some(({ language, sha256 }) => language === text.language && sha256 === text.sha256),
    );
    return same ? ok(null) : refused('version-differs');
  });
}
