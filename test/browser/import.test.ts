// The import wizard as a trainer uses it: a file is dropped, looked at, brought in, taken back; with scripts and without.
import {
  csv,
  DUTCH_HEADER,
  registration,
  REGISTRATION_HEADER,
  reordered,
  sampleCells,
  xlsx,
} from '#test/support/import-files.ts';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';

import { findViolations } from './axe.ts';
import { usePortal } from './support.ts';

const portal = usePortal();

async function drop(page: Page, kind: string, name: string, bytes: Uint8Array): Promise<void> {
  await page.goto('/train/import');
  await page.getByLabel(kind).check();
  await page.getByLabel('The file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(bytes) });
  await page.getByRole('button', { name: 'Read the file' }).click();
  await page.waitForURL(/\/train\/import\/[0-9a-f-]{36}$/);
}

const countOf = async (table: 'persons' | 'enrolments' | 'workshops') =>
  (await portal.database.query<{ count: number }>(`select count(*)::int as count from ${table}`))[0]?.count;

describe('a trainer', () => {
  it('drops the sample as a Dutch workbook, imports it and takes it back; the list tells both', async () => {
    const page = await portal.open('trainer');
    await drop(page, 'Workshops', 'workshops.csv', csv(sampleCells('workshops')));
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.waitForURL('**/train/import/batch/*');
    const before = [await countOf('persons'), await countOf('enrolments')];
    const [, ...rows] = sampleCells('registrations');
    const order = [9, 2, 4, 0, 1, 3, 8, 7, 6, 5];
    await drop(page, 'Registrations', 'deelnemers.xlsx', await xlsx(reordered([DUTCH_HEADER, ...rows], order)));
    await page.getByText('786 rows: 786 new.').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByText('How the file is read').click();
    expect(await page.getByLabel('E-mail').inputValue()).toBe('E-mailadres');
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByText('Imported: 786 new').waitFor();
    expect(await countOf('enrolments')).toBe((before[1] ?? 0) + 786);
    await page.getByRole('button', { name: 'Undo this import' }).click();
    await page.getByText('The register is as it was before').waitFor();
    expect([await countOf('persons'), await countOf('enrolments')]).toEqual(before);
    await page.goto('/train/import');
    const row = page.getByRole('row').filter({ hasText: 'deelnemers.xlsx' });
    expect(await row.textContent()).toMatch(/786.*Undone/);
    expect(await findViolations(page)).toEqual([]);
  });

  it('bad-C14 without scripts and on a phone says which column is which, and leaves the refused rows out', async () => {
    const page = await portal.open('trainer', { javaScriptEnabled: false, viewport: { width: 390, height: 800 } });
    const header = REGISTRATION_HEADER.map((name) => (name === 'Job role' ? 'What they do' : name));
    const known = { workshop: 'Azure Administrator', mpn: '9000001', company: 'Without Scripts' };
    const rows = [
      registration({ ...known, email: 'one@scripts.example' }),
      registration({ ...known, email: 'two@scripts.example', progress: '101' }),
    ];
    await drop(page, 'Registrations', 'people.csv', csv([header, ...rows], { delimiter: ';', bom: true }));
    await page.getByText('“What they do”: this column is not known').waitFor();
    await page.getByLabel('Job role').selectOption('What they do');
    await page.getByRole('button', { name: 'Read it again' }).click();
    await page.getByText('2 rows: 1 new, 1 refused.').waitFor();
    await page.getByRole('button', { name: 'Import without the 1 refused row' }).click();
    await page.getByText('Imported: 1 new, 0 changed.').waitFor();
    expect(await portal.database.query(`select email from persons where email like '%@scripts.example'`)).toEqual([
      { email: 'one@scripts.example' },
    ]);
  });
});
