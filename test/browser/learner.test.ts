// What a learner comes for, done as a person would: with the mouse, with the keyboard only, without scripts, and in German on a phone.
import { findViolations } from './axe.ts';
import { usePortal } from './support.ts';
import { outcomeToken } from '#app/features/exams/outcome-links.server.ts';
import { settleAnswers } from '#app/features/exams/settle-answers.server.ts';
import { monthAfter } from '#app/features/exams/sitting.ts';
import { askNow } from '#test/support/asking.ts';
import { moveClock } from '#test/support/register.ts';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';

const portal = usePortal();
const SANNE = 'sanne.devries@bluecloud.example';
const LUKASZ = 'lukasz.wojcik@bluecloud.example';

const sittingOf = async (email: string, exam: string) =>
  (
    await portal.database.query<{ id: number; month: string; state: string; outcome: string | null }>(
      `select s.id, s.month::text as month, s.state, s.outcome from sittings s join persons p on p.id = s.person_id
       where p.email = $1 and s.exam_code = $2 order by s.id desc limit 1`,
      [email, exam],
    )
  )[0];

const openWorkshop = async (name: string): Promise<void> => {
  await portal.database.query('insert into workshops (name) values ($1)', [name]);
};

/** Presses Tab until the element in focus has this name. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      const label = element?.id
        ? document.querySelector(`label[for="${CSS.escape(element.id)}"]`)
        : element?.closest('label');
      return element?.getAttribute('aria-label') ?? label?.textContent ?? element?.textContent ?? '';
    });
    if (name.test(focused)) return;
  }
  throw new Error(`The keyboard reaches nothing that is called ${String(name)}`);
}

afterEach(() => moveClock(portal.database, '0'));

describe('a learner', () => {
  it('enrols, says 40 %, books an exam for next month, withdraws and takes a certificate along', async () => {
    await openWorkshop('Copilot Basics');
    const page = await portal.open('learner');
    await page.getByText('Open workshops').click();
    await page.getByRole('button', { name: 'Enrol in Copilot Basics' }).click();
    await page.getByText('You are enrolled in Copilot Basics.').waitFor();
    await page.getByRole('textbox', { name: 'Progress in Copilot Basics, percent' }).fill('40');
    const card = page.getByRole('heading', { name: 'Copilot Basics' }).locator('xpath=ancestor::div[4]');
    await card.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Copilot Basics is at 40 % now.').waitFor();

    await page.getByRole('link', { name: 'Exams' }).first().click();
    await page.getByLabel('Exam', { exact: true }).selectOption('DP-700');
    await page.getByLabel('Month', { exact: true }).first().selectOption(monthAfter(portal.now, 1));
    await page.getByRole('button', { name: 'Book', exact: true }).click();
    await page.getByText(/DP-700 is booked for/).waitFor();
    expect(await sittingOf(SANNE, 'DP-700')).toMatchObject({ month: monthAfter(portal.now, 1), state: 'booked' });

    await page.getByRole('link', { name: 'My learning' }).first().click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Certificate (PDF) of Fabric Data Engineer' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('certificate-fabric-data-engineer.pdf');

    await page.getByText('More about Copilot Basics').click();
    await page.getByRole('button', { name: 'Withdraw from Copilot Basics' }).click();
    await page.getByText('You have withdrawn from Copilot Basics.').waitFor();
  });

  it('answers by the link without signing in, takes it back, answers anew, and then it counts', async () => {
    await askNow(portal.database);
    const sitting = await sittingOf(LUKASZ, 'AZ-104');
    const page = await portal.open(null);
    await page.goto(`/outcome/${outcomeToken(sitting?.id ?? 0, sitting?.month ?? '')}`);
    await page.getByRole('button', { name: /^Failed/ }).click();
    await page.getByText('Your answer: Failed.').waitFor();
    await page.getByRole('button', { name: 'Take it back' }).click();
    await page.getByRole('button', { name: /^Passed/ }).click();
    await page.getByText('Your answer: Passed.').waitFor();
    await moveClock(portal.database, '10 minutes 1 second');
    await page.reload();
    await page.getByText('This answer counts now.').waitFor();
    expect(await page.getByRole('button', { name: 'Take it back' }).count()).toBe(0);
    await settleAnswers();
    expect(await sittingOf(LUKASZ, 'AZ-104')).toMatchObject({ outcome: 'passed' });
  });

  it('does it all with the keyboard only', async () => {
    await openWorkshop('Keyboard Basics');
    const page = await portal.open('learner');
    await tabTo(page, /^Open workshops/);
    await page.keyboard.press('Enter');
    await tabTo(page, /Enrol in Keyboard Basics/);
    await page.keyboard.press('Enter');
    await page.getByText('You are enrolled in Keyboard Basics.').waitFor();
    await page.goto('/me/exams');
    const before = await sittingOf(SANNE, 'AZ-104');
    await tabTo(page, /^Change the booking of AZ-104/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^Cancel the booking/);
    await page.keyboard.press('Enter');
    await page.getByText(/AZ-104 is cancelled/).waitFor();
    expect(await sittingOf(SANNE, 'AZ-104')).toMatchObject({ id: before?.id, state: 'cancelled' });
  });

  it('bad-C14 does it all without scripts', async () => {
    await openWorkshop('Plain Basics');
    const page = await portal.open('learner', { javaScriptEnabled: false });
    await page.getByText('Open workshops').click();
    await page.getByRole('button', { name: 'Enrol in Plain Basics' }).click();
    await page.getByText('You are enrolled in Plain Basics.').waitFor();
    const field = page.getByRole('textbox', { name: 'Progress in Azure Administrator, percent' });
    await field.fill('30');
    const card = page.getByRole('heading', { name: 'Azure Administrator' }).locator('xpath=ancestor::div[4]');
    await card.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Say why it is less than before.').waitFor();
    expect(await field.inputValue()).toBe('30');
    await page.getByLabel('Why is it less?').selectOption('started-over');
    await card.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Azure Administrator went down from 64 % to 30 %.').waitFor();
    await page.goto('/me/exams');
    await page.getByLabel('Exam', { exact: true }).selectOption('AZ-104');
    await page.getByRole('button', { name: 'Book', exact: true }).click();
    await page.getByText(/AZ-104 is booked for/).waitFor();
    const item = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'AZ-104' }) });
    await item.getByRole('radio', { name: 'Failed' }).check();
    await item.getByRole('button', { name: 'Save' }).click();
    await page.getByText('AZ-104: failed. You can book it again.').waitFor();
  });

  it('opens a recording that a trainer added, without scripts, and the trainer sees that they did', async () => {
    await portal.database.query(
      `with s as (insert into workshop_sessions (workshop_id, title, recorded) select id, 'Recorded', true from workshops where name = 'Azure Administrator' returning id, workshop_id),
         m as (insert into session_meetings (session_id, starts_at, ends_at) select id, now() + interval '1 hour', now() + interval '2 hours' from s)
       update enrolments n set session_id = s.id from s, persons p where n.workshop_id = s.workshop_id and p.id = n.person_id and p.email = '${SANNE}'`,
    );
    await moveClock(portal.database, '3 hours');
    const trainer = await portal.open('trainer');
    await trainer.goto('/train?when=past');
    await trainer.getByRole('link', { name: /Recorded/ }).click();
    await trainer.getByLabel('Title').fill('The first morning');
    await trainer.getByLabel('Link').fill('http://video.example/1');
    await trainer.getByRole('button', { name: 'Add the recording' }).click();
    await trainer.getByText('A link begins with https://').waitFor();
    expect(await findViolations(trainer)).toEqual([]);
    await trainer.getByLabel('Link').fill('https://video.example/1');
    await trainer.getByRole('button', { name: 'Add the recording' }).click();
    await trainer.getByText('nobody has opened it').waitFor();

    const page = await portal.open('learner', { javaScriptEnabled: false });
    await page.getByText('This session is recorded: names, pictures and voices').waitFor();
    expect(await page.content()).not.toContain('video.example');
    // There is nothing at that address; that the browser goes there is what counts.
    await Promise.all([
      page.waitForRequest('https://video.example/1'),
      page.getByRole('link', { name: 'The first morning' }).click(),
    ]);

    await trainer.getByRole('link', { name: 'The first morning' }).click();
    await trainer.getByRole('cell', { name: 'Sanne de Vries' }).waitFor();
    expect(await findViolations(trainer)).toEqual([]);
    await trainer.getByText('Remove it').click();
    await trainer.getByRole('button', { name: 'Remove the recording' }).click();
    await trainer.getByText('Add a recording').waitFor();
  });

  it('reads it in German on a phone, light and dark, without a violation and nothing wider than the screen', async () => {
    await portal.database.query(`update persons set language = 'de'`);
    const page = await portal.open('learner', { locale: 'de-DE', viewport: { width: 390, height: 900 } });
    const sitting = await sittingOf(LUKASZ, 'AZ-104');
    const token = outcomeToken(sitting?.id ?? 0, sitting?.month ?? '');
    for (const path of ['/me', '/me/exams', `/outcome/${token}`, '/outcome/none']) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.goto(path);
        expect(await page.locator('html').getAttribute('lang')).toBe('de');
        for (const details of await page.locator('details').all())
          await details.evaluate((element) => element.setAttribute('open', ''));
        expect(await findViolations(page), `${path} in ${colorScheme}`).toEqual([]);
      }
    }
  });
});
