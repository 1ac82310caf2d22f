// Whoever could not be told by mail, as an officer sees it: somebody who was erased as they asked, and somebody whose mails come back.
import { useMailServer } from '#test/support/mail-server.ts';
import { findViolations } from './axe.ts';
import { usePortal } from './support.ts';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';

const mails = useMailServer();
const portal = usePortal();
const EMAIL = 'lukasz.wojcik@bluecloud.example';

async function enterErasure(page: Page): Promise<void> {
  await page.goto('/desk/requests/new');
  await page.getByLabel('Right').selectOption('erasure');
  await page.getByLabel('Any address of theirs').fill(EMAIL);
  await page.getByRole('button', { name: 'Enter the request' }).click();
  await page.waitForURL(/\/desk\/requests\/\d+/);
}

it('an erasure that no mail told of stays open with its letter, until it is said that it was sent', async () => {
  const page = await portal.open('privacy-officer');
  await enterErasure(page);
  const address = page.url().split('?')[0] ?? '';
  await page.getByText('It was checked').click();
  await page.getByRole('button', { name: 'It is them' }).click();
  await page.getByText('It is known who asks.').waitFor();
  await page.getByRole('link', { name: 'Decide', exact: true }).click();
  await page
    .getByRole('radio', { name: /Carried out/ })
    .first()
    .check();
  await page.getByLabel(`To erase everything, type ${EMAIL}`).fill(EMAIL);
  mails.refuseWith(451);
  await page.getByRole('button', { name: 'Decide' }).click();
  await page.getByText('No mail went out', { exact: true }).waitFor();
  mails.refuseWith(null);
  await page.getByText('known here no longer').waitFor();
  expect(await findViolations(page)).toEqual([]);
  await page.goto('/desk/requests');
  await page.getByText('known here no longer').waitFor();
  const phone = await portal.open('privacy-officer', { colorScheme: 'dark', viewport: { width: 390, height: 844 } });
  await phone.goto(address);
  expect(await findViolations(phone)).toEqual([]);
  await phone.goto(`${address}/letter/decision`);
  await phone.getByText('Łukasz').first().waitFor();
  await page.goto(address);
  await page.getByRole('button', { name: 'It was sent: close' }).click();
  await page.getByText('Closed. What was kept').waitFor();
  await page.reload();
  expect(await page.content()).not.toContain('Łukasz');
});

it('mails about a request that came back stand on it and on the board, until it is said how the person was told', async () => {
  const [{ id } = { id: 0 }] = await portal.database.query<{ id: number }>(
    `insert into privacy_requests (person_id, kind, due_on, nominal_on) select id, 'complaint', current_date + 30, current_date + 30 from persons order by id limit 1 returning id`,
  );
  await portal.database.query(
    `insert into mails (kind, person_id, about, state, claimed_at) select 'request-received', person_id, id, 'dead', now() from privacy_requests where id = $1`,
    [id],
  );
  const page = await portal.open('privacy-officer');
  await page.goto('/desk/requests');
  await page.goto(`/desk/requests/${id}`);
  expect(await findViolations(page)).toEqual([]);
  const phone = await portal.open('privacy-officer', { colorScheme: 'dark', viewport: { width: 390, height: 844 } });
  await phone.goto(`/desk/requests/${id}`);
  expect(await findViolations(phone)).toEqual([]);
  await page.getByLabel('They were told').selectOption('phone');
  await page.getByRole('button', { name: 'They were told' }).click();
  await page.getByText('A mail about it did not arrive').waitFor({ state: 'detached' });
  await page.goto('/desk/requests');
  expect(await page.getByText('No mail reached whoever asked').count()).toBe(0);
});
