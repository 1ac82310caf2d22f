// A question as people see it: asked on the public page, answered and closed by staff, and then nowhere any more; and on the own page of somebody with an account.
import { sendMails } from '#app/features/mail/mails.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import { forgetKeptMail, readKeptMail, tokenIn } from '#test/support/kept-mail.ts';
import { findWord } from '#test/support/search-database.ts';
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { findViolations } from './axe.ts';
import { usePortal } from './support.ts';

const portal = usePortal();
const CANARY = 'canaryofthebrowser';
const ADDRESS = `${CANARY}@nowhere.example`;
const PHONE = { viewport: { width: 390, height: 844 } } as const;
const section = (page: Page, title: string) => page.getByRole('region', { name: title });
const widthOver = (page: Page) => page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);

beforeEach(async () => {
  forgetKeptMail(portal.database);
  await portal.database.query('delete from rate_counts; delete from support_cases');
});

async function mailed() {
  await sendMails(MAIL_WRITERS);
  return (await readKeptMail(portal.database)).filter(({ to }) => to?.[0]?.address === ADDRESS).at(-1);
}

describe('a question of somebody without an account', () => {
  it.each([true, false])(
    'R3 is asked, asked back, answered and closed, and then the database holds nothing of them (scripts: %s)',
    async (javaScriptEnabled) => {
      // Without scripts there is nothing to look with.
      const look = async (at: Page) => {
        if (javaScriptEnabled) expect(await findViolations(at)).toEqual([]);
      };
      const page = await portal.open(null, { ...PHONE, javaScriptEnabled, locale: 'en-GB' });
      await page.goto('/');
      await page.getByRole('main').getByRole('link', { name: 'Help' }).click();
      await page.getByRole('button', { name: 'Send' }).click();
      await page.getByRole('alert').getByText('Your question is needed.').waitFor();
      await page.getByLabel('What it is about').selectOption('account');
      await page.getByLabel('Your question').fill(`I can’t sign in. ${CANARY}`);
      await page.getByLabel('E-mail address').fill(ADDRESS);
      await page.getByLabel('Name').fill(`Petra ${CANARY}`);
      await look(page);
      expect(await widthOver(page)).toBe(0);
      await page.getByRole('button', { name: 'Send' }).click();
      await page.getByRole('heading', { name: 'Your question is on its way' }).waitFor();
      expect(page.url()).not.toContain(CANARY);

      const staff = await portal.open('administrator', { javaScriptEnabled });
      await staff.goto('/admin/support');
      await staff.getByRole('table').getByRole('link', { name: 'Account and sign-in' }).click();
      await section(staff, 'The case').getByText(ADDRESS).waitFor();
      await staff.getByText('Ask back', { exact: true }).click();
      await staff.getByLabel('What is still needed').fill('Which browser?');
      await staff.getByRole('button', { name: 'Ask', exact: true }).click();
      await staff.getByText('Asked. The mail goes').waitFor();
      await look(staff);

      await page.goto(`/support/reply/${tokenIn(await mailed(), '/support/reply/')}`);
      await page.getByText('Which browser?').waitFor();
      await look(page);
      await page.getByLabel('Your question').fill('An old one');
      await page.getByRole('button', { name: 'Send' }).click();
      await page.getByRole('heading', { name: 'Your question is on its way' }).waitFor();

      await staff.reload();
      await section(staff, 'What was written').getByText('An old one').waitFor();
      await staff.getByLabel('Answer', { exact: true }).fill('Please take a newer one.');
      await staff.getByRole('button', { name: 'Send the answer' }).click();
      await staff.getByText('Answered. The mail goes').waitFor();
      await section(staff, 'What was written').getByText('Every word went').waitFor();
      expect(await staff.getByText(CANARY).count()).toBe(0);
      await look(staff);
      expect((await mailed())?.text).toContain('Please take a newer one.');
      expect(await findWord(portal.database, CANARY)).toEqual([]);
      await staff.goto('/admin/support?show=closed');
      await staff.getByText('not kept').waitFor();
    },
  );
});

describe('a question of somebody with an account', () => {
  it('stands on their page with its answer, and can be written to while it is open', async () => {
    const learner = await portal.open('learner', PHONE);
    await learner.goto('/me/support');
    await learner.getByLabel('What it is about').selectOption('exam');
    await learner.getByLabel('Your question').fill('May I move my exam?');
    await learner.getByRole('button', { name: 'Send' }).click();
    await learner.getByText('Your question was sent.').waitFor();
    expect(await widthOver(learner)).toBe(0);
    const trainer = await portal.open('trainer', PHONE);
    await trainer.goto('/admin/support');
    await trainer.getByRole('table').getByRole('link', { name: 'Exams' }).click();
    await trainer.getByLabel('Answer', { exact: true }).fill('Yes, on the page of exams.');
    await trainer.getByLabel('Close the case with it').uncheck();
    await trainer.getByRole('button', { name: 'Send the answer' }).click();
    await trainer.getByText('Answered. The mail goes').waitFor();
    expect(await widthOver(trainer)).toBe(0);
    await learner.reload();
    const own = section(learner, 'What you asked');
    await own.getByText('Yes, on the page of exams.').waitFor();
    await own.getByText('waits for you').waitFor();
    await own.getByText('Write again').click();
    expect(await findViolations(learner)).toEqual([]);
    await own.getByLabel('Your question').fill('Thank you!');
    await own.getByRole('button', { name: 'Send' }).click();
    await learner.getByText('It was added to your case.').waitFor();
    await trainer.reload();
    await trainer.getByText('Thank you!').waitFor();
  });

  it('that asks for a right is passed on by whoever answers, and made a request by a privacy officer', async () => {
    await portal.database.query(
      `with c as (insert into support_cases (person_id, topic, language) select min(id), 'report', 'en' from persons returning id)
       insert into support_messages (case_id, kind, body) select id, 'question', 'Keep me out of the reports' from c`,
    );
    const trainer = await portal.open('trainer', PHONE);
    await trainer.goto('/admin/support');
    await trainer.getByRole('table').getByRole('link', { name: 'Reports to employers' }).click();
    expect(await trainer.getByText('Make it a request').count()).toBe(0);
    await trainer.getByText('It is a request about their data').click();
    await trainer.getByRole('button', { name: 'Pass it on to a privacy officer' }).click();
    await trainer.getByText('Passed on:').waitFor();
    expect(await trainer.getByLabel('Answer', { exact: true }).count()).toBe(0);
    expect(await findViolations(trainer)).toEqual([]);
    const officer = await portal.open('privacy-officer', PHONE);
    await officer.goto('/admin/support');
    await officer.getByRole('table').getByRole('link', { name: 'Reports to employers' }).click();
    await officer.getByText('Keep me out of the reports').waitFor();
    expect(await findViolations(officer)).toEqual([]);
    await officer.getByLabel('Right').selectOption('objection');
    await officer.getByRole('button', { name: 'Make it a request' }).click();
    await officer.waitForURL(/\/desk\/requests\/\d+$/);
    await officer.getByText('Keep me out of the reports').waitFor();
  });
});
