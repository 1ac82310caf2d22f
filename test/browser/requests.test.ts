// A request from the account to the letter, and one of an unknown caller, as the learner and the privacy officer see them.
import { findViolations } from './axe.ts';
import { usePortal } from './support.ts';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';

const portal = usePortal();
const section = (page: Page, title: string) => page.getByRole('region', { name: title });

describe('a request', () => {
  it('goes from the account to the letter: asked, extended with its reason, refused, and read by whoever asked', async () => {
    const learner = await portal.open('learner');
    await learner.goto('/me/data');
    const complaint = learner.locator('form:has([name=kind][value=complaint])');
    await complaint.getByText('Say something about it').first().click();
    await complaint.getByRole('textbox').fill('My progress is wrong');
    await complaint.getByRole('button').click();
    await section(learner, 'Your requests').getByText('My progress is wrong').waitFor();

    const officer = await portal.open('privacy-officer');
    await officer.goto('/desk');
    await section(officer, 'Requests').getByRole('link', { name: 'Complaint' }).click();
    await officer.getByText('My progress is wrong').waitFor();
    await section(officer, 'The request').getByText('signed in').waitFor();
    await officer.getByText('Take longer').click();
    await officer.getByLabel('Why it takes longer').fill('The training centre has to look it up.');
    await officer.getByRole('button', { name: 'Extend to three months' }).click();
    await officer.getByText('Extended. The person is told why').waitFor();
    expect(await findViolations(officer)).toEqual([]);
    await officer.getByRole('link', { name: 'Decide', exact: true }).click();
    await officer.getByRole('radio', { name: /Refused/ }).check();
    await officer.getByRole('button', { name: 'Decide' }).click();
    await officer.getByText('A refusal says why').first().waitFor();
    // What was chosen stands there again.
    expect(await officer.getByRole('radio', { name: /Refused/ }).isChecked()).toBe(true);
    expect(await findViolations(officer)).toEqual([]);
    await officer.getByLabel('What the person is told').fill('The percentage is the one that you set yourself.');
    await officer.getByRole('button', { name: 'Decide' }).click();
    await officer.getByText('Decided, and carried out').waitFor();
    await section(officer, 'Letters').getByRole('link', { name: 'Answer' }).click();
    const letter = officer.getByRole('article');
    await letter.getByText('The percentage is the one that you set yourself.').waitFor();
    await letter.getByText('autoriteitpersoonsgegevens.nl').waitFor();
    expect(await findViolations(officer)).toEqual([]);
    // The letter alone is printed.
    await officer.emulateMedia({ media: 'print' });
    expect(await officer.getByRole('heading', { level: 1 }).isVisible()).toBe(false);
    expect(await officer.getByRole('link', { name: 'Audit' }).isVisible()).toBe(false);
    expect(await letter.isVisible()).toBe(true);

    await learner.goto('/me/data');
    const own = section(learner, 'Your requests');
    await own.getByText('refused').waitFor();
    await own.getByText('The percentage is the one that you set yourself.').waitFor();
    await own.getByText('The training centre has to look it up.').waitFor();
    await own.getByText(/you can complain to/).waitFor();
    expect(await findViolations(learner)).toEqual([]);
  });

  it('of an unknown caller is entered, refused, told by letter and closed without JavaScript, and nothing of them stays', async () => {
    const officer = await portal.open('privacy-officer', { javaScriptEnabled: false });
    await officer.goto('/desk/requests/new');
    await officer.getByLabel('Any address of theirs').fill('nobody@nowhere.example');
    await officer.getByRole('button', { name: 'Enter the request' }).click();
    await officer.getByText('Nobody here has that address').first().waitFor();
    await officer.getByLabel('Any address of theirs').fill('');
    await officer.getByLabel('It came', { exact: true }).selectOption('phone');
    await officer.getByLabel('Name', { exact: true }).fill('Petra Onbekend');
    await officer.getByLabel('Where an answer reaches them').fill('+31 20 123');
    await officer.getByLabel('Language of letters').selectOption('nl');
    await officer.getByRole('button', { name: 'Enter the request' }).click();
    await section(officer, 'The request').getByText('Petra Onbekend').waitFor();
    const address = new URL(officer.url()).pathname;
    await section(officer, 'Decide').getByRole('link', { name: 'Decide' }).click();
    await officer.getByText('It is not known yet who asks').waitFor();
    await officer.getByRole('radio', { name: /Refused/ }).check();
    await officer.getByLabel('What the person is told').fill('Onder die naam is hier niets.');
    await officer.getByRole('button', { name: 'Decide' }).click();
    await section(officer, 'Send the answer, then close').getByRole('link').click();
    await officer.getByRole('article').getByText('Geachte Petra Onbekend').waitFor();
    await officer.goto(address);
    await officer.getByRole('button', { name: 'It was sent: close' }).click();
    await officer.getByText('Closed. What was kept').waitFor();
    expect(await officer.getByText('Petra').count()).toBe(0);
    await officer.goto('/desk/requests?show=done');
    await officer.getByText('somebody who is not kept any more').waitFor();
  });
});
