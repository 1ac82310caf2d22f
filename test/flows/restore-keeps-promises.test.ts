// What people and staff said after the backup that must not be undone, what they were told, and what is left of that time: after a restore all of it is as it has to be (bad-H10).
import type { StaffActor } from '#app/features/access/actor.ts';
import { withdrawVersions } from '#app/features/agreements/draft-agreement.server.ts';
import { findAgreement } from '#app/features/agreements/read-agreements.server.ts';
import { setPaused } from '#app/features/agreements/pause-agreement.server.ts';
import { sendMails } from '#app/features/mail/mails.server.ts';
import { takeCaseStep } from '#app/features/support/take-case-step.server.ts';
import { answerNotice } from '#app/features/notices/own-notice.server.ts';
import { tellNotices } from '#app/features/notices/tell-notices.server.ts';
import { publishNotice } from '#app/features/people/publish-notice.server.ts';
import { keepMarkList, readMarks } from '#app/features/privacy/mark-list.server.ts';
import { sweepRemovedFiles } from '#app/features/privacy/removed-files.server.ts';
import { liftRestriction, restrictPerson } from '#app/features/privacy/restrict-person.server.ts';
import { attention } from '#app/features/reporting/attention-mail.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import { useDatabase } from '#test/support/database.ts';
import { emptyDatabase } from '#test/support/empty-database.ts';
import { forgetKeptMail, readKeptMail } from '#test/support/kept-mail.ts';
import { ask } from '#test/support/psa-answers.ts';
import { arrangeAgreement, arrangeNotice, arrangePerson, moveClock } from '#test/support/register.ts';
import { runFor, SYSTEM, thePeriod } from '#test/support/runs.ts';
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOTICE } from '../../prisma/seed/notice.ts';
import { seedStaff } from '../../prisma/seed/staff.ts';

const database = useDatabase();
const ids: Record<string, number> = {};
const idOf = (name: string): number => ids[name] ?? 0;
let folder = '';
const file = (name: string): string => join(database.dataDir, 'files', name);

const one = async <T>(text: string, values: unknown[] = []): Promise<T> => {
  const [row] = await database.query<{ v: T }>(text, values);
  if (row === undefined) throw new Error(`Nothing there: ${text}`);
  return row.v;
};
const agreementOf = (mpnId: string): Promise<number> =>
  one('select a.id as v from agreements a join recipients r on r.id = a.recipient_id where r.slug = $1', [
    `employer-${mpnId}`,
  ]);

async function publish(version: number, words: string): Promise<void> {
  const texts = { en: `${NOTICE.texts['en']}\n${words}` };
  await publishNotice({ version, publishedOn: '2020-02-01', texts, scopes: NOTICE.scopes });
  await database.query('update privacy_notices set announced_at = psa_now() where version = $1', [version]);
  await tellNotices();
}

const nextVersion = (agreement: number): Promise<number> =>
  one(
    `insert into agreement_versions (agreement_id, number, in_force_from, cadence, anchor_day, local_time, zone, language, reidentification_rule, channels, contact, approved_at)
     select agreement_id, 2, '2035-01-01', cadence, anchor_day, local_time, zone, language, reidentification_rule, channels, contact, psa_now()
     from agreement_versions where agreement_id = $1 returning id as v`,
    [agreement],
  );

async function arrangeBefore(): Promise<void> {
  await arrangeNotice();
  // What people know tells of everything but the phone, so that telling of it widens.
  await database.query(`delete from privacy_notice_scopes where recipient_kind = 'employer' and field = 'phone'`);
  await seedStaff();
  for (const mpnId of ['1000001', '2000002', '3000003', '4000004']) {
    for (const name of ['olga', 'pia', 'quin', 'rosa'])
      ids[`${name}-${mpnId}`] = await arrangePerson(database, {
        email: `${name}@c-${mpnId}.example`,
        mpnId,
        company: `Company ${mpnId}`,
        workshops: [{ name: 'Azure Administrator', exam: 'AZ-104', percent: 40 }],
      });
    await arrangeAgreement({ kind: 'employer', mpnId });
  }
  ids['withdrawn'] = await nextVersion(await agreementOf('3000003'));
  await publish(2, 'And the phone.');
  // Answered to somebody without an account, and on its way as the backup is made.
  await database.query(
    `with c as (insert into support_cases (topic, language, asker_email) values ('exam', 'en', 'asks@nowhere.example') returning id)
     insert into mails (kind, case_id, about, to_address, body) select 'support-answered', id, 1, 'asks@nowhere.example', 'On Tuesday.' from c`,
  );
  ids['case'] = await one(
    `with c as (insert into support_cases (topic, language, asker_email, asker_phone) values ('other', 'en', 'closed@nowhere.example', '+31 6 1') returning id),
       m as (insert into support_messages (case_id, kind, body) select id, 'question', 'Where are you?' from c),
       s as (insert into mails (kind, case_id, about, to_address, body) select 'support-asked-back', id, 2, 'closed@nowhere.example', 'Who asks?' from c)
     select id as v from c`,
  );
}

const learner = (name: string) => ({ kind: 'person' as const, personId: idOf(name), name });

/** What happens between the backup and the loss. */
async function goOn(): Promise<void> {
  await sendMails(MAIL_WRITERS);
  expect(await answerNotice(learner('olga-1000001'), 2, 'objected')).toBe(true);
  await publish(3, 'And the phone, and this.');
  await sendMails(MAIL_WRITERS);
  expect(await answerNotice(learner('pia-1000001'), 3, 'objected')).toBe(true);
  const staff = await one<number>(`select id as v from staff_members where name = 'Bram Visser'`);
  const administrator: StaffActor = { kind: 'staff', staffId: staff, name: 'Bram', roles: ['administrator'] };
  expect(await setPaused(administrator, await agreementOf('1000001'), true)).toBe(true);
  await nextVersion(await agreementOf('2000002'));
  const coming = (await findAgreement(administrator, await agreementOf('3000003')))?.versions.find(
    ({ id }) => id === idOf('withdrawn'),
  );
  expect(await withdrawVersions(administrator, 'coming', coming === undefined ? [] : [coming])).toEqual({
    ok: true,
    value: 1,
  });
  await runFor('employer-4000004');
  expect(await takeCaseStep(administrator, idOf('case'), { intent: 'close' })).toEqual({ ok: true, value: true });
  await restrictPerson(SYSTEM, idOf('quin-1000001'));
  await restrictPerson(SYSTEM, idOf('rosa-1000001'));
  await keepMarkList();
  expect(await liftRestriction(SYSTEM, idOf('rosa-1000001'))).toBe(true);
  await keepMarkList();
}

beforeAll(async () => {
  folder = join(database.dataDir, 'kept', 'backup');
  await arrangeBefore();
  expect(await ask('backup', folder)).toMatchObject({ code: 0 });
  await goOn();
}, 120_000);
afterAll(() => moveClock(database, '0'));

describe('a worker on a database that is not the one that was lost', () => {
  it('takes back no mark of somebody who is not there, or of a number that is somebody else’s', async () => {
    const { marks } = await readMarks();
    expect(marks.length).toBeGreaterThan(0);
    await emptyDatabase(database);
    expect(await keepMarkList()).toBe(0);
    await arrangeNotice();
    await seedStaff();
    await arrangePerson(database, { email: 'new@c-1000001.example' });
    await arrangeAgreement({ kind: 'employer', mpnId: '1000001' });
    await keepMarkList();
    expect((await readMarks()).marks).toEqual(expect.arrayContaining([...marks]));
  });

  it('removes no report file of runs that it does not know', async () => {
    const stood = readdirSync(join(database.dataDir, 'files'));
    expect(stood.length).toBeGreaterThan(0);
    await moveClock(database, '3 days');
    await sweepRemovedFiles();
    await moveClock(database, '0');
    expect(readdirSync(join(database.dataDir, 'files'))).toEqual(stood);
  });
});

describe('after a restore', () => {
  beforeAll(async () => {
    await emptyDatabase(database);
    writeFileSync(file('run-999-1.xlsx.part'), 'half of a file');
    mkdirSync(join(database.dataDir, 'uploads', 'of-then'), { recursive: true });
    forgetKeptMail(database);
    expect(await ask('restore', folder)).toMatchObject({
      code: 0,
      value: {
        filesRemoved: 3,
        since: { deliveries: { forAPerson: [`employer-4000004 ${await thePeriod()}`] } },
      },
    });
  }, 120_000);

  it('R7 no file is left that nothing names: of reports, of half of one, or on its way in', () => {
    expect(readdirSync(join(database.dataDir, 'files'))).toEqual([]);
    expect(existsSync(join(database.dataDir, 'uploads', 'of-then'))).toBe(false);
  });

  it('P5 who was restricted since is restricted, and whose restriction was lifted is not', async () => {
    expect(await database.query('select email from persons where restricted_at is not null order by email')).toEqual([
      { email: 'quin@c-1000001.example' },
    ]);
  });

  it('C6 an objection to a notice stands, and who was mailed counts as told from then', async () => {
    const told = await database.query<{ n: number }>(
      'select count(*)::int as n from notice_tellings where version = 2 and mailed_at is not null',
    );
    expect(told).toEqual([{ n: 16 }]);
    expect(
      await database.query(`select state, count(*)::int as n from mails where kind = 'notice-changed' group by 1`),
    ).toEqual([{ state: 'sent', n: 16 }]);
    await moveClock(database, '31 days');
    expect(await tellNotices()).toEqual({ told: 0, applied: 14 });
    await moveClock(database, '0');
    const kept = await database.query('select email from persons where notice_version = 1 order by email');
    // Pia objected to a version that is not here: what tells of more does not come to her by silence.
    expect(kept).toEqual([{ email: 'olga@c-1000001.example' }, { email: 'pia@c-1000001.example' }]);
  });

  it('what stopped reports stops them', async () => {
    const paused = await database.query(
      `select r.slug, a.paused_because from agreements a join recipients r on r.id = a.recipient_id where a.paused_at is not null order by 1`,
    );
    expect(paused).toEqual([
      { slug: 'employer-1000001', paused_because: 'restored' },
      // Its newer version is lost, and may have been less.
      { slug: 'employer-2000002', paused_because: 'restored' },
    ]);
    expect(
      await one('select withdrawn_at is not null as v from agreement_versions where id = $1', [idOf('withdrawn')]),
    ).toBe(true);
  });

  it('R3 a case of support that was closed is closed, with nothing left of who asked', async () => {
    const [found] = await database.query<{ rest: string }>(
      `select concat_ws('|', asker_name, asker_email, asker_phone, (select string_agg(body, '') from support_messages where case_id = c.id),
         (select string_agg(concat(to_address, body), '') from mails where case_id = c.id)) as rest
       from support_cases c where id = $1 and closed_at is not null`,
      [idOf('case')],
    );
    expect(found).toEqual({ rest: '' });
  });

  it('an answer of support that went is not sent again', async () => {
    const went = await database.query('select state, to_address, body from mails where case_id <> $1', [idOf('case')]);
    expect(went).toEqual([{ state: 'sent', to_address: null, body: null }]);
  });

  it('gives no number again, of whatever kind', async () => {
    expect(
      await database.query(
        `select sequencename from pg_sequences where schemaname = 'public' and coalesce(last_value, 0) < 1000000`,
      ),
    ).toEqual([]);
  });

  it('an administrator is told of what had left', async () => {
    await sendMails({ attention });
    const texts = (await readKeptMail(database)).map(({ to, text }) => `${to?.[0]?.address} ${text}`);
    expect(texts).toEqual([
      expect.stringMatching(/^bram\.visser@[\s\S]*1 report had left after the backup that was restored/),
    ]);
    forgetKeptMail(database);
  });

  it('C6 the same notice published again is mailed to nobody twice, and another of its number to everybody', async () => {
    await publish(3, 'And the phone, and this.');
    expect(await database.query(`select from mails where kind = 'notice-changed' and about = 3`)).toEqual([]);
    const stand = `select count(*) filter (where mailed_at is not null)::int as mailed, count(*) filter (where answer = 'objected')::int as objected
      from notice_tellings where version = 3`;
    expect(await database.query(stand)).toEqual([{ mailed: 16, objected: 1 }]);
    expect(await database.query('select from lost_tellings')).toEqual([]);
  });
});

describe('a notice of the same number and other words', () => {
  beforeAll(async () => {
    await emptyDatabase(database);
    expect(await ask('restore', folder)).toMatchObject({ code: 0 });
    await publish(3, 'And the phone, and something else.');
  }, 120_000);

  it('C6 is told to everybody, and not by silence to who objected to the one that was lost', async () => {
    expect(
      await database.query(
        `select state, count(*)::int as n from mails where kind = 'notice-changed' and about = 3 group by 1`,
      ),
    ).toEqual([{ state: 'queued', n: 16 }]);
    await sendMails(MAIL_WRITERS);
    await moveClock(database, '31 days');
    await tellNotices();
    await moveClock(database, '0');
    expect(await database.query('select email from persons where notice_version = 1 order by email')).toEqual([
      { email: 'olga@c-1000001.example' },
      { email: 'pia@c-1000001.example' },
    ]);
  });
});

describe('a file that no build names', () => {
  it('of a run that is here goes after a day, and not while it may be being written', async () => {
    const run = await runFor('employer-4000004');
    for (const name of [`run-${run.id}-7.xlsx`, `run-${run.id}-8.xlsx.part`]) writeFileSync(file(name), 'rows');
    await sweepRemovedFiles();
    expect(readdirSync(join(database.dataDir, 'files'))).toHaveLength(3);
    const then = new Date(Date.now() - 25 * 3_600_000);
    for (const name of readdirSync(join(database.dataDir, 'files'))) utimesSync(file(name), then, then);
    await sweepRemovedFiles();
    expect(readdirSync(join(database.dataDir, 'files'))).toEqual([`run-${run.id}-1.xlsx`]);
  });
});
