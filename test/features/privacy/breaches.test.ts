// A breach is recorded with whom it touches, from the record of what left (S5); each step is written down; officers are reminded, people told, and a drill
// writes to nobody.
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { grantRole } from '#app/features/access/staff.server.ts';
import { sendMails } from '#app/features/mail/mails.server.ts';
import { erasePerson } from '#app/features/privacy/erase-person.server.ts';
import type { NewBreach } from '#app/features/privacy/breach-form.ts';
import { writeLetterToAuthority } from '#app/features/privacy/breach-letters.server.ts';
import { exportPeople, listPeople } from '#app/features/privacy/list-touched.server.ts';
import { standingOf } from '#app/features/privacy/breach.ts';
import {
  addFile,
  countBreach,
  findReach,
  lookFurther,
  recordBreach,
  takeStep,
} from '#app/features/privacy/breaches.server.ts';
import { findBreach } from '#app/features/privacy/read-breaches.server.ts';
import { restrictPerson } from '#app/features/privacy/restrict-person.server.ts';
import { readLetters } from '#app/features/privacy/tell-touched.server.ts';
import { watchBreaches } from '#app/features/privacy/watch-breaches.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import { useMailServer } from '#test/support/mail-server.ts';
import { moveClock } from '#test/support/register.ts';
import { runFor } from '#test/support/runs.ts';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hoursAgo, shared } from './breach-facts.ts';
import { download, useReported } from './reported-person.ts';

const server = useMailServer();
let seen = 0;
const { database, arrange, contactOf } = useReported();
let noor: StaffActor;

beforeAll(async () => {
  await grantRole(
    { kind: 'system', name: 'test' },
    { email: 'noor@psa.example', name: 'Noor', role: 'privacy-officer' },
  );
  const [row] = await database.query<{ id: number }>('select id from staff_members');
  noor = { kind: 'staff', staffId: row?.id ?? 0, roles: ['privacy-officer'], name: 'Noor' };
});
beforeEach(async () => {
  await database.query(
    'truncate breach_letters, breach_steps, breach_builds, breaches, mails, audit_events, audit_seals',
  );
  seen = server.received.length;
});

async function record(breach: NewBreach): Promise<number> {
  const recorded = await recordBreach(noor, breach);
  if (!recorded.ok) throw new Error(recorded.reason);
  return recorded.value;
}

/** A report that left, with who is in it and its hash. */
async function arrangeLeft(channels: readonly string[] = ['folder']) {
  const anna = await arrange(channels);
  const run = await runFor(anna.slug);
  return { anna, run, sha256: run.build?.sha256 ?? '' };
}

const NOBODY = { buildIds: [], everybody: false, happenedTo: null };

const countsOf = async (id: number) => standingOf((await findBreach(noor, id))?.breach.steps ?? []).counts;

const eventsOf = async (): Promise<string[]> =>
  (
    await database.query<{ event: string }>(`select event from audit_events where event like 'breach%' order by id`)
  ).map(({ event }) => event);

describe('a lost file', () => {
  it('is known by its hash, and tells the people, rows and fields in it', async () => {
    const { anna, sha256 } = await arrangeLeft();
    const id = await record({ ...(await shared()), kind: 'lost-file', sha256 });
    const counts = await countsOf(id);
    // Anna and Ben by name, and Anna's exam behind a row without one.
    expect(counts).toMatchObject({ people: 2, named: 2, rows: 3, gone: 0 });
    expect(counts?.byCountry).toEqual([{ key: 'NL', name: 'Netherlands', people: 2 }]);
    expect(counts?.byEmployer).toMatchObject([{ name: `Company ${anna.mpnId}`, people: 2 }]);
    expect(counts?.byRecipient).toMatchObject([{ name: `Company ${anna.mpnId}`, people: 2 }]);
    expect(counts?.namedFields).toEqual(expect.arrayContaining(['first_name', 'email', 'progress']));
    expect(counts?.examFields).toEqual(['country', 'company', 'exam_id', 'exam_month', 'result']);
    const reach = await findReach(noor, id);
    const { people, next } = await listPeople(noor, id, reach ?? NOBODY, 0);
    expect(people).toMatchObject([
      { id: anna.id, email: anna.email, named: true, examRows: 1 },
      { named: true, examRows: 0 },
    ]);
    expect(next).toBeNull();
    expect(await eventsOf()).toEqual(['breach.recorded', 'breach.counted']);
  });

  it('that is none of ours is not recorded', async () => {
    const refused = await recordBreach(noor, { ...(await shared()), kind: 'lost-file', sha256: 'a'.repeat(64) });
    expect(refused).toEqual({ ok: false, reason: 'no-such-file' });
    expect(await database.query('select from breaches')).toEqual([]);
  });

  it('whose record of rows went by its time says so, and not that it touches nobody', async () => {
    const { sha256 } = await arrangeLeft();
    await database.query('delete from build_pages where build_id = (select max(id) from builds)');
    const id = await record({ ...(await shared()), kind: 'lost-file', sha256 });
    expect(await countsOf(id)).toMatchObject({ people: 0, unkeptFiles: 1, unkeptRows: 3 });
    expect(await listPeople(noor, id, (await findReach(noor, id)) ?? NOBODY, 0)).toMatchObject({ unkeptFiles: 1 });
    const breach = (await findBreach(noor, id))?.breach;
    const letter = breach === undefined ? null : writeLetterToAuthority(breach, 1);
    const said = letter?.parts.flatMap(({ paragraphs }) => paragraphs).join(' ');
    expect(said).toContain('How many people it touches can no longer be said');
    expect(said).not.toContain('0 people');
    const { sha256: kept } = await arrangeLeft();
    await addFile(noor, id, kept);
    expect(await countsOf(id)).toMatchObject({ people: 2, unkeptFiles: 1, unkeptRows: 3 });
  });

  it('of a million rows is listed page by page, with the same people and rows as one of three', async () => {
    const { sha256 } = await arrangeLeft();
    const id = await record({ ...(await shared()), kind: 'lost-file', sha256 });
    const reach = (await findReach(noor, id)) ?? NOBODY;
    const small = await listPeople(noor, id, reach, 0);
    await database.query(
      `update builds set sheets = (select jsonb_agg(s || '{"rows": 1000000}') from jsonb_array_elements(sheets) s) where sha256 = $1`,
      [sha256],
    );
    expect(await listPeople(noor, id, reach, 0)).toEqual(small);
    const [first] = small.people;
    const rest = await listPeople(noor, id, reach, first?.id ?? 0);
    expect(rest).toMatchObject({ people: small.people.slice(1), next: null });
  });

  it('counts the rows of whoever was erased since, and names them to nobody', async () => {
    const { anna, sha256 } = await arrangeLeft();
    const id = await record({ ...(await shared()), kind: 'lost-file', sha256 });
    await erasePerson({ kind: 'system', name: 'test' }, anna.id);
    await countBreach(noor, id);
    expect(await countsOf(id)).toMatchObject({ people: 1, named: 1, rows: 3, gone: 2 });
    const text = await exportPeople(noor, id, (await findReach(noor, id)) ?? NOBODY);
    expect(text).not.toContain('anna');
    expect(text.trim().split('\r\n')).toHaveLength(2);
    const [taken] = await database.query(`select details from audit_events where event = 'breach.people-exported'`);
    expect(taken).toEqual({ details: { count: 1 } });
  });
});

describe('a wrong recipient', () => {
  it('touches what reached them in that time, and nothing else', async () => {
    const { anna } = await arrangeLeft();
    await arrangeLeft();
    const [recipient] = await database.query<{ id: number }>('select id from recipients where slug = $1', [anna.slug]);
    const recipientId = recipient?.id ?? 0;
    const about = { ...(await shared()), kind: 'wrong-recipient', recipientId } as const;
    const knownAt = await databaseNow();
    const id = await record({ ...about, happenedFrom: await hoursAgo(2), knownAt });
    expect(await countsOf(id)).toMatchObject({ people: 2, byRecipient: [{ key: String(recipientId) }] });
    const before = await record({
      ...about,
      happenedFrom: await hoursAgo(5),
      happenedTo: await hoursAgo(4),
      knownAt,
    });
    expect(await countsOf(before)).toBeNull();
    expect((await findBreach(noor, before))?.files).toEqual([]);
  });
});

describe('a period', () => {
  it('touches all that left in it; everybody is everybody who is registered', async () => {
    await database.query(`update deliveries set disclosed_at = disclosed_at - interval '9 days'`);
    await arrangeLeft();
    await arrangeLeft();
    const common = { ...(await shared()), kind: 'other', people: null } as const;
    const knownAt = await databaseNow();
    const some = await record({ ...common, reach: 'period', happenedFrom: await hoursAgo(1), knownAt });
    expect(await countsOf(some)).toMatchObject({ people: 4, rows: 6 });
    const all = await record({ ...common, reach: 'everybody' });
    const [registered] = await database.query<{ people: number }>(
      'select count(*)::int as people from persons where erased_at is null',
    );
    expect((await countsOf(all))?.people).toBe(registered?.people);
    // Whoever came when it was over is not among them.
    const over = await hoursAgo(50);
    await database.query(
      `update persons set created_at = $1::timestamptz - interval '1 day' where id = (select min(id) from persons)`,
      [over],
    );
    const ended = { happenedFrom: await hoursAgo(60), happenedTo: over, knownAt: await hoursAgo(40) };
    expect(await countsOf(await record({ ...common, reach: 'everybody', ...ended }))).toMatchObject({ people: 1 });
    const said = await record({ ...common, reach: 'said', people: 12 });
    expect(await countsOf(said)).toBeNull();
    expect((await findBreach(noor, said))?.breach.peopleSaid).toBe(12);
  });
});

describe('an account that was taken over', () => {
  it('touches what could be fetched with it, and says what was', async () => {
    const anna = await arrange(['portal']);
    const contact = await contactOf(anna);
    const run = await runFor(anna.slug);
    await database.query(`update deliveries set delivered_at = now() - interval '1 hour' where run_id = $1`, [run.id]);
    const about = { ...(await shared()), kind: 'account-taken', contactId: contact.contactId } as const;
    const knownAt = await databaseNow();
    const unread = await record({ ...about, happenedFrom: await hoursAgo(1), knownAt });
    expect((await findBreach(noor, unread))?.files).toMatchObject([{ runId: run.id, taken: false }]);
    expect(await countsOf(unread)).toMatchObject({ people: 2 });
    const from = await hoursAgo(1);
    expect(await download(contact, run.id)).toBe(true);
    const read = await record({ ...about, happenedFrom: from, knownAt: await databaseNow() });
    expect((await findBreach(noor, read))?.files).toMatchObject([{ runId: run.id, taken: true }]);
    const earlier = await record({
      ...about,
      happenedFrom: await hoursAgo(9),
      happenedTo: await hoursAgo(8),
      knownAt: await databaseNow(),
    });
    expect((await findBreach(noor, earlier))?.files).toEqual([]);
  });
});

describe('an account that was taken over and used after that became known', () => {
  it('touches what left or was fetched until it ended; nobody looks ahead, before, or beyond an end that is known', async () => {
    const anna = await arrange(['portal']);
    const contact = await contactOf(anna);
    const start = await hoursAgo(0);
    const first = await runFor(anna.slug);
    const knownAt = await databaseNow();
    const about = {
      ...(await shared()),
      kind: 'account-taken',
      contactId: contact.contactId,
      happenedFrom: start,
    } as const;
    const id = await record({ ...about, knownAt });
    const ended = await record({ ...about, happenedTo: knownAt, knownAt });
    const files = async (breach: number) =>
      (await findBreach(noor, breach))?.files.map(({ runId, taken }) => ({ runId, taken })) ?? [];
    expect(await files(id)).toEqual([{ runId: first.id, taken: false }]);
    await moveClock(database, '1 hour');
    expect(await download(contact, first.id)).toBe(true);
    await moveClock(database, '2 hours');
    const until = await databaseNow();
    expect(await lookFurther(noor, id, new Date(until.getTime() + 60_000))).toEqual({
      ok: false,
      reason: 'in-the-future',
    });
    expect(await lookFurther(noor, id, new Date(knownAt.getTime() - 1))).toEqual({ ok: false, reason: 'before-known' });
    expect(await lookFurther(noor, ended, until)).toEqual({ ok: true, value: 0 });
    expect(await lookFurther(noor, id, until)).toEqual({ ok: true, value: 1 });
    expect(await files(id)).toEqual([{ runId: first.id, taken: true }]);
    expect(await lookFurther(noor, id, until)).toEqual({ ok: true, value: 0 });
    await moveClock(database, '0');
  });
});

describe('an account that was taken over, of which a file was built again,', () => {
  it('touches the earlier file, too, where it was published in that time, fetched or not', async () => {
    const anna = await arrange(['portal']);
    const contact = await contactOf(anna);
    const run = await runFor(anna.slug);
    const first = (await database.query<{ id: number }>('select id from builds where run_id = $1', [run.id])).map(
      ({ id }) => id,
    );
    const start = new Date((await databaseNow()).getTime() - 1_000);
    // Unread, somebody in it goes: it is pulled and built again.
    await restrictPerson({ kind: 'system', name: 'test' }, anna.id);
    expect(await download(contact, run.id)).toBe(false);
    await runFor(anna.slug);
    const about = {
      ...(await shared()),
      kind: 'account-taken',
      contactId: contact.contactId,
      happenedFrom: start,
    } as const;
    const files = async (breach: NewBreach) =>
      (await findBreach(noor, await record(breach)))?.files.map(({ buildId }) => buildId);
    const both = await files({ ...about, knownAt: await databaseNow() });
    expect(both).toHaveLength(2);
    expect(both).toEqual(expect.arrayContaining(first));
    await moveClock(database, '1 hour');
    const later = new Date((await databaseNow()).getTime() - 60_000);
    const one = await files({ ...about, happenedFrom: later, knownAt: await databaseNow() });
    expect(one).toHaveLength(1);
    expect(one).not.toEqual(first);
  });
});

describe('a step', () => {
  it('is written down once, in whatever order two officers press', async () => {
    const id = await record({ ...(await shared()), kind: 'other', reach: 'said', people: 3 });
    const report = async () =>
      takeStep(noor, id, { intent: 'reported', at: await hoursAgo(0.5), reference: 'AP-1', lateWhy: null });
    const both = await Promise.all([report(), report(), report()]);
    expect(both.filter((one) => one?.ok)).toHaveLength(1);
    expect(both.filter((one) => one?.ok === false && one.reason === 'reported-already')).toHaveLength(2);
    expect(await eventsOf()).toEqual(['breach.recorded', 'breach.reported']);
  });

  it('bad-I19 late without its reasons is refused by the code, and by the database', async () => {
    const knownAt = await hoursAgo(73);
    const id = await record({ ...(await shared()), knownAt, kind: 'other', reach: 'said', people: 3 });
    const late = { intent: 'reported', at: await hoursAgo(0), reference: null } as const;
    expect(await takeStep(noor, id, { ...late, lateWhy: null })).toEqual({ ok: false, reason: 'late-unexplained' });
    // In time, though it is written down late.
    expect(await takeStep(noor, id, { ...late, at: await hoursAgo(2), lateWhy: null })).toMatchObject({ ok: true });
    const other = await record({ ...(await shared()), knownAt, kind: 'other', reach: 'said', people: 3 });
    const past = inRoleSql('psa_portal', actorSettings(noor), (client) =>
      client.query(`insert into breach_steps (breach_id, step, at, staff_id) values ($1, 'reported', $2, $3)`, [
        other,
        late.at,
        noor.staffId,
      ]),
    );
    await expect(past).rejects.toThrow('row-level security');
    expect(await takeStep(noor, other, { ...late, lateWhy: 'Under water' })).toMatchObject({ ok: true });
  });

  it('about nothing is none, and one in the future is refused', async () => {
    expect(await takeStep(noor, 999_999, { intent: 'closed', why: null })).toBeNull();
    const knownAt = new Date((await databaseNow()).getTime() + 60_000);
    expect(await recordBreach(noor, { ...(await shared()), knownAt, kind: 'other', reach: 'said', people: 1 })).toEqual(
      {
        ok: false,
        reason: 'in-the-future',
      },
    );
  });

  it('adds a file that turns up, once', async () => {
    const id = await record({ ...(await shared()), kind: 'other', reach: 'said', people: null });
    const { sha256 } = await arrangeLeft();
    expect(await addFile(noor, id, sha256)).toEqual({ ok: true, value: 1 });
    expect(await addFile(noor, id, sha256)).toEqual({ ok: true, value: 0 });
    expect(await addFile(noor, id, 'b'.repeat(64))).toEqual({ ok: true, value: 0 });
    expect(await countsOf(id)).toMatchObject({ people: 2 });
  });

  it('adds no file to what is closed: it is opened again first', async () => {
    const id = await record({ ...(await shared()), kind: 'other', reach: 'said', people: 1 });
    await takeStep(noor, id, { intent: 'assessed', risk: 'none', why: 'None', consequences: [], measures: [] });
    await takeStep(noor, id, { intent: 'not-reported', why: 'No risk' });
    expect(await takeStep(noor, id, { intent: 'closed', why: null })).toMatchObject({ ok: true });
    const { sha256 } = await arrangeLeft();
    expect(await addFile(noor, id, sha256)).toEqual({ ok: false, reason: 'closed' });
    await takeStep(noor, id, { intent: 'reopened', why: 'A file' });
    expect(await addFile(noor, id, sha256)).toEqual({ ok: true, value: 1 });
  });
});

const mailsOf = () =>
  database.query<{ kind: string; about: number }>(
    `select kind, about from mails where kind like 'breach-clock-%' order by id`,
  );

describe('officers', () => {
  it('are reminded after 24, 48 and 66 hours, each once, by numbers and times alone', async () => {
    const id = await record({ ...(await shared()), kind: 'other', reach: 'said', people: 3 });
    const kindsAfter = async (hours: number): Promise<string[]> => {
      await moveClock(database, `${hours} hours`);
      await Promise.all([watchBreaches(), watchBreaches()]);
      return (await mailsOf()).map(({ kind }) => kind);
    };
    expect(await kindsAfter(22)).toEqual([]);
    expect(await kindsAfter(23.5)).toEqual(['breach-clock-first']);
    expect(await kindsAfter(30)).toEqual(['breach-clock-first']);
    expect(await kindsAfter(48)).toEqual(['breach-clock-first', 'breach-clock-second']);
    expect(await kindsAfter(70)).toEqual(['breach-clock-first', 'breach-clock-second', 'breach-clock-last']);
    expect(await kindsAfter(200)).toHaveLength(3);
    await moveClock(database, '70 hours');
    expect(await sendMails(MAIL_WRITERS)).toEqual({ sent: 3, dropped: 0, failed: 0 });
    for (const { text, subject } of server.received.slice(seen)) {
      expect(subject).toMatch(/^Breach no\. \d+: \d+ h \d\d min left to report it$/);
      expect(text).toContain(`/desk/breaches/${id}`);
      expect(text).not.toContain('Something happened');
    }
  });

  it('get the last of what passed while nothing watched, and nothing once it is decided', async () => {
    const late = await record({
      ...(await shared()),
      knownAt: await hoursAgo(80),
      kind: 'other',
      reach: 'said',
      people: 3,
    });
    expect(await watchBreaches()).toBe(1);
    expect(await mailsOf()).toEqual([{ kind: 'breach-clock-last', about: late }]);
    await takeStep(noor, late, { intent: 'reported', at: await hoursAgo(0), reference: null, lateWhy: 'Under water' });
    // It was true when it was queued, and is not any more.
    expect(await sendMails(MAIL_WRITERS)).toEqual({ sent: 0, dropped: 1, failed: 0 });
    expect(await watchBreaches()).toBe(0);
  });
});

describe('a breach that can’t be watched', () => {
  it('stops the clock of no other', async () => {
    const known = {
      ...(await shared()),
      knownAt: await hoursAgo(30),
      kind: 'other',
      reach: 'said',
      people: 3,
    } as const;
    const [broken, whole] = [await record(known), await record(known)];
    await database.query(
      `create function refuse_one() returns trigger language plpgsql as $$ begin if new.about = ${broken} then raise exception 'broken'; end if; return new; end $$`,
    );
    await database.query('create trigger refuse_one before insert on mails for each row execute function refuse_one()');
    try {
      expect(await watchBreaches()).toBe(1);
      expect(await mailsOf()).toEqual([{ kind: 'breach-clock-first', about: whole }]);
    } finally {
      await database.query('drop trigger refuse_one on mails');
      await database.query('drop function refuse_one()');
    }
    expect(await watchBreaches()).toBe(1);
  });
});

const high = { intent: 'assessed', risk: 'high', why: 'Names and addresses' } as const;

describe('people', () => {
  it('are written to once each, in their language, with fields and no value', async () => {
    const { anna, sha256 } = await arrangeLeft();
    await database.query(`update persons set language = 'pl' where id = $1`, [anna.id]);
    const id = await record({ ...(await shared()), happenedFrom: await hoursAgo(5), kind: 'lost-file', sha256 });
    await takeStep(noor, id, { ...high, consequences: ['phishing'], measures: ['file-withdrawn'] });
    expect(await watchBreaches()).toBe(0);
    expect(await takeStep(noor, id, { intent: 'told', how: 'mail' })).toMatchObject({ ok: true });
    expect((await Promise.all([watchBreaches(), watchBreaches()])).toSorted()).toEqual([0, 2]);
    expect(await sendMails(MAIL_WRITERS)).toEqual({ sent: 2, dropped: 0, failed: 0 });
    const toAnna = server.received.slice(seen).find(({ sentTo }) => sentTo.includes(anna.email));
    expect(toAnna?.text).toContain('Plik został zabrany');
    expect(toAnna?.text).toContain('Ktoś może podawać się');
    expect(toAnna?.text).toContain('E-mail');
    expect(toAnna?.text).not.toContain('+31612345678');
    const toBen = server.received.slice(seen).find(({ sentTo }) => !sentTo.includes(anna.email));
    expect(toBen?.text).toContain('The file was taken back from where it was.');
    expect(await watchBreaches()).toBe(0);
  });

  const tellBy = async (sha256: string): Promise<number> => {
    const id = await record({ ...(await shared()), kind: 'lost-file', sha256 });
    await takeStep(noor, id, { ...high, consequences: ['phishing'], measures: ['file-withdrawn'] });
    expect(await takeStep(noor, id, { intent: 'told', how: 'mail' })).toMatchObject({ ok: true });
    return id;
  };
  const addresseesOf = async (): Promise<string[]> =>
    (
      await database.query<{ email: string }>(
        `select p.email from mails m join persons p on p.id = m.person_id where m.kind = 'breach-letter' order by p.email`,
      )
    ).map(({ email }) => email);

  it('are not written to again once the record of their mails went by its time', async () => {
    const { sha256 } = await arrangeLeft();
    const id = await tellBy(sha256);
    expect(await watchBreaches()).toBe(2);
    expect(await sendMails(MAIL_WRITERS)).toMatchObject({ sent: 2 });
    await database.query('delete from mails');
    expect(await watchBreaches()).toBe(0);
    expect(await readLetters(noor, id)).toMatchObject({ queued: [{ people: 2 }], states: {} });
    await takeStep(noor, id, { intent: 'reported', at: await hoursAgo(0), reference: null, lateWhy: null });
    await takeStep(noor, id, { intent: 'closed', why: null });
    expect(await watchBreaches()).toBe(0);
  });

  it('in a file that turns up after the telling are written to as well, and nobody twice', async () => {
    const { anna, sha256 } = await arrangeLeft();
    const id = await tellBy(sha256);
    expect(await watchBreaches()).toBe(2);
    const { anna: second, sha256: another } = await arrangeLeft();
    expect(await addFile(noor, id, another)).toEqual({ ok: true, value: 1 });
    expect(await watchBreaches()).toBe(2);
    expect(await addresseesOf()).toEqual(
      [anna, second].flatMap(({ email }) => [email, email.replace('anna', 'ben')]).toSorted(),
    );
    // The mails are no longer known, and somebody of the first file stands in the third one, too.
    await database.query('delete from mails');
    const { anna: third, sha256: last } = await arrangeLeft();
    await database.query(
      `update build_pages set refs = refs || (select min(n.id) from enrolments n where n.person_id = $1)
       where sheet = 'registration' and build_id = (select max(id) from builds)`,
      [anna.id],
    );
    expect(await addFile(noor, id, last)).toEqual({ ok: true, value: 1 });
    expect(await watchBreaches()).toBe(2);
    expect(await watchBreaches()).toBe(0);
    expect(await addresseesOf()).toEqual([third.email, third.email.replace('anna', 'ben')]);
    expect((await readLetters(noor, id)).queued.map(({ people }) => people)).toEqual([2, 2, 2]);
  });

  it('are still written to where it was closed right after that was decided', async () => {
    const { sha256 } = await arrangeLeft();
    const id = await tellBy(sha256);
    await takeStep(noor, id, { intent: 'reported', at: await hoursAgo(0), reference: null, lateWhy: null });
    expect(await takeStep(noor, id, { intent: 'closed', why: null })).toMatchObject({ ok: true });
    expect(await watchBreaches()).toBe(2);
    expect(await watchBreaches()).toBe(0);
  });

  it('are each told the fields of the files that they stand in themselves', async () => {
    const { anna, sha256 } = await arrangeLeft();
    const { anna: other, sha256: another } = await arrangeLeft();
    // The second file holds less: neither phone nor any exam.
    await database.query(
      `update builds set sheets = (select jsonb_agg(jsonb_set(s, '{fields}', '["first_name", "email"]')) from jsonb_array_elements(sheets) s where s ->> 'id' = 'registration')
       where sha256 = $1`,
      [another],
    );
    const id = await record({ ...(await shared()), kind: 'lost-file', sha256 });
    await addFile(noor, id, another);
    await takeStep(noor, id, { ...high, consequences: ['phishing'], measures: ['file-withdrawn'] });
    await takeStep(noor, id, { intent: 'told', how: 'mail' });
    expect(await watchBreaches()).toBe(4);
    expect(await sendMails(MAIL_WRITERS)).toMatchObject({ sent: 4, failed: 0 });
    const letterTo = (email: string): string =>
      server.received
        .slice(seen)
        .find(({ sentTo }) => sentTo.includes(email))
        ?.text?.replaceAll(/\s+/g, ' ') ?? '';
    expect(letterTo(anna.email)).toContain('Phone');
    expect(letterTo(anna.email)).toContain('Exam month');
    // Ben of the same file has no exam in it.
    expect(letterTo(anna.email.replace('anna', 'ben'))).toContain('Phone');
    expect(letterTo(anna.email.replace('anna', 'ben'))).not.toContain('Exam month');
    expect(letterTo(other.email)).toContain('First name, E-mail.');
    expect(letterTo(other.email)).not.toContain('Phone');
    expect(letterTo(other.email)).not.toContain('Exam month');
  });

  it('are not written to in a drill, nor are officers, whatever is queued', async () => {
    const { anna, sha256 } = await arrangeLeft();
    const knownAt = await hoursAgo(50);
    const id = await record({ ...(await shared()), drill: 'on', knownAt, kind: 'lost-file', sha256 });
    await takeStep(noor, id, { ...high, consequences: ['phishing'], measures: ['file-withdrawn'] });
    await takeStep(noor, id, { intent: 'told', how: 'mail' });
    expect(await watchBreaches()).toBe(0);
    expect(await database.query('select from mails')).toEqual([]);
    // Not even what somebody queued by hand.
    await database.query(`insert into mails (kind, person_id, about) values ('breach-letter', $1, $2)`, [anna.id, id]);
    await database.query(`insert into mails (kind, staff_id, about) values ('breach-clock-first', $1, $2)`, [
      noor.staffId,
      id,
    ]);
    expect(await sendMails(MAIL_WRITERS)).toEqual({ sent: 0, dropped: 2, failed: 0 });
  });
});
