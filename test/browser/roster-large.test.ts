// A roster into which more is pasted than one request carries, and one that is left while something of it is not saved.
import { findViolations } from './axe.ts';
import { usePortal } from './support.ts';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';

const portal = usePortal();
const PEOPLE = 500;
const MEETINGS = 9;
let session = 0;

beforeAll(async () => {
  const [made] = await portal.database.query<{ id: number }>(
    `with w as (insert into workshops (name, exam_code) values ('Wide workshop', 'AZ-104') returning id),
       s as (insert into workshop_sessions (workshop_id, title) select id, 'Everybody' from w returning id, workshop_id),
       m as (insert into session_meetings (session_id, starts_at, ends_at)
         select id, '2026-12-03 08:00Z'::timestamptz + make_interval(days => d), '2026-12-03 11:00Z'::timestamptz + make_interval(days => d)
         from s, generate_series(1, ${MEETINGS}) d),
       p as (insert into persons (email, first_name, last_name, informed_at)
         select 'w' || i || '@wide.example', 'Person', to_char(i, 'FM0000'), now() from generate_series(1, ${PEOPLE}) i returning id),
       e as (insert into employments (person_id, employer_id, country_code, job_role, started_on, confirmed_by, confirmed_at)
         select p.id, (select min(id) from employers), 'NL', 'Engineer', '2026-01-01', 'staff', now() from p returning id, person_id),
       n as (insert into enrolments (person_id, employment_id, workshop_id, session_id) select e.person_id, e.id, s.workshop_id, s.id from e, s)
     select id from s`,
  );
  session = made?.id ?? 0;
});

async function openRoster(search = ''): Promise<Page> {
  const page = await portal.open('trainer');
  await page.goto(`/train/sessions/${session}`);
  if (search !== '') {
    await page.getByLabel('Name or e-mail').fill(search);
    await page.getByRole('button', { name: 'Show' }).click();
    await page.waitForURL(/[?&]find=/);
  }
  await page.getByRole('grid').waitFor();
  return page;
}

const cellOf = (page: Page, row: number, column: number) =>
  page.getByRole('row').nth(row).locator(`[aria-colindex="${column}"]`);
const [PROGRESS, NOTE] = [4, 5 + MEETINGS];

async function paste(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press('Control+V');
}

const held = async () =>
  (
    await portal.database.query<{ percents: number; marks: number; notes: number }>(
      `select count(*) filter (where n.percent = 40)::int as percents, count(*) filter (where length(n.note) = 700)::int as notes,
         (select count(*)::int from attendances a join enrolments o on o.id = a.enrolment_id where o.session_id = $1 and a.attended) as marks
       from enrolments n where n.session_id = $1`,
      [session],
    )
  )[0];

describe('a paste that is more than one request carries', () => {
  it('is saved in several, each by itself: what could not be sent stays, says so, and is sent again', async () => {
    const page = await openRoster();
    const sent: number[] = [];
    await page.route('**/cells', async (route) => {
      sent.push(route.request().postData()?.length ?? 0);
      // The second is lost on its way.
      await (sent.length === 2 ? route.abort() : route.continue());
    });
    const line = ['40', ...Array<string>(MEETINGS).fill('yes'), 'Ω'.repeat(700)].join('\t');
    await cellOf(page, 1, PROGRESS).click();
    await paste(page, Array<string>(PEOPLE).fill(line).join('\r\n'));
    await page.getByText(/cells saved, [\d,]+ cells not saved\./).waitFor({ timeout: 30_000 });
    expect(sent.length).toBeGreaterThan(2);
    expect(Math.max(...sent)).toBeLessThan(1_000_000);
    const lost = Number(
      /([\d,]+) cells not saved/.exec(await page.getByRole('status').first().innerText())?.[1]?.replace(',', ''),
    );
    const now = await held();
    expect((now?.percents ?? 0) + (now?.marks ?? 0) + (now?.notes ?? 0)).toBe(PEOPLE * (MEETINGS + 2) - lost);
    await page.getByRole('button', { name: 'Save again' }).click();
    await page.getByText(`${(PEOPLE * (MEETINGS + 2)).toLocaleString('en')} cells saved.`).waitFor({ timeout: 30_000 });
    expect(await held()).toEqual({ percents: PEOPLE, marks: PEOPLE * MEETINGS, notes: PEOPLE });
  });
});

describe('a roster with something that is not saved', () => {
  const typeWrong = async (page: Page) => {
    await cellOf(page, 1, PROGRESS).click();
    await page.keyboard.type('500');
    await page.keyboard.press('Enter');
    await page.getByText('1 cell not saved.').waitFor();
  };

  it('is not left unasked: one stays with what was typed, or leaves and loses it', async () => {
    const page = await openRoster('Person 000');
    await typeWrong(page);
    await page.getByRole('link', { name: 'Workshops' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('1 cell not saved').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Stay here' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await cellOf(page, 1, PROGRESS).innerText()).toContain('500');
    await page.getByRole('link', { name: 'Workshops' }).first().click();
    await dialog.getByText('1 cell not saved').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(new URL(page.url()).pathname).toBe(`/train/sessions/${session}`);
    await page.getByRole('link', { name: 'Workshops' }).first().click();
    await dialog.getByRole('button', { name: 'Leave and lose it' }).click();
    await page.waitForURL('**/train');
  });

  it('keeps it through other filters, also where nobody fits, and asks before it is closed or loaded anew', async () => {
    const page = await openRoster('Person 000');
    await typeWrong(page);
    await page.getByLabel('Name or e-mail').fill('nobody of this name');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByText('Nobody fits').waitFor();
    await page.getByText('1 cell not saved.').waitFor();
    await page.getByRole('link', { name: /^All/ }).first().click();
    await page.getByLabel('Name or e-mail').fill('Person 000');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByRole('grid').waitFor();
    expect(await cellOf(page, 1, PROGRESS).innerText()).toContain('500');
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    await page.reload();
    expect(asked).toEqual(['beforeunload']);
    await page.getByRole('grid').waitFor();
    // All is saved: nobody is asked.
    await page.reload();
    expect(asked).toHaveLength(1);
  });

  it('lets go by itself once what was on its way is saved', async () => {
    const page = await openRoster('Person 0002');
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    await page.route('**/cells', async (route) => {
      await held;
      await route.continue();
    });
    await cellOf(page, 1, NOTE).click();
    await page.keyboard.type('late, but here');
    await page.getByRole('link', { name: 'Workshops' }).first().click();
    await page.getByRole('dialog').getByText('Saving 1 cell…').waitFor();
    letGo();
    await page.waitForURL('**/train');
    expect(await portal.database.query(`select from enrolments where note = 'late, but here'`)).toHaveLength(1);
  });
});
