// One's own data as a person uses it: sees what left, corrects it, consents, restricts, takes everything along and erases it.
import { readFile } from 'node:fs/promises';
import { findViolations } from './axe.ts';
import { usePortal } from './support.ts';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';

const portal = usePortal();
const section = (page: Page, title: string) => page.getByRole('region', { name: title });

describe('my data', () => {
  it('shows what left; a correction is told to whoever holds the old value, and they see which row', async () => {
    const page = await portal.open('learner');
    await page.goto('/me/data');
    expect(await section(page, 'What left about you').getByRole('listitem').count()).toBe(4);
    await page.getByLabel('Phone', { exact: true }).fill('not a number');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Nothing was saved yet').waitFor();
    expect(await page.getByLabel('Phone', { exact: true }).inputValue()).toBe('not a number');
    await page.getByLabel('Phone', { exact: true }).fill('06 87654321');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved. Whoever was given').waitFor();
    await page.locator('input[name=phone][value="+31687654321"]').waitFor();
    const told = section(page, 'Who was told of a change').getByRole('listitem');
    expect(
      (await told.allInnerTexts()).map((text) => /Microsoft EU|Bluecloud B\.V\./.exec(text)?.[0]).toSorted(),
    ).toEqual(['Bluecloud B.V.', 'Microsoft EU']);
    const employer = await portal.open('employer');
    await employer.goto('/reports');
    const rows = section(employer, 'Rows that are not as they were').getByRole('listitem');
    expect(await rows.count()).toBe(2);
    const text = await rows.first().innerText();
    expect(text).toMatch(/Row \d of “Registration and progress”/);
    expect(text).toContain('Phone');
    expect(text).not.toMatch(/Sanne|Vries|8765/);
  });

  it('consents and the restriction are switched in one click each, and back', async () => {
    const page = await portal.open('learner');
    await page.goto('/me/data');
    const news = page.getByRole('listitem').filter({ hasText: 'News and offers by e-mail' });
    await news.getByRole('button', { name: 'Give' }).click();
    await page.getByText('Your consent is recorded').waitFor();
    await news.getByRole('button', { name: 'Withdraw' }).click();
    await page.getByText('Your consent is withdrawn').waitFor();
    await news.getByText('History').click();
    // What was said stands there before the page has read its data again.
    await expect.poll(() => news.getByRole('listitem').count()).toBe(2);
    await page.getByRole('button', { name: 'Restrict my data' }).click();
    await page.getByText('Your data are restricted').waitFor();
    await page.getByRole('button', { name: 'End the restriction' }).click();
    await page.getByText('The restriction has ended').waitFor();
    const objection = page.locator('form:has([value=object])');
    await objection.getByText('Say something about it').first().click();
    await objection.getByRole('textbox').fill('Not my job');
    await page.getByRole('button', { name: 'Object', exact: true }).click();
    await page.getByText('Your objection is here').waitFor();
    await section(page, 'Your requests')
      .getByText(/we answer by/)
      .waitFor();
    await section(page, 'Your requests').getByText('Not my job').waitFor();
    await portal.database.query(`update rate_counts set taken = 60 where limit_name = 'own-change:actor'`);
    const refused = await page.request.post('/me/data', {
      form: { intent: 'consent', consent: 'marketing-email', given: 'yes' },
      headers: { Origin: portal.url },
    });
    expect(refused.status()).toBe(429);
    expect(Number(refused.headers()['retry-after'])).toBeGreaterThan(0);
    await portal.database.query('truncate rate_counts');
    await portal.database.query('update persons set objected_at = null');
  });

  it('everything is taken along with a click', async () => {
    const page = await portal.open('learner');
    await page.goto('/me/data');
    const waiting = page.waitForEvent('download');
    await page.getByRole('link', { name: 'As data (JSON)' }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toBe('my-data.json');
    const kept = JSON.parse(await readFile(await download.path(), 'utf8')) as unknown;
    expect(kept).toMatchObject({ format: 'psa-person-export/1' });
  });

  it('is without violations in German on a phone, light and dark, and erasing too', async () => {
    const page = await portal.open('learner', { viewport: { width: 390, height: 844 } });
    await page.goto('/me/data');
    await page.getByLabel('Language of pages and mails').selectOption('de');
    await page.getByRole('button', { name: 'Change the language' }).click();
    await page.getByRole('heading', { name: 'Meine Daten' }).waitFor();
    for (const path of ['/me/data/erase', '/me/data/address/x', '/me/data/erased', '/me/data']) {
      await page.goto(path);
      expect(await findViolations(page), path).toEqual([]);
    }
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await findViolations(page), 'dark').toEqual([]);
    await portal.database.query(`update persons set language = 'en'`);
  });

  it('R8 says what a law keeps, until when and whom to ask, where the restriction would be ended and everything erased', async () => {
    const page = await portal.open('learner');
    await portal.database.query(
      `with kept as (update persons set restricted_at = psa_now() where email like 'sanne%' returning id),
         request as (insert into privacy_requests (person_id, kind, due_on, decided_at, decision, decided_by)
           select id, 'erasure', psa_today() + 31, psa_now(), 'partly', 1 from kept returning id)
       insert into privacy_request_keeps (request_id, what, law, until) select id, 'Invoice 2026-17', 'Tax law, art. 52', '2031-12-31' from request`,
    );
    await page.goto('/me/data');
    const rights = section(page, 'Your rights');
    await rights.getByText('Invoice 2026-17: Tax law, art. 52, until').waitFor();
    await rights.getByText('Whoever can tell you more, and decide about it:').waitFor();
    expect(await page.getByRole('button', { name: 'End the restriction' }).count()).toBe(0);
    expect(await page.getByRole('link', { name: /Erase my data/ }).count()).toBe(0);
    const sent = { form: { email: 'sanne.devries@bluecloud.example' }, headers: { Origin: portal.url } };
    const refused = await page.request.post('/me/data/erased', sent);
    expect(new URL(refused.url()).pathname).toBe('/me/data/erase');
    expect(await refused.text()).toContain('Invoice 2026-17');
    expect(await findViolations(page)).toEqual([]);
    await portal.database.query('delete from privacy_requests');
    await portal.database.query('update persons set restricted_at = null');
  });

  it('bad-C14 bad-A16 without scripts: erased after the address is typed, signed out everywhere, gone', async () => {
    const elsewhere = await portal.open('learner');
    const page = await portal.open('learner', { javaScriptEnabled: false });
    await page.goto('/me/data');
    await page.getByRole('link', { name: /Erase my data/ }).click();
    const address = page.getByRole('textbox');
    await address.fill('somebody@else.example');
    await page.getByRole('button', { name: 'Erase everything now' }).click();
    await page.getByText('This is not the address of your account').waitFor();
    await page.getByRole('textbox').fill('Sanne.deVries@bluecloud.example');
    await page.getByRole('button', { name: 'Erase everything now' }).click();
    await page.getByRole('heading', { name: 'Your data are erased' }).waitFor();
    // The receipt is here once, for somebody who is nobody here any more.
    const [{ id } = { id: 0 }] = await portal.database.query<{ id: number }>(
      `select max(id)::int as id from audit_events where event = 'person.erased'`,
    );
    const shown = await page.getByRole('main').innerText();
    for (const words of [String(id), 'GDPR art. 5(2) and 30', 'Until']) expect(shown).toContain(words);
    expect(await page.content()).not.toMatch(/sanne|de vries/i);
    expect(new URL(page.url()).search).toBe('');
    expect(await page.context().cookies()).toEqual([]);
    await page.goto('/me/data/erased');
    await page.getByRole('heading', { name: 'Nothing to show' }).waitFor();
    await elsewhere.goto('/me/data');
    expect(new URL(elsewhere.url()).pathname).toBe('/sign-in');
    expect(await portal.database.query(`select from person_emails where email like 'sanne%'`)).toEqual([]);
  });
});
