// Everything that changes something works with JavaScript off (bad-C14).
import { usePortal } from './support.ts';
import { describe, expect, it } from 'vitest';

const portal = usePortal();
const OFF = { javaScriptEnabled: false } as const;

describe('bad-C14 without scripts', () => {
  it('a persona signs in and out', async () => {
    const page = await portal.open(null, OFF);
    await page.goto('/sign-in');
    await page.getByRole('button', { name: /^Learner/ }).click();
    expect(new URL(page.url()).pathname).toBe('/me');
    await page.getByRole('button', { name: 'Sign out' }).first().click();
    expect(new URL(page.url()).pathname).toBe('/');
  });

  it('a learner sets progress, and is told what is wrong with it', async () => {
    const page = await portal.open('learner', OFF);
    const field = page.getByRole('textbox', { name: 'Progress in Azure Administrator, percent' });
    await field.fill('150');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await page.getByText('Progress goes from 0 to 100.').waitFor();
    expect(await field.inputValue()).toBe('150');
    await field.fill('72');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await page.getByText('Azure Administrator is at 72 % now.').waitFor();
    expect(await portal.database.query(`select percent from progress_entries`)).toEqual([{ percent: 72 }]);
  });

  it('a trainer records an outcome and finds who is meant', async () => {
    const page = await portal.open('trainer', OFF);
    await page.goto('/train/exams');
    const row = page.getByRole('listitem').filter({ hasText: 'Łukasz Wójcik' }).filter({ hasText: 'AZ-104' });
    await row.getByRole('radio', { name: 'Failed' }).check();
    await row.getByRole('button', { name: 'Record' }).click();
    await page.getByText('Łukasz Wójcik failed AZ-104. It can be booked again.').waitFor();
    await page.getByText('Book an exam').click();
    await page.getByLabel('Person', { exact: true }).fill('łukasz');
    await page.getByLabel('Exam', { exact: true }).selectOption('AZ-104');
    await page.getByRole('button', { name: 'Book', exact: true }).click();
    await page.getByRole('radio', { name: /Łukasz Wójcik/ }).check();
    await page.getByRole('button', { name: 'Book', exact: true }).click();
    await page.getByText(/Łukasz Wójcik is booked for AZ-104/).waitFor();
  });

  it('a privacy officer releases a run, after saying why', async () => {
    const page = await portal.open('privacy-officer', OFF);
    const run = await portal.runOf('employer-2000001');
    await page.goto(`/admin/runs/${run}/release`);
    const reason = page.getByRole('textbox', { name: 'Why may it go?' });
    await reason.fill('          short         ');
    await page.getByRole('button', { name: 'Release to Lonely Ltd' }).click();
    await page.getByText(/at least ten characters/).waitFor();
    await reason.fill('The employer agreed to it in writing.');
    await page.getByRole('button', { name: 'Release to Lonely Ltd' }).click();
    expect(new URL(page.url()).pathname).toBe(`/admin/runs/${run}`);
    await page.getByText('“The employer agreed to it in writing.”').waitFor();
  });

  it('colours change, and one stays where one was', async () => {
    const page = await portal.open('trainer', OFF);
    await page.goto('/train/exams?view=all');
    await page.getByRole('button', { name: 'Light' }).first().click();
    expect(page.url()).toContain('/train/exams?view=all');
    expect(await page.locator('html').getAttribute('data-theme')).toBe('light');
  });

  it.each([
    ['off', OFF],
    ['on', {}],
  ])(
    'a form that names what is not there is answered inside the own pages of whoever sent it, with scripts %s',
    async (_, options) => {
      await portal.database.query(`update persons set language = 'de'`);
      const page = await portal.open('learner', options);
      await page.getByRole('button', { name: 'Dunkel' }).first().click();
      // As a browser sends it that has not loaded the scripts yet.
      await page.setContent(
        `<form method="post" action="${portal.url}/train/sessions/1/change"><button>Send</button></form>`,
      );
      const answer = page.waitForResponse((response) => response.url().endsWith('/change'));
      await page.getByRole('button', { name: 'Send' }).click();
      expect((await answer).status()).toBe(404);
      await page.getByRole('heading', { name: 'Hier gibt es nichts' }).waitFor();
      expect(await page.title()).toMatch(/^Hier gibt es nichts · /);
      expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
      await page.getByRole('link', { name: 'Prüfungen' }).first().click();
      await page.waitForURL('**/me/exams');
    },
  );
});
