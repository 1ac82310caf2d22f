// As orders.test.ts, with more and longer orders.
import { useDatabase } from '#test/support/database.ts';
import { checkOrders } from './check-orders.ts';
import { describe, it } from 'vitest';

const database = useDatabase();

describe('any order, at length', { timeout: 20 * 60_000 }, () => {
  it('sends what is lawful at that moment, and tells whoever holds what is not', () =>
    checkOrders(database, { orders: 100, steps: 30, seed: 41 }));
});
