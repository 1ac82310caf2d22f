// An agreement from draft to approval, in a browser: what changes is told in words, the officer sees today's count, and nobody approves alone.
import { readSheet } from '#reports/workbook/read-sheet.ts';
import { fromBytes } from '#reports/workbook/random-access.ts';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';

import { findViolations } from './axe.ts';
import { usePortal } from './support.ts';

const portal = usePortal();

const agreementWith = async (slug: string): Promise<string> => {
  const [found] = await portal.database.query<{ id: number }>(
    'select a.id from agreements a join recipients r on r.id = a.recipient_id where r.slug = $1',
    [slug],
  );
  return `/admin/agreements/${found?.id}`;
};

async function openSample(page: Page): Promise<Uint8Array> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Sample workbook' }).click(),
  ]);
  return readFile(await download.path());
}

it('a version is drafted, proposed, chosen for and approved by somebody else', async () => {
  const administrator = await portal.open('administrator');
  await administrator.goto(await agreementWith('employer-2000001'));
  await administrator.getByLabel('Another version, holding from').fill('2031-12-01');
  await administrator.getByRole('button', { name: 'Draft it from this one' }).click();
  await administrator.getByText('Drafted. It says what the other version says').waitFor();
  await administrator.getByLabel('Phone, registration and progress').uncheck();
  await administrator.getByRole('button', { name: 'Save the draft' }).click();
  await administrator
    .getByText('Takes phone out of registration and progress for Lonely Ltd from 1 December 2031')
    .waitFor();
  expect(await findViolations(administrator)).toEqual([]);
  const about = await readSheet(fromBytes(await openSample(administrator)), 'About', { offset: 0, limit: 50 });
  expect(JSON.stringify(about)).toContain('SAMPLE with made-up people · Lonely Ltd');
  await administrator.getByRole('button', { name: 'Propose to a second person' }).click();
  await administrator.getByText('You drafted this yourself: somebody else has to approve it.').waitFor();

  const officer = await portal.open('privacy-officer');
  await officer.goto('/admin/agreements');
  await officer.getByRole('link', { name: 'Lonely Ltd, version 2' }).click();
  await officer.getByText(/^Today 1 exam row/).waitFor();
  expect(await findViolations(officer)).toEqual([]);
  await officer.getByLabel('No exam sheet').check();
  await officer.getByRole('button', { name: 'Choose this rule' }).click();
  await officer.getByText(/No exam sheet: chosen by Noor Dekker, .* seeing 1 exam rows? of one person/).waitFor();
  await officer.getByRole('button', { name: 'Approve version 2' }).click();
  await officer.getByText(/Approved by Noor Dekker/).waitFor();
  expect(await officer.getByRole('button', { name: 'Save the draft' }).count()).toBe(0);
});

it('a draft that can’t be read keeps what was typed, and many are decided about at once, without scripts', async () => {
  const page = await portal.open('administrator', { javaScriptEnabled: false });
  await portal.database.query(
    `insert into employers (mpn_id, name) values ('5000001', 'First Ltd'), ('5000002', 'Second Ltd')`,
  );
  await page.goto('/admin/agreements/new');
  await page.getByRole('button', { name: 'Draft for 2 employers' }).click();
  await page.getByRole('link', { name: 'First Ltd, version 1' }).click();
  await page.getByLabel('Time zone').fill('Nowhere');
  await page.getByLabel('Only people in these countries').fill('Atlantis');
  await page.getByRole('button', { name: 'Save the draft' }).click();
  expect(await page.getByLabel('Time zone').inputValue()).toBe('Nowhere');
  expect(await page.getByText('One of these is no country.').count()).toBe(1);
  expect(await page.getByText('Enter a time zone such as Europe/Amsterdam.').count()).toBe(1);

  await page.goto('/admin/agreements');
  for (const name of ['First Ltd, version 1', 'Second Ltd, version 1'])
    await page.getByRole('checkbox', { name }).check();
  await page.getByRole('button', { name: 'Propose those' }).click();
  expect(await page.getByText('Proposed. The privacy officer chooses a rule').count()).toBe(1);

  const officer = await portal.open('privacy-officer', { javaScriptEnabled: false });
  for (const button of ['Choose for those', 'Approve those']) {
    await officer.goto('/admin/agreements');
    for (const name of ['First Ltd, version 1', 'Second Ltd, version 1'])
      await officer.getByRole('checkbox', { name }).check();
    await officer.getByRole('button', { name: button }).click();
  }
  expect(await officer.getByText('Approved.', { exact: true }).count()).toBe(1);
  expect(await officer.getByRole('checkbox').count()).toBe(0);
});
