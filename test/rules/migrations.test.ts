import { findDrift } from '#app/platform/migrate.server.ts';
import { expect, inject, it } from 'vitest';

it('the migrations make the schema that prisma/*.prisma describes, as far as Prisma can see', async () => {
  expect(await findDrift(inject('postgres').ownerUrl)).toBe('');
}, 60_000);
