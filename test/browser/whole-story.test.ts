// A learner's whole story, as a person would live it: register, confirm, learn, sit an exam, answer by the link, see what left, correct it, and go.
// Once with the keyboard alone, and once with JavaScript off.
import { startSignIn } from '#app/features/access/sign-ins.server.ts';
import { lastMonth } from '#app/features/delivery/occurrence.ts';
import { runReports } from '#app/features/delivery/run-reports.server.ts';
import { settleAnswers } from '#app/features/exams/settle-answers.server.ts';
import { monthAfter } from '#app/features/exams/sitting.ts';
import { sendMails } from '#app/features/mail/mails.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { dataPath } from '#app/platform/files.server.ts';
import { askInTheMorning, moveToMorning } from '#test/support/asking.ts';
import { registration, registrations } from '#test/support/import-files.ts';
import { importFile, reasons } from '#test/support/importing.ts';
import { useMailServer, type Received } from '#test/support/mail-server.ts';
import { moveClock } from '#test/support/register.ts';
import { readAllText } from '#test/support/workbook.ts';
import type { Locator, Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { findViolations } from './axe.ts';
import { usePortal } from './support.ts';

const mails = useMailServer();
const portal = usePortal();
afterEach(() => moveClock(portal.database, '0 hours'));

const MOST_TABS = 200;

const linkOf = (mail: Received): string => {
  const [link] = /https?:\/\/\S+\/(register|outcome)\/\S+/.exec(mail.text ?? '') ?? [];
  if (link === undefined) throw new Error('There is no link in this mail');
  return new URL(link).pathname;
};

/** How somebody reaches what is on a page: by clicking, or by Tab and the keys alone. */
type Hands = {
  fill(field: Locator, text: string): Promise<void>;
  choose(field: Locator, value: string): Promise<void>;
  press(thing: Locator): Promise<void>;
};

const clicking: Hands = {
  fill: (field, text) => field.fill(text),
  choose: async (field, value) => {
    await field.selectOption(value);
  },
  press: (thing) => thing.click(),
};

const typingOn = (page: Page): Hands => {
  const goTo = async (thing: Locator): Promise<void> => {
    await thing.waitFor();
    for (let count = 0; count < MOST_TABS; count++) {
      if (await thing.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`Not reached by the keyboard: ${String(thing)}`);
  };
  return {
    async fill(field, text) {
      await goTo(field);
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type(text);
    },
    // What a letter chooses in a list is the browser's affair; that the list is reached is ours.
    async choose(field, value) {
      await goTo(field);
      await field.selectOption(value);
    },
    async press(thing) {
      await goTo(thing);
      const isBox = await thing.evaluate((element) => element.matches('input[type=radio], input[type=checkbox]'));
      await page.keyboard.press(isBox ? 'Space' : 'Enter');
    },
  };
};

async function runLastMonth(): Promise<string> {
  const now = await databaseNow();
  const made = await runReports({ kind: 'all' }, lastMonth(now), now);
  if (!made.ok) throw new Error(made.reason);
  return readAllText(dataPath('outbox', lastMonth(now), 'microsoft.xlsx'));
}

describe.each([
  ['with the keyboard alone', { reducedMotion: 'reduce' }, 'nadia@bluecloud.example', 1],
  ['with JavaScript off', { javaScriptEnabled: false }, 'selim@bluecloud.example', 3],
] as const)('%s', (how, options, email, ahead) => {
  const personId = async (): Promise<number> =>
    (await portal.database.query<{ id: number }>('select id from persons where email = $1', [email]))[0]?.id ?? 0;

  /** The clock moved, so the sign-in of before is over. */
  async function signInAgain(page: Page): Promise<void> {
    const seat = { kind: 'person', id: await personId() } as const;
    const { cookie } = await startSignIn(new Request(portal.url), { seat, method: 'code' });
    const [name = '', value = ''] = cookie.split(';')[0]?.split('=') ?? [];
    await page.context().addCookies([{ name, value, url: portal.url }]);
  }

  it(
    'a learner registers, learns, sits an exam, sees what left, corrects it and goes',
    { timeout: 180_000 },
    async () => {
      await portal.database.query(
        `insert into employer_domains (domain, employer_id) select 'bluecloud.example', id from employers where mpn_id = '1000001' on conflict do nothing`,
      );
      const page = await portal.open(null, options);
      const hands = how === 'with the keyboard alone' ? typingOn(page) : clicking;
      const field = (name: string): Locator => page.locator(`[name="${name}"]`).first();
      const button = (name: string | RegExp): Locator => page.getByRole('main').getByRole('button', { name }).first();

      // Register, and confirm the address.
      await page.goto('/register');
      for (const [name, text] of [
        ['firstName', 'Nadia'],
        ['lastName', 'Öztürk'],
        ['email', email],
        ['phone', '+31 6 12345678'],
        ['company', 'Bluecloud B.V.'],
        ['mpnId', '1000001'],
        ['jobRole', 'Engineer'],
      ] as const)
        await hands.fill(field(name), text);
      await hands.choose(field('country'), 'NL');
      await hands.press(page.locator('[name="age"][value="of-age"]'));
      await hands.press(field('acknowledged'));
      await hands.press(button('Register'));
      await page.waitForURL('**/register/sent');
      expect(await personId()).toBe(0);
      await page.goto(linkOf(await mails.take(email)));
      await hands.press(button('Yes, this is my address'));
      await page.waitForURL('**/me');

      // Enrol, 40 %, and an exam in a month to come.
      const closed = page.locator('details:has(input[name="workshopId"]):not([open]) > summary');
      if ((await closed.count()) > 0) await hands.press(closed.first());
      await hands.press(page.getByRole('button', { name: /Azure Administrator/ }).first());
      await field('percent').waitFor();
      await hands.fill(field('percent'), '40');
      await hands.press(button('Save'));
      const id = await personId();
      await expect
        .poll(() => portal.database.query('select percent, state from enrolments where person_id = $1', [id]))
        .toEqual([{ percent: 40, state: 'enrolled' }]);
      await page.goto('/me/exams');
      await hands.choose(field('examCode'), 'AZ-104');
      await hands.choose(page.locator('select[name="month"]').last(), monthAfter(portal.now, ahead));
      await hands.press(page.locator('form:has([name="examCode"]) button').first());
      await expect
        .poll(() => portal.database.query('select exam_code, month, state from sittings where person_id = $1', [id]))
        .toEqual([{ exam_code: 'AZ-104', month: monthAfter(portal.now, ahead), state: 'booked' }]);

      // The month is over: a mail asks, and its link is answered. Opening it does nothing.
      mails.forget();
      await moveClock(portal.database, `${ahead + 1} months`);
      await askInTheMorning(portal.database, (ahead + 1) * 31 + 2);
      await sendMails(MAIL_WRITERS);
      const asked = linkOf(await mails.take(email));
      await page.context().clearCookies();
      await page.goto(asked);
      expect(
        await portal.database.query(
          'select answer from outcome_links l join sittings s on s.id = l.sitting_id where s.person_id = $1',
          [id],
        ),
      ).toEqual([{ answer: null }]);
      await hands.press(page.locator('[name="answer"][value="passed"]'));
      await page.getByRole('status').first().waitFor();
      await moveToMorning(portal.database, (ahead + 1) * 31 + 2, '11 minutes');
      await settleAnswers();
      expect(await portal.database.query('select outcome from sittings where person_id = $1', [id])).toEqual([
        { outcome: 'passed' },
      ]);

      // The monthly run, and what left about oneself.
      expect((await runLastMonth()).includes(email)).toBe(true);
      await signInAgain(page);
      await page.goto('/me/data');
      await page.getByText('Microsoft').first().waitFor();

      // A correction is told to whoever was given the row: the employer and Microsoft, whose files went to the folder.
      await hands.fill(field('phone'), '+31 6 87654321');
      await hands.press(page.locator('form:has([name="phone"]) button').first());
      await expect
        .poll(() =>
          portal.database.query<{ count: number }>(
            `select count(*)::int as count from notifications where person_id = $1 and cause = 'corrected' and fields = '{phone}'`,
            [id],
          ),
        )
        .toEqual([{ count: 2 }]);

      // Gone: not in the next run, and no import brings them back.
      await page.goto('/me/data/erase');
      await hands.fill(field('email'), email);
      await hands.press(page.locator('form:has([name="email"]) button').first());
      await page.waitForURL('**/me/data/erased');
      await page.getByText('GDPR art. 5(2) and 30').waitFor();
      if (how === 'with the keyboard alone') expect(await findViolations(page), 'the receipt').toEqual([]);
      expect(await personId()).toBe(0);
      await moveClock(portal.database, `${ahead + 2} months`);
      expect((await runLastMonth()).includes(email)).toBe(false);
      const back = await importFile('registrations', registrations(registration({ email, mpn: '1000001' })));
      expect(reasons(back).map(([, , code]) => code)).toEqual(['suppressed']);
    },
  );
});
