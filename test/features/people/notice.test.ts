// The notice: what it says goes to whom is what the catalogue admits, and what changed from one version to the next is told.
import { listAgreedFields } from '#app/features/agreements/agreed-fields.server.ts';
import { ALL_MESSAGES } from '#app/features/language/all-messages.server.ts';
import { changesBetween, sentencesOf } from '#app/features/people/notice-changes.ts';
import { listSeen } from '#app/features/people/notice.ts';
import { currentNotice, listNotices, listScopes } from '#app/features/people/notices.server.ts';
import { publishNotice } from '#app/features/people/publish-notice.server.ts';
import { DATA_CLASSES } from '#app/features/privacy/data-classes.ts';
import { EXAMS, fieldRows, KEPT, LIST } from '#app/routes/notice/notice-rows.ts';
import { DATASETS, LANGUAGES } from '#reports/catalogue.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeAgreement, arrangeNotice, MICROSOFT } from '#test/support/register.ts';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();

beforeAll(async () => {
  await arrangeNotice();
  await arrangeAgreement(MICROSOFT, {
    datasets: { F1: DATASETS.F1.fields.filter((field) => field !== 'phone'), F2: DATASETS.F2.fields },
  });
  await arrangeAgreement({ kind: 'employer', mpnId: '1000001' }).catch(() => undefined);
});

describe('who is given what', () => {
  it('is what the version says and the catalogue admits, never more', async () => {
    const scopes = await listScopes(1);
    const [employer, microsoft] = listSeen(
      [...scopes, { recipientKind: 'employer', dataset: 'F2', field: 'email' }],
      'de',
    );
    expect(employer?.list.map(({ id }) => id).sort()).toEqual([...DATASETS.F1.fields].sort());
    expect(employer?.exams.map(({ id }) => id).sort()).toEqual([...DATASETS.F3.fields].sort());
    expect(microsoft?.list[0]?.label).toBe('Vorname');
    expect(listSeen([], 'en').flatMap(({ list, exams }) => [...list, ...exams])).toEqual([]);
  });

  it('says which fields Microsoft is not given at present, and nothing of any employer’s agreement', async () => {
    const agreed = await listAgreedFields();
    expect(new Set(agreed.map(({ recipientKind }) => recipientKind))).toEqual(new Set(['microsoft']));
    const seen = listSeen(await listScopes(1), 'en');
    const notAgreed = (sheet: 'list' | 'exams') =>
      fieldRows(seen, sheet, agreed)
        .filter(({ recipients }) => recipients.some(({ kind, isAgreed }) => kind === 'microsoft' && !isAgreed))
        .map(({ id }) => id);
    expect(notAgreed('list')).toEqual(['phone']);
    expect(notAgreed('exams')).toEqual(['result']);
  });

  /** Not about people who learn: staff, contacts, whoever asks without being known here; breaches count people, and name none. */
  const OF_OTHERS = ['staff', 'contact', 'asker', 'supportAsker', 'breach'];
  it('names every class of the data map that is about people who learn, in every language', () => {
    const aboutLearners = Object.entries(DATA_CLASSES)
      .filter(([name, { basis }]) => basis !== 'none: not about a person' && !OF_OTHERS.includes(name))
      .map(([name]) => name);
    expect([LIST, EXAMS, ...KEPT].map(({ name }) => name).sort()).toEqual(aboutLearners.sort());
    for (const { notice } of Object.values(ALL_MESSAGES))
      expect(Object.keys(notice.classes).sort()).toEqual(aboutLearners);
  });
});

describe('a version', () => {
  it('is there in all six languages, each text its own', async () => {
    const bodies = await Promise.all(LANGUAGES.map(async (language) => currentNotice(language)));
    expect(bodies.map((found) => found?.language)).toEqual([...LANGUAGES]);
    expect(new Set(bodies.map((found) => found?.body)).size).toBe(LANGUAGES.length);
  });

  it('counts from its day on, and is read in English where a language has no text', async () => {
    const [first] = await listNotices('en');
    const more = { scopes: [], texts: { en: `${first?.body ?? ''}\nWe keep the city, too.\n` } };
    await publishNotice({ ...more, version: 2, publishedOn: '2026-02-01' });
    await publishNotice({ ...more, version: 3, publishedOn: '2999-01-01', texts: { en: 'Later.' } });
    expect((await listNotices('de')).map(({ version, language }) => [version, language])).toEqual([
      [2, 'en'],
      [1, 'de'],
    ]);
    const [now, before] = await listNotices('en');
    expect(changesBetween(before?.body ?? '', now?.body ?? '', 'en').filter(({ kind }) => kind !== 'same')).toEqual([
      { kind: 'added', sentence: 'We keep the city, too.' },
    ]);
    expect(await database.query('select count(*)::int as versions from privacy_notices')).toEqual([{ versions: 3 }]);
  });

  it('differs by sentences: what is the same and added is the new text, what is the same and removed the old', () => {
    const sentence = fc.constantFrom('One.', 'Two is more.', 'Three?', 'Four!', 'Five it is.');
    const text = fc.array(sentence, { maxLength: 12 }).map((sentences) => sentences.join(' '));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const changes = changesBetween(before, after, 'en');
        const without = (kind: string) => changes.filter((one) => one.kind !== kind).map((one) => one.sentence);
        expect(without('removed')).toEqual(sentencesOf(after, 'en'));
        expect(without('added')).toEqual(sentencesOf(before, 'en'));
      }),
    );
    expect(changesBetween('A b. C d.', 'A b. C d.', 'en').every(({ kind }) => kind === 'same')).toBe(true);
  });
});
