// A form that somebody else's change has overtaken, with scripts: both values are shown, what was typed stays, and saved again it counts.
import { usePortal } from './support.ts';
import { expect, it } from 'vitest';

const portal = usePortal();

it('a workshop that somebody else changed while its form was open is shown as both have it, and saved by whoever has seen that', async () => {
  const [{ id } = { id: 0 }] = await portal.database.query<{ id: number }>(
    `insert into workshops (name, exam_code) values ('Both change it', 'AZ-104') returning id`,
  );
  const page = await portal.open('trainer');
  await page.goto(`/train/workshops/${id}`);
  await page.getByLabel('Places outside sessions').fill('12');
  await portal.database.query(`update workshops set exam_code = 'DP-700' where id = $1`, [id]);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Exam that it leads to: now DP-700, yours AZ-104').waitFor();
  expect(await page.getByLabel('Places outside sessions').inputValue()).toBe('12');
  await page.getByRole('textbox', { name: 'Exam that it leads to' }).fill('DP-700');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL('**/train');
  expect(await portal.database.query('select exam_code, places from workshops where id = $1', [id])).toEqual([
    { exam_code: 'DP-700', places: 12 },
  ]);
});
