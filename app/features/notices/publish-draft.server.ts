// Makes the draft a version for good, and begins to tell people of it (C6).
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { insertNotice } from '#app/features/people/publish-notice.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { whyNotPublishable } from './draft.ts';
import { readBefore, readDraft, type DraftRefusal } from './drafts.server.ts';
import { tellOf } from './tell-notices.server.ts';

export type Published = {
  readonly version: number;
  /** People who are told by mail and on the site. */ readonly told: number;
};

/** As the form showed it, or refused. What is published is never rewritten: a mistake is mended by the next version. */
export function publishDraft(
  actor: StaffActor,
  revision: number,
): Promise<Result<Published, DraftRefusal | { readonly faults: string[] }>> {
  return inRoleSql('psa_worker', actorSettings(actor), async (client) => {
    // Two who publish at once take turns.
    await client.query(`select pg_advisory_xact_lock(hashtextextended('notice draft', 0))`);
    const draft = await readDraft(client);
    if (draft === null) return refused('not-there');
    if (draft.revision !== revision) return refused('changed-meanwhile');
    const { rows } = await client.query<{ today: string }>(
      `select (psa_now() at time zone 'Europe/Amsterdam')::date::text as today`,
    );
    const faults = whyNotPublishable(draft, await readBefore(client), rows[0]?.today ?? '');
    if (faults.length > 0 || draft.publishOn === null) return refused({ faults });
    const { version, publishOn: publishedOn, scopes } = draft;
    const texts = Object.fromEntries(Object.entries(draft.texts).map(([language, body]) => [language, body.trim()]));
    await insertNotice(client, { version, publishedOn, texts, scopes, widens: draft.widens === true });
    await client.query('update privacy_notices set announced_at = psa_now() where version = $1', [version]);
    await client.query('delete from notice_drafts where version = $1', [version]);
    await appendEvent(client, { event: 'notice.published', subjectId: version, details: { from: publishedOn } });
    return ok({ version, told: await tellOf(client, version) });
  });
}
