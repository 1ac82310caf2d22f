// The roster as trainers work in it: a column pasted from a spreadsheet, the keyboard alone, two of them in one row, and without scripts.
import { findViolations } from './axe.ts';
import { usePortal } from './support.ts';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';

const portal = usePortal();
const PEOPLE = 500;
let session = 0;

const percents = async (): Promise<string> =>
  (
    await portal.database.query<{ percents: string }>(
      `select string_agg(percent::text, ' ' order by lower(p.last_name), n.id) as percents
       from enrolments n join persons p on p.id = n.person_id where n.session_id = $1 and n.state = 'enrolled'`,
      [session],
    )
  )[0]?.percents ?? '';

async function openRoster(options: Parameters<typeof portal.open>[1] = {}): Promise<Page> {
  const page = await portal.open('trainer', options);
  await page.goto(`/train/sessions/${session}`);
  return page;
}

const cellOf = (page: Page, row: number, header: string) =>
  page
    .getByRole('row')
    .nth(row)
    .locator(`[aria-colindex="${header === 'Progress' ? 4 : header === 'Attendance' ? 5 : 6}"]`);

async function paste(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press('Control+V');
}

beforeAll(async () => {
  const [made] = await portal.database.query<{ id: number }>(
    `with w as (insert into workshops (name, exam_code) values ('Big workshop', 'AZ-104') returning id),
       s as (insert into workshop_sessions (workshop_id, title) select id, 'Everybody' from w returning id, workshop_id),
       m as (insert into session_meetings (session_id, starts_at, ends_at) select id, '2026-12-03 08:00Z', '2026-12-03 11:00Z' from s),
       p as (insert into persons (email, first_name, last_name, informed_at)
         select 'p' || i || '@big.example', 'Person', to_char(i, 'FM0000'), now() from generate_series(1, ${PEOPLE}) i returning id),
       e as (insert into employments (person_id, employer_id, country_code, job_role, started_on, confirmed_by, confirmed_at)
         select p.id, (select min(id) from employers), 'NL', 'Engineer', '2026-01-01', 'staff', now() from p returning id, person_id),
       n as (insert into enrolments (person_id, employment_id, workshop_id, session_id) select e.person_id, e.id, s.workshop_id, s.id from e, s)
     select id from s`,
  );
  session = made?.id ?? 0;
});

describe('a roster of 500', () => {
  it('is filled by pasting a column, saved in one request, and taken back at once', async () => {
    const page = await openRoster();
    const column = Array.from({ length: PEOPLE }, (_, index) => String(1 + ((index * 7) % 100)));
    const requests: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') requests.push(new URL(request.url()).pathname);
    });
    await cellOf(page, 1, 'Progress').click();
    await paste(page, `${column.join('\r\n')}\r\n`);
    await page.getByText(`${PEOPLE} cells saved.`).waitFor();
    expect(await percents()).toBe(column.join(' '));
    expect(requests).toEqual([`/train/sessions/${session}/cells`]);
    await page.keyboard.press('Control+Z');
    await page.waitForFunction(() => !document.querySelector('[role=status]')?.textContent.includes('Saving'));
    await expect.poll(percents).toBe(column.map(() => '0').join(' '));
  });

  it('is worked in by the keyboard alone: type, go down, fill down, mark, note, and see what is refused', async () => {
    const page = await openRoster();
    await cellOf(page, 1, 'Progress').click();
    await page.keyboard.type('45');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+D');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type('joins later');
    await page.keyboard.press('Tab');
    await page.getByText('4 cells saved.').waitFor();
    expect((await percents()).startsWith('45 45 0')).toBe(true);
    expect(
      await portal.database.query(
        `select n.note, a.attended from enrolments n join attendances a on a.enrolment_id = n.id where n.session_id = $1`,
        [session],
      ),
    ).toEqual([{ note: 'joins later', attended: true }]);
    await cellOf(page, 3, 'Progress').click();
    await page.keyboard.type('101');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowUp');
    await page.getByText('Progress goes from 0 to 100.').first().waitFor();
    await page.keyboard.press('F2');
    await page.keyboard.press('Escape');
    await page.keyboard.type('100');
    await page.keyboard.press('Enter');
    await page.getByText('5 cells saved.').waitFor();
    await page.getByLabel('Name or e-mail').fill('Person 000');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.waitForURL(/[?&]find=[\w-]+/);
    await page.getByRole('grid').waitFor();
    expect(await findViolations(page)).toEqual([]);
  });

  it('shows two trainers in one row what the other wrote, and loses nothing of either', async () => {
    const [ilse, bram] = [await openRoster(), await openRoster()];
    await cellOf(ilse, 10, 'Progress').click();
    await cellOf(bram, 10, 'Progress').click();
    await ilse.keyboard.type('70');
    await ilse.keyboard.press('Enter');
    await ilse.getByText('1 cell saved.').waitFor();
    // Another cell of the row: nothing is in the way.
    await cellOf(bram, 10, 'Note').click();
    await bram.keyboard.type('from Bram');
    await bram.keyboard.press('Enter');
    await bram.getByText('1 cell saved.').waitFor();
    // The same cell: nothing is overwritten.
    await cellOf(bram, 10, 'Progress').click();
    await bram.keyboard.type('75');
    await bram.keyboard.press('Enter');
    await bram.keyboard.press('ArrowUp');
    await bram.getByText(/Ilse Vermeer wrote 70 % meanwhile; you wrote 75 %/).waitFor();
    expect((await percents()).split(' ')[9]).toBe('70');
    await bram.getByRole('button', { name: 'Use mine' }).click();
    await bram.getByText('2 cells saved.').waitFor();
    expect((await percents()).split(' ')[9]).toBe('75');
    // And the other way round.
    await cellOf(ilse, 10, 'Progress').click();
    await ilse.keyboard.type('71');
    await ilse.keyboard.press('Enter');
    await ilse.keyboard.press('ArrowUp');
    await ilse.getByRole('button', { name: 'Keep theirs' }).click();
    expect(await cellOf(ilse, 10, 'Progress').textContent()).toContain('75');
    expect((await percents()).split(' ')[9]).toBe('75');
  });

  it('is saved without scripts, too, and says what it could not save', async () => {
    const page = await openRoster({ javaScriptEnabled: false });
    await page.getByLabel('Progress, Person 0020').fill('33');
    await page.getByLabel('Progress, Person 0021').fill('333');
    await page.getByLabel('3 Dec, Person 0020').selectOption('no');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('2 cells are saved, 1 is not. The rows say why.').waitFor();
    expect(await page.getByLabel('Progress, Person 0020').inputValue()).toBe('33');
    expect(await page.getByLabel('Progress, Person 0021').inputValue()).toBe('333');
    expect((await percents()).split(' ').slice(19, 21)).toEqual(['33', '0']);
  });
});
