// What a trainer does about exams in a browser: decides what is contested, records several at once, rings whom nobody reached.
import { monthAfter } from '#app/features/exams/sitting.ts';
import { askInTheMorning } from '#test/support/asking.ts';
import { arrangePerson } from '#test/support/register.ts';
import { findViolations } from './axe.ts';
import { usePortal } from './support.ts';
import { expect, it } from 'vitest';

const portal = usePortal();

const outcomeOf = async (email: string): Promise<string | null | undefined> =>
  (
    await portal.database.query<{ told: string | null }>(
      `select coalesce(s.outcome, s.state) as told from sittings s join persons p on p.id = s.person_id where p.email = $1 order by s.id desc limit 1`,
      [email],
    )
  )[0]?.told;

it('a contested outcome is decided, several are recorded at once, and a call is taken down', async () => {
  const month = monthAfter(portal.now, -1);
  const sittings = [{ exam: 'AZ-500', month }];
  for (const lastName of ['Ahlberg', 'Bergman', 'Carlsson'])
    await arrangePerson(portal.database, { email: `${lastName.toLowerCase()}@bluecloud.example`, lastName, sittings });
  const contested = { exam: 'SC-300', month, outcome: 'failed' } as const;
  const personId = await arrangePerson(portal.database, {
    email: 'd@bluecloud.example',
    lastName: 'Dahl',
    sittings: [contested],
  });
  await portal.database.query(
    `insert into outcome_conflicts (sitting_id, claimed, opened_by_kind, opened_by_id) select id, 'passed', 'person', $1 from sittings where person_id = $1`,
    [personId],
  );

  const page = await portal.open('trainer');
  await page.goto('/train/exams');
  expect(await findViolations(page)).toEqual([]);
  // Nothing is decided before a side is chosen.
  await page.getByText('Claimed instead').click();
  await page.getByRole('button', { name: 'Decide' }).click();
  await page.getByText('SC-300 of Sanne Dahl was changed to what was claimed').waitFor();
  expect(await outcomeOf('d@bluecloud.example')).toBe('passed');
  await expect.poll(() => page.getByText('is contested').count()).toBe(0);

  await page.getByRole('navigation', { name: 'Exams' }).getByRole('link', { name: 'AZ-500' }).click();
  await page.getByRole('checkbox', { name: 'AZ-500 of Sanne Ahlberg' }).check();
  await page.getByRole('checkbox', { name: 'AZ-500 of Sanne Bergman' }).check();
  await page.getByText('2 ticked:').waitFor();
  await page.getByLabel('2 ticked:').selectOption('failed');
  await page.getByRole('button', { name: 'Record for all' }).click();
  await page.getByText('2 sittings recorded as failed.').waitFor();
  expect([await outcomeOf('ahlberg@bluecloud.example'), await outcomeOf('carlsson@bluecloud.example')]).toEqual([
    'failed',
    'booked',
  ]);

  for (const day of [1, 9, 17]) await askInTheMorning(portal.database, day);
  const phone = await portal.open('trainer', { viewport: { width: 390, height: 860 }, colorScheme: 'dark' });
  await phone.goto('/train/exams');
  expect(await findViolations(phone)).toEqual([]);
  await phone.goto('/train/follow-up');
  await phone.getByPlaceholder('Name, company, exam').fill('Carlsson');
  await phone.getByRole('search', { name: 'Contacts' }).getByRole('button', { name: 'Search' }).click();
  await phone.waitForURL(/\/train\/follow-up\?view=calls&find=[\w-]+$/);
  expect(await findViolations(phone)).toEqual([]);
  expect(await phone.getByRole('link', { name: '+31612345678' }).getAttribute('href')).toBe('tel:+31612345678');
  await phone.getByRole('button', { name: 'Passed Sanne Carlsson' }).click();
  await phone.getByText('Sanne Carlsson passed AZ-500. Nobody asks any more.').waitFor();
  expect(await outcomeOf('carlsson@bluecloud.example')).toBe('passed');
  await phone.goto('/train/follow-up?view=settled');
  expect(await findViolations(phone)).toEqual([]);
});
