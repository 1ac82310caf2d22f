// What a phone shows of pages that are wide, and the language before anybody is signed in.
import { findViolations } from './axe.ts';
import { usePortal } from './support.ts';
import { describe, expect, it } from 'vitest';

const portal = usePortal();
const PHONE = { viewport: { width: 390, height: 844 } } as const;

describe('a table of staff on a phone', () => {
  it.each([
    ['administrator', '/admin/contacts'],
    ['administrator', '/admin/staff'],
    ['privacy-officer', '/desk/audit'],
    ['privacy-officer', '/desk/requests'],
  ] as const)('of the %s at %s stands one below the other, and scrolls nothing sideways', async (persona, path) => {
    await portal.database.query(
      `insert into privacy_requests (person_id, kind, due_on) select min(id), 'complaint', '2030-01-01' from persons on conflict do nothing`,
    );
    const page = await portal.open(persona, PHONE);
    await page.goto(path);
    const table = page.getByRole('region').filter({ has: page.getByRole('table') });
    expect(await table.evaluate((region) => region.scrollWidth - region.clientWidth)).toBe(0);
    const root = page.locator('html');
    expect(await root.evaluate((html) => html.scrollWidth - html.clientWidth)).toBe(0);
    // It is still a table to whoever does not see it.
    expect(await table.getByRole('columnheader').count()).toBe(
      await table.getByRole('row').nth(1).getByRole('cell').count(),
    );
    expect(await findViolations(page)).toEqual([]);
  });
});

it('the exams of many months scroll by themselves, and the page does not', async () => {
  await portal.database.query(
    `insert into sittings (person_id, employment_id, exam_code, attempt, month, state)
     select e.person_id, e.id, 'AZ-104', 20 + i, to_char(now() + i * interval '1 month', 'YYYY-MM'), 'cancelled'
     from (select * from employments order by id limit 1) e, generate_series(-6, 5) i`,
  );
  const page = await portal.open('trainer', PHONE);
  await page.goto('/train/exams?view=all');
  const over = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => element.scrollWidth - element.clientWidth);
  expect(await over('[aria-label="Sittings by month and outcome"]')).toBeGreaterThan(0);
  expect(await over('html')).toBe(0);
});

it.each(['de', 'fr', 'pl'] as const)('the bar of a learner’s pages breaks no name in two (%s)', async (language) => {
  await portal.database.query('update persons set language = $1', [language]);
  const page = await portal.open('learner', PHONE);
  const links = page.getByRole('navigation').last().getByRole('listitem');
  const heights = await links.evaluateAll((items) => items.map((item) => item.getBoundingClientRect().height));
  expect(Math.max(...heights)).toBeLessThan(60);
});

describe('before anybody is signed in', () => {
  it('the language is chosen by a link, without scripts, and kept on the next page', async () => {
    const page = await portal.open(null, { ...PHONE, javaScriptEnabled: false, locale: 'nl-NL' });
    const languageOf = () => page.locator('html').getAttribute('lang');
    await page.goto('/sign-in?returnTo=/me/exams');
    expect(await languageOf()).toBe('nl');
    await page.getByRole('link', { name: 'Deutsch' }).click();
    expect(await languageOf()).toBe('de');
    expect(new URL(page.url()).search).toBe('?returnTo=%2Fme%2Fexams&lang=de');
    await page.getByText('Dies ist eine Vorführung mit erfundenen Personen.', { exact: false }).waitFor();
    await page.getByRole('link', { name: 'Registrieren' }).click();
    expect(await languageOf()).toBe('de');
    expect(new URL(page.url()).pathname).toBe('/register');
    await page.getByRole('main').getByRole('link', { name: 'Anmelden' }).click();
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    const { name, httpOnly, sameSite } = (await page.context().cookies())[0] ?? {};
    expect({ name, httpOnly, sameSite }).toEqual({ name: 'language', httpOnly: true, sameSite: 'Lax' });
  });

  it('it changes with scripts, too, and the page is made in it', async () => {
    const page = await portal.open(null, { locale: 'nl-NL' });
    await page.goto('/');
    await page.getByRole('link', { name: 'Polski' }).click();
    await page.getByRole('heading', { name: 'Ucz się, zdobywaj' }).waitFor();
    await page.getByRole('link', { name: 'Zaloguj się' }).first().click();
    await page.getByRole('heading', { name: 'Zaloguj się' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('pl');
  });
});
