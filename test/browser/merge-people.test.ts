// What an administrator does about people who stand twice, in a browser: tells two apart, looks at two others, and merges them; without scripts, too.
import { arrangePerson } from '#test/support/register.ts';
import { findViolations } from './axe.ts';
import { usePortal } from './support.ts';
import { beforeAll, expect, it } from 'vitest';

const portal = usePortal();
const workshops = [{ name: 'Azure Administrator', exam: 'AZ-104', percent: 40 }];
const passed = [{ exam: 'SC-300', month: '2026-09', outcome: 'passed' as const }];
const failed = [{ exam: 'SC-300', month: '2026-09', outcome: 'failed' as const }];

beforeAll(async () => {
  const own = { firstName: 'Marit', lastName: 'Öberg', phone: '+31687650001', workshops };
  await arrangePerson(portal.database, { ...own, email: 'marit.oberg@bluecloud.example', sittings: passed });
  await arrangePerson(portal.database, { ...own, lastName: 'Oberg', email: 'marit@home.example', sittings: failed });
  const other = { firstName: 'Jan', lastName: 'Smit', phone: '+31687650002' };
  await arrangePerson(portal.database, { ...other, email: 'jan.smit@bluecloud.example' });
  await arrangePerson(portal.database, { ...other, email: 'jan@home.example', phone: '+31687650003' });
  await arrangePerson(portal.database, {
    ...other,
    firstName: 'Johannes',
    email: 'jsmit@x.example',
    mpnId: '8000008',
    company: 'Elsewhere',
  });
});

const known = async (email: string): Promise<string | undefined> =>
  (
    await portal.database.query<{ email: string }>(
      'select p.email from person_emails e join persons p on p.id = e.person_id where e.email = $1',
      [email],
    )
  )[0]?.email;

it('two are told apart, and two are merged after a look at what would happen', async () => {
  const page = await portal.open('administrator');
  await page.goto('/admin/people');
  expect(await findViolations(page)).toEqual([]);
  await page.getByRole('button', { name: /^Not the same.*jan@home/ }).click();
  await page.getByText('They stay two').waitFor();
  expect(await page.getByText('jan@home.example').count()).toBe(0);

  await page.getByRole('link', { name: /^Compare .*marit@home/ }).click();
  await page.getByRole('heading', { name: 'Are they one person?' }).waitFor();
  expect(await findViolations(page)).toEqual([]);
  expect(await page.getByText('a conflict is opened, and a trainer decides').count()).toBe(1);
  const keep = await page.getByRole('button', { name: /^Merge into/ }).textContent();
  await page.getByRole('checkbox', { name: /are one person/ }).check();
  await page.getByRole('button', { name: /^Merge into/ }).click();
  await page.getByText('Merged. The person is written to at both addresses.').waitFor();
  const kept = keep?.replace('Merge into ', '');
  expect([await known('marit@home.example'), await known('marit.oberg@bluecloud.example')]).toEqual([kept, kept]);
});

it('two of other names are chosen by search, without scripts; where they work is said first', async () => {
  const page = await portal.open('administrator', { javaScriptEnabled: false });
  await page.goto('/admin/people');
  await page.getByLabel('Name or address of one').fill('jan@home.example');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await page.getByRole('link', { name: 'Choose jan@home.example' }).click();
  await page.getByLabel('Name or address of the other').fill('jsmit@x.example');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await page.getByRole('link', { name: 'Compare jsmit@x.example' }).click();
  expect(await page.getByText('Say first where they work.').count()).toBe(1);
  await page
    .getByRole('radio', { name: /ends today/ })
    .first()
    .check();
  await page.getByRole('button', { name: 'See what would happen' }).click();
  await page.getByRole('checkbox', { name: /are one person/ }).check();
  await page.getByRole('button', { name: /^Merge into/ }).click();
  await page.getByText('Merged. The person is written to at both addresses.').waitFor();
  expect(await known('jan@home.example')).toBe(await known('jsmit@x.example'));
});
