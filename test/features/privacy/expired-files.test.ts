// Report files go when their time is over (R7), and nothing else does: the hash, and the record of whose rows left, stay.
import { listPublishedReports } from '#app/features/delivery/fetch-report.server.ts';
import { expireFiles } from '#app/features/privacy/expire-files.server.ts';
import { listDisclosures } from '#app/features/reporting/disclosures.server.ts';
import { buildPath } from '#app/features/reporting/report-files.server.ts';
import { findOrigin, findOwnOrigin } from '#app/features/reporting/verify-report.server.ts';
import { restrictPerson } from '#app/features/privacy/restrict-person.server.ts';
import { existsSync } from 'node:fs';
import { ask } from '#test/support/psa-answers.ts';
import { moveClock } from '#test/support/register.ts';
import { buildFor, getRun, runFor } from '#test/support/runs.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { download, useReported } from './reported-person.ts';

const { database, arrange, contactOf, notifications } = useReported();

beforeEach(async () => {
  await database.query('delete from settings');
  await database.query(
    'truncate runs, builds, build_pages, deliveries, delivery_attempts, notifications, audit_events, audit_seals',
  );
});

/** A published report that its recipient has fetched. */
async function arrangeFetched() {
  const anna = await arrange(['portal']);
  const contact = await contactOf(anna);
  const run = await runFor(anna.slug);
  expect(await download(contact, run.id)).toBe(true);
  return { anna, contact, run, sha256: run.build?.sha256 ?? '', path: buildPath(run.id, 1) };
}

describe('a published file', () => {
  it('is there for ninety days, and says until when; then its hash and its record alone are', async () => {
    const { anna, contact, run, sha256, path } = await arrangeFetched();
    const [shown] = await listPublishedReports(contact);
    expect((shown?.expiresAt.getTime() ?? 0) - (shown?.publishedAt.getTime() ?? 0)).toBe(90 * 86_400_000);
    await moveClock(database, '89 days');
    expect(await expireFiles()).toBe(0);
    expect(existsSync(path)).toBe(true);
    await moveClock(database, '90 days 1 minute');
    expect(await expireFiles()).toBe(1);
    expect(await expireFiles()).toBe(0);
    expect(existsSync(path)).toBe(false);
    expect(await listPublishedReports(contact)).toEqual([]);
    expect(await download(contact, run.id)).toBe(false);
    expect(await findOwnOrigin(contact, sha256)).toMatchObject({ runId: run.id, build: 1 });
    expect(await findOrigin(sha256)).toMatchObject({ run: run.id });
    expect(await listDisclosures(anna.actor, anna.id)).toEqual(
      expect.arrayContaining([expect.objectContaining({ runId: run.id, sha256 })]),
    );
    expect(
      await database.query(`select subject_id as run, details from audit_events where event = 'report.expired'`),
    ).toEqual([{ run: String(run.id), details: { build: 1 } }]);
  });

  it('stays as long as the association decided, for those that are there already, too', async () => {
    const { contact } = await arrangeFetched();
    await database.query(`insert into settings (name, value) values ('reportFileDays', '30')`);
    const [shown] = await listPublishedReports(contact);
    expect((shown?.expiresAt.getTime() ?? 0) - (shown?.publishedAt.getTime() ?? 0)).toBe(30 * 86_400_000);
    await moveClock(database, '30 days 1 minute');
    expect(await expireFiles()).toBe(1);
  });

  it('that is gone still owes its recipient a word about what is restricted later', async () => {
    const { anna } = await arrangeFetched();
    await moveClock(database, '91 days');
    await expireFiles();
    await restrictPerson(anna.actor, anna.id);
    expect(await notifications(anna.slug)).toMatchObject([{ sheet: 'registration', cause: 'restricted' }]);
  });

  it('that nobody fetched goes as well, and is nobody’s to fetch or to be built again', async () => {
    const anna = await arrange(['portal']);
    const contact = await contactOf(anna);
    const run = await runFor(anna.slug);
    await moveClock(database, '91 days');
    expect(await expireFiles()).toBe(1);
    expect(await download(contact, run.id)).toBe(false);
    expect((await getRun(run.id)).state).toBe('done');
    const told = await ask(
      'report',
      'run',
      '--to',
      anna.slug.replace('-', ':'),
      '--period',
      run.period,
      '--out',
      '/tmp',
    );
    expect(told).toMatchObject({ code: 2, value: { reason: 'file-removed' } });
  });
});

describe('a file that has still to go somewhere', () => {
  it('stays, however old, while it waits for a release or for its delivery', async () => {
    const anna = await arrange(['portal']);
    const [runId = 0] = await buildFor([anna.slug]);
    await moveClock(database, '400 days');
    expect(await expireFiles()).toBe(0);
    await database.query(`update runs set state = 'awaiting-release' where id = $1`, [runId]);
    await database.query('delete from deliveries');
    expect(await expireFiles()).toBe(0);
    await database.query(`update runs set state = 'withdrawn' where id = $1`, [runId]);
    expect(await expireFiles()).toBe(1);
  });
});
