import { expect, it } from 'vitest';
import { raceErasures } from './erasures-and-sends.ts';
import { useReported } from './reported-person.ts';

const { database } = useReported();

it(
  'bad-I1 bad-I8 erasures that race sends: a person is not in the file, or its recipient is told',
  { timeout: 60_000 },
  async () => {
    const { excluded, told, faults } = await raceErasures(database, { races: 12, seed: 7 });
    expect(faults).toEqual([]);
    expect(excluded + told).toBe(12);
  },
);
