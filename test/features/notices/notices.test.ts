// A notice that is changed: written, published for good, told to everybody, and applied to each person when it may be (C6).
import type { PersonActor, StaffActor } from '#app/features/access/actor.ts';
import { sendMails } from '#app/features/mail/mails.server.ts';
import { beginDraft, dropDraft, findDraft, writeTerms, writeText } from '#app/features/notices/drafts.server.ts';
import {
  answerNotice,
  noticeAnswerIn,
  showNoticeInQuestion,
  showNoticeNews,
} from '#app/features/notices/own-notice.server.ts';
import { publishDraft } from '#app/features/notices/publish-draft.server.ts';
import { findVersion, listVersions } from '#app/features/notices/standing.server.ts';
import { noticeChanged, tellNotices } from '#app/features/notices/tell-notices.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import { LANGUAGES } from '#reports/catalogue.ts';
import { useDatabase } from '#test/support/database.ts';
import { useMailServer } from '#test/support/mail-server.ts';
import { arrangeNotice, arrangePerson, moveClock } from '#test/support/register.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const database = useDatabase();
const mail = useMailServer();
const officer: StaffActor = { kind: 'staff', staffId: 1, name: 'Eva', roles: ['privacy-officer'] };
const other: StaffActor = { ...officer, staffId: 2, name: 'Omar' };
let day: string;

/** 'YYYY-MM-DD' in Amsterdam, by the clock as it stands. */
const today = async (): Promise<string> =>
  (await database.query<{ day: string }>(`select (psa_now() at time zone 'Europe/Amsterdam')::date::text as day`))[0]
    ?.day ?? '';

const person = (personId: number): PersonActor => ({ kind: 'person', personId, name: 'Sanne' });
const PHONE = { recipientKind: 'employer', dataset: 'F1', field: 'phone' } as const;

async function draftOf() {
  const found = await findDraft(officer);
  if (found === null) throw new Error('There is no draft');
  return found;
}

/** A next version in all languages that tells as much as the first, or that field more or less; in force from today. */
async function writeNext(
  words: string,
  scopes: (have: readonly Scope[]) => readonly Scope[] = (have) => have,
  widens = false,
) {
  await beginDraft(officer);
  for (const language of LANGUAGES) {
    const { draft } = await draftOf();
    const body = `${draft.texts[language]}\n${words}\n`;
    expect(await writeText(officer, { revision: draft.revision, language, body })).toEqual({ ok: true, value: null });
  }
  const { draft } = await draftOf();
  const terms = { revision: draft.revision, publishOn: day, widens, scopes: scopes(draft.scopes) };
  expect(await writeTerms(officer, terms)).toEqual({ ok: true, value: null });
  return (await draftOf()).draft.revision;
}
type Scope = { readonly recipientKind: string; readonly dataset: string; readonly field: string };

async function publishNext(words: string, scopes?: (have: readonly Scope[]) => readonly Scope[], widens?: boolean) {
  const published = await publishDraft(officer, await writeNext(words, scopes, widens));
  if (!published.ok) throw new Error(JSON.stringify(published.reason));
  return published.value;
}

const withoutPhone = (have: readonly Scope[]) =>
  have.filter(({ recipientKind, field }) => recipientKind !== PHONE.recipientKind || field !== PHONE.field);
const withPhone = (have: readonly Scope[]) => [...withoutPhone(have), PHONE];

const versionOf = async (id: number) =>
  (await database.query<{ v: number }>('select notice_version as v from persons where id = $1', [id]))[0]?.v;

let sanne: number;
beforeEach(async () => {
  await moveClock(database, '0');
  mail.forget();
  await database.query(
    `truncate notice_drafts, notice_tellings, notice_acknowledgements, persons, mails, privacy_notice_scopes, privacy_notice_texts,
     privacy_notices, staff_members restart identity cascade`,
  );
  await database.query(
    `insert into staff_members (email, name) values ('eva@psa.example', 'Eva'), ('omar@psa.example', 'Omar')`,
  );
  await arrangeNotice();
  // What people know tells of everything but the phone, so that telling of it widens.
  await database.query(`delete from privacy_notice_scopes where recipient_kind = 'employer' and field = 'phone'`);
  sanne = await arrangePerson(database, { email: 'sanne@bluecloud.example' });
  day = await today();
});
afterEach(() => moveClock(database, '0'));

describe('a draft', () => {
  it('begins with the words of the newest version, once, and is overwritten by nobody unseen', async () => {
    expect(await beginDraft(officer)).toBe(true);
    expect(await beginDraft(other)).toBe(false);
    const { draft, before } = await draftOf();
    expect(draft).toMatchObject({ version: 2, draftedBy: 'Eva', texts: before?.texts, scopes: before?.scopes });
    const { revision } = draft;
    expect((await writeText(other, { revision, language: 'nl', body: 'Nieuw' })).ok).toBe(true);
    expect(await writeText(officer, { revision, language: 'en', body: 'New' })).toEqual({
      ok: false,
      reason: 'changed-meanwhile',
    });
    expect(await publishDraft(officer, revision)).toEqual({ ok: false, reason: 'changed-meanwhile' });
    expect((await dropDraft(officer, revision + 1)).ok).toBe(true);
    expect(await writeText(officer, { revision: 2, language: 'en', body: 'New' })).toEqual({
      ok: false,
      reason: 'not-there',
    });
  });

  it('is not published unless every language has its text, something differs and a day to come is chosen', async () => {
    await beginDraft(officer);
    const refusal = await publishDraft(officer, 1);
    expect(refusal).toEqual({
      ok: false,
      reason: {
        faults: [
          'No day is chosen from which it is in force.',
          'Nobody has said whether more happens with people’s data by it.',
          'Nothing differs from version 1.',
        ],
      },
    });
    await writeText(officer, { revision: 1, language: 'pl', body: ' ' });
    await writeTerms(officer, { revision: 2, publishOn: '2020-01-01', widens: false, scopes: [] });
    expect(await publishDraft(officer, 3)).toEqual({
      ok: false,
      reason: {
        faults: [
          'There is no text in Polish yet.',
          'The day on which it comes into force is over.',
          'It tells people of no field at all, so that nothing could be reported.',
        ],
      },
    });
    expect(await listVersions(officer)).toHaveLength(1);
  });

  it('becomes a version that nobody can rewrite', async () => {
    const published = await publishNext('And this.');
    expect(published).toEqual({ version: 2, told: 1 });
    expect(await findDraft(officer)).toBeNull();
    const content = await findVersion(officer, 2, { stand: null, page: 1 });
    expect(content?.texts.en).toContain('And this.');
    expect(await publishDraft(officer, 1)).toEqual({ ok: false, reason: 'not-there' });
  });
});

describe('C6 a person under an older version', () => {
  it('is told by a mail in their language, without what they are told of, and on their own pages', async () => {
    await database.query(`update persons set language = 'nl'`);
    await publishNext('And this.', withPhone);
    await sendMails(MAIL_WRITERS);
    const sent = await mail.take('sanne@bluecloud.example');
    expect(sent.text).toContain('/me/notice');
    expect(sent.text).toContain('30 dagen');
    expect(await showNoticeInQuestion(person(sanne))).toMatchObject({
      version: 2,
      own: 1,
      language: 'nl',
      widens: true,
    });
    const told = await findVersion(officer, 2, { stand: 'seen', page: 1 });
    expect(told?.people.map(({ email, own }) => [email, own])).toEqual([['sanne@bluecloud.example', 1]]);
  });

  it('comes under one that widens thirty days after they were told, not before, and never untold', async () => {
    await publishNext('And this.', withPhone);
    const untold = await arrangePerson(database, { email: 'untold@bluecloud.example' });
    await tellNotices();
    await database.query(`update mails set state = 'dead' where person_id = $1`, [untold]);
    await sendMails(MAIL_WRITERS);
    await moveClock(database, '29 days 23 hours');
    expect(await tellNotices()).toEqual({ told: 0, applied: 0 });
    expect(await versionOf(sanne)).toBe(1);
    await moveClock(database, '30 days 1 hour');
    expect(await tellNotices()).toEqual({ told: 0, applied: 1 });
    expect([await versionOf(sanne), await versionOf(untold)]).toEqual([2, 1]);
    // Silence was never made into something that they said.
    expect(await database.query('select from notice_acknowledgements where version = 2')).toEqual([]);
  });

  it('comes under one that widens by its words alone thirty days after they were told, and not after an objection', async () => {
    const omar = await arrangePerson(database, { email: 'omar@bluecloud.example' });
    await publishNext('We keep it for longer.', undefined, true);
    await sendMails(MAIL_WRITERS);
    expect((await mail.take('sanne@bluecloud.example')).text).toMatch(/30\s+days/);
    expect(await showNoticeNews(person(sanne))).toMatchObject({ version: 2, widens: true });
    // The first version is wider than none.
    expect((await listVersions(officer)).map(({ version, widens }) => [version, widens])).toEqual([
      [2, true],
      [1, false],
    ]);
    expect(await answerNotice(person(omar), 2, 'objected')).toBe(true);
    expect(await tellNotices()).toMatchObject({ applied: 0 });
    await moveClock(database, '29 days 23 hours');
    expect(await tellNotices()).toMatchObject({ applied: 0 });
    day = await today();
    // What only says it more clearly does not shorten that for whoever never came under the wider one.
    await publishNext('A comma.');
    await sendMails(MAIL_WRITERS);
    expect(await tellNotices()).toMatchObject({ applied: 0 });
    await moveClock(database, '30 days 1 hour');
    // The wider one, and at once the one after it, to whoever was silent; neither to whoever objected.
    expect(await tellNotices()).toMatchObject({ applied: 2 });
    expect([await versionOf(sanne), await versionOf(omar)]).toEqual([3, 1]);
  });

  it('is not told again that they were told when the mail came back, and their thirty days begin anew', async () => {
    await publishNext('And this.', withPhone);
    await sendMails(MAIL_WRITERS);
    await moveClock(database, '3 days');
    const [sent] = await database.query<{ id: number }>(`select id from mails where kind = 'notice-changed'`);
    await inRoleSql('psa_worker', { 'psa.actor_kind': 'system' }, async (client) =>
      noticeChanged.bounced?.(client, sent?.id ?? 0),
    );
    await moveClock(database, '40 days');
    expect(await tellNotices()).toMatchObject({ applied: 0 });
    expect((await listVersions(officer))[0]).toMatchObject({ version: 2, untold: 1, mailed: 0 });
    await showNoticeNews(person(sanne));
    await moveClock(database, '71 days');
    expect(await tellNotices()).toMatchObject({ applied: 1 });
  });

  it('comes under one that widens nothing as soon as they were told and it is in force', async () => {
    await publishNext('And this.', withoutPhone);
    expect(await tellNotices()).toMatchObject({ applied: 0 });
    await showNoticeNews(person(sanne));
    expect(await tellNotices()).toMatchObject({ applied: 1 });
    expect(await versionOf(sanne)).toBe(2);
  });

  it('is told of the newest alone where another was published before any mail went', async () => {
    await publishNext('One.', withPhone);
    day = await today();
    await publishNext('Two.', withPhone);
    const before = mail.received.length;
    await sendMails(MAIL_WRITERS);
    expect(mail.received.slice(before)).toHaveLength(1);
    expect(await showNoticeNews(person(sanne))).toMatchObject({ version: 3 });
  });

  it('has it at once by saying that they read it', async () => {
    await publishNext('And this.', withPhone);
    expect(await answerNotice(person(sanne), 2, 'acknowledged')).toBe(true);
    expect(await versionOf(sanne)).toBe(2);
    expect(await answerNotice(person(sanne), 2, 'objected')).toBe(false);
    expect(await showNoticeNews(person(sanne))).toBeNull();
  });

  it('keeps the old one by objecting, against later versions that widen, too, until they say otherwise', async () => {
    await publishNext('And this.', withPhone);
    await sendMails(MAIL_WRITERS);
    expect(await answerNotice(person(sanne), 2, 'objected')).toBe(true);
    await moveClock(database, '40 days');
    expect(await tellNotices()).toMatchObject({ applied: 0 });
    day = await today();
    await publishNext('A comma.', withPhone);
    await sendMails(MAIL_WRITERS);
    // Nobody tells them of a day on which it would apply: it will not.
    expect((await showNoticeNews(person(sanne)))?.appliesFrom).toBeNull();
    expect(mail.received.at(-1)?.text?.replace(/\s+/g, ' ')).toContain(noticeAnswerIn('en').stays);
    await moveClock(database, '100 days');
    expect(await tellNotices()).toMatchObject({ applied: 0 });
    expect(await versionOf(sanne)).toBe(1);
    expect(await showNoticeNews(person(sanne))).toMatchObject({ version: 3, widens: true });
    expect(await answerNotice(person(sanne), 3, 'acknowledged')).toBe(true);
    expect(await versionOf(sanne)).toBe(3);
  });

  it('keeps the old one, too, who objected to a version that was lost with a restore: neither told of a day nor asked', async () => {
    await database.query(
      `insert into lost_tellings (person_id, version, said, objected_at) values ($1, 2, repeat('a', 64), psa_now())`,
      [sanne],
    );
    await publishNext('And this.', withPhone);
    await sendMails(MAIL_WRITERS);
    expect(await showNoticeNews(person(sanne))).toMatchObject({
      appliesFrom: null,
      meaning: expect.stringContaining(noticeAnswerIn('en').stays) as string,
    });
    expect(mail.received.at(-1)?.text?.replace(/\s+/g, ' ')).toContain(noticeAnswerIn('en').stays);
    await moveClock(database, '100 days');
    expect(await tellNotices()).toMatchObject({ applied: 0 });
    // They may still say otherwise.
    expect(await answerNotice(person(sanne), 2, 'acknowledged')).toBe(true);
  });

  it('is counted once, by how they stand', async () => {
    await publishNext('And this.', withPhone);
    const read = await arrangePerson(database, { email: 'read@bluecloud.example' });
    await tellNotices();
    await answerNotice(person(read), 2, 'acknowledged');
    await showNoticeNews(person(sanne));
    const [newest, first] = await listVersions(officer);
    expect(newest).toMatchObject({
      version: 2,
      widens: true,
      holders: 1,
      seen: 1,
      acknowledged: 1,
      untold: 0,
      mailed: 0,
    });
    expect(first).toMatchObject({ version: 1, holders: 1, announcedAt: null });
  });
});
