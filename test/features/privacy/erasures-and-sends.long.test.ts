// As erasures-and-sends.test.ts, four hundred times.
import { expect, it } from 'vitest';
import { raceErasures } from './erasures-and-sends.ts';
import { useReported } from './reported-person.ts';

const { database } = useReported();

it('bad-I1 bad-I8 four hundred erasures that race four hundred sends: what is sent is lawful, the rest are notifications', async () => {
  const { excluded, told, faults } = await raceErasures(database, { races: 400, seed: 41 });
  expect(faults).toEqual([]);
  expect(excluded + told).toBe(400);
  // Both happened, or nothing was raced.
  expect(excluded).toBeGreaterThan(10);
  expect(told).toBeGreaterThan(10);
});
