// A drill from a lost file to the letters, in a browser: who got it and who is in it, the clock, each step, and nobody is written to.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';

import { watchBreaches } from '#app/features/privacy/watch-breaches.server.ts';
import { buildPath } from '#app/features/reporting/report-files.server.ts';

import { findViolations } from './axe.ts';
import { usePortal } from './support.ts';

const portal = usePortal();
const SLUG = 'employer-1000001';

const look = async (page: Page): Promise<void> => expect(await findViolations(page)).toEqual([]);

/** The file as somebody found it. */
const findLost = async (): Promise<string> => buildPath(await portal.runOf(SLUG), 1);

async function assessHigh(page: Page): Promise<void> {
  await page.getByLabel('High risk').check();
  await page.getByLabel('Why', { exact: true }).fill('Names and addresses in a public folder');
  await page.getByLabel('Messages that pretend to come from the academy or the employer').check();
  await page.getByLabel('The file was taken back from where it was').check();
  await page.getByRole('button', { name: 'Keep the assessment' }).click();
  await page.getByText('3. The people themselves').waitFor();
}

it.each([true, false])('goes from a lost file to the letters, as a drill (scripts: %s)', async (javaScriptEnabled) => {
  const page = await portal.open('privacy-officer', { javaScriptEnabled });
  const settle = async (): Promise<void> => (javaScriptEnabled ? look(page) : undefined);
  await page.goto('/desk/breaches');
  await page.getByRole('link', { name: 'Record a breach or a drill' }).click();
  await page.getByRole('link', { name: /^Lost file/ }).click();
  await page.getByLabel(/Drop the file/).setInputFiles(await findLost());
  await page.getByRole('button', { name: 'Find it' }).first().click();
  await page.getByText(/^Genuine: Bluecloud B\.V\./).waitFor();
  await page.getByLabel('This is a drill').check();
  await page.getByLabel('In a line').fill('A stick was left on a train');
  await page.getByLabel('What happened').fill('Somebody took the report home.');
  await settle();
  await page.getByRole('button', { name: /^Record it/ }).click();
  await page.getByRole('heading', { name: 'A stick was left on a train' }).waitFor();
  await page.getByText('This is a drill').waitFor();
  await page.getByText('2 people', { exact: true }).first().waitFor();
  await page.getByText(/7[12] h \d\d min left/).waitFor();
  await settle();

  await page.getByRole('link', { name: 'See the people' }).click();
  const people = page.getByRole('region', { name: 'People' });
  expect(await people.innerText()).toMatch(/Sanne de Vries[\s\S]*Łukasz Wójcik/);
  await settle();
  await page.goBack();

  await assessHigh(page);
  await page.getByLabel('Reference').fill('AP-2026-1');
  await page.getByRole('button', { name: 'It was reported to the authority' }).click();
  await page.getByText('It was reported.').waitFor();
  expect(await page.getByText('The 72 hours', { exact: true }).count()).toBe(0);
  // People are told before a high risk is closed.
  await page.getByRole('button', { name: 'Close it' }).click();
  await page
    .getByText(/^The risk is high: people are told/)
    .first()
    .waitFor();

  await page.getByRole('link', { name: 'Letter to the authority' }).click();
  await page.getByText('DRILL – DO NOT SEND').waitFor();
  const letter = page.getByRole('article');
  expect(await letter.innerText()).toMatch(/About 2 people who learn/);
  expect(await letter.innerText()).toMatch(/With the name: First name, Last name/);
  await settle();
  await page.getByRole('link', { name: 'To people: Polski' }).click();
  await page.getByText('Plik został zabrany z miejsca, w którym był.').waitFor();
  expect(await page.getByRole('article').getAttribute('lang')).toBe('pl');
  await settle();

  await page.getByRole('link', { name: 'A stick was left on a train' }).click();
  await page.getByRole('link', { name: /^Write to them by mail/ }).click();
  await page.getByRole('button', { name: 'Write it down; nobody is written to' }).click();
  await page.getByText('They were told.').waitFor();
  await watchBreaches();
  expect(await portal.database.query(`select from mails where kind like 'breach-%'`)).toEqual([]);
  await page.getByRole('button', { name: 'Close it' }).click();
  await page.getByText('Closed', { exact: true }).first().waitFor();
  await settle();
  await page.goto('/desk/breaches');
  expect(await page.getByRole('region', { name: 'Breaches' }).innerText()).toMatch(
    /A stick was left on a train\s+Drill/,
  );
  await settle();
});

it('a file that was altered, or a hash of nothing, is told to be none of ours', async () => {
  const page = await portal.open('privacy-officer');
  const altered = join(mkdtempSync(join(tmpdir(), 'psa-lost-')), 'altered.xlsx');
  const bytes = await readFile(await findLost());
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  writeFileSync(altered, bytes);
  await page.goto('/desk/breaches/new?kind=lost-file');
  await page.getByLabel(/Drop the file/).setInputFiles(altered);
  await page.getByRole('button', { name: 'Find it' }).first().click();
  await page.getByText('This is no file that we made, or it was altered').waitFor();
  await look(page);
});

it('says at which field a form is wrong, and keeps what was typed', async () => {
  const page = await portal.open('privacy-officer');
  await page.goto('/desk/breaches/new?kind=wrong-recipient');
  await page.getByLabel('In a line').fill('Sent to the wrong one');
  await page.getByLabel('What happened').fill('By mistake');
  await page.getByLabel('Who got what was not meant for them').selectOption({ label: 'Microsoft EU' });
  await page.getByRole('button', { name: /^Record it/ }).click();
  await page.getByText('Nothing was recorded yet').waitFor();
  expect(await page.getByLabel('It happened from').getAttribute('aria-invalid')).toBe('true');
  expect(await page.getByLabel('In a line').inputValue()).toBe('Sent to the wrong one');
  await look(page);
});

it('who got what about a person is found by address, and by no address in the address', async () => {
  const page = await portal.open('privacy-officer');
  await page.goto('/desk/disclosures');
  await page.getByLabel('E-mail address').fill('nobody@bluecloud.example');
  await page.getByRole('button', { name: 'Look up' }).click();
  await page.getByText('Nobody is known by this address.').waitFor();
  await page.getByLabel('E-mail address').fill('sanne.devries@bluecloud.example');
  await page.getByRole('button', { name: 'Look up' }).click();
  await page.getByText('About Sanne de Vries').waitFor();
  expect(page.url()).not.toContain('sanne');
  const rows = page.getByRole('region', { name: 'Rows that left about this person' });
  expect(await rows.innerText()).toMatch(/Registration and progress, row \d/);
  await look(page);
  await rows
    .getByRole('link', { name: /file with its people/ })
    .first()
    .click();
  await page.getByRole('heading', { name: 'The file' }).waitFor();
  await look(page);
});

it('a processor is added, refused without its safeguard, and read by learners in their language', async () => {
  const page = await portal.open('privacy-officer');
  await page.goto('/desk/register');
  await page.getByText('Add a processor').click();
  await page.getByLabel('Name').fill('Mailer Inc.');
  await page.getByLabel('What for', { exact: true }).selectOption({ label: 'Mail' });
  await page.getByLabel('What exactly, with which data').fill('Sends our mail');
  await page.getByLabel('Country').selectOption({ label: 'United States' });
  await page.getByLabel('Safeguard of the transfer').selectOption({ label: 'none needed: within the EEA' });
  await page.getByLabel('Since').fill('2026-01-01');
  await page.getByRole('button', { name: 'Add the processor' }).click();
  await page
    .getByText(/outside the EEA: say what covers/)
    .first()
    .waitFor();
  await look(page);
  await page
    .getByLabel('Safeguard of the transfer')
    .selectOption({ label: 'standard contractual clauses (art. 46(2)(c))' });
  await page.getByRole('button', { name: 'Add the processor' }).click();
  await page.getByRole('row', { name: /^Mailer Inc\./ }).waitFor();
  const visitor = await portal.open(null, { extraHTTPHeaders: { 'Accept-Language': 'de' } });
  await visitor.goto('/notice');
  await visitor.getByRole('link', { name: 'Wohin Ihre Daten gehen: alles auf einer Seite' }).click();
  await visitor.getByText('Mailer Inc.').waitFor();
  await visitor.getByText('Standardvertragsklauseln der Europäischen Kommission').waitFor();
  await visitor.getByText('Vereinigte Staaten').waitFor();
  // Which employers have agreed to what is nobody else's business.
  expect(await visitor.locator('main').innerText()).not.toContain('Bluecloud');
  await look(visitor);
});
