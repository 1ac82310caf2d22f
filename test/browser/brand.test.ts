// Another name and other colours reach the browser: what the server rendered is what the browser makes of it, and nothing is fetched from elsewhere.
import { expect, it } from 'vitest';
import { usePortal } from './support.ts';

const portal = usePortal();

it('a page with another name and colours comes alive without a complaint, also one that says that something is wrong', async () => {
  const page = await portal.open('administrator');
  await page.goto('/admin/settings');
  await page.getByLabel('Name', { exact: true }).fill('Taught & Sons');
  await page.getByLabel('Short name').fill('Taught');
  await page.getByLabel('Accent where it is light').fill('#0f766e');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved: 3 settings changed.').waitFor();
  await expect.poll(() => page.title()).toBe('Settings · Taught');
  const learner = await portal.open('learner');
  for (const path of ['/me', '/me/data', '/not/here']) {
    await learner.goto(path);
    await learner.getByText('Taught', { exact: true }).first().waitFor();
    expect(await learner.locator('body').innerText()).not.toContain('Partner Skills');
  }
  const colour = await learner.evaluate(`getComputedStyle(document.querySelector('.bg-accent')).backgroundColor`);
  expect(colour).toBe('rgb(15, 118, 110)');
  // A form that no page sends, posted as a document: the root's own data is not there then.
  await learner.goto('/me');
  await learner.evaluate(
    `document.body.insertAdjacentHTML('beforeend', '<form id="odd" method="post" action="/not/here"><input name="intent" value="odd"></form>'); document.getElementById('odd').submit()`,
  );
  await learner.waitForLoadState('networkidle');
  await learner.getByText('Taught', { exact: true }).first().waitFor();
  await learner.getByRole('heading', { level: 1 }).waitFor();
  const accent = await learner.evaluate(
    `getComputedStyle(document.documentElement).getPropertyValue('--color-accent')`,
  );
  expect(accent).toContain('#0f766e');
});
