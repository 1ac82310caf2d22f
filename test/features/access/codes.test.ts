// Signing in with a code by mail: who gets one, what it opens, and that nothing tells who is known here.
import { findActor } from '#app/features/access/actors.server.ts';
import { checkCode } from '#app/features/access/check-code.server.ts';
import { sendAnotherCode, sendCode } from '#app/features/access/codes.server.ts';
import { grantRole } from '#app/features/access/staff.server.ts';
import { makeAgreements, makeContact } from '#app/features/agreements/make-agreement.server.ts';
import { finishAfterAnswers } from '#app/platform/after-answer.server.ts';
import { closeDatabase } from '#app/platform/db.server.ts';
import { askForCode, makeBrowser, readCode } from '#test/support/code-browser.ts';
import { useDatabase } from '#test/support/database.ts';
import { codeIn, useMailServer } from '#test/support/mail-server.ts';
import { arrangeNotice, arrangePerson, FULL_AGREEMENT, MICROSOFT, moveClock } from '#test/support/register.ts';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

const LEARNER = 'sanne@bluecloud.example';
const CONTACT = 'reports@microsoft.example';
const STAFF = 'bram@psa.example';
const STRANGER = 'nobody@elsewhere.example';

const mails = useMailServer();
const database = useDatabase();
let learnerId = 0;

const wrongFor = (code: string, by = 1): string => String((Number(code) + by) % 1_000_000).padStart(6, '0');
const lastEvent = async () =>
  (
    await database.query<{ event: string; actor_kind: string; details: unknown }>(
      'select event, actor_kind, details from audit_events order by id desc limit 1',
    )
  )[0];

beforeAll(async () => {
  await arrangeNotice();
  learnerId = await arrangePerson(database, { email: LEARNER });
  await makeAgreements([{ ...FULL_AGREEMENT, recipient: MICROSOFT }]);
  await makeContact('microsoft', { email: CONTACT, name: 'Morgan Reed' });
  await grantRole({ kind: 'system', name: 'test' }, { email: STAFF, name: 'Bram Visser', role: 'trainer' });
});
beforeEach(async () => {
  await database.query('truncate rate_counts');
  mails.forget();
});
afterEach(() => moveClock(database, '0 hours'));
afterAll(closeDatabase);

describe('a code', () => {
  it('signs a learner in, once', async () => {
    const browser = makeBrowser();
    const code = await readCode(mails, browser, LEARNER);
    const answer = await checkCode(browser.request(), code);
    expect(answer).toMatchObject({ ok: true, to: '/me' });
    if (answer.ok) browser.take(answer.cookie);
    expect(await findActor(browser.request())).toMatchObject({ kind: 'person', personId: learnerId });
    expect(await lastEvent()).toMatchObject({ event: 'signed-in', actor_kind: 'person', details: { method: 'code' } });
    expect(await checkCode(browser.request(), code)).toEqual({ ok: false, reason: 'over' });
  });

  it('signs a confirmed contact in, and returns to where one wanted to go', async () => {
    const browser = makeBrowser();
    await askForCode(browser, ` ${CONTACT.toUpperCase()}`, '/reports?x=1');
    const answer = await checkCode(browser.request(), codeIn(await mails.take(CONTACT)));
    expect(answer).toMatchObject({ ok: true, to: '/reports?x=1' });
    if (answer.ok) browser.take(answer.cookie);
    expect(await findActor(browser.request())).toMatchObject({ kind: 'contact' });
  });

  it('goes to the contact where an address is a learner’s, too, and to the learner once the contact is not confirmed any more', async () => {
    const email = 'both@bluecloud.example';
    await arrangePerson(database, { email });
    await makeContact('microsoft', { email, name: 'Both' });
    const browser = makeBrowser();
    const forContact = await readCode(mails, browser, email);
    expect(await checkCode(browser.request(), forContact)).toMatchObject({ ok: true, to: '/reports' });
    await database.query(`update recipient_contacts set confirmed_at = now() - interval '4 months' where email = $1`, [
      email,
    ]);
    const forLearner = await readCode(mails, browser, email);
    expect(await checkCode(browser.request(), forLearner)).toMatchObject({ ok: true, to: '/me' });
  });

  it('that was asked for with an address of earlier goes to the address of today', async () => {
    await database.query('insert into person_emails values ($1, $2)', ['old@former.example', learnerId]);
    const browser = makeBrowser();
    await askForCode(browser, 'old@former.example');
    const code = codeIn(await mails.take(LEARNER));
    expect(mails.received.filter(({ sentTo }) => sentTo.includes('old@former.example'))).toEqual([]);
    expect(await checkCode(browser.request(), code)).toMatchObject({ ok: true });
  });

  it('is never in the subject, in the database or in the ledger', async () => {
    const browser = makeBrowser();
    await askForCode(browser, LEARNER);
    const mail = await mails.take(LEARNER);
    const code = codeIn(mail);
    expect(mail.subject).not.toMatch(/\d/);
    const [kept] = await database.query<{ kept: string }>(
      `select string_agg((to_jsonb(c) - array['code_hmac', 'browser_sha256', 'started_at', 'expires_at'])::text, ' ') as kept
       from sign_in_codes c`,
    );
    expect(kept?.kept).not.toContain(code);
    const [told] = await database.query<{ told: string }>(
      `select string_agg(e.details::text || e.event, ' ') as told from audit_events e`,
    );
    expect(told?.told).not.toContain(code);
    expect(told?.told).not.toContain('@');
  });

  it('is dead after five tries, even the right one', async () => {
    const browser = makeBrowser();
    const code = await readCode(mails, browser, LEARNER);
    const answers = [];
    for (let count = 1; count <= 5; count++) answers.push(await checkCode(browser.request(), wrongFor(code, count)));
    expect(answers).toEqual([
      { ok: false, reason: 'wrong', triesLeft: 4 },
      { ok: false, reason: 'wrong', triesLeft: 3 },
      { ok: false, reason: 'wrong', triesLeft: 2 },
      { ok: false, reason: 'wrong', triesLeft: 1 },
      { ok: false, reason: 'over' },
    ]);
    expect(await checkCode(browser.request(), code)).toEqual({ ok: false, reason: 'over' });
    expect(await lastEvent()).toMatchObject({ event: 'sign-in.refused', details: { because: 'code-over' } });
  });

  it('is not tried more than five times by many at once, and used by one alone', async () => {
    const browser = makeBrowser();
    const code = await readCode(mails, browser, LEARNER);
    await Promise.all(
      Array.from({ length: 12 }, (_, index) => checkCode(browser.request(), wrongFor(code, index + 1))),
    );
    const [row] = await database.query<{ tries: number }>(
      'select tries from sign_in_codes where tries > 0 order by started_at desc limit 1',
    );
    expect(row?.tries).toBe(5);
    expect(await checkCode(browser.request(), code)).toMatchObject({ ok: false });

    const other = makeBrowser();
    const right = await readCode(mails, other, LEARNER);
    const answers = await Promise.all(Array.from({ length: 6 }, () => checkCode(other.request(), right)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('is over after ten minutes', async () => {
    const browser = makeBrowser();
    const code = await readCode(mails, browser, LEARNER);
    await moveClock(database, '10 minutes 1 second');
    expect(await checkCode(browser.request(), code)).toEqual({ ok: false, reason: 'over' });
    await moveClock(database, '9 minutes 50 seconds');
    expect(await checkCode(browser.request(), code)).toMatchObject({ ok: true });
  });

  it('opens nothing in another browser', async () => {
    const [browser, other] = [makeBrowser(), makeBrowser()];
    const code = await readCode(mails, browser, LEARNER);
    expect(await checkCode(other.request(), code)).toEqual({ ok: false, reason: 'over' });
    await askForCode(other, STRANGER);
    expect(await checkCode(other.request(), code)).toMatchObject({ ok: false, reason: 'wrong' });
    expect(await checkCode(browser.request(), code)).toMatchObject({ ok: true });
  });

  it('is replaced by the next one of the same browser, also where the first was for somebody else', async () => {
    const browser = makeBrowser();
    const first = await readCode(mails, browser, CONTACT);
    const second = await readCode(mails, browser, LEARNER);
    if (first !== second) expect(await checkCode(browser.request(), first)).toMatchObject({ ok: false });
    expect(await checkCode(browser.request(), second)).toMatchObject({ ok: true, to: '/me' });
  });

  it('opens nothing for somebody who was erased or removed meanwhile', async () => {
    const [browser, other] = [makeBrowser(), makeBrowser()];
    const id = await arrangePerson(database, { email: 'gone@bluecloud.example' });
    const code = await readCode(mails, browser, 'gone@bluecloud.example');
    await database.query('update persons set erased_at = now() where id = $1', [id]);
    expect(await checkCode(browser.request(), code)).toEqual({ ok: false, reason: 'over' });
    const forContact = await readCode(mails, other, CONTACT);
    await database.query('update recipient_contacts set removed_at = now() where email = $1', [CONTACT]);
    expect(await checkCode(other.request(), forContact)).toEqual({ ok: false, reason: 'over' });
    await database.query('update recipient_contacts set removed_at = null where email = $1', [CONTACT]);
  });
});

describe('nobody is sent a code', () => {
  it.each([
    ['staff', STAFF, true],
    ['a learner with a work account', 'linked@bluecloud.example', true],
    ['an unconfirmed contact', 'late@microsoft.example', false],
    ['an erased learner', 'erased@bluecloud.example', false],
    ['somebody unknown', STRANGER, false],
  ])('who is %s', async (_who, email, isTold) => {
    await database.query(
      `insert into persons (email, first_name, last_name) values ('linked@bluecloud.example', 'L', 'I'), ('erased@bluecloud.example', 'E', 'R')
       on conflict do nothing`,
    );
    await database.query(`update persons set erased_at = now() where email = 'erased@bluecloud.example'`);
    await database.query(
      `insert into identities (tenant_id, object_id, person_id)
       select gen_random_uuid(), gen_random_uuid(), id from persons where email = 'linked@bluecloud.example'`,
    );
    await makeContact('microsoft', { email: 'late@microsoft.example', name: 'Late' });
    await database.query(
      `update recipient_contacts set confirmed_at = now() - interval '92 days' where email = 'late@microsoft.example'`,
    );
    const browser = makeBrowser();
    const before = mails.received.length;
    await askForCode(browser, email);
    expect(mails.received.length - before).toBe(isTold ? 1 : 0);
    if (isTold) {
      const mail = await mails.take(email);
      expect(mail.text).toContain('work account');
      expect(mail.text).not.toMatch(/\d{6}/);
    }
    expect(await checkCode(browser.request(), '000000')).toEqual({ ok: false, reason: 'wrong', triesLeft: 4 });
  });
});

describe('an address that nobody has', () => {
  /** What the database is asked while `work` runs, in order. */
  async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
    const spy = vi.spyOn(pg.Client.prototype, 'query');
    await work();
    const texts = spy.mock.calls.map(([query]: readonly unknown[]) =>
      typeof query === 'string' ? query : JSON.stringify(query),
    );
    spy.mockRestore();
    return texts;
  }

  it('is answered alike, by the same statements, when a code is asked for and when one is tried', async () => {
    const seen = [];
    for (const email of [LEARNER, CONTACT, STAFF, STRANGER]) {
      const browser = makeBrowser();
      let cookie = '';
      const asking = await statementsOf(async () => {
        ({ cookie } = await sendCode(browser.request(), { whom: { email }, returnTo: '/' }));
      });
      browser.take(cookie);
      await finishAfterAnswers();
      let answer: unknown;
      const trying = await statementsOf(async () => {
        answer = await checkCode(browser.request(), 'abcdef');
      });
      seen.push({ cookie: cookie.replace(/=[^;]+/, '=…'), asking, trying, answer });
    }
    expect(new Set(seen.map((one) => JSON.stringify(one))).size).toBe(1);
  });

  it('is sent nothing when a code is asked for again', async () => {
    const browser = makeBrowser();
    await askForCode(browser, STRANGER);
    const before = mails.received.length;
    expect(await sendAnotherCode(browser.request(), null)).not.toBeNull();
    await finishAfterAnswers();
    expect(mails.received).toHaveLength(before);
  });
});

describe('one person under two addresses', () => {
  const ALIAS = 'alias@former.example';

  async function walk(email: string): Promise<unknown[]> {
    const browser = makeBrowser();
    const again = async (): Promise<boolean> => {
      const another = await sendAnotherCode(browser.request(), null);
      await finishAfterAnswers();
      return another !== null;
    };
    const attempt = () => checkCode(browser.request(), 'abcdef');
    for (let count = 0; count < 3; count++) await askForCode(browser, email);
    const answers: unknown[] = [await attempt(), await again(), await attempt(), await again()];
    const fresh = makeBrowser();
    await askForCode(fresh, email);
    answers.push(await checkCode(fresh.request(), 'abcdef'), await attempt());
    return answers;
  }

  beforeAll(async () => {
    await database.query('insert into person_emails values ($1, $2) on conflict do nothing', [ALIAS, learnerId]);
  });

  it('is told nothing else than a stranger, also beyond the limit and when a code is asked for again', async () => {
    const walks = [];
    for (const email of [LEARNER, CONTACT, STAFF, STRANGER]) walks.push(await walk(email));
    expect(walks[0]).toEqual([
      { ok: false, reason: 'wrong', triesLeft: 4 },
      true,
      { ok: false, reason: 'wrong', triesLeft: 3 },
      true,
      { ok: false, reason: 'over' },
      { ok: false, reason: 'wrong', triesLeft: 2 },
    ]);
    for (const other of walks.slice(1)) expect(other).toEqual(walks[0]);
  });

  it.each([ALIAS, CONTACT, STRANGER])(
    'does not show when %s is asked for after the first had its three',
    async (other) => {
      for (let count = 0; count < 3; count++) await askForCode(makeBrowser(), LEARNER);
      const before = mails.received.length;
      expect(await walk(other)).toEqual(await walk('somebody.else@elsewhere.example'));
      const toLearner = mails.received.slice(before).filter(({ sentTo }) => sentTo.includes(LEARNER));
      expect(toLearner).toEqual([]);
    },
  );
});

describe('a code that could not be mailed', () => {
  it('is recorded, without a value, and the answer was the same', async () => {
    mails.refuseWith(550);
    await askForCode(makeBrowser(), LEARNER);
    mails.refuseWith(null);
    expect(await lastEvent()).toEqual({
      event: 'code.unsent',
      actor_kind: 'nobody',
      details: { because: 'EENVELOPE' },
    });
  });
});
