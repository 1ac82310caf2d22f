// Who may let a held run go, and what nobody can: the database says so, whatever asks it.
import type { StaffActor } from '#app/features/access/actor.ts';
import { grantRole } from '#app/features/access/staff.server.ts';
import { releaseAndDeliver } from '#app/features/delivery/run-reports.server.ts';
import { startReleased } from '#app/features/delivery/start-run.server.ts';
import { compareColumns } from '#app/features/reporting/compare-columns.ts';
import { produceRuns } from '#app/features/reporting/produce-runs.server.ts';
import { releaseRun } from '#app/features/reporting/release-run.server.ts';
import { finishAfterAnswers } from '#app/platform/after-answer.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { whileHeld } from '#test/support/held-lock.ts';
import { arrangeAgreement, arrangeNotice, arrangePerson, moveClock } from '#test/support/register.ts';
import { buildFor, getRun, runFor, SYSTEM } from '#test/support/runs.ts';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
const REASON = 'the person agreed to it';
let officer: StaffActor;
let other: StaffActor;
let next = 2_000_001;

async function staff(email: string): Promise<StaffActor> {
  await grantRole(SYSTEM, { email, name: email, role: 'privacy-officer' });
  const [found] = await database.query<{ id: number }>('select id from staff_members where email = $1', [email]);
  return { kind: 'staff', staffId: found?.id ?? 0, roles: ['privacy-officer'], name: email };
}

/** A run that waits because its one person could be recognised. */
async function arrangeHeld(): Promise<number> {
  const mpnId = String(next++);
  await arrangePerson(database, {
    email: `only@company-${mpnId}.example`,
    mpnId,
    company: `Company ${mpnId}`,
    workshops: [{ name: 'Azure Administrator', exam: 'AZ-104', percent: 64 }],
    sittings: [{ exam: 'AZ-104', month: '2025-08', outcome: 'passed' }],
  });
  await arrangeAgreement({ kind: 'employer', mpnId }, { reidentificationRule: 'hold' });
  const [runId = 0] = await buildFor([`employer-${mpnId}`]);
  return runId;
}

const draftedBy = (runId: number, staffId: number): Promise<unknown> =>
  database.query(
    'update agreement_versions v set drafted_by = $2 from runs u where u.id = $1 and v.id = u.version_id',
    [runId, staffId],
  );

beforeAll(async () => {
  await arrangeNotice();
  officer = await staff('noor@psa.example');
  other = await staff('mees@psa.example');
});
afterEach(() => moveClock(database, '0'));

describe('a held run', () => {
  it('is let go by a second person, not by whoever drafted the agreement that it was made under', async () => {
    const runId = await arrangeHeld();
    await draftedBy(runId, officer.staffId);
    expect(await releaseRun(officer, runId, REASON)).toEqual({ ok: false, reason: 'own-draft' });
    expect(await getRun(runId)).toMatchObject({ state: 'awaiting-release', released: null, deliveries: [] });
    expect(await releaseAndDeliver(other, runId, REASON)).toEqual({ ok: true, value: null });
    expect(await getRun(runId)).toMatchObject({ state: 'done', released: { by: 'mees@psa.example', reason: REASON } });
  });

  it('is let go with an answer at once, however long it takes to bring it out', async () => {
    const runId = await arrangeHeld();
    // Nothing can be claimed meanwhile.
    await whileHeld(database, 'select pg_advisory_xact_lock(psa_disclosure_lock())', async () => {
      expect(await startReleased(officer, runId, REASON, 1)).toEqual({ ok: true, value: null });
      expect((await getRun(runId)).state).toBe('ready');
    });
    await finishAfterAnswers();
    expect((await getRun(runId)).state).toBe('done');
  });

  it('goes as the file that somebody looked at, not as one that was built since', async () => {
    const runId = await arrangeHeld();
    const seen = (await getRun(runId)).build?.number;
    await database.query(`update runs set state = 'stale' where id = $1`, [runId]);
    await produceRuns([runId]);
    expect(await releaseRun(officer, runId, REASON, seen)).toEqual({ ok: false, reason: 'built-anew' });
    expect(await getRun(runId)).toMatchObject({ state: 'awaiting-release', released: null, deliveries: [] });
    expect(await releaseRun(officer, runId, REASON, 2)).toEqual({ ok: true, value: null });
  });

  it('is let go in nobody else’s name', async () => {
    const runId = await arrangeHeld();
    const settings = { 'psa.actor_kind': 'staff', 'psa.actor_id': String(officer.staffId) };
    const inTheNameOf = (staffId: number | null) =>
      inRoleSql('psa_worker', settings, (client) =>
        client.query(
          `update runs set state = 'ready', released_at = psa_now(), release_reason = 'because it may', released_by = $2 where id = $1`,
          [runId, staffId],
        ),
      );
    await expect(inTheNameOf(other.staffId)).rejects.toMatchObject({ code: '42501' });
    await expect(inTheNameOf(null)).rejects.toMatchObject({ code: '42501' });
    expect((await getRun(runId)).state).toBe('awaiting-release');
  });
});

describe('a run with other columns than the last report of the same version', () => {
  /** An employer who was given one report, and whose next one is due. */
  async function arrangeSecond(rule: 'report' | 'withhold' = 'report') {
    const mpnId = String(next++);
    await arrangePerson(database, {
      email: `one@company-${mpnId}.example`,
      mpnId,
      company: `Company ${mpnId}`,
      workshops: [{ name: 'Azure Administrator', exam: 'AZ-104', percent: 10 }],
      sittings: [{ exam: 'AZ-104', month: '2025-08', outcome: 'passed' }],
    });
    await arrangeAgreement({ kind: 'employer', mpnId }, { reidentificationRule: rule });
    const slug = `employer-${mpnId}`;
    expect((await runFor(slug)).state).toBe('done');
    await moveClock(database, '31 days');
    return { slug, mpnId };
  }

  /** As a change of the catalogue would: what the version gives is not what it gave. */
  const without = (slug: string, field: string): Promise<unknown> =>
    database.query(
      `delete from agreement_fields f using agreement_versions v, agreements a, recipients r
       where v.id = f.version_id and a.id = v.agreement_id and r.id = a.recipient_id and r.slug = $1 and f.field = $2`,
      [slug, field],
    );

  it('waits, says which, and can’t be let go by anybody or any way', async () => {
    const { slug } = await arrangeSecond();
    await without(slug, 'phone');
    const held = await runFor(slug);
    expect(held).toMatchObject({ state: 'awaiting-release', deliveries: [], needsPerson: true });
    expect(held.reasons.join()).toContain('other columns than the last report');
    expect(held.reasons.join()).toContain('Registration and progress: drops Phone');
    expect(await releaseRun(officer, held.id, REASON)).toEqual({ ok: false, reason: 'columns-changed' });
    expect(await releaseRun(SYSTEM, held.id, REASON)).toEqual({ ok: false, reason: 'columns-changed' });
    for (const state of ['ready', 'done'])
      await expect(database.query('update runs set state = $2 where id = $1', [held.id, state])).rejects.toMatchObject({
        constraint: 'runs_columns_agreed',
      });
  });

  it('may be let go once a later version with these columns binds, not by one that says anything else', async () => {
    const { slug } = await arrangeSecond();
    await without(slug, 'phone');
    const { id } = await runFor(slug);
    const addVersion = (number: number, leftOut: string) =>
      database.query(
        `with made as (
           insert into agreement_versions (agreement_id, number, in_force_from, cadence, reidentification_rule, channels, contact, approved_at)
           select agreement_id, $2::int, psa_now()::date + $2::int, 'monthly', 'report', '{portal}', 'x', psa_now() from runs where id = $1 returning id
         ) insert into agreement_fields select made.id, f.dataset, f.field from made, agreement_fields f
           where f.version_id = (select version_id from runs where id = $1) and f.field <> $3`,
        [id, number, leftOut],
      );
    await addVersion(2, 'job_role');
    expect(await releaseRun(officer, id, REASON)).toEqual({ ok: false, reason: 'columns-changed' });
    await addVersion(3, '');
    expect(await releaseRun(officer, id, REASON)).toEqual({ ok: true, value: null });
  });

  it('is built again for whoever asks for it once the columns are right, and goes', async () => {
    const { slug } = await arrangeSecond();
    await without(slug, 'phone');
    expect((await runFor(slug)).state).toBe('awaiting-release');
    await database.query(
      `insert into agreement_fields select v.id, 'F1', 'phone' from agreement_versions v join agreements a on a.id = v.agreement_id
       join recipients r on r.id = a.recipient_id where r.slug = $1`,
      [slug],
    );
    expect(await runFor(slug)).toMatchObject({ state: 'done', build: { number: 2 } });
  });

  it('is none where the version is another, nor where its rule takes the exam sheet out', async () => {
    const { slug } = await arrangeSecond();
    await database.query(
      `with made as (
         insert into agreement_versions (agreement_id, number, in_force_from, cadence, reidentification_rule, channels, contact, approved_at)
         select a.id, 2, '2020-02-01', 'monthly', 'report', '{portal}', 'x', psa_now() from agreements a join recipients r on r.id = a.recipient_id
         where r.slug = $1 returning id
       ) insert into agreement_fields select id, 'F1', 'email' from made`,
      [slug],
    );
    expect(await runFor(slug)).toMatchObject({ state: 'done', version: { number: 2 } });
    await moveClock(database, '0');
    const withheld = await arrangeSecond('withhold');
    await arrangePerson(database, {
      email: `two@company-${withheld.mpnId}.example`,
      mpnId: withheld.mpnId,
      company: `Company ${withheld.mpnId}`,
      workshops: [{ name: 'Azure Administrator', exam: 'AZ-104', percent: 10 }],
    });
    const second = await runFor(withheld.slug);
    expect([second.state, second.build?.sheets.map(({ id }) => id)]).toEqual(['done', ['registration', 'exams']]);
  });
});

describe('columns in words', () => {
  const sheet = (fields: string[], dataset = 'F1') => ({ id: 'registration' as const, dataset, fields, rows: 1 });
  it('names what came, went and moved, and says nothing of what is the same', () => {
    const before = [sheet(['email', 'phone', 'progress'])];
    expect(compareColumns(before, before)).toEqual([]);
    expect(compareColumns([sheet(['progress', 'email', 'job_role'])], before)).toEqual([
      'Registration and progress: adds Job role',
      'Registration and progress: drops Phone',
      'Registration and progress: the columns stand in another order',
    ]);
    expect(compareColumns([], before)).toEqual(['Registration and progress: the sheet is not there any more']);
  });
});
