// A new version of the privacy notice, from the officer's draft to what a learner says to it.
import { LANGUAGES } from '#reports/catalogue.ts';
import { expect, it } from 'vitest';
import { findViolations } from './axe.ts';
import { usePortal } from './support.ts';

const portal = usePortal();

it('C6 the officer writes, compares and publishes; a learner reads what changes and objects; the officer sees who', async () => {
  // What is told of newly: until now nobody was told that employers are given the phone.
  await portal.database.query(
    `delete from privacy_notice_scopes where recipient_kind = 'employer' and dataset = 'F1' and field = 'phone'`,
  );
  const officer = await portal.open('privacy-officer');
  await officer.goto('/desk/notices');
  await officer.getByRole('button', { name: 'Write the next version' }).click();
  await officer.getByRole('heading', { level: 1, name: 'Version 2, a draft' }).waitFor();
  await officer.getByText('Nothing differs from version 1.').waitFor();
  expect(await officer.getByRole('button', { name: 'Publish version 2' }).isDisabled()).toBe(true);

  const day = await officer.getByLabel('In force from').getAttribute('min');
  await officer.getByLabel('In force from').fill(day ?? '');
  await officer.getByLabel('Phone, Employers, F1').check();
  await officer.getByRole('button', { name: 'Save' }).click();
  await officer.getByText('employers: Phone (F1)').waitFor();

  for (const language of LANGUAGES) {
    await officer.goto(`/desk/notices/draft?part=${language}`);
    const text = officer.getByRole('textbox');
    await text.fill(`${await text.inputValue()}\n\nEmployers are given the phone number, too.`);
    await officer.getByRole('button', { name: 'Save' }).click();
    await officer.locator('ins', { hasText: 'Employers are given the phone number, too.' }).waitFor();
  }
  expect(await findViolations(officer)).toEqual([]);
  await officer.getByRole('button', { name: 'Publish version 2' }).click();
  await officer.getByText('Published. People are told').waitFor();

  const learner = await portal.open('learner');
  await learner.goto('/me');
  await learner.getByText('The privacy notice changes').waitFor();
  await learner.getByRole('link', { name: 'See what changes, and answer' }).click();
  await learner.locator('ins', { hasText: 'Employers are given the phone number, too.' }).waitFor();
  expect(await findViolations(learner)).toEqual([]);
  await learner.getByRole('button', { name: 'I object' }).click();
  await learner.getByText('Your objection is noted.').waitFor();
  await learner.goto('/me');
  await learner.getByRole('heading', { level: 1 }).waitFor();
  expect(await learner.getByText('The privacy notice changes').count()).toBe(0);

  await officer.goto('/desk/notices/2?who=objected');
  await officer.getByRole('cell', { name: 'sanne.devries@bluecloud.example' }).waitFor();
  expect(await findViolations(officer)).toEqual([]);
});
