// What each persona comes for, done as a person would.
import { usePortal } from './support.ts';
import { monthAfter } from '#app/features/exams/sitting.ts';
import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';

const portal = usePortal();

const percentOf = async (workshop: string): Promise<number | undefined> => {
  const [enrolment] = await portal.database.query<{ percent: number }>(
    `select n.percent from enrolments n join workshops w on w.id = n.workshop_id join persons p on p.id = n.person_id
     where w.name = $1 and p.email = 'sanne.devries@bluecloud.example'`,
    [workshop],
  );
  return enrolment?.percent;
};

describe('anyone', () => {
  it('reads what this is, chooses a persona, lands at home, and signs out again', async () => {
    const page = await portal.open(null);
    await page.goto('/');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('reported about you');
    await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: /^Trainer/ }).click();
    await page.waitForURL('**/train');
    await page.goto('/');
    await page.waitForURL('**/train');
    await page.getByRole('button', { name: 'Sign out' }).first().click();
    await page.waitForURL((url) => url.pathname === '/');
    await page.goto('/train/exams');
    expect(new URL(page.url()).search).toBe('?returnTo=%2Ftrain%2Fexams');
    await page.getByRole('button', { name: /^Trainer/ }).click();
    await page.waitForURL('**/train/exams');
  });

  it('chooses dark colours, and keeps them', async () => {
    const page = await portal.open(null, { colorScheme: 'light' });
    await page.goto('/');
    await page.getByRole('button', { name: 'Dark' }).click();
    await page.waitForFunction(() => document.documentElement.dataset['theme'] === 'dark');
    await page.reload();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('dark');
  });

  it('reaches everything with the keyboard, the content first', async () => {
    const page = await portal.open('learner');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  });
});

describe('somebody with a low screen', () => {
  it('has the way out before their eyes, and reaches every page beside it', async () => {
    const height = 560;
    const page = await portal.open('privacy-officer', { viewport: { width: 1280, height } });
    await page.goto('/desk/audit');
    const way = await page.getByRole('button', { name: 'Sign out' }).first().boundingBox();
    expect((way?.y ?? height) + (way?.height ?? height)).toBeLessThanOrEqual(height);
    // Where they are is in sight; the first page comes there once it is reached.
    const rail = page.getByRole('navigation').first();
    const isInSight = async (name: string): Promise<boolean> => {
      const entry = await rail.getByRole('link', { name }).boundingBox();
      return (entry?.y ?? -1) > 0 && (entry?.y ?? height) + (entry?.height ?? height) < (way?.y ?? 0);
    };
    await expect.poll(() => isInSight('Audit')).toBe(true);
    await rail.getByRole('link', { name: 'Support' }).focus();
    expect(await isInSight('Support')).toBe(true);
  });
});

describe('somebody in a hurry', () => {
  it('may press keys while a page is still starting on a slow machine, and loses nothing', async () => {
    const page = await portal.open('learner');
    const devices = await page.context().newCDPSession(page);
    await devices.send('Emulation.setCPUThrottlingRate', { rate: 8 });
    for (let visit = 0; visit < 4; visit++) {
      await page.goto('/me', { waitUntil: 'commit' });
      await page.locator('#main').waitFor();
      for (let key = 0; key < 12; key++) {
        await page.keyboard.press('Tab');
        await page.waitForTimeout(visit * 4);
      }
      await page.getByRole('slider').first().waitFor();
    }
  });

  it('may type before the scripts have arrived, and what was typed stays and is saved', async () => {
    const early = async (page: Page, path: string, type: () => Promise<void>): Promise<void> => {
      const { promise: isTyped, resolve: letGo } = Promise.withResolvers<undefined>();
      await page.route('**/*.js', async (route) => {
        await isTyped;
        await route.continue();
      });
      await page.goto(path, { waitUntil: 'commit' });
      await type();
      letGo(undefined);
      await page.waitForLoadState();
    };

    const learner = await portal.open('learner');
    const progress = learner.getByRole('textbox', { name: 'Progress in Azure Administrator, percent' });
    await early(learner, '/me', () => progress.fill('101'));
    await learner.getByRole('slider').first().waitFor();
    await learner.getByRole('button', { name: 'Save' }).first().click();
    await learner.getByText(/0 to 100/).waitFor();

    const trainer = await portal.open('trainer');
    const person = trainer.getByLabel('Person', { exact: true });
    await early(trainer, '/train/exams', async () => {
      await trainer.getByText('Book an exam').click();
      await person.fill('sanne');
    });
    await trainer.getByRole('combobox', { name: 'Search' }).pressSequentially('wojick');
    await trainer.getByRole('option', { name: /Łukasz Wójcik/ }).waitFor();
    expect(await person.inputValue()).toBe('sanne');
  });
});

describe('a learner', () => {
  it('sets progress with the slider or the field, up and down, and is told', async () => {
    const page = await portal.open('learner');
    await page.getByRole('slider', { name: 'Progress in Azure Administrator' }).fill('70');
    const field = page.getByRole('textbox', { name: 'Progress in Azure Administrator, percent' });
    expect(await field.inputValue()).toBe('70');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await page.getByText('Azure Administrator is at 70 % now.').waitFor();
    expect(await percentOf('Azure Administrator')).toBe(70);
    await field.fill('65');
    await page.getByText('less than the 70 %').waitFor();
    await page.getByLabel('Why is it less?').selectOption('mistake');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await page.getByText('went down from 70 % to 65 %').waitFor();
    expect(await percentOf('Azure Administrator')).toBe(65);
  });

  it('bad-C3 is told what is wrong with a progress, and nothing is changed', async () => {
    const page = await portal.open('learner');
    const field = page.getByRole('textbox', { name: 'Progress in Azure Administrator, percent' });
    const before = await percentOf('Azure Administrator');
    for (const typed of ['101', '49.5', '50%', '1e2', '']) {
      await field.fill(typed);
      await page.getByRole('button', { name: 'Save' }).first().click();
      await page.getByText(/0 to 100/).waitFor();
      expect(await field.getAttribute('aria-invalid')).toBe('true');
      expect(await field.inputValue()).toBe(typed);
      await page.reload();
    }
    expect(await percentOf('Azure Administrator')).toBe(before);
  });

  it('sees the exams by month, and what was last told about them once it was fetched', async () => {
    const page = await portal.open('learner');
    await page.getByText('DP-700 passed').waitFor();
    await page.getByText('AZ-104 booked').waitFor();
    expect(await page.getByText('Nothing yet.').isVisible()).toBe(false);
    // The folder's delivery is disclosed at once.
    await page.getByText('10 fields, 2 workshops').first().click();
    await page
      .getByText(/Report of .*First name, Last name/)
      .first()
      .waitFor();
  });
});

describe('a trainer', () => {
  it('finds a person with the keyboard alone: a key, some letters, Enter', async () => {
    const page = await portal.open('trainer');
    await page.getByRole('combobox', { name: 'Search' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('wojick');
    await page.getByRole('option', { name: /Łukasz Wójcik/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/train\/people\/\d+$/);
    await page.goto('/train/exams?view=all');
    // Typed into a field, the same key is a letter.
    await page.getByRole('searchbox').last().fill('');
    await page.getByRole('searchbox').last().press('/');
    expect(await page.getByRole('searchbox').last().inputValue()).toBe('/');
  });

  it('books an exam by a name that is chosen from several, moves and cancels it', async () => {
    const page = await portal.open('trainer');
    await page.goto('/train/exams');
    await page.getByText('Book an exam').click();
    await page
      .getByRole('combobox', { name: 'Person' })
      .or(page.getByRole('textbox', { name: 'Person' }))
      .fill('łuk');
    await page.getByLabel('Exam', { exact: true }).selectOption('DP-700');
    await page.getByLabel('Month', { exact: true }).selectOption(monthAfter(portal.now, 2));
    await page.getByRole('button', { name: 'Book', exact: true }).click();
    await page.getByRole('radio', { name: /Łukasz Wójcik/ }).check();
    await page.getByRole('button', { name: 'Book', exact: true }).click();
    await page.getByText(/Łukasz Wójcik is booked for DP-700/).waitFor();

    await page.getByRole('link', { name: /^Booked/ }).click();
    const row = page.getByRole('listitem').filter({ hasText: 'Łukasz Wójcik' }).filter({ hasText: 'DP-700' });
    await row.getByText('Change').click();
    await row.getByLabel(/Month of DP-700/).fill(monthAfter(portal.now, 3));
    await row.getByRole('button', { name: 'Move' }).click();
    await page.getByText(/DP-700 of Łukasz Wójcik is in/).waitFor();
    // The answer is there before the list is: with the new month the form is another one, and closed.
    await row.locator('details[open]').waitFor({ state: 'detached' });
    await row.getByText('Change').click();
    await row.getByRole('button', { name: 'Cancel the booking' }).click();
    await page.getByText(/is cancelled/).waitFor();
    await row.waitFor({ state: 'detached' });
  });

  it('records an outcome that was unknown, and it leaves the queue', async () => {
    const page = await portal.open('trainer');
    await page.goto('/train/exams');
    const row = page.getByRole('listitem').filter({ hasText: 'Łukasz Wójcik' }).filter({ hasText: 'AZ-104' });
    await row.getByRole('radio', { name: 'Passed' }).check();
    await row.getByRole('button', { name: 'Record' }).click();
    await page.getByText('Łukasz Wójcik passed AZ-104.').waitFor();
    await page.getByText('Every outcome is known').waitFor();
  });

  it('is refused a second open sitting, with the reason at the field', async () => {
    const page = await portal.open('trainer');
    await page.goto('/train/exams');
    await page.getByText('Book an exam').click();
    await page.getByLabel('Person', { exact: true }).fill('sanne.devries@bluecloud.example');
    await page.getByLabel('Exam', { exact: true }).selectOption('AZ-104');
    await page.getByRole('button', { name: 'Book', exact: true }).click();
    await page.getByText(/already has an open sitting/).waitFor();
    expect(await page.getByLabel('Exam', { exact: true }).getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByLabel('Person', { exact: true }).inputValue()).toBe('sanne.devries@bluecloud.example');
  });
});

describe('an administrator', () => {
  it('reads a run as the sheet has it, its checks, and can not release it', async () => {
    const page = await portal.open('administrator');
    await page.getByRole('link', { name: /reports? awaits? a release/ }).click();
    await page.getByRole('link', { name: 'Lonely Ltd' }).click();
    await page.getByText('This run waits for a privacy officer').waitFor();
    await page.getByRole('cell', { name: 'Aoife', exact: true }).waitFor();
    await page
      .getByRole('main')
      .getByRole('link', { name: /^Exams/ })
      .click();
    await page.getByRole('cell', { name: 'AZ-104', exact: true }).waitFor();
    expect(await page.getByRole('cell', { name: 'Aoife', exact: true }).count()).toBe(0);
    await page.getByRole('link', { name: /^Checks/ }).click();
    await page.getByText('nobody in the properties').waitFor();
    expect(await page.getByRole('link', { name: /Release/ }).count()).toBe(0);
  });

  it('writes down what a recipient says of a file of which nobody knew whether it arrived', async () => {
    const runId = await portal.runOf('employer-1000001');
    await portal.database.query(
      `update deliveries set state = 'dead', delivered_at = null, disclosed_at = psa_now() where run_id = $1 and channel = 'folder'`,
      [runId],
    );
    await portal.database.query(`update runs set state = 'ready' where id = $1`, [runId]);
    const page = await portal.open('administrator');
    await page.goto(`/admin/runs/${runId}`);
    await page.getByText('Nobody knows whether the file arrived by Folder').waitFor();
    await page.getByRole('button', { name: 'They have it' }).click();
    await page.getByText('Nobody knows whether').waitFor({ state: 'detached' });
    expect(await portal.database.query('select state from runs where id = $1', [runId])).toEqual([{ state: 'done' }]);
  });

  it('sorts the runs by address', async () => {
    const page = await portal.open('administrator');
    await page.goto('/admin/runs');
    await page.getByRole('link', { name: /People × workshops/ }).click();
    await page.waitForURL('**sort=-rows**');
    await page.getByRole('row').nth(1).filter({ hasText: 'Microsoft EU' }).waitFor();
    expect(await page.getByRole('columnheader', { name: /People/ }).getAttribute('aria-sort')).toBe('descending');
  });
});

describe('a privacy officer', () => {
  it('releases a held run with a reason, in two steps, and it goes out at once', async () => {
    const page = await portal.open('privacy-officer');
    await page.goto(`/admin/runs/${await portal.runOf('employer-2000001')}`);
    await page.getByRole('link', { name: 'Release…' }).click();
    await page.getByRole('textbox', { name: 'Why may it go?' }).fill('The employer has only one person, and agreed.');
    await page.getByRole('button', { name: 'Release to Lonely Ltd' }).click();
    await page.getByText('“The employer has only one person, and agreed.”').waitFor();
    // What follows an answer is under way when the page is there.
    await expect
      .poll(async () =>
        portal.database.query(`select state, release_reason is not null as said from runs where id = $1`, [
          await portal.runOf('employer-2000001'),
        ]),
      )
      .toEqual([{ state: 'done', said: true }]);
  });
});

describe('a recipient contact', () => {
  it('downloads the own report, and the first download is on record', async () => {
    const page = await portal.open('employer');
    await page.getByText('new', { exact: true }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /^Download/ }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^\d{4}-\d{2}-employer-1000001\.xlsx$/);
    expect((await readFile(await download.path())).subarray(0, 2).toString()).toBe('PK');
    await page.reload();
    await page.getByText(/^fetched/).waitFor();
    const events = await portal.database.query(`select actor_kind from audit_events where event = 'report.downloaded'`);
    expect(events).toEqual([{ actor_kind: 'contact' }]);
  });

  it('is told to choose a file again that was saved again after it was chosen', async () => {
    const page = await portal.open('employer');
    await page.goto('/reports/verify');
    const folder = await mkdtemp(join(tmpdir(), 'psa-verify-'));
    try {
      const path = join(folder, 'report.xlsx');
      await writeFile(path, 'one');
      // Browsers compare whole seconds.
      await utimes(path, 1_700_000_000, 1_700_000_000);
      await page.getByLabel('An Excel file that you were given').setInputFiles(path);
      await writeFile(path, 'saved again, and longer than before');
      await page.getByRole('button', { name: 'Check it' }).click();
      await page.getByText('Please choose it again.').waitFor();
      expect(await page.getByRole('button', { name: 'Check it' }).isEnabled()).toBe(true);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
