// How many codes go to one address, from where, and how often somebody who is signed in proves that it is still they.
import { findSignIn } from '#app/features/access/actors.server.ts';
import { checkCode } from '#app/features/access/check-code.server.ts';
import { sendAnotherCode, sendCode } from '#app/features/access/codes.server.ts';
import { inRequestScope } from '#app/features/access/request-scope.server.ts';
import { startSignIn } from '#app/features/access/sign-ins.server.ts';
import { finishAfterAnswers } from '#app/platform/after-answer.server.ts';
import { closeDatabase } from '#app/platform/db.server.ts';
import { askForCode, makeBrowser, readCode, type CodeBrowser } from '#test/support/code-browser.ts';
import { useDatabase } from '#test/support/database.ts';
import { codeIn, useMailServer } from '#test/support/mail-server.ts';
import { arrangeNotice, arrangePerson, moveClock } from '#test/support/register.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const LEARNER = 'sanne@bluecloud.example';

const mails = useMailServer();
const database = useDatabase();
let learnerId = 0;

beforeAll(async () => {
  await arrangeNotice();
  learnerId = await arrangePerson(database, { email: LEARNER });
});
beforeEach(async () => {
  await database.query('truncate rate_counts');
  mails.forget();
});
afterEach(() => moveClock(database, '0 hours'));
afterAll(closeDatabase);

describe('limits', () => {
  const from = <T>(address: string, work: () => Promise<T>): Promise<T> =>
    inRequestScope({ requestId: 'r', address }, work);

  it('three codes go to an address from one network in a quarter of an hour, from however many browsers, and the answer stays the same', async () => {
    const before = mails.received.filter(({ sentTo }) => sentTo.includes(LEARNER)).length;
    const browser = makeBrowser();
    const codes = [];
    for (let count = 0; count < 3; count++) codes.push(await readCode(mails, browser, LEARNER));
    await askForCode(browser, LEARNER);
    const [last] = await database.query('select event, details from audit_events order by id desc limit 1');
    expect(last).toEqual({ event: 'sign-in.refused', details: { because: 'too-many-codes' } });
    await askForCode(makeBrowser(), LEARNER.toUpperCase());
    expect(mails.received.filter(({ sentTo }) => sentTo.includes(LEARNER)).length - before).toBe(3);
    // The last one that was sent stays good.
    expect(await checkCode(browser.request(), codes[2] ?? '')).toMatchObject({ ok: true });
    await moveClock(database, '15 minutes 1 second');
    await readCode(mails, browser, LEARNER);
  });

  it('whoever asks for somebody else’s codes all day from one place keeps nobody out', async () => {
    for (let quarter = 0; quarter < 20; quarter++) {
      await moveClock(database, `${quarter * 15} minutes ${quarter} seconds`);
      for (let count = 0; count < 6; count++) await from('198.51.100.66', () => askForCode(makeBrowser(), LEARNER));
    }
    mails.forget();
    const browser = makeBrowser();
    const code = await from('203.0.113.9', () => readCode(mails, browser, LEARNER));
    expect(await checkCode(browser.request(), code)).toMatchObject({ ok: true });
  });

  it('twelve codes in a quarter of an hour, and forty a day, go to an address from all networks together', async () => {
    const askFrom = async (start: number, networks: number): Promise<number> => {
      const before = mails.received.length;
      for (let one = 0; one < networks; one++)
        for (let count = 0; count < 3; count++)
          await from(`203.0.113.${start + one}`, () => askForCode(makeBrowser(), LEARNER));
      return mails.received.length - before;
    };
    expect(await askFrom(0, 6)).toBe(12);
    const later = [];
    for (let quarter = 1; quarter <= 3; quarter++) {
      await moveClock(database, `${quarter * 16} minutes`);
      later.push(await askFrom(quarter * 10, 5));
    }
    expect(later).toEqual([12, 12, 4]);
  });

  it('another code comes on demand, and the old one is over', async () => {
    const browser = makeBrowser();
    const first = await readCode(mails, browser, LEARNER);
    expect(await sendAnotherCode(browser.request(), null)).not.toBeNull();
    await finishAfterAnswers();
    const second = codeIn(await mails.take(LEARNER));
    if (first !== second) expect(await checkCode(browser.request(), first)).toMatchObject({ ok: false });
    expect(await checkCode(browser.request(), second)).toMatchObject({ ok: true });
    expect(await sendAnotherCode(browser.request(), null)).toBeNull();
    expect(await sendAnotherCode(makeBrowser().request(), null)).toBeNull();
  });
});

describe('proving again that it is still you', () => {
  /** The learner, and what they order when they are to prove it again. */
  async function signedIn() {
    const browser = makeBrowser();
    const seat = { kind: 'person', id: learnerId } as const;
    browser.take((await startSignIn(browser.request(), { seat, method: 'code' })).cookie);
    const again = await findSignIn(browser.request());
    if (again === null) throw new Error('The sign-in is over');
    return { browser, order: { whom: { seat }, returnTo: '/me', again } };
  }
  const provedAgo = async (browser: CodeBrowser) => (await findSignIn(browser.request()))?.provedAgoS ?? -1;

  it('bad-A21 goes by a code to the own address, and the sign-in goes on under a new name', async () => {
    const { browser, order } = await signedIn();
    const earlier = browser.cookies.get('psa');
    await moveClock(database, '20 minutes');
    expect(await provedAgo(browser)).toBeGreaterThanOrEqual(1200);
    browser.take((await sendCode(browser.request(), order)).cookie);
    const code = codeIn(await mails.take(LEARNER));

    const elsewhere = makeBrowser();
    elsewhere.cookies.set('psa-way', browser.cookies.get('psa-way') ?? '');
    expect(await sendAnotherCode(elsewhere.request(), null)).toBeNull();

    const answer = await checkCode(browser.request(), code);
    expect(answer).toMatchObject({ ok: true, to: '/me' });
    if (answer.ok) browser.take(answer.cookie);
    expect(browser.cookies.get('psa')).not.toBe(earlier);
    expect(await provedAgo(browser)).toBeLessThan(5);
    expect((await findSignIn(browser.request()))?.id).toBe(order.again.id);
  });

  it('nobody keeps somebody who is signed in from proving it, and the proof has a limit of its own', async () => {
    for (let count = 0; count < 4; count++) await askForCode(makeBrowser(), LEARNER);
    const { browser, order } = await signedIn();
    mails.forget();
    const before = mails.received.length;
    for (let count = 0; count < 7; count++) {
      browser.take((await sendCode(browser.request(), order)).cookie);
      await finishAfterAnswers();
    }
    const sent = mails.received.slice(before);
    expect(sent).toHaveLength(5);
    expect(sent.every(({ sentTo }) => sentTo.includes(LEARNER))).toBe(true);
    // Nor do proofs use up what a sign-in elsewhere may need.
    await database.query(`delete from rate_counts where limit_name <> 'code:actor'`);
    await readCode(mails, makeBrowser(), LEARNER);
  });

  it('opens nothing without the sign-in that asked', async () => {
    const { browser, order } = await signedIn();
    browser.take((await sendCode(browser.request(), order)).cookie);
    const code = codeIn(await mails.take(LEARNER));
    browser.cookies.delete('psa');
    expect(await checkCode(browser.request(), code)).toEqual({ ok: false, reason: 'over' });
  });
});
