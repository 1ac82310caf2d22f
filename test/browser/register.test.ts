// Registering as a person meets it: who will see what is told while they type, mistakes are told beside the fields, and nothing typed is lost.
import { forgetKeptMail, readKeptMail, tokenIn } from '#test/support/kept-mail.ts';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { findViolations } from './axe.ts';
import { usePortal } from './support.ts';

const portal = usePortal();
afterEach(async () => {
  forgetKeptMail(portal.database);
  await portal.database.query('delete from registrations; delete from rate_counts');
});

const GERMAN = { locale: 'de-DE', viewport: { width: 390, height: 860 } } as const;

async function fillIn(page: Page, changes: Record<string, string> = {}): Promise<void> {
  const values = {
    firstName: 'Jörg',
    lastName: 'Weiß',
    email: 'joerg@bluecloud.example',
    phone: '030 1234567',
    company: 'Bluecloud B.V.',
    mpnId: '1000001',
    jobRole: 'Architekt',
    ...changes,
  };
  for (const [name, value] of Object.entries(values)) await page.locator(`[name="${name}"]`).fill(value);
  await page.locator('[name="country"]').selectOption('DE');
}

describe('the page to register', () => {
  it('shows what the employer and Microsoft will see, as it is typed and in the language of the browser', async () => {
    const page = await portal.open(null, { locale: 'de-DE' });
    await page.goto('/register');
    const employer = page.locator('section').filter({ hasText: 'Ihr Arbeitgeber wird sehen' });
    const microsoft = page.locator('section').filter({ hasText: 'Microsoft wird sehen' });
    await employer.getByText('was Sie eingeben').first().waitFor();
    await fillIn(page);
    for (const card of [employer, microsoft]) {
      expect(await card.getByText('Jörg', { exact: true }).count()).toBe(1);
      // Lists and exams both tell the company and the country; only lists tell who.
      expect(await card.getByText('Bluecloud B.V.', { exact: true }).count()).toBe(2);
      expect(await card.getByText('Deutschland', { exact: true }).count()).toBe(2);
      expect(await card.getByText('joerg@bluecloud.example', { exact: true }).count()).toBe(1);
    }
    for (const consent of ['member-sharing', 'marketing-email', 'marketing-phone'])
      expect(await page.locator(`[name="${consent}"]`).isChecked()).toBe(false);
  });

  it.each([true, false])(
    'says what is wrong beside its field and keeps what was typed (scripts: %s)',
    async (scripts) => {
      const page = await portal.open(null, { ...GERMAN, javaScriptEnabled: scripts });
      await page.goto('/register');
      await fillIn(page, { phone: 'ruf mich an', email: '' });
      await page.locator('[name="marketing-email"]').check();
      await page.getByRole('button', { name: 'Registrieren', exact: true }).click();
      const summary = page.getByRole('alert');
      await summary.waitFor();
      expect(await summary.getByRole('link').allTextContents()).toEqual([
        'Dienstliche E-Mail-Adresse: Diese Angabe fehlt.',
        'Telefon: Geben Sie eine Telefonnummer an, etwa +49 1512 3456789.',
        'Wie alt sind Sie? Diese Angabe fehlt.',
        'Datenschutzhinweis: Bitte lesen Sie den Datenschutzhinweis, und bestätigen Sie es.',
      ]);
      expect(await page.locator('[name="phone"]').getAttribute('aria-invalid')).toBe('true');
      expect(await page.locator('[name="lastName"]').inputValue()).toBe('Weiß');
      expect(await page.locator('[name="marketing-email"]').isChecked()).toBe(true);
      if (scripts) {
        expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true);
        expect(await findViolations(page)).toEqual([]);
      }
      await page.locator('[name="email"]').fill('joerg@bluecloud.example');
      await page.locator('[name="phone"]').fill('030 1234567');
      await page.locator('[name="age"][value="of-age"]').check();
      await page.locator('[name="acknowledged"]').check();
      await page.getByRole('button', { name: 'Registrieren', exact: true }).click();
      await page.waitForURL('**/register/sent');
      expect(
        await portal.database.query('select phone, language, notice_language, consents from registrations'),
      ).toEqual([{ phone: '+49301234567', language: 'de', notice_language: 'de', consents: ['marketing-email'] }]);
    },
  );

  it('leads a guardian through, who sees who asks and can refuse, without a violation in German at 390 px', async () => {
    const page = await portal.open(null, { ...GERMAN, colorScheme: 'dark' });
    await page.goto('/register');
    await fillIn(page, { guardianEmail: 'eltern@zuhause.example' });
    await page.locator('[name="age"][value="guardian"]').check();
    await page.locator('[name="acknowledged"]').check();
    await page.getByRole('button', { name: 'Registrieren', exact: true }).click();
    await page.waitForURL('**/register/sent');
    expect(await findViolations(page)).toEqual([]);
    await page.goto(`/register/confirm/${tokenIn((await readKeptMail(portal.database)).at(-1), '/register/confirm/')}`);
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Ja, das ist meine Adresse' }).click();
    await page.getByRole('heading', { name: 'Ihr Elternteil oder Vormund wird gefragt' }).waitFor();
    await page.reload();
    await page.getByText('Gefragt am').waitFor();
    expect(await findViolations(page)).toEqual([]);
    const asked = (await readKeptMail(portal.database)).length;
    await page.getByRole('button', { name: 'Erneut fragen' }).click();
    await expect.poll(async () => (await readKeptMail(portal.database)).length).toBe(asked + 1);
    await page.goto(
      `/register/guardian/${tokenIn((await readKeptMail(portal.database)).at(-1), '/register/guardian/')}`,
    );
    await page.getByText('Jörg Weiß').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Ich stimme nicht zu: alles löschen' }).click();
    await page.getByRole('heading', { name: 'Alles ist gelöscht' }).waitFor();
    expect(await portal.database.query('select from registrations')).toEqual([]);
  });
});
