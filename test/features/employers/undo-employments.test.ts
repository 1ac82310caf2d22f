// What was confirmed or refused in the queue of employments can be taken back: by whoever did it, for ten minutes, while nothing newer is known.
import type { StaffActor } from '#app/features/access/actor.ts';
import { grantRole } from '#app/features/access/staff.server.ts';
import { confirmEmployment, listUnconfirmed, refuseClaim } from '#app/features/employers/employments.server.ts';
import { undoEmployments } from '#app/features/employers/undo-employments.server.ts';
import { forgetUndoable } from '#app/features/undo/undoable.server.ts';
import { readTarget } from '#app/features/agreements/target.ts';
import { lastMonth } from '#app/features/delivery/occurrence.ts';
import { runReports } from '#app/features/delivery/run-reports.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { DATASETS } from '#reports/catalogue.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeAgreement, arrangeNotice, arrangePerson, moveClock } from '#test/support/register.ts';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const database = useDatabase();
const SYSTEM = { kind: 'system', name: 'test' } as const;
const ADMIN: StaffActor = { kind: 'staff', staffId: 1, roles: ['administrator'], name: 'Bram' };
const OTHER: StaffActor = { ...ADMIN, staffId: 2 };
let people = 0;

beforeAll(async () => {
  await arrangeNotice();
  for (const name of ['bram', 'noor'])
    await grantRole(SYSTEM, { email: `${name}@psa.example`, name, role: 'administrator' });
});
beforeEach(() => database.query('delete from undoable_steps'));
afterEach(() => moveClock(database, '0'));

/** Two who registered by themselves at a company that only they named. */
async function arrange(): Promise<{ ids: number[]; mpnId: string; domain: string }> {
  const mpnId = String(5_000_000 + ++people);
  const domain = `fjord${people}.example`;
  const ids: number[] = [];
  for (const name of ['one', 'two']) {
    const personId = await arrangePerson(database, {
      email: `${name}@${domain}`,
      mpnId,
      company: 'As the first typed',
      workshops: [{ name: 'Azure Administrator', percent: 5 }],
    });
    const [row] = await database.query<{ id: number }>('select id from employments where person_id = $1', [personId]);
    ids.push(row?.id ?? 0);
  }
  await database.query(
    `update employments set confirmed_by = null, confirmed_at = null, claimed_mpn_id = $2, claimed_company = 'Typed ' || id where id = any($1::int[])`,
    [ids, mpnId],
  );
  await database.query(`update employers set named_by = 'registration' where mpn_id = $1`, [mpnId]);
  return { ids, mpnId, domain };
}

/** What a change touches: the employments, the company and its domains. */
const look = async ({ ids, mpnId }: { ids: number[]; mpnId: string }) => ({
  employments: await database.query(
    `select id, confirmed_by, confirmed_at is null as open, ended_on, claimed_mpn_id, claimed_company from employments where id = any($1::int[]) order by id`,
    [ids],
  ),
  employer: await database.query('select name, named_by from employers where mpn_id = $1', [mpnId]),
  domains: await database.query(
    'select d.domain from employer_domains d join employers r on r.id = d.employer_id where r.mpn_id = $1',
    [mpnId],
  ),
});
const changeOf = async (actor = ADMIN): Promise<string> => (await listUnconfirmed(actor, 1)).undoable[0]?.change ?? '';

describe('what was confirmed', () => {
  it.each([false, true])(
    'is taken back as it was, name and domain included, and is an event (domain: %s)',
    async (withDomain) => {
      const made = await arrange();
      const before = await look(made);
      await confirmEmployment(ADMIN, { employmentId: made.ids[0] ?? 0, withDomain });
      expect(await look(made)).not.toEqual(before);
      expect((await listUnconfirmed(ADMIN, 1)).undoable).toMatchObject([
        { kind: 'employment-confirmed', count: withDomain ? 2 : 1 },
      ]);
      const count = withDomain ? 2 : 1;
      expect(await undoEmployments(ADMIN, await changeOf())).toEqual({ ok: true, value: { undone: count, left: 0 } });
      expect(await look(made)).toEqual(before);
      const events = await database.query(
        `select details from audit_events where event = 'employment.reopened' order by id desc limit $1`,
        [count],
      );
      expect(events.toReversed()).toEqual(
        made.ids.slice(0, count).map((employmentId) => ({ details: { employmentId } })),
      );
      expect((await listUnconfirmed(ADMIN, 1)).undoable).toEqual([]);
    },
  );

  it('is taken back once, by nobody else, and not after ten minutes; then nothing is kept of it', async () => {
    const made = await arrange();
    await confirmEmployment(ADMIN, { employmentId: made.ids[0] ?? 0, withDomain: true });
    const change = await changeOf();
    expect((await listUnconfirmed(OTHER, 1)).undoable).toEqual([]);
    expect(await undoEmployments(OTHER, change)).toEqual({ ok: false, reason: 'too-late' });
    await moveClock(database, '10 minutes 1 second');
    expect((await listUnconfirmed(ADMIN, 1)).undoable).toEqual([]);
    expect(await undoEmployments(ADMIN, change)).toEqual({ ok: false, reason: 'too-late' });
    expect(await forgetUndoable()).toBe(2);
    expect(await database.query('select from undoable_steps')).toEqual([]);
    await moveClock(database, '0');
    const again = await arrange();
    await confirmEmployment(ADMIN, { employmentId: again.ids[0] ?? 0, withDomain: true });
    const second = await changeOf();
    const both = await Promise.all([undoEmployments(ADMIN, second), undoEmployments(ADMIN, second)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await forgetUndoable()).toBe(0);
  });

  it('stays where it is not as it was left, and the others are taken back', async () => {
    const made = await arrange();
    await confirmEmployment(ADMIN, { employmentId: made.ids[0] ?? 0, withDomain: true });
    await database.query('update employments set ended_on = current_date where id = $1', [made.ids[1]]);
    expect(await undoEmployments(ADMIN, await changeOf())).toEqual({ ok: true, value: { undone: 1, left: 1 } });
    expect((await look(made)).employments).toMatchObject([{ confirmed_by: null }, { confirmed_by: 'email-domain' }]);
    // Somebody of it is confirmed still: the name that was typed stays.
    expect((await look(made)).employer).toMatchObject([{ named_by: 'register' }]);
  });

  it('stays once a report with it has left', async () => {
    const made = await arrange();
    await confirmEmployment(ADMIN, { employmentId: made.ids[0] ?? 0, withDomain: false });
    await arrangeAgreement({ kind: 'employer', mpnId: made.mpnId }, { channels: ['portal'] });
    const now = await databaseNow();
    const target = readTarget(`employer:${made.mpnId}`);
    const run = target.ok ? await runReports(target.value, lastMonth(now), now) : target;
    expect(run).toMatchObject({ ok: true });
    await database.query(`update deliveries set disclosed_at = psa_now()`);
    expect(await undoEmployments(ADMIN, await changeOf())).toEqual({ ok: false, reason: 'reported' });
    expect(await undoEmployments(OTHER, await changeOf())).toEqual({ ok: false, reason: 'too-late' });
    // Published, and read by nobody.
    await database.query('update deliveries set disclosed_at = null');
    expect(await undoEmployments(ADMIN, await changeOf())).toMatchObject({ ok: true });
  });

  it('takes back what its domain has confirmed since, too', async () => {
    const made = await arrange();
    await confirmEmployment(ADMIN, { employmentId: made.ids[0] ?? 0, withDomain: true });
    // As a registration does.
    const late = await arrangePerson(database, {
      email: `late@${made.domain}`,
      mpnId: made.mpnId,
      company: 'As the first typed',
      workshops: [{ name: 'Azure Administrator', percent: 5 }],
    });
    const confirmedBy = async () =>
      database.query('select confirmed_by as by, claimed_mpn_id as mpn from employments where person_id = $1', [late]);
    await database.query(
      `update employments set confirmed_by = 'email-domain', confirmed_at = psa_now(), claimed_mpn_id = null, claimed_company = null where person_id = $1`,
      [late],
    );
    expect(await undoEmployments(ADMIN, await changeOf())).toEqual({ ok: true, value: { undone: 3, left: 0 } });
    expect(await confirmedBy()).toEqual([{ by: null, mpn: made.mpnId }]);
    expect((await look(made)).domains).toEqual([]);
    expect((await look(made)).employer).toMatchObject([{ named_by: 'registration' }]);
    // A domain that was the company's before goes on to confirm.
    await database.query(
      `insert into employer_domains (domain, employer_id) select $1, id from employers where mpn_id = $2`,
      [made.domain, made.mpnId],
    );
    await confirmEmployment(ADMIN, { employmentId: made.ids[0] ?? 0, withDomain: false });
    await database.query(
      `update employments set confirmed_by = 'email-domain', confirmed_at = psa_now(), claimed_mpn_id = null, claimed_company = null where person_id = $1`,
      [late],
    );
    expect(await undoEmployments(ADMIN, await changeOf())).toEqual({ ok: true, value: { undone: 1, left: 0 } });
    expect(await confirmedBy()).toMatchObject([{ by: 'email-domain' }]);
  });

  it('stays once a lead of it has left for the Member of their country', async () => {
    const made = await arrange();
    await database.query(
      `insert into consent_entries (person_id, consent, given, notice_version, notice_language, how, actor_kind, actor_id)
       select person_id, 'member-sharing', true, 1, 'en', 'my-data', 'person', person_id from employments where id = $1`,
      [made.ids[0]],
    );
    await confirmEmployment(ADMIN, { employmentId: made.ids[0] ?? 0, withDomain: false });
    await arrangeAgreement(
      { kind: 'member', slug: 'member-NL', name: 'Opleiders Nederland' },
      { datasets: { F5: DATASETS.F5.fields }, channels: ['portal'] },
    );
    const now = await databaseNow();
    expect(await runReports({ kind: 'slugs', slugs: ['member-NL'] }, lastMonth(now), now)).toMatchObject({ ok: true });
    await database.query('update deliveries set disclosed_at = psa_now()');
    expect(await undoEmployments(ADMIN, await changeOf())).toEqual({ ok: false, reason: 'reported' });
    await database.query('update deliveries set disclosed_at = null');
  });
});

describe('a claim that was refused', () => {
  it('stands again, unless the person said something else meanwhile', async () => {
    const made = await arrange();
    const before = await look(made);
    await refuseClaim(ADMIN, made.ids[0] ?? 0);
    expect((await listUnconfirmed(ADMIN, 1)).undoable).toMatchObject([{ kind: 'claim-refused', count: 1 }]);
    expect(await undoEmployments(ADMIN, await changeOf())).toEqual({ ok: true, value: { undone: 1, left: 0 } });
    expect(await look(made)).toEqual(before);
    await refuseClaim(ADMIN, made.ids[0] ?? 0);
    await database.query(
      `insert into employments (person_id, employer_id, country_code, job_role, started_on)
       select e.person_id, r.id, 'NL', 'X', current_date from employments e, employers r where e.id = $1 and r.id <> e.employer_id limit 1`,
      [made.ids[0]],
    );
    expect(await undoEmployments(ADMIN, await changeOf())).toEqual({ ok: true, value: { undone: 0, left: 1 } });
  });
});
