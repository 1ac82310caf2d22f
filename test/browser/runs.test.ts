// A run in a browser: what is otherwise than last time and why, why one person is not in it, how it went out, and what nobody can release.
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { arrangePerson, moveClock } from '#test/support/register.ts';
import { runFor } from '#test/support/runs.ts';

import { findViolations } from './axe.ts';
import { usePortal } from './support.ts';

const portal = usePortal();
const SLUG = 'employer-1000001';
let second = 0;
let blocked = 0;

/** Last month's report left; this one's people are others; and the one after that has other columns. */
beforeAll(async () => {
  const { database } = portal;
  await database.query(`update enrolments set percent = 88 where percent = 64`);
  await database.query(`update persons set restricted_at = psa_now() where email like 'lukasz%'`);
  await arrangePerson(database, {
    email: 'nina.berg@bluecloud.example',
    firstName: 'Nina',
    lastName: 'Berg',
    company: 'Bluecloud B.V.',
    workshops: [{ name: 'Azure Administrator', exam: 'AZ-104', percent: 5 }],
  });
  await moveClock(database, '31 days');
  ({ id: second } = await runFor(SLUG));
  await database.query(`delete from agreement_fields where field = 'phone'`);
  await moveClock(database, '62 days');
  ({ id: blocked } = await runFor(SLUG));
});

const look = async (page: Page): Promise<void> => expect(await findViolations(page)).toEqual([]);

it('shows what changed, came and went since the last report, each with its reason', async () => {
  const page = await portal.open('privacy-officer');
  await page.goto(`/admin/runs/${second}`);
  await page.getByRole('link', { name: 'Changes' }).click();
  const table = page.getByRole('region', { name: /Changed on Registration/ });
  await table.getByText('Sanne de Vries · Azure Administrator').waitFor();
  expect(await table.innerText()).toMatch(/Study progress \(%\):\s*64\s*→\s*88/);
  await look(page);
  await page.getByRole('link', { name: /^Came/ }).click();
  await page.getByText('enrolled since').waitFor();
  expect(await page.getByRole('region', { name: /Came on/ }).innerText()).toContain('Nina Berg');
  await page.getByRole('link', { name: /^Went/ }).click();
  await page.getByText('processing is restricted').waitFor();
  await look(page);
});

it('tells how each channel was tried, and what was checked, in words', async () => {
  const page = await portal.open('administrator');
  await page.goto(`/admin/runs/${second}?tab=deliveries`);
  const attempts = page.getByRole('region', { name: 'Attempts to deliver' });
  expect(await attempts.getByRole('row').count()).toBe(3);
  expect(await attempts.innerText()).toMatch(/Portal\s+attempt 1/);
  await look(page);
  await page.getByRole('link', { name: /^Checks/ }).click();
  await page.getByRole('heading', { name: 'Nobody is told apart' }).waitFor();
  await look(page);
});

it.each([true, false])('says why one person is not in it (scripts: %s)', async (javaScriptEnabled) => {
  const page = await portal.open('privacy-officer', { javaScriptEnabled, viewport: { width: 390, height: 844 } });
  await page.goto(`/admin/runs/${second}`);
  await page.getByRole('link', { name: 'Ask about a person' }).click();
  await page.getByLabel(/E-mail address, or number/).fill('lukasz.wojcik@bluecloud.example');
  await page.getByRole('button', { name: 'Ask' }).click();
  await page.getByText('Is not in the report: processing is restricted').waitFor();
  await page.getByText('While a restriction stands, the person is in no report (P5).').waitFor();
  // Whom somebody asked about stands in no address.
  expect(page.url()).not.toContain('lukasz');
  if (javaScriptEnabled) await look(page);
  await page.getByLabel(/E-mail address, or number/).fill('nobody@bluecloud.example');
  await page.getByRole('button', { name: 'Ask' }).click();
  await page.getByText('Nobody is known by this address or number.').waitFor();
});

it('with other columns offers no release, says what to do, and refuses one that is sent all the same', async () => {
  const page = await portal.open('privacy-officer');
  await page.goto(`/admin/runs/${blocked}`);
  await page.getByText('Other columns than the last report: it can’t be released').waitFor();
  await page.getByText('Registration and progress: drops Phone').first().waitFor();
  expect(await page.getByRole('link', { name: 'Release…' }).count()).toBe(0);
  await look(page);
  await page.goto(`/admin/runs/${blocked}/release`);
  await page.getByLabel('Why may it go?').fill('because it would be nice');
  await page.getByRole('button', { name: /^Release to/ }).click();
  await page.getByText(/nobody can let it go before a later version with these columns is approved/).waitFor();
  expect(await portal.database.query('select state from runs where id = $1', [blocked])).toEqual([
    { state: 'awaiting-release' },
  ]);
});
