// Probes of the privacy officer's notices: written, published, told and answered.
import { sendMails } from '#app/features/mail/mails.server.ts';
import { beginDraft, dropDraft, findDraft, writeTerms, writeText } from '#app/features/notices/drafts.server.ts';
import { answerNotice, showNoticeInQuestion, showNoticeNews } from '#app/features/notices/own-notice.server.ts';
import { publishDraft } from '#app/features/notices/publish-draft.server.ts';
import { findVersion, listVersions } from '#app/features/notices/standing.server.ts';
import { tellNotices } from '#app/features/notices/tell-notices.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import type { TestDatabase } from '#test/support/database.ts';
import type { Probe } from './probe.ts';

/** What is told widens nothing, so that it applies as soon as somebody was told. */
const sameScopes = (database: TestDatabase) =>
  database.query(
    `insert into privacy_notice_scopes (version, recipient_kind, dataset, field)
     select 2, recipient_kind, dataset, field from privacy_notice_scopes where version = 1 on conflict do nothing`,
  );

export const NOTICE_PROBES: readonly Probe[] = [
  {
    name: 'a draft of the notice is written, thrown away, begun anew and published',
    async run({ officer }) {
      const draft = (await findDraft(officer))?.draft;
      const revision = draft?.revision ?? 0;
      const done: unknown[] = [
        draft,
        await writeText(officer, { revision, language: 'en', body: 'Now' }),
        await writeText(officer, { revision: revision + 1, language: 'nl', body: 'Nu' }),
        await writeTerms(officer, {
          revision: revision + 2,
          publishOn: '2031-01-01',
          widens: false,
          scopes: draft?.scopes ?? [],
        }),
        await dropDraft(officer, revision + 3),
        await beginDraft(officer),
        await writeText(officer, { revision: 1, language: 'en', body: 'Now' }),
        await writeTerms(officer, { revision: 2, publishOn: '2031-01-01', widens: false, scopes: draft?.scopes ?? [] }),
        await publishDraft(officer, 3),
      ];
      return [...done, await findDraft(officer), await listVersions(officer)];
    },
  },
  {
    name: 'people see the newer notice, acknowledge it and object, and an officer sees who',
    async run({ learner, otherLearner, officer }) {
      return [
        await showNoticeNews(learner),
        await showNoticeInQuestion(learner),
        await answerNotice(learner, 2, 'acknowledged'),
        await answerNotice(otherLearner, 2, 'objected'),
        await findVersion(officer, 2, { stand: 'objected', page: 1 }),
      ];
    },
  },
  {
    name: 'whoever objected to a notice that a restore lost reads that a newer one waits for their word',
    async run({ learner }, database) {
      // It tells of one field more than their own.
      await sameScopes(database);
      await database.query(`delete from privacy_notice_scopes where version = 1 and field = 'phone'`);
      await database.query(
        `insert into lost_tellings (person_id, version, said, objected_at) values ($1, 3, repeat('0', 64), now())`,
        [learner.personId],
      );
      return await showNoticeNews(learner);
    },
  },
  {
    name: 'people are told of a newer notice by mail, and it applies to them',
    async run({ otherLearner }, database) {
      await sameScopes(database);
      await database.query(`update privacy_notices set published_on = '2020-02-01'`);
      // One of them was mailed the very same before a restore.
      await database.query('delete from notice_tellings where person_id = $1', [otherLearner.personId]);
      await database.query(
        'insert into lost_tellings (person_id, version, said, mailed_at) values ($1, 2, psa_notice_digest(2), now())',
        [otherLearner.personId],
      );
      const first = await tellNotices();
      const { sent, dropped, failed } = await sendMails(MAIL_WRITERS);
      return [first, sent, dropped, failed, await tellNotices()];
    },
  },
];
