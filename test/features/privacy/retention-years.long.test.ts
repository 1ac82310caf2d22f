// Three years of ten thousand people, day by day (R2).
import { useDatabase } from '#test/support/database.ts';
import { expect, it } from 'vitest';
import { liveYears } from './retention-years.ts';

const database = useDatabase();

it(
  'what went, went on its day; nothing that was not finished was touched; each day has its reason',
  async () => {
    const { faults, gone, stayed, keptDays } = await liveYears(database, {
      people: 10_000,
      from: '2026-03-01',
      days: 1_096,
      seed: 20_261_123,
    });
    expect(faults).toEqual([]);
    expect(Math.min(gone, stayed, keptDays)).toBeGreaterThan(500);
    const told = await database.query<{ gone: number; reasons: string[] }>(
      'select sum(gone)::int as gone, array_agg(distinct reason) as reasons from retention_results',
    );
    expect(told).toEqual([{ gone, reasons: ['inactive'] }]);
    expect(
      await database.query(
        `select count(*)::int as n from audit_events where event = 'person.erased' and details->>'because' = 'inactive'`,
      ),
    ).toEqual([{ n: gone }]);
  },
  25 * 60_000,
);
