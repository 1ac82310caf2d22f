// The privacy officer’s retention in a browser: a rule that is decided, who goes next, and a run from the preview to what went; without scripts, too.
import { arrangePerson } from '#test/support/register.ts';
import { findViolations } from './axe.ts';
import { usePortal } from './support.ts';
import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';

const portal = usePortal();

/** Somebody who came last so many days ago, and was warned when it was time. */
async function idle(firstName: string, days: number, warned = true): Promise<number> {
  const id = await arrangePerson(portal.database, {
    email: `${firstName.toLowerCase()}@idle.example`,
    firstName,
    mpnId: '7000007',
    company: 'Idle B.V.',
  });
  await portal.database.query(
    `update notice_acknowledgements set acknowledged_at = now() - interval '${days} days' where person_id = ${id};
     update persons set created_at = now() - interval '${days} days' where id = ${id};
     insert into account_uses (person_id, used_on) values (${id}, psa_today() - ${days})`,
  );
  if (warned)
    await portal.database.query(
      `insert into mails (kind, person_id, about, state, sent_at)
       values ('account-goes', ${id}, psa_today() - ${days} - date '2000-01-01', 'sent', now() - interval '40 days')`,
    );
  return id;
}

beforeAll(async () => {
  await idle('Wim', 400);
  await idle('Yara', 380);
  const asks = await idle('Zoë', 390);
  await idle('Uma', 350, false);
  await portal.database.query(
    `insert into privacy_requests (person_id, kind, received_at, due_on) values (${asks}, 'access', psa_now() - interval '395 days', psa_today() + 40)`,
  );
});

const isHere = async (firstName: string): Promise<boolean> =>
  (await portal.database.query('select from persons where first_name = $1', [firstName])).length === 1;

it('a rule is decided within its bounds, and who decided it stands there', async () => {
  const page = await portal.open('privacy-officer', { javaScriptEnabled: false });
  await page.goto('/desk/retention');
  await page.getByRole('link', { name: 'That a mail went' }).click();
  await page.getByLabel('Period, in months').fill('13');
  await page.getByLabel('Look at it again on').fill('2027-11-01');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('A whole number from 3 to 12 months.').waitFor();
  expect(await page.getByLabel('Period, in months').inputValue()).toBe('13');
  await page.getByLabel('Period, in months').fill('6');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved, from now on.').waitFor();
  expect(await page.getByText(/^6 months$/).count()).toBe(1);
});

it('who goes next is told with the reason, sorted, and taken along as a workbook', async () => {
  const page = await portal.open('privacy-officer');
  await page.goto('/desk/retention');
  await page.getByRole('link', { name: 'Who goes next' }).click();
  await page.getByRole('heading', { name: 'Who goes within 30 days' }).waitFor();
  const names = () => page.getByRole('row').locator('td:first-child bdi').allTextContents();
  expect((await names()).map((name) => name.split(' ')[0])).toEqual(['Wim', 'Yara', 'Zoë', 'Uma']);
  expect(await page.getByText('a request of theirs is open').count()).toBe(1);
  await page.getByRole('link', { name: 'Person' }).click();
  await page
    .getByRole('columnheader', { name: 'Person', exact: false })
    .and(page.locator('[aria-sort=ascending]'))
    .waitFor();
  expect((await names()).map((name) => name.split(' ')[0])).toEqual(['Uma', 'Wim', 'Yara', 'Zoë']);
  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Take it along (.xlsx)' }).click();
  const file = readFileSync(await (await waiting).path());
  expect(file.subarray(0, 2).toString()).toBe('PK');
  expect(await portal.database.query(`select details from audit_events where event = 'retention.downloaded'`)).toEqual([
    { details: { days: 30, count: 4 } },
  ]);
});

it('a run shows who goes, lets exactly those go, and what went stands there without a name', async () => {
  const page = await portal.open('privacy-officer');
  await page.goto('/desk/retention');
  await page.getByText('2 accounts are to go today.').waitFor();
  await page.getByRole('link', { name: 'Look at them' }).click();
  await page.getByRole('heading', { name: '2 accounts go' }).waitFor();
  expect(await findViolations(page)).toEqual([]);
  // Somebody comes back while the list is being read: nothing is done by it.
  await portal.database.query(
    `update account_uses set used_on = psa_today() where person_id = (select id from persons where first_name = 'Yara')`,
  );
  await page.getByRole('button', { name: 'Delete 2 accounts' }).click();
  await page.getByText('What is due is not what was shown any more. Nothing went: look again.').waitFor();
  expect([await isHere('Wim'), await isHere('Yara')]).toEqual([true, true]);
  await page.getByRole('button', { name: 'Delete 1 account' }).click();
  await page.getByText('1 account went.').waitFor();
  expect([await isHere('Wim'), await isHere('Yara'), await isHere('Zoë')]).toEqual([false, true, true]);
  await page.goto('/desk/retention');
  const went = page.getByRole('region', { name: 'What went, by rule and day' });
  expect(await went.getByRole('row', { name: /Accounts that nobody uses/ }).count()).toBe(1);
  expect(await page.getByText('Wim').count()).toBe(0);
});

it('on a phone a rule is a line that opens, in both themes, and the page is short', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await portal.open('privacy-officer', { viewport: { width: 390, height: 860 }, colorScheme });
    await page.goto('/desk/retention');
    const height = await page.evaluate<number>('document.documentElement.scrollHeight');
    expect(height).toBeLessThan(3_000);
    await page.locator('summary', { hasText: 'That a mail went' }).click();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('link', { name: /That a mail went/ }).click();
    await page.getByLabel('Period, in months').waitFor();
  }
});
