// How a run lives: made once, held where the agreement says so, built again when its rows may no longer leave.
import { readTarget } from '#app/features/agreements/target.ts';
import { deliverDue } from '#app/features/delivery/deliver.server.ts';
import { lastMonth } from '#app/features/delivery/occurrence.ts';
import { buildAndDeliver, runReports } from '#app/features/delivery/run-reports.server.ts';
import { verifyLedger, sealLedger } from '#app/features/ledger/seal.server.ts';
import { listDisclosures } from '#app/features/reporting/disclosures.server.ts';
import { planRuns } from '#app/features/reporting/plan-runs.server.ts';
import { produceRuns } from '#app/features/reporting/produce-runs.server.ts';
import { releaseRun } from '#app/features/reporting/release-run.server.ts';
import { listRuns, type RunView } from '#app/features/reporting/runs.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { dataPath } from '#app/platform/files.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeAgreement, arrangeNotice, arrangePerson, MICROSOFT } from '#test/support/register.ts';
import { readAllText, readCells } from '#test/support/workbook.ts';
import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
const SYSTEM = { kind: 'system', name: 'test' } as const;
let period = '';

async function run(to: string): Promise<RunView> {
  const target = readTarget(to);
  if (!target.ok) throw new Error(target.reason);
  const made = await runReports(target.value, period, await databaseNow());
  if (!made.ok) throw new Error(made.reason);
  const [found] = await listRuns(SYSTEM, { ids: made.value });
  if (found === undefined) throw new Error('no run');
  return found;
}

const outbox = (mpnId: string): string => dataPath('outbox', period, `employer-${mpnId}.xlsx`);

/** An employer of one person who sat an exam: the row can only be that person's. */
async function arrangeLonely(mpnId: string, rule: 'report' | 'hold' | 'coarsen' | 'withhold'): Promise<number> {
  const id = await arrangePerson(database, {
    email: `only@company-${mpnId}.example`,
    mpnId,
    company: `Lonely ${mpnId}`,
    workshops: [{ name: 'Azure Administrator', exam: 'AZ-104', percent: 64 }],
    sittings: [{ exam: 'AZ-104', month: '2025-08', outcome: 'passed' }],
  });
  await arrangeAgreement({ kind: 'employer', mpnId }, { reidentificationRule: rule });
  return id;
}

beforeAll(async () => {
  period = lastMonth(await databaseNow());
  await arrangeNotice();
});

describe('the re-identification rule of the version', () => {
  it('bad-E8 report: the file is sent, and the count stands on the run', async () => {
    await arrangeLonely('2000001', 'report');
    const made = await run('employer:2000001');
    expect(made.state).toBe('done');
    expect(made.reasons.join()).toContain('1 exam row');
    expect(made.build?.exposure).toEqual([
      { examId: 'AZ-104', month: '2025-08', country: 'Netherlands', company: 'Lonely 2000001', rows: 1, candidates: 1 },
    ]);
  });

  it('bad-E8 hold: nothing leaves until a person releases it with a reason, and then the checked file does', async () => {
    await arrangeLonely('2000002', 'hold');
    const held = await run('employer:2000002');
    expect(held.state).toBe('awaiting-release');
    expect(held.reasons.join()).toContain('1 exam row');
    expect(held.deliveries).toEqual([]);
    expect(existsSync(outbox('2000002'))).toBe(false);
    expect(await releaseRun(SYSTEM, held.id, '  no  ')).toEqual({ ok: false, reason: 'reason-missing' });
    expect(await releaseRun(SYSTEM, held.id, 'The employer asked for it in writing')).toEqual({
      ok: true,
      value: null,
    });
    expect(await releaseRun(SYSTEM, held.id, 'The employer asked for it in writing')).toEqual({
      ok: false,
      reason: 'not-awaiting-release',
    });
    await buildAndDeliver([held.id]);
    const [released] = await listRuns(SYSTEM, { ids: [held.id] });
    expect(released?.state).toBe('done');
    expect(released?.build?.sha256).toBe(held.build?.sha256);
    expect(existsSync(outbox('2000002'))).toBe(true);
  });

  it('bad-E8 coarsen: every exam row is by quarter', async () => {
    await arrangeLonely('2000003', 'coarsen');
    expect((await run('employer:2000003')).state).toBe('done');
    const [, ...rows] = await readCells(outbox('2000003'), 'Exams');
    expect(rows.map((row) => row[3])).toEqual(['2025-Q3']);
    expect(await readAllText(outbox('2000003'))).not.toContain('2025-08');
  });

  it('bad-E8 withhold: there is no exam sheet, and About says that the agreement withholds it', async () => {
    await arrangeLonely('2000004', 'withhold');
    const made = await run('employer:2000004');
    expect(made.build?.sheets.map(({ id }) => id)).toEqual(['registration']);
    const about = JSON.stringify(await readCells(outbox('2000004'), 'About'));
    expect(about).toContain('Exams: all exam rows');
    expect(await readAllText(outbox('2000004'))).not.toContain('passed');
  });
});

describe('once', () => {
  it('bad-E15 asking again hands out the same run and the same file', async () => {
    await arrangeLonely('2000010', 'report');
    const first = await run('employer:2000010');
    const again = await run('employer:2000010');
    expect(again).toEqual(first);
  });

  it('bad-F5 ten who ask at once make one run, one build and one delivery a channel', async () => {
    await arrangeLonely('2000011', 'report');
    const made = await Promise.all(Array.from({ length: 10 }, () => run('employer:2000011')));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    await buildAndDeliver(made.map(({ id }) => id));
    const [last] = await listRuns(SYSTEM, { ids: made.map(({ id }) => id) });
    expect(last?.state).toBe('done');
    expect(last?.build?.number).toBe(1);
    expect(await database.query('select from deliveries where run_id = $1 and attempts = 1', [last?.id])).toHaveLength(
      2,
    );
    const events = await database.query(
      `select event from audit_events where subject_kind = 'run' and subject_id = $1 order by id`,
      [String(last?.id)],
    );
    expect(events.map(({ event }) => String(event))).toEqual([
      'run.planned',
      'run.built',
      'delivery.made',
      'delivery.made',
    ]);
  });
});

describe('the sender', () => {
  it('asks the gate again: someone restricted after the build never leaves, and the file is built anew', async () => {
    const id = await arrangePerson(database, {
      email: 'stays@company-2000020.example',
      mpnId: '2000020',
      company: 'Twenty',
      workshops: [{ name: 'Azure Administrator', percent: 1 }],
    });
    await arrangePerson(database, {
      email: 'leaves@company-2000020.example',
      firstName: 'Verdwenen',
      mpnId: '2000020',
      company: 'Twenty',
      workshops: [{ name: 'Azure Administrator', percent: 2 }],
    });
    await arrangeAgreement({ kind: 'employer', mpnId: '2000020' });
    const planned = await planRuns({ kind: 'slugs', slugs: ['employer-2000020'] }, period, await databaseNow());
    const runIds = planned.ok ? planned.value.map(({ runId }) => runId) : [];
    expect(await produceRuns(runIds)).toEqual(runIds);
    await database.query(`update persons set restricted_at = now() where email = 'leaves@company-2000020.example'`);
    const count = await deliverDue(runIds);
    expect(count).toEqual({ delivered: 0, failed: 0, staleRuns: runIds });
    expect(existsSync(outbox('2000020'))).toBe(false);
    await buildAndDeliver(runIds);
    const [made] = await listRuns(SYSTEM, { ids: runIds });
    expect(made?.state).toBe('done');
    expect(made?.build?.number).toBe(2);
    const text = await readAllText(outbox('2000020'));
    expect(text).toContain('stays@company-2000020.example');
    expect(text).not.toContain('Verdwenen');
    const disclosed = await listDisclosures({ kind: 'person', personId: id, name: '' }, id);
    expect(disclosed.map(({ recipient, rows, sheet }) => ({ recipient, rows, sheet }))).toEqual([
      { recipient: 'Twenty', rows: 1, sheet: 'registration' },
    ]);
  });

  it('never sends a file that is not the one that was checked', async () => {
    await arrangeLonely('2000021', 'report');
    const planned = await planRuns({ kind: 'slugs', slugs: ['employer-2000021'] }, period, await databaseNow());
    const runIds = planned.ok ? planned.value.map(({ runId }) => runId) : [];
    await produceRuns(runIds);
    await writeFile(dataPath('files', `run-${runIds[0]}-1.xlsx`), 'something else');
    expect(await deliverDue(runIds)).toEqual({ delivered: 0, failed: 2, staleRuns: [] });
    expect(existsSync(outbox('2000021'))).toBe(false);
    const [made] = await listRuns(SYSTEM, { ids: runIds });
    expect(made?.deliveries.map(({ state, detail }) => [state, detail])).toEqual([
      ['dead', 'The file is not the one that was checked'],
      ['dead', 'The file is not the one that was checked'],
    ]);
  });
});

describe('what left about a person', () => {
  it('is told to that person and to nobody else', async () => {
    const mine = await arrangeLonely('2000030', 'report');
    const other = await arrangeLonely('2000031', 'report');
    await arrangeAgreement(MICROSOFT);
    await run('employer:2000030');
    await run('microsoft');
    const own = await listDisclosures({ kind: 'person', personId: mine, name: '' }, mine);
    expect(own.map(({ recipient, sheet, channel }) => [recipient, sheet, channel]).sort()).toEqual([
      ['Lonely 2000030', 'exams', 'folder'],
      ['Lonely 2000030', 'registration', 'folder'],
      ['Microsoft EU', 'exams', 'folder'],
      ['Microsoft EU', 'registration', 'folder'],
    ]);
    expect(own[0]?.fields.length).toBeGreaterThan(0);
    expect(await listDisclosures({ kind: 'person', personId: other, name: '' }, mine)).toEqual([]);
  });

  it('names the very row of the file', async () => {
    const [row] = await database.query<{ sheet_row: number; run_id: number }>(
      `select first_row + array_position(refs, n.id) - 1 as sheet_row, b.run_id
       from enrolments n join persons p on p.id = n.person_id join build_pages g on n.id = any(g.refs) and g.sheet = 'registration'
       join builds b on b.id = g.build_id join runs u on u.id = b.run_id join agreements a on a.id = u.agreement_id
       join recipients c on c.id = a.recipient_id
       where p.email = 'only@company-2000031.example' and c.slug = 'microsoft'`,
    );
    const cells = await readCells(dataPath('outbox', period, 'microsoft.xlsx'), 'Registration and progress');
    expect(cells[row?.sheet_row ?? 0]?.[5]).toBe('only@company-2000031.example');
  });
});

describe('an agreement that changed', () => {
  it('bad-E16 a run keeps the version that bound it when it was planned', async () => {
    await arrangeLonely('2000040', 'report');
    const planned = await planRuns({ kind: 'slugs', slugs: ['employer-2000040'] }, period, await databaseNow());
    const runIds = planned.ok ? planned.value.map(({ runId }) => runId) : [];
    await database.query(
      `insert into agreement_versions (agreement_id, number, in_force_from, cadence, reidentification_rule, channels, contact)
       select agreement_id, 2, psa_now()::date, 'monthly', 'hold', '{portal}', 'x' from runs where id = $1`,
      [runIds[0]],
    );
    await buildAndDeliver(runIds);
    const [made] = await listRuns(SYSTEM, { ids: runIds });
    expect(made?.version).toMatchObject({ number: 1, reidentificationRule: 'report' });
    expect(made?.state).toBe('done');
  });

  it('bad-E16 one that has expired is not run, and the reason says so', async () => {
    await arrangeLonely('2000041', 'report');
    await database.query(
      `update agreement_versions v set ends_on = '2020-02-01' from agreements a join recipients r on r.id = a.recipient_id
       where v.agreement_id = a.id and r.slug = 'employer-2000041'`,
    );
    const target = { kind: 'slugs', slugs: ['employer-2000041'] } as const;
    expect(await planRuns(target, period, await databaseNow())).toEqual({ ok: false, reason: 'not-in-force' });
  });

  it('bad-E16 a version that ended between plan and build stops that run alone, for a person to see', async () => {
    await arrangeLonely('2000042', 'report');
    await arrangeLonely('2000043', 'report');
    const target = { kind: 'slugs', slugs: ['employer-2000042', 'employer-2000043'] } as const;
    const planned = await planRuns(target, period, await databaseNow());
    const runIds = planned.ok ? planned.value.map(({ runId }) => runId) : [];
    await database.query(
      `update agreement_versions v set ends_on = '2020-02-01' from agreements a join recipients r on r.id = a.recipient_id
       where v.agreement_id = a.id and r.slug = 'employer-2000042'`,
    );
    await buildAndDeliver(runIds);
    const made = await listRuns(SYSTEM, { ids: runIds });
    expect(made.map(({ recipient, state }) => [recipient.slug, state])).toEqual([
      ['employer-2000042', 'failed'],
      ['employer-2000043', 'done'],
    ]);
  });

  it('bad-E19 a period in the future, of long ago, or of another form is refused', async () => {
    const target = { kind: 'slugs', slugs: ['employer-2000043'] } as const;
    const now = await databaseNow();
    expect(await planRuns(target, '2999-01', now)).toEqual({ ok: false, reason: 'period-not-over' });
    expect(await planRuns(target, '2009-01', now)).toEqual({ ok: false, reason: 'no-agreement' });
    expect(await planRuns(target, '2026-13', now)).toEqual({ ok: false, reason: 'period-invalid' });
    expect(await planRuns(target, '2026-Q1', now)).toEqual({ ok: false, reason: 'period-of-other-cadence' });
  });
});

describe('the ledger of all this', () => {
  it('holds, and names no person', async () => {
    expect(await sealLedger()).toBeGreaterThan(0);
    expect(await verifyLedger()).toMatchObject({ ok: true, unsealed: 0 });
    const text = JSON.stringify(await database.query('select to_jsonb(e) as event from audit_events e'));
    for (const value of ['@', 'Sanne', 'de Vries', 'Verdwenen', '+31']) expect(text).not.toContain(value);
  });

  it('leaves no draft of a file behind', async () => {
    expect((await readdir(dataPath('files'))).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});
