// What lies in the academy's own folders beside the database has a bounded life, too: copies of reports that go by folder, and mails where no mail server is set.
import { expireFiles } from '#app/features/privacy/expire-files.server.ts';
import { forgetByAge } from '#app/features/privacy/forget-by-age.server.ts';
import { erasePerson } from '#app/features/privacy/erase-person.server.ts';
import { sweepRemovedFiles } from '#app/features/privacy/removed-files.server.ts';
import { sendMail } from '#app/platform/mail.server.ts';
import { forgetKeptMail, readKeptMail } from '#test/support/kept-mail.ts';
import { moveClock } from '#test/support/register.ts';
import { runFor } from '#test/support/runs.ts';
import { readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { useReported } from './reported-person.ts';

const { database, arrange } = useReported();

const copies = (slug: string): string[] => {
  const found = readdirSync(join(database.dataDir, 'outbox'), { recursive: true, withFileTypes: true });
  return found.filter((file) => file.name.includes(slug)).map((file) => join(file.parentPath, file.name));
};

it('R7 a copy that holds somebody who was erased goes with the file that it was made of', async () => {
  const anna = await arrange();
  await runFor(anna.slug);
  expect(copies(anna.slug)).toHaveLength(1);
  await sweepRemovedFiles();
  expect(copies(anna.slug)).toHaveLength(1);
  await erasePerson({ kind: 'system', name: 'test' }, anna.id);
  expect(copies(anna.slug)).toEqual([]);
});

it('R7 so does one whose time is over, and what is no report of ours stays', async () => {
  const anna = await arrange();
  await runFor(anna.slug);
  const [copy = ''] = copies(anna.slug);
  const other = join(dirname(copy), `${anna.slug} by hand.xlsx`);
  writeFileSync(other, 'By hand');
  const bertha = await arrange();
  await runFor(bertha.slug);
  const [altered = ''] = copies(bertha.slug);
  writeFileSync(altered, 'Altered');
  await moveClock(database, '400 days');
  await expireFiles();
  expect(copies(anna.slug)).toEqual([other]);
  expect(copies(bertha.slug)).toEqual([altered]);
});

it('R1 a mail that became a file goes when that it went is forgotten', async () => {
  const anna = await arrange();
  forgetKeptMail(database);
  await sendMail({ to: anna.email, subject: 'One', text: 'One' });
  await moveClock(database, '11 months');
  await forgetByAge();
  expect(await readKeptMail(database)).toHaveLength(1);
  await moveClock(database, '13 months');
  await forgetByAge();
  expect(await readKeptMail(database)).toEqual([]);
});

it('R1 a mail that became a file goes once nobody is known by the address that it went to', async () => {
  const anna = await arrange();
  const ben = await arrange();
  forgetKeptMail(database);
  await database.query(
    `with asked as (insert into email_changes (person_id, new_email, token_sha256)
         values ($1, 'anna-new@home.example', sha256('a')), ($2, 'ben-new@bücher.example', sha256('b')))
     insert into registrations (token_sha256, submission, email, first_name, last_name, phone, country_code, company, mpn_id, job_role, language, notice_version,
       notice_language, consents, guardian_email, guardian_token_sha256)
     values (sha256('r'), gen_random_uuid(), 'young@home.example', 'Y', 'Y', '+31612345678', 'NL', 'C', '1', 'Clerk', 'en', 1, 'en', array[]::text[], 'guardian@home.example', sha256('g'))`,
    [anna.id, ben.id],
  );
  const sent = [anna.email, ben.email, 'anna-new@home.example', 'ben-new@bücher.example', 'young@home.example'];
  for (const to of [...sent, 'guardian@home.example', 'stranger@home.example'])
    await sendMail({ to, subject: to, text: 'One' });
  const kept = async () => (await readKeptMail(database)).map(({ subject }) => subject);
  await forgetByAge();
  expect(await kept()).toEqual([...sent, 'guardian@home.example']);
  // The letter after it goes to somebody who is gone.
  await erasePerson({ kind: 'system', name: 'test' }, anna.id);
  await sendMail({ to: anna.email, subject: 'letter', text: 'Gone' });
  await database.query('delete from registrations');
  await forgetByAge();
  expect(await kept()).toEqual([ben.email, 'ben-new@bücher.example']);
  // What was asked for and not followed for a day is nobody's.
  await moveClock(database, '2 days');
  await forgetByAge();
  expect(await kept()).toEqual([ben.email]);
});
