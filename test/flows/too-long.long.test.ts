// The same guarantees at length: a sheet that Excel cannot hold, and twenty commands killed at random moments.
import { buildPath, hashFile } from '#app/features/reporting/report-files.server.ts';
import { MOST_DATA_ROWS } from '#reports/workbook/limits.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeAgreement, arrangeNotice, arrangePerson, MICROSOFT, moveClock } from '#test/support/register.ts';
import { isNoticed, listBuilds, startPsa, type Ended } from '#test/support/report-process.ts';
import { arrangeCrowd, getRun, planFor, thePeriod } from '#test/support/runs.ts';
import fc from 'fast-check';
import { existsSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
const psa = (...words: readonly string[]): Promise<Ended> => startPsa([...words, '--json'], database.env).ended;
let period = '';

beforeAll(async () => {
  period = await thePeriod();
  await arrangeNotice();
});

afterEach(async () => {
  await database.query(
    `truncate notifications, mails, runs, builds, build_pages, deliveries, delivery_attempts, agreements, agreement_versions, agreement_fields, recipients, recipient_contacts,
       persons, person_emails, employers, employments, enrolments, sittings, workshops, audit_events, audit_seals restart identity cascade`,
  );
  await rm(join(database.dataDir, 'files'), { recursive: true, force: true });
  await rm(join(database.dataDir, 'outbox'), { recursive: true, force: true });
});

describe('bad-E13 more rows than a sheet of Excel can hold', () => {
  const TOO_MANY = MOST_DATA_ROWS + 5;

  it('are refused before anything is built, with the way out; others are made, and as many as it holds fit', async () => {
    // 104,858 people in 10 workshops each: 1,048,580 rows.
    await arrangeCrowd(database, { mpnId: '5000000', people: TOO_MANY / 10, workshops: 10 });
    await arrangePerson(database, {
      email: 'one@small.example',
      mpnId: '1000001',
      company: 'Small',
      workshops: [{ name: 'Azure Administrator', percent: 1 }],
    });
    for (const mpnId of ['1000001', '5000000']) await arrangeAgreement({ kind: 'employer', mpnId });
    await arrangeAgreement(MICROSOFT);
    const [small = 0, crowd = 0] = await planFor(['employer-1000001', 'employer-5000000']);
    const refused = await psa('report', 'run', '--to', 'employers');
    expect(refused.code).toBe(1);
    const run = await getRun(crowd);
    expect(run).toMatchObject({ state: 'failed', build: null, deliveries: [] });
    expect(run.reasons.join()).toContain(String(TOO_MANY));
    expect(run.reasons.join()).toMatch(/narrow the agreement, or split it by country/);
    expect((await getRun(small)).state).toBe('done');
    expect(listBuilds(database)).toEqual([`run-${small}-1.xlsx`]);
    expect(readdirSync(join(database.dataDir, 'outbox', period))).toEqual(['employer-1000001.xlsx']);
    expect((await psa('report', 'run', '--to', 'microsoft')).code).toBe(1);

    // The way out works: narrowed to exactly what fits, the very same run is made.
    await database.query(
      `delete from enrolments where id in (select n.id from enrolments n join persons p on p.id = n.person_id
         where p.email like '%@crowd-5000000.example' limit ${TOO_MANY - MOST_DATA_ROWS})`,
    );
    const fits = await psa('report', 'run', '--to', 'employer:5000000');
    expect(fits.code, fits.stdout).toBe(0);
    const { build } = await getRun(crowd);
    expect(build?.sheets[0]?.rows).toBe(MOST_DATA_ROWS);
    expect(build?.checks.every(({ passed }) => passed)).toBe(true);
  });
});

describe('bad-E17 bad-F8 twenty commands killed at random moments', () => {
  it('leave every run made exactly once by the one that is let be, and every file genuine', async () => {
    const mpnIds = Array.from({ length: 30 }, (_, index) => String(1_000_001 + index));
    for (const [index, mpnId] of mpnIds.entries()) {
      if (index % 10 === 5) await arrangeCrowd(database, { mpnId, people: 4_000, workshops: 10 });
      else
        await arrangePerson(database, {
          email: `one@company-${mpnId}.example`,
          mpnId,
          company: `Company ${mpnId}`,
          workshops: [{ name: 'Azure Administrator', percent: 1 }],
        });
      await arrangeAgreement({ kind: 'employer', mpnId });
    }
    const forget = () =>
      database.query(
        'truncate runs, builds, build_pages, deliveries, delivery_attempts, notifications, audit_events, audit_seals restart identity',
      );
    // How long it takes when nobody interferes says where the moments are.
    const start = performance.now();
    expect((await psa('report', 'run', '--to', 'employers')).code).toBe(0);
    const whole = Math.ceil(performance.now() - start);
    await forget();
    let endedByThemselves = 0;
    for (const [round, moment] of fc.sample(fc.integer({ min: 0, max: 100 }), 20).entries()) {
      // Now and then from nothing again, or the later ones would find nothing left to do.
      if (round % 5 === 0) {
        await forget();
        await rm(join(database.dataDir, 'outbox'), { recursive: true, force: true });
      }
      const killed = startPsa(['report', 'run', '--to', 'employers'], database.env);
      await sleep((whole * moment) / 100);
      if (killed.child.exitCode !== null) endedByThemselves++;
      await killed.kill();
      await isNoticed(database);
      const folder = join(database.dataDir, 'outbox', period);
      for (const name of existsSync(folder) ? readdirSync(folder) : []) {
        if (!name.endsWith('.xlsx')) continue;
        const sha256 = await hashFile(join(folder, name));
        expect(await database.query('select from builds where sha256 = $1', [sha256]), name).not.toEqual([]);
      }
    }
    expect(endedByThemselves).toBeLessThan(10);

    // What was claimed by one that was killed is anybody's again after its lease.
    await moveClock(database, '11 minutes');
    const last = await psa('report', 'run', '--to', 'employers');
    expect(last.code).toBe(0);
    const runIds = await planFor(mpnIds.map((mpnId) => `employer-${mpnId}`));
    expect(runIds).toHaveLength(mpnIds.length);
    for (const runId of runIds) {
      const run = await getRun(runId);
      expect(run.state, run.recipient.slug).toBe('done');
      expect(await hashFile(buildPath(runId, run.build?.number ?? 0))).toBe(run.build?.sha256);
      const delivered = join(database.dataDir, 'outbox', period, `${run.recipient.slug}.xlsx`);
      expect(await hashFile(delivered)).toBe(run.build?.sha256);
    }
    const events = await database.query<{ event: string; count: number }>(
      `select event, count(*)::int from audit_events where event in ('run.planned', 'run.built', 'delivery.made') group by 1 order by 1`,
    );
    expect(events).toEqual([
      { event: 'delivery.made', count: 60 },
      { event: 'run.built', count: 30 },
      { event: 'run.planned', count: 30 },
    ]);
    const left = [...listBuilds(database), ...readdirSync(join(database.dataDir, 'outbox', period))];
    expect(left.filter((name) => name.endsWith('.part'))).toEqual([]);
    expect(readdirSync(join(database.dataDir, 'outbox', period))).toHaveLength(mpnIds.length);
  });
});
