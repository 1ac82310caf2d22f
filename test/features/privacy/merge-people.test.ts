// Two people who are one: what each was given, said and asked is one person's from then on, and whoever was told otherwise is told.
import { listDisclosures } from '#app/features/reporting/disclosures.server.ts';
import { undoImport } from '#app/features/intake/undo-import.server.ts';
import { sendMails } from '#app/features/mail/mails.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import { erasePerson } from '#app/features/privacy/erase-person.server.ts';
import { exportPerson } from '#app/features/privacy/export-person.server.ts';
import { listAlike, tellApart } from '#app/features/privacy/find-alike.server.ts';
import { findPerson } from '#app/features/privacy/find-person.server.ts';
import { mergePeople, previewPeopleMerge, type MergeOrder } from '#app/features/privacy/merge-people.server.ts';
import { markFound, restrictPerson } from '#app/features/privacy/restrict-person.server.ts';
import { startSignIn } from '#app/features/access/sign-ins.server.ts';
import { registration, registrations } from '#test/support/import-files.ts';
import { importFile } from '#test/support/importing.ts';
import { forgetKeptMail, readKeptMail } from '#test/support/kept-mail.ts';
import { arrangePerson, moveClock, type ArrangedPerson } from '#test/support/register.ts';
import { runFor } from '#test/support/runs.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { ADMINISTRATOR } from './merge-world.ts';
import { useReported } from './reported-person.ts';

const { database, arrange, notifications } = useReported();
const SYSTEM = { kind: 'system', name: 'test' } as const;
let next = 1;

beforeAll(async () => {
  await database.query(
    `insert into staff_members (email, name) values ('bram@psa.example', 'Bram Visser'), ('ilse@psa.example', 'Ilse Vermeer')`,
  );
});

const person = (more: Partial<ArrangedPerson> = {}): Promise<number> =>
  arrangePerson(database, { email: `twin${next++}@home.example`, ...more });

const ordered = (keptId: number, goneId: number, more: Partial<MergeOrder> = {}): MergeOrder => ({
  keptId,
  goneId,
  employment: null,
  knowsSeats: false,
  ...more,
});

async function merge(order: MergeOrder) {
  const seen = await previewPeopleMerge(ADMINISTRATOR, order);
  return seen.ok ? mergePeople(ADMINISTRATOR, order, seen.value.digest) : seen;
}

const refusalOf = async (order: MergeOrder) => {
  const done = await merge(order);
  return done.ok ? null : done.reason;
};

describe('what left about two people', () => {
  it('is all shown to the one, told by row where it reads otherwise, and reported once from then on', async () => {
    const anna = await arrange();
    const twin = await person({
      mpnId: anna.mpnId,
      company: `Company ${anna.mpnId}`,
      lastName: 'Vries-Bakker',
      phone: '+31600000001',
      workshops: [{ name: 'Azure Administrator', exam: 'AZ-104', percent: 80 }],
    });
    const run = await runFor(anna.slug);
    expect(run.state).toBe('done');
    expect(await merge(ordered(anna.id, twin))).toEqual({ ok: true, value: null });
    expect(await notifications(anna.id)).toEqual([
      { sheet: 'registration', row: 3, cause: 'corrected', fields: ['last_name', 'phone', 'email'] },
    ]);
    const given = await listDisclosures(anna.actor, anna.id);
    expect(given.map(({ sheet, rows }) => [sheet, rows])).toEqual(
      expect.arrayContaining([
        ['registration', 2],
        ['exams', 1],
      ]),
    );
    await moveClock(database, '1 month');
    const later = await runFor(anna.slug);
    const [rows] = await database.query<{ count: number }>(
      `select coalesce(sum(cardinality(p.refs)), 0)::int as count from build_pages p join builds b on b.id = p.build_id where b.run_id = $1 and p.sheet = 'registration'`,
      [later.id],
    );
    // The one that stands, and the colleague.
    expect(rows).toEqual({ count: 2 });
  });

  it('a restriction of either holds for the rows of both, and each row is told once', async () => {
    const anna = await arrange();
    const twin = await person({
      mpnId: anna.mpnId,
      company: `Company ${anna.mpnId}`,
      workshops: [{ name: 'Fabric', exam: 'DP-700', percent: 1 }],
    });
    await runFor(anna.slug);
    await restrictPerson(SYSTEM, twin);
    const before = (await notifications(anna.slug)).length;
    expect(before).toBe(1);
    expect(await merge(ordered(anna.id, twin))).toMatchObject({ ok: true });
    const told = await notifications(anna.id);
    expect(told.filter(({ cause }) => cause === 'restricted')).toHaveLength(2);
    expect(
      await database.query('select restricted_at is not null as restricted from persons where id = $1', [anna.id]),
    ).toEqual([{ restricted: true }]);
  });
});

describe('one who was two', () => {
  it('is found by either address, exported with all, erased with all, and written to at both', async () => {
    const kept = await person({ firstName: 'Sanne', email: 'kept@work.example' });
    const gone = await person({ firstName: 'Susanne', email: 'gone@home.example' });
    await sendMails(MAIL_WRITERS);
    forgetKeptMail(database);
    expect(await merge(ordered(kept, gone))).toMatchObject({ ok: true });
    expect((await findPerson('gone@home.example'))?.id).toBe(kept);
    await sendMails(MAIL_WRITERS);
    const mails = await readKeptMail(database);
    const about = mails.filter(({ subject }) => subject === 'Your two entries are one now');
    const textTo = (address: string): string =>
      about.find(({ to }) => to?.some((one) => one.address === address))?.text ?? '';
    expect(about).toHaveLength(2);
    expect(textTo('kept@work.example')).toMatch(/Hello Sanne,[\s\S]*as before/);
    expect(textTo('gone@home.example')).toMatch(/Hello,[\s\S]*your other address/);
    expect(about.map(({ text }) => text).join()).not.toMatch(/@(home|work)\.example/);
    const { tables } = await exportPerson(SYSTEM, kept);
    expect(tables.find(({ table }) => table === 'person_merges')?.rows).toMatchObject([{ gone_id: gone }]);
    await erasePerson(SYSTEM, kept);
    expect(await findPerson('gone@home.example')).toBeNull();
    expect(await database.query('select from suppressed_emails')).toHaveLength(2);
    expect(await database.query('select from person_merges where gone_id = $1', [gone])).toEqual([]);
  });

  it('is written to at the one address what no mail took to the other', async () => {
    const [kept, gone] = [await person(), await person()];
    await database.query(
      `insert into mails (kind, person_id, about, state, attempts, detail) values ('imported', $1, 1, 'dead', 1, '550'), ('imported', $2, 2, 'dead', 1, '550')`,
      [kept, gone],
    );
    expect(await merge(ordered(kept, gone))).toMatchObject({ ok: true });
    const mails = await database.query(
      `select about, state from mails where kind = 'imported' and person_id = $1 order by about`,
      [kept],
    );
    expect(mails).toEqual([
      { about: 1, state: 'dead' },
      { about: 2, state: 'queued' },
    ]);
  });

  it('signs in no more as the other, whose work account is theirs', async () => {
    const [kept, gone] = [await person(), await person()];
    await database.query(
      'insert into identities (tenant_id, object_id, person_id) values (gen_random_uuid(), gen_random_uuid(), $1)',
      [gone],
    );
    await startSignIn(new Request('http://localhost/'), { seat: { kind: 'person', id: gone }, method: 'code' });
    await database.query(`insert into invitations (token_sha256, person_id) values (sha256('gone'), $1)`, [gone]);
    expect(await merge(ordered(kept, gone))).toMatchObject({ ok: true });
    expect(
      await database.query(
        'select person_id, ended_at is not null as ended from sign_ins where person_id in ($1, $2)',
        [kept, gone],
      ),
    ).toEqual([{ person_id: kept, ended: true }]);
    expect(await database.query('select from identities where person_id = $1', [kept])).toHaveLength(1);
    expect(await database.query('select from invitations where person_id in ($1, $2)', [kept, gone])).toEqual([]);
  });

  it('can be one with a third, and all three are remembered; who was told apart from one of them stays so', async () => {
    const [first, second, third, other] = [await person(), await person(), await person(), await person()];
    await tellApart(ADMINISTRATOR, first, other);
    expect(await merge(ordered(second, first))).toMatchObject({ ok: true });
    expect(await merge(ordered(third, second))).toMatchObject({ ok: true });
    expect(await database.query('select gone_id from person_merges where kept_id = $1 order by 1', [third])).toEqual([
      { gone_id: first },
      { gone_id: second },
    ]);
    const { pairs } = await listAlike(ADMINISTRATOR);
    expect(
      pairs.filter(({ keep, goes }) => [keep.id, goes.id].includes(third) && [keep.id, goes.id].includes(other)),
    ).toEqual([]);
  });

  it('P3 who asked the same twice is answered by the earlier of the two days, and stays known to be who they say', async () => {
    const [kept, gone] = [await person(), await person()];
    const asks = (personId: number, channel: string, dueOn: string, message: string) =>
      database.query(
        `insert into privacy_requests (person_id, kind, channel, received_at, nominal_on, due_on, message)
         values ($1, 'access', $2, $3::date - interval '1 month', $3, $3, $4)`,
        [personId, channel, dueOn, message],
      );
    // Entered first, and received last.
    await asks(kept, 'account', '2030-03-20', 'Mine.');
    await asks(gone, 'phone', '2030-03-01', 'All of it.');
    expect(await merge(ordered(kept, gone))).toMatchObject({ ok: true });
    expect(
      await database.query(
        `select due_on::text as due, decision, message, identity_how as how from privacy_requests where person_id = $1 order by due_on`,
        [kept],
      ),
    ).toEqual([
      { due: '2030-03-01', decision: null, message: 'All of it.\n\nMine.', how: 'signed-in' },
      { due: '2030-03-20', decision: 'joined', message: 'Mine.', how: 'signed-in' },
    ]);
  });

  it('takes a place once: whoever waits gets the other', async () => {
    const workshops = [{ name: 'Full house', exam: 'AZ-104', percent: 5 }];
    const [kept, gone] = [await person({ workshops }), await person({ workshops })];
    const waits = await person({ workshops });
    await database.query(`update workshops set places = 2 where name = 'Full house'`);
    await database.query(`update enrolments set state = 'waiting' where person_id = $1`, [waits]);
    expect(await merge(ordered(kept, gone))).toMatchObject({ ok: true });
    expect(await database.query('select state from enrolments where person_id = $1', [waits])).toEqual([
      { state: 'enrolled' },
    ]);
  });
});

describe('what was told of an exam', () => {
  const sittings = (outcome: 'passed' | 'failed') => [{ exam: 'AZ-104', month: '2026-09', outcome }];

  it('bad-C5 otherwise by each is a conflict, and the kept person’s stands until it is decided', async () => {
    const [kept, gone] = [
      await person({ sittings: sittings('failed') }),
      await person({ sittings: sittings('passed') }),
    ];
    expect(await merge(ordered(kept, gone))).toMatchObject({ ok: true });
    expect(
      await database.query(
        `select s.outcome, s.state, c.claimed from sittings s left join outcome_conflicts c on c.sitting_id = s.id and c.closed_at is null
         where s.person_id = $1 order by s.attempt`,
        [kept],
      ),
    ).toEqual([
      { outcome: 'failed', state: 'taken', claimed: 'passed' },
      { outcome: null, state: 'cancelled', claimed: null },
    ]);
  });
});

describe('people who look alike', () => {
  const alike = async (one: Partial<ArrangedPerson>, other: Partial<ArrangedPerson>) => {
    const ids = [await person(one), await person(other)];
    const { pairs } = await listAlike(ADMINISTRATOR);
    const pair = pairs.find(({ keep, goes }) => ids.includes(keep.id) && ids.includes(goes.id));
    return pair === undefined ? null : [pair.phone, pair.company, pair.country, pair.keep.id === ids[1]];
  };

  it('share a name, whatever its accents, and a phone, a company or a country; the newer one is to be kept', async () => {
    const elsewhere = { mpnId: '9000001', company: 'Far away', country: 'PL' };
    const zoe = { firstName: 'Zoë', lastName: 'Łąka' };
    expect(
      await alike(
        { ...zoe, phone: '+31600000011' },
        { firstName: 'zoe', lastName: 'LAKA', ...elsewhere, phone: '+31600000011' },
      ),
    ).toEqual([true, false, false, true]);
    expect(
      await alike({ firstName: 'Ida', lastName: 'Ek' }, { firstName: 'Ida', lastName: 'Ek', phone: '+31600000013' }),
    ).toEqual([false, true, true, true]);
    expect(
      await alike(
        { firstName: 'Udo', lastName: 'Ek' },
        { firstName: 'Udo', lastName: 'Ek', ...elsewhere, phone: '+31600000014' },
      ),
    ).toBeNull();
    expect(await alike({ firstName: 'Ada', lastName: 'Ek' }, { firstName: 'Eda', lastName: 'Ek' })).toBeNull();
  });
});

describe('a merge is refused', () => {
  it('where what was looked at is not what is there any more', async () => {
    const [kept, gone] = [await person({ workshops: [{ name: 'Moves on', percent: 5 }] }), await person()];
    const order = ordered(kept, gone);
    const seen = await previewPeopleMerge(ADMINISTRATOR, order);
    await database.query('update enrolments set percent = 6 where person_id = $1', [kept]);
    expect(await mergePeople(ADMINISTRATOR, order, seen.ok ? seen.value.digest : '')).toEqual({
      ok: false,
      reason: 'plan-changed',
    });
    expect(await database.query('select from persons where id = $1', [gone])).toHaveLength(1);
  });

  it('of who is erased or to be erased, who is not there, and of one with themselves', async () => {
    const [kept, minor, asked] = [await person(), await person(), await person()];
    await markFound(SYSTEM, minor, 'minor');
    await database.query(
      `insert into privacy_requests (person_id, kind, due_on) values ($1, 'erasure', '2030-01-01')`,
      [asked],
    );
    expect(await refusalOf(ordered(kept, minor))).toBe('being-erased');
    expect(await refusalOf(ordered(asked, kept))).toBe('being-erased');
    expect(await refusalOf(ordered(kept, 999_999))).toBe('not-found');
    expect(await refusalOf(ordered(kept, kept))).toBe('same');
  });

  it('of two members of staff, of oneself, and of one of staff until that is said', async () => {
    const [kept, gone, self] = [
      await person(),
      await person({ email: 'ilse@psa.example' }),
      await person({ email: 'bram@psa.example' }),
    ];
    expect(await refusalOf(ordered(kept, self))).toBe('own-account');
    expect(await refusalOf(ordered(gone, self))).toBe('two-staff');
    expect(await refusalOf(ordered(kept, gone))).toBe('staff-account');
    expect(await refusalOf(ordered(kept, gone, { knowsSeats: true }))).toBeNull();
  });

  it('until it is said where they work; a second employment has to be confirmed before', async () => {
    const other = { mpnId: '7000001', company: 'Elsewhere' };
    const [kept, gone] = [await person(), await person({ ...other, confirmed: false })];
    expect(await refusalOf(ordered(kept, gone))).toBe('choose-employment');
    expect(await refusalOf(ordered(kept, gone, { employment: 'both' }))).toBe('not-confirmed');
    expect(await refusalOf(ordered(kept, gone, { employment: 'end-gone' }))).toBeNull();
    const third = await person(other);
    expect(await refusalOf(ordered(kept, third, { employment: 'both' }))).toBeNull();
    expect(
      await database.query(
        'select concurrent, ended_on is null as open from employments where person_id = $1 order by id',
        [kept],
      ),
    ).toEqual([
      { concurrent: false, open: true },
      { concurrent: false, open: false },
      { concurrent: true, open: true },
    ]);
  });
});

describe('an import', () => {
  it('finds the one by either address; one that made the person who is gone is not undone, and says why', async () => {
    const notice = { version: 1, by: 'the training centre' } as const;
    const row = registration({ mpn: '3000009', workshop: 'Azure Administrator', email: 'imported@home.example' });
    const made = await importFile('registrations', registrations(row), { notice });
    const [batch] = await database.query<{ id: number }>('select max(id) as id from import_batches');
    const gone = (await findPerson('imported@home.example'))?.id ?? 0;
    const kept = await person();
    expect(made).toBeDefined();
    expect(await merge(ordered(kept, gone, { employment: 'end-kept' }))).toMatchObject({ ok: true });
    const undone = await undoImport(SYSTEM, batch?.id ?? 0);
    expect(undone.ok ? [] : undone.reason).toContainEqual({ reason: 'merged', count: 1 });
    await importFile('registrations', registrations(row), { notice });
    expect((await findPerson('imported@home.example'))?.id).toBe(kept);
  });
});
