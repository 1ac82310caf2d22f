// Agreements as two people make them: drafted by one, the rule chosen with today's count in sight, approved by another, and never changed after.
import type { StaffActor } from '#app/features/access/actor.ts';
import { actorSettings } from '#app/features/access/actor.ts';
import { listAgreementsInForce } from '#app/features/agreements/agreements.server.ts';
import { approveVersions, chooseRule } from '#app/features/agreements/approve-agreement.server.ts';
import {
  draftFrom,
  proposeDrafts,
  saveDraft,
  sendBack,
  withdrawVersions,
} from '#app/features/agreements/draft-agreement.server.ts';
import { countExposed, exposureOfDrafts } from '#app/features/agreements/draft-exposure.server.ts';
import { setPaused } from '#app/features/agreements/pause-agreement.server.ts';
import { findAgreement, listAgreements } from '#app/features/agreements/read-agreements.server.ts';
import { makeSample } from '#app/features/agreements/sample-workbook.server.ts';
import { showAgreement } from '#app/features/agreements/show-agreement.server.ts';
import { startAgreement, startForEmployers } from '#app/features/agreements/start-agreements.server.ts';
import type { Version } from '#app/features/agreements/stored-version.ts';
import { listWaiting } from '#app/features/agreements/waiting-drafts.server.ts';
import { monthAfter } from '#app/features/exams/sitting.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { isZone } from '#reports/period.ts';
import { readSheet } from '#reports/workbook/read-sheet.ts';
import { fromBytes } from '#reports/workbook/random-access.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeAgreement, arrangeNotice, arrangePerson, moveClock } from '#test/support/register.ts';
import { runFor } from '#test/support/runs.ts';
import { beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
const staff = (staffId: number, role: 'administrator' | 'privacy-officer', name: string): StaffActor => ({
  kind: 'staff',
  staffId,
  roles: [role],
  name,
});
const ADA = staff(1, 'administrator', 'Ada');
const BO = staff(2, 'administrator', 'Bo');
const NOOR = staff(3, 'privacy-officer', 'Noor');
let month = '';
let count = 0;

const dayIn = async (days: number): Promise<string> =>
  (
    await database.query<{ day: string }>(
      `select ((psa_now() at time zone 'Europe/Amsterdam')::date + $1::int)::text as day`,
      [days],
    )
  )[0]?.day ?? '';

/** An employer with one person in an exam, and its agreement's id: with a first version in force, or with a draft alone. */
async function arrange(
  kind: 'in-force' | 'drafted',
  changes: Parameters<typeof arrangeAgreement>[1] = {},
): Promise<{ id: number; mpnId: string }> {
  const mpnId = `${60_000_000 + ++count}`;
  await arrangePerson(database, {
    email: `p${count}@lone.example`,
    mpnId,
    company: `Lone ${count} Ltd`,
    workshops: [{ name: 'Azure Administrator', exam: 'AZ-104', percent: 10 }],
    sittings: [
      { exam: 'AZ-104', month: monthAfter(month, -1), outcome: 'failed' },
      { exam: 'DP-700', month },
    ],
  });
  const [employer] = await database.query<{ id: number }>('select id from employers where mpn_id = $1', [mpnId]);
  if (kind === 'in-force') {
    await arrangeAgreement({ kind: 'employer', mpnId }, changes);
    const [made] = await database.query<{ id: number }>(
      'select a.id from agreements a join recipients r on r.id = a.recipient_id where r.employer_id = $1',
      [employer?.id],
    );
    return { id: made?.id ?? 0, mpnId };
  }
  const started = await startAgreement(ADA, { kind: 'employer', employerId: employer?.id ?? 0 }, await dayIn(9));
  if (!started.ok) throw new Error(started.reason);
  return { id: started.value, mpnId };
}

const versionOf = async (agreement: number, number: number): Promise<Version> => {
  const found = (await findAgreement(ADA, agreement))?.versions.find((version) => version.number === number);
  if (found === undefined) throw new Error('There is no such version');
  return found;
};

async function chosen(agreement: number, number = 1): Promise<Version> {
  await proposeDrafts(ADA, [(await versionOf(agreement, number)).id]);
  const version = await versionOf(agreement, number);
  expect(await chooseRule(NOOR, [version], 'hold')).toEqual({ ok: true, value: 1 });
  return versionOf(agreement, number);
}

/** What the portal's own role would do if a page asked for it. */
const asStaff = (actor: StaffActor, sql: string, values: readonly unknown[]) =>
  inRoleSql('psa_portal', actorSettings(actor), (client) => client.query(sql, [...values]));

beforeAll(async () => {
  await arrangeNotice();
  await database.query(
    `insert into staff_members (email, name) values ('ada@psa.example', 'Ada'), ('bo@psa.example', 'Bo'), ('noor@psa.example', 'Noor')`,
  );
  month = (await databaseNow()).toISOString().slice(0, 7);
});

describe('a draft', () => {
  it('binds nobody before a second person approved it, and is approved as it was seen', async () => {
    const { id } = await arrange('drafted');
    const inForce = () =>
      inRoleSql('psa_worker', { 'psa.actor_kind': 'system' }, async (client) =>
        (await listAgreementsInForce(client, { kind: 'all' }, '2030-01-01')).some(
          ({ agreement }) => agreement.agreementId === id,
        ),
      );
    const version = await chosen(id);
    expect(await inForce()).toBe(false);
    expect(await approveVersions(ADA, [version])).toEqual({ ok: false, reason: 'own-draft' });
    await database.query('update agreement_versions set hold_above = 7 where id = $1', [version.id]);
    expect(await approveVersions(BO, [version])).toEqual({ ok: false, reason: 'changed' });
    expect(await approveVersions(BO, [await versionOf(id, 1)])).toEqual({ ok: true, value: 1 });
    expect(await inForce()).toBe(true);
    await withdrawVersions(ADA, 'coming', [await versionOf(id, 1)]);
    expect(await inForce()).toBe(false);
  });

  it('is approved with others or none is: one that may not be leaves the rest as they were', async () => {
    const [one, other] = [await arrange('drafted'), await arrange('drafted')];
    const [first, second] = [await chosen(one.id), await chosen(other.id)];
    await database.query('update agreement_versions set hold_above = 7 where id = $1', [second.id]);
    expect(await approveVersions(BO, [first, second])).toEqual({ ok: false, reason: 'changed' });
    expect((await versionOf(one.id, 1)).approvedAt).toBeNull();
  });

  it('bad-F10 changes between monthly and quarterly only where a quarter begins', async () => {
    const { id } = await arrange('in-force');
    const [days] = await database.query<{ mid: string; quarter: string; next: string }>(
      `select (q + 44)::date::text as mid, q::text as quarter, (q + interval '3 months')::date::text as next
       from (select (date_trunc('quarter', psa_today()) + interval '3 months')::date as q) q`,
    );
    if (days === undefined) throw new Error('there is no quarter');
    const draft = async (inForceFrom: string, cadence: 'monthly' | 'quarterly'): Promise<number> => {
      const drafted = await draftFrom(ADA, id, 1, inForceFrom);
      const version = await versionOf(id, drafted.ok ? drafted.value : 0);
      await saveDraft(ADA, version.id, version.digest, { ...version.terms, inForceFrom, cadence });
      return version.number;
    };
    const propose = async (number: number) => proposeDrafts(ADA, [(await versionOf(id, number)).id]);
    const approve = async (number: number) => approveVersions(BO, [await chosen(id, number)]);
    const midway = await draft(days.mid, 'quarterly');
    expect(await propose(midway)).toEqual({ ok: false, reason: 'mid-quarter' });
    const turn = await draft(days.quarter, 'quarterly');
    expect(await approve(turn)).toEqual({ ok: true, value: 1 });
    // From then on it is no turn any more.
    expect(await approve(midway)).toEqual({ ok: true, value: 1 });
    // Nor may it become one.
    expect(await withdrawVersions(ADA, 'coming', [await versionOf(id, turn)])).toEqual({
      ok: false,
      reason: 'mid-quarter',
    });
    const back = await draft(days.next, 'monthly');
    expect(await approve(back)).toEqual({ ok: true, value: 1 });
  });

  it('is withdrawn as it was seen: what was changed or approved meanwhile stays', async () => {
    const { id } = await arrange('drafted');
    const first = await versionOf(id, 1);
    const seen = await chosen(id);
    expect(await withdrawVersions(ADA, 'draft', [first])).toEqual({ ok: false, reason: 'changed' });
    expect(await approveVersions(BO, [seen])).toEqual({ ok: true, value: 1 });
    expect(await withdrawVersions(ADA, 'draft', [seen])).toEqual({ ok: false, reason: 'not-a-draft' });
    expect((await versionOf(id, 1)).withdrawnAt).toBeNull();
    expect(await withdrawVersions(ADA, 'coming', [seen])).toEqual({ ok: true, value: 1 });
  });

  it('takes no time zone that the database lacks, whatever else knows it', async () => {
    const { id } = await arrange('drafted');
    const { id: versionId, digest, terms } = await versionOf(id, 1);
    const zone = 'US/Pacific-New';
    expect(isZone(zone)).toBe(true);
    expect(await saveDraft(ADA, versionId, digest, { ...terms, zone })).toEqual({ ok: false, reason: 'zone-unknown' });
    expect((await versionOf(id, 1)).terms.zone).toBe(terms.zone);
    const saved = await saveDraft(ADA, versionId, digest, { ...terms, zone: 'America/Los_Angeles' });
    expect(saved).toMatchObject({ ok: true });
  });

  it('has its rule chosen again where another cadence puts other rows side by side', async () => {
    const { id } = await arrange('drafted');
    const version = await chosen(id);
    await expect(
      asStaff(
        ADA,
        `update agreement_versions set cadence = 'quarterly', drafted_by = $2, proposed_at = null where id = $1`,
        [version.id, ADA.staffId],
      ),
    ).rejects.toMatchObject({ code: '42501' });
    expect(await saveDraft(ADA, version.id, version.digest, { ...version.terms, cadence: 'quarterly' })).toMatchObject({
      ok: true,
    });
    expect(await versionOf(id, 1)).toMatchObject({ ruleChosenAt: null, ruleSeenCount: null });
    const again = await chosen(id);
    await saveDraft(ADA, again.id, again.digest, { ...again.terms, anchorDay: 9 });
    expect((await versionOf(id, 1)).ruleChosenAt).not.toBeNull();
  });

  it('can’t be approved by whoever changed it last, whatever a page of ours asks the database for', async () => {
    const { id } = await arrange('drafted');
    const version = await chosen(id);
    const approve = 'update agreement_versions set approved_by = $2, approved_at = psa_now() where id = $1';
    await expect(asStaff(ADA, approve, [version.id, 1])).rejects.toMatchObject({ code: '42501' });
    await expect(asStaff(ADA, approve, [version.id, 2])).rejects.toMatchObject({ code: '42501' });
    // Nor does a change slip in with the approval, or in another's name.
    await expect(
      asStaff(
        BO,
        'update agreement_versions set approved_by = $2, approved_at = psa_now(), hold_above = 9 where id = $1',
        [version.id, 2],
      ),
    ).rejects.toMatchObject({ code: '42501' });
    await expect(
      asStaff(BO, 'update agreement_versions set hold_above = 9, proposed_at = null where id = $1', [version.id]),
    ).rejects.toMatchObject({ code: '42501' });
    await expect(
      asStaff(BO, 'delete from agreement_fields where version_id = $1', [version.id]).then(({ rowCount }) => rowCount),
    ).resolves.toBe(0);
  });

  it('that is approved is never changed, and is withdrawn until it begins', async () => {
    const { id } = await arrange('drafted');
    const version = await chosen(id);
    await approveVersions(BO, [version]);
    expect(await saveDraft(ADA, version.id, version.digest, version.terms)).toEqual({
      ok: false,
      reason: 'not-a-draft',
    });
    for (const change of ['contact = $2', 'local_time = $2', 'language = $2'])
      await expect(
        asStaff(ADA, `update agreement_versions set ${change} where id = $1`, [version.id, 'nl']),
      ).rejects.toMatchObject({ code: expect.stringMatching(/42501|23514/) as unknown });
    await database.query('update agreement_versions set in_force_from = $2 where id = $1', [
      version.id,
      await dayIn(0),
    ]);
    expect(await withdrawVersions(ADA, 'coming', [await versionOf(id, 1)])).toEqual({ ok: false, reason: 'begun' });
  });

  it('loses its proposal with any change, and the choice of its rule with other fields or countries', async () => {
    const { id } = await arrange('drafted');
    const first = await chosen(id);
    expect(await saveDraft(ADA, first.id, first.digest, { ...first.terms, contact: 'Another desk' })).toMatchObject({
      ok: true,
    });
    const renamed = await versionOf(id, 1);
    expect([renamed.proposedAt, renamed.ruleChosenAt === null]).toEqual([null, false]);
    for (const change of [{ onlyCountries: ['NL'] }, { datasets: { F1: ['email' as const] } }]) {
      const before = await chosen(id);
      expect(await saveDraft(ADA, before.id, before.digest, { ...before.terms, ...change })).toMatchObject({
        ok: true,
      });
      expect((await versionOf(id, 1)).ruleChosenAt).toBeNull();
    }
    expect((await versionOf(id, 1)).terms).toMatchObject({ datasets: { F1: ['email'] }, onlyCountries: ['NL'] });
  });

  it('is sent back with a reason, which its drafter reads', async () => {
    const { id } = await arrange('drafted');
    const version = await chosen(id);
    expect(await sendBack(BO, version.id, 'channels')).toEqual({ ok: true, value: null });
    const view = await findAgreement(ADA, id);
    if (view === null) throw new Error('It is gone');
    expect((await showAgreement(ADA, view, { version: null, than: null })).sentBack).toBe(
      'Bo sent it back because of how it is sent, or where',
    );
    expect(await approveVersions(BO, [await versionOf(id, 1)])).toEqual({ ok: false, reason: 'not-proposed' });
  });

  it('is refused for a day that is over, without an address, outside the notice, and beside another of its day', async () => {
    const { id } = await arrange('drafted');
    const early = await versionOf(id, 1);
    await saveDraft(ADA, early.id, early.digest, { ...early.terms, inForceFrom: await dayIn(-1) });
    expect(await approveVersions(BO, [await chosen(id)])).toEqual({ ok: false, reason: 'too-late' });
    const late = await versionOf(id, 1);
    await saveDraft(ADA, late.id, late.digest, { ...late.terms, inForceFrom: await dayIn(9), channels: ['sftp'] });
    expect(await proposeDrafts(ADA, [late.id])).toEqual({ ok: false, reason: 'target-missing' });
    const bare = await versionOf(id, 1);
    await saveDraft(ADA, bare.id, bare.digest, { ...bare.terms, channels: ['portal'] });
    await database.query(`delete from privacy_notice_scopes where field = 'phone' and recipient_kind = 'employer'`);
    expect(await approveVersions(BO, [await chosen(id)])).toEqual({ ok: false, reason: 'outside-the-notice' });
    const announced = `insert into privacy_notices (version, published_on) values (9, '2035-01-01')`;
    await database.query(announced);
    await database.query(
      `insert into privacy_notice_scopes select 9, 'employer', dataset, field from privacy_notice_scopes where version = 1 and recipient_kind = 'microsoft'`,
    );
    expect(await approveVersions(BO, [await versionOf(id, 1)])).toEqual({ ok: true, value: 1 });
    await database.query('delete from privacy_notice_scopes where version = 9');
    await database.query('delete from privacy_notices where version = 9');
    await database.query(
      `insert into privacy_notice_scopes select 1, 'employer', dataset, field from privacy_notice_scopes where recipient_kind = 'microsoft' and field = 'phone'`,
    );
    await draftFrom(ADA, id, 1, await dayIn(9));
    expect(await approveVersions(BO, [await chosen(id, 2)])).toEqual({ ok: false, reason: 'day-taken' });
  });
});

describe('today’s count', () => {
  it('is what the next run of that version finds, group by group', async () => {
    const { id, mpnId } = await arrange('in-force');
    await arrangePerson(database, {
      email: `q${count}@lone.example`,
      mpnId,
      company: `Lone ${count} Ltd`,
      country: 'PL',
      workshops: [{ name: 'Azure Administrator', exam: 'AZ-104', percent: 5 }],
      sittings: [{ exam: 'AZ-104', month: monthAfter(month, 1) }],
    });
    await arrangePerson(database, {
      email: `r${count}@lone.example`,
      mpnId,
      company: `Lone ${count} Ltd`,
      noticeVersion: null,
      workshops: [{ name: 'Azure Administrator', exam: 'AZ-104', percent: 5 }],
      sittings: [{ exam: 'AZ-104', month }],
    });
    // What was told already is no news of the next report.
    await runFor(`employer-${mpnId}`);
    const { id: versionId } = await versionOf(id, 1);
    const counted = (await exposureOfDrafts(NOOR, [versionId])).get(versionId) ?? [];
    expect(counted.length).toBeGreaterThan(1);
    await moveClock(database, '1 month');
    const run = await runFor(`employer-${mpnId}`);
    const [build] = await database.query<{ exposure: typeof counted }>(
      'select exposure from builds where run_id = $1 order by number desc limit 1',
      [run.id],
    );
    await moveClock(database, '0 days');
    expect(counted.map((group) => ({ ...group, runId: run.id }))).toEqual(build?.exposure);
  });

  it('stands with the choice of a rule, and nobody but staff can ask for it', async () => {
    const { id } = await arrange('drafted');
    const version = await chosen(id);
    const exposed = countExposed((await exposureOfDrafts(NOOR, [version.id])).get(version.id));
    expect(exposed).toBeGreaterThan(0);
    expect(version.ruleSeenCount).toBe(exposed);
    const asked = await inRoleSql('psa_portal', { 'psa.actor_kind': 'person', 'psa.actor_id': '1' }, (client) =>
      client.query(`select from reporting.exposure_of_version($1, $2, $2, '[]')`, [version.id, month]),
    );
    expect(asked.rowCount).toBe(0);
  });
});

describe('a sample workbook', () => {
  it('passes the inspection of real ones, says that it is a sample, and holds nobody of the register', async () => {
    const { id, mpnId } = await arrange('in-force');
    const { terms } = await versionOf(id, 1);
    const recipient = { kind: 'employer', slug: `employer-${mpnId}`, name: 'Lone Ltd' } as const;
    for (const rule of ['hold', 'coarsen'] as const)
      for (const cadence of ['monthly', 'quarterly'] as const) {
        const made = await makeSample(
          { agreementId: id, number: 1, recipient, terms: { ...terms, rule, cadence } },
          await databaseNow(),
        );
        if (!made.ok) throw new Error(made.reason);
        const source = fromBytes(made.value.bytes);
        const about = await readSheet(source, 'About', { offset: 0, limit: 50 });
        expect(JSON.stringify(about)).toContain('SAMPLE with made-up people · Lone Ltd');
        const exams = await readSheet(source, 'Exams', { offset: 0, limit: 50 });
        expect(JSON.stringify(exams).includes('-Q')).toBe(rule === 'coarsen');
        const people = JSON.stringify(await readSheet(source, 'Registration and progress', { offset: 0, limit: 50 }));
        expect(people).toContain('Wymyślona');
        expect(people).not.toContain('lone.example');
      }
    const empty = { ...terms, datasets: {} };
    expect(await makeSample({ agreementId: id, number: 1, recipient, terms: empty }, await databaseNow())).toEqual({
      ok: false,
      reason: 'nothing-to-show',
    });
  });
});

describe('an agreement', () => {
  it('is begun once for a recipient, and listed with what is in force, coming and waiting', async () => {
    const { id, mpnId } = await arrange('in-force');
    const [employer] = await database.query<{ id: number }>('select id from employers where mpn_id = $1', [mpnId]);
    expect(await startAgreement(ADA, { kind: 'employer', employerId: employer?.id ?? 0 }, '2030-01-01')).toEqual({
      ok: false,
      reason: 'has-one',
    });
    expect(await draftFrom(ADA, id, 1, '2030-01-01')).toEqual({ ok: true, value: 2 });
    expect((await listAgreements(ADA, { search: mpnId, page: 1 })).agreements).toMatchObject([
      { id, inForce: { number: 1, from: '2020-01-01' }, coming: null, drafts: 1, paused: false },
    ]);
    expect(
      await startAgreement(ADA, { kind: 'member', country: 'PL', name: 'Member of Poland' }, '2030-01-01'),
    ).toMatchObject({ ok: true });
  });

  it('is paused in the name of whoever paused it, and goes on', async () => {
    const { id } = await arrange('in-force');
    expect(await setPaused(ADA, id, true)).toBe(true);
    expect(await setPaused(BO, id, true)).toBe(false);
    expect(await findAgreement(ADA, id)).toMatchObject({ pausedBy: 'Ada', pausedBecause: 'by-staff' });
    expect(await setPaused(BO, id, false)).toBe(true);
    expect(await findAgreement(ADA, id)).toMatchObject({ pausedAt: null, pausedBy: null, pausedBecause: null });
  });

  it('is the same for every employer without one: drafted, chosen and approved together, each with its events', async () => {
    const { id } = await arrange('in-force', { language: 'nl' });
    const template = await versionOf(id, 1);
    const lonely = await arrange('in-force', {
      channels: ['sftp'],
      targets: {
        sftp: {
          host: 'sftp.lone.example',
          port: 22,
          user: 'psa',
          folder: 'in',
          hostKeys: [`SHA256:${'a'.repeat(43)}`],
        },
      },
    });
    await database.query(`insert into employers (mpn_id, name) values ('70000001', 'One'), ('70000002', 'Two')`);
    const own = await versionOf(lonely.id, 1);
    expect(await startForEmployers(ADA, own.id, '2030-01-01')).toEqual({ ok: false, reason: 'address-of-one' });
    const made = await startForEmployers(ADA, template.id, '2030-01-01');
    expect(made).toEqual({ ok: true, value: 2 });
    expect(await startForEmployers(ADA, template.id, '2030-01-01')).toEqual({ ok: false, reason: 'nobody-left' });
    const mine = async () =>
      (await listWaiting(BO)).waiting.filter(({ recipient }) => recipient === 'One' || recipient === 'Two');
    expect((await mine()).map(({ terms }) => terms.language)).toEqual(['nl', 'nl']);
    await proposeDrafts(
      ADA,
      (await mine()).map(({ id: draft }) => draft),
    );
    await chooseRule(NOOR, await mine(), 'withhold');
    expect(await approveVersions(BO, await mine())).toEqual({ ok: true, value: 2 });
    const events = await database.query<{ event: string; count: number }>(
      `select event, count(*)::int as count from audit_events where subject_kind = 'agreement' and subject_id in
         (select a.id::text from agreements a join recipients r on r.id = a.recipient_id join employers e on e.id = r.employer_id where e.mpn_id like '7000000%')
       group by event order by event`,
    );
    expect(events).toEqual([
      { event: 'agreement.approved', count: 2 },
      { event: 'agreement.drafted', count: 2 },
      { event: 'agreement.proposed', count: 2 },
      { event: 'agreement.rule-chosen', count: 2 },
    ]);
  });
});
