// For any order of imports, progress, outcomes, consents, corrections, restrictions, objections, erasures and runs: what was sent was lawful when it
// was sent, and whoever was given what changed since is told.
import { useDatabase } from '#test/support/database.ts';
import { checkOrders } from './check-orders.ts';
import { describe, it } from 'vitest';

const database = useDatabase();

describe('any order of what people do and of runs', { timeout: 120_000 }, () => {
  it('sends what is lawful at that moment, and tells whoever holds what is not', () =>
    checkOrders(database, { orders: 6, steps: 12, seed: 4 }));
});
