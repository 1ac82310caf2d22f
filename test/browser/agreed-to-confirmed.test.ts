// The promise, from end to end, as five people live it: an agreement is drafted and approved, its report falls due, is looked at and let go, is fetched and proved,
// and what is corrected afterwards is told and confirmed.
import { sendMails } from '#app/features/mail/mails.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import { useMailServer } from '#test/support/mail-server.ts';
import { freezeClock } from '#test/support/runs.ts';
import { tick } from '#test/support/schedules.ts';
import { readSheet } from '#reports/workbook/read-sheet.ts';
import { fromBytes } from '#reports/workbook/random-access.ts';
import { monthAfter } from '#app/features/exams/sitting.ts';
import { readFile } from 'node:fs/promises';
import type { Download, Page } from 'playwright-core';
import { expect, it } from 'vitest';

import { findViolations } from './axe.ts';
import { usePortal } from './support.ts';

const mails = useMailServer();
const portal = usePortal();

const look = async (page: Page): Promise<void> => expect(await findViolations(page)).toEqual([]);

async function download(page: Page): Promise<Download> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('link', { name: /^Download/ })
      .first()
      .click(),
  ]);
  return file;
}

it(
  'drafted, approved, due, previewed, released, fetched, proved; then corrected, told and confirmed',
  { timeout: 180_000 },
  async () => {
    const { database, now } = portal;
    const period = monthAfter(now, 1);
    const [agreement] = await database.query<{ id: number }>(
      `select a.id from agreements a join recipients r on r.id = a.recipient_id where r.slug = 'employer-1000001'`,
    );

    // An administrator drafts the version of the months to come, without phones.
    const administrator = await portal.open('administrator');
    await administrator.goto(`/admin/agreements/${agreement?.id}`);
    await administrator.getByLabel('Another version, holding from').fill(`${period}-01`);
    await administrator.getByRole('button', { name: 'Draft it from this one' }).click();
    await administrator.getByText('Drafted. It says what the other version says').waitFor();
    await administrator.getByLabel('Phone, registration and progress').uncheck();
    await administrator.getByRole('button', { name: 'Save the draft' }).click();
    await administrator.getByText(/[Tt]akes phone out of registration and progress/).waitFor();
    await administrator.getByRole('button', { name: 'Propose to a second person' }).click();
    await administrator.getByText('You drafted this yourself: somebody else has to approve it.').waitFor();

    // The privacy officer sees what it means today, chooses that somebody looks at it, and approves.
    const officer = await portal.open('privacy-officer');
    await officer.goto('/admin/agreements');
    await officer.getByRole('link', { name: 'Bluecloud B.V., version 2' }).click();
    await officer.getByLabel('Wait for a person').check();
    await officer.getByRole('button', { name: 'Choose this rule' }).click();
    await officer.getByText(/Wait for a person: chosen by Noor Dekker/).waitFor();
    await officer.getByRole('button', { name: 'Approve version 2' }).click();
    await officer.getByText(/Approved by Noor Dekker/).waitFor();

    // One of its people alone sits an exam in that month, so that its row says who it is about.
    await database.query(
      `insert into sittings (person_id, employment_id, exam_code, attempt, month, state)
       select p.id, e.id, 'DP-700', 1, $1, 'booked' from persons p join employments e on e.person_id = p.id where p.email like 'lukasz%'`,
      [period],
    );

    // The month is over, and its morning comes.
    await freezeClock(database, `${monthAfter(period, 1)}-03T12:00:00Z`);
    await tick();
    const [run] = await database.query<{ id: number; state: string }>(
      'select id, state from runs where agreement_id = $1 and period = $2',
      [agreement?.id, period],
    );
    expect(run?.state).toBe('awaiting-release');
    expect(mails.received.filter(({ sentTo }) => sentTo.includes('hr@bluecloud.example'))).toEqual([]);

    // Looked at exactly as the sheet is, and let go with a reason.
    const releasing = await portal.open('privacy-officer');
    await releasing.goto(`/admin/runs/${run?.id}`);
    await releasing.getByRole('cell', { name: 'Sanne', exact: true }).first().waitFor();
    expect(await releasing.getByRole('columnheader', { name: 'Phone' }).count()).toBe(0);
    await look(releasing);
    await releasing.getByRole('link', { name: 'Release…' }).click();
    await releasing.getByLabel('Why may it go?').fill('Both were asked, and agreed to it.');
    await releasing.getByRole('button', { name: 'Release to Bluecloud B.V.' }).click();
    await releasing.getByText('“Both were asked, and agreed to it.”').waitFor();

    // The recipient's contact is written to, signs in and fetches it.
    await sendMails(MAIL_WRITERS);
    const told = await mails.take('hr@bluecloud.example');
    expect(told.attachments).toEqual([]);
    const contact = await portal.open('employer');
    await contact.goto('/reports');
    const file = await download(contact);
    expect(file.suggestedFilename()).toBe(`${period}-employer-1000001.xlsx`);
    const bytes = await readFile(await file.path());
    const sheet = JSON.stringify(
      await readSheet(fromBytes(bytes), 'Registration and progress', { offset: 0, limit: 50 }),
    );
    expect(sheet).toContain('Sanne');
    expect(sheet).not.toContain('+31612345678');

    // It is what we made; with one byte changed it is not.
    const drop = async (buffer: Buffer): Promise<void> => {
      await contact.goto('/reports/verify');
      await contact.getByLabel('An Excel file that you were given').setInputFiles({
        name: 'report.xlsx',
        mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        buffer,
      });
      await contact.getByRole('button', { name: 'Check it' }).click();
    };
    await drop(bytes);
    await contact.getByText(/^Genuine: your report for/).waitFor();
    const altered = Buffer.from(bytes);
    altered[altered.length - 30] = (altered[altered.length - 30] ?? 0) ^ 1;
    await drop(altered);
    await contact.getByText('This is not a file that we made for you').waitFor();

    // She finds on her own pages that it left, and corrects her name.
    mails.forget();
    const learner = await portal.open('learner');
    await learner.goto('/me/data');
    await learner.locator('[name="lastName"]').first().fill('de Vries-Jansen');
    await learner.locator('form:has([name="lastName"]) button').first().click();
    await expect
      .poll(() =>
        database.query(
          `select p.last_name from persons p where email like 'sanne%' and exists (
             select from mails m join recipient_contacts c on c.id = m.contact_id where m.kind = 'notifications-made' and c.email = 'hr@bluecloud.example')`,
        ),
      )
      .toEqual([{ last_name: 'de Vries-Jansen' }]);

    // The recipient is told which row of which file, and not whose; and says that it is done.
    await sendMails(MAIL_WRITERS);
    const notified = await mails.take('hr@bluecloud.example');
    expect(`${notified.subject} ${notified.text} ${notified.html}`).not.toMatch(/Sanne|Vries/);
    await contact.goto('/reports');
    const rows = contact.locator('li', { hasText: /Row \d+ of/ });
    await rows.first().waitFor();
    expect(await contact.getByRole('main').innerText()).not.toMatch(/Sanne|Vries/);
    await look(contact);
    await contact
      .getByRole('button', { name: /^(Done|All \d+ that stand here)/ })
      .last()
      .click();
    await contact.getByText('All of it is confirmed.').waitFor();
    expect(
      await database.query(
        'select count(*)::int as open from notifications where confirmed_at is null and recipient_id = (select recipient_id from agreements where id = $1)',
        [agreement?.id],
      ),
    ).toEqual([{ open: 0 }]);
  },
);
