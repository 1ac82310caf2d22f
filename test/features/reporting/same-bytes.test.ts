// Building again from the same cut-off and rows gives the same bytes, whoever builds (design.md §3.5).
import { buildPath, hashFile } from '#app/features/reporting/report-files.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { buildFor, getRun } from '#test/support/runs.ts';
import { useTwoCompanies } from '#test/support/two-companies.ts';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const database = useDatabase();
useTwoCompanies(database);

describe('a build', () => {
  const run = promisify(execFile);
  const program = join(import.meta.dirname, '../../support/build-again.ts');

  async function buildAgain(runId: number, zone: string, language: string): Promise<{ sha256: string; bytes: number }> {
    // An empty folder of its own: there is nothing to copy.
    const folder = mkdtempSync(join(tmpdir(), 'psa-again-'));
    try {
      const { stdout } = await run(process.execPath, [program, String(runId)], {
        env: { ...process.env, ...database.env, PSA_DATA_DIR: folder, TZ: zone, LANG: language, LC_ALL: language },
      });
      const made: unknown = JSON.parse(stdout);
      expect(made).toMatchObject({ zone });
      return made as { sha256: string; bytes: number };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  it('bad-E15 made anew from the same cut-off and rows has the same bytes, in any time zone and language', async () => {
    const runIds = await buildFor(['employer-1000001', 'employer-1000002', 'microsoft']);
    for (const runId of runIds) {
      const { build } = await getRun(runId);
      expect(await hashFile(buildPath(runId, 1))).toBe(build?.sha256);
    }
    const again = await Promise.all(runIds.map((runId) => buildAgain(runId, 'Pacific/Auckland', 'tr_TR.UTF-8')));
    again.push(await buildAgain(runIds[0] ?? 0, 'America/St_Johns', 'C'));
    for (const [index, made] of again.entries()) {
      const { build } = await getRun(runIds[index] ?? runIds[0] ?? 0);
      expect(made).toMatchObject({ sha256: build?.sha256, bytes: build?.bytes });
    }
  }, 60_000);

  it('bad-E15 differs where a single row or the cut-off does', async () => {
    const [runId = 0] = await buildFor(['employer-1000002']);
    const { build } = await getRun(runId);
    await database.query(`update builds set cut_off = cut_off - interval '1 hour' where run_id = $1`, [runId]);
    expect((await buildAgain(runId, 'UTC', 'C')).sha256).not.toBe(build?.sha256);
    await database.query(`update builds set cut_off = cut_off + interval '1 hour' where run_id = $1`, [runId]);
    await database.query(
      `update enrolments set percent = 98 where person_id = (select id from persons where email = 'zofia@nordwind.example')`,
    );
    expect((await buildAgain(runId, 'UTC', 'C')).sha256).not.toBe(build?.sha256);
  }, 60_000);
});
