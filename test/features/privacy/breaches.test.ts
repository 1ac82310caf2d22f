// A breach is recorded with whom it touches, from the record of what left (S5); each step is written down; officers are reminded, people told, and a drill
// writes to nobody.
import type { StaffActor } from '#app/features/access/actor.ts';
import { grantRole } from '#app/features/access/staff.server.ts';
import { sendMails } from '#app/features/mail/mails.server.ts';
import { erasePerson } from '#app/features/privacy/erase-person.server.ts';
import type { NewBreach } from '#app/features/privacy/breach-form.ts';
import { exportPeople, listPeople } from '#app/features/privacy/breach-people.server.ts';
import { standingOf } from '#app/features/privacy/breach.ts';
import { addFile, countBreach, findReach, recordBreach, takeStep } from '#app/features/privacy/breaches.server.ts';
import { findBreach } from '#app/features/privacy/read-breaches.server.ts';
import { watchBreaches } from '#app/features/privacy/watch-breaches.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
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
  await database.query('truncate breach_steps, breach_builds, breaches, mails, audit_events, audit_seals');
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
    const { people, next } = await listPeople(noor, id, reach ?? { buildIds: [], everybody: false }, 0);
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

  it('counts the rows of whoever was erased since, and names them to nobody', async () => {
    const { anna, sha256 } = await arrangeLeft();
    const id = await record({ ...(await shared()), kind: 'lost-file', sha256 });
    await erasePerson({ kind: 'system', name: 'test' }, anna.id);
    await countBreach(noor, id);
    expect(await countsOf(id)).toMatchObject({ people: 1, named: 1, rows: 3, gone: 2 });
    const text = await exportPeople(noor, id, (await findReach(noor, id)) ?? { buildIds: [], everybody: false });
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
    expect(await addFile(noor, id, sha256)).toBe(1);
    expect(await addFile(noor, id, sha256)).toBe(0);
    expect(await addFile(noor, id, 'b'.repeat(64))).toBe(0);
    expect(await countsOf(id)).toMatchObject({ people: 2 });
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
