// Carries out so many random orders, each with a company of its own.
import { csv, sampleCells } from '#test/support/import-files.ts';
import { importFile } from '#test/support/importing.ts';
import { arrangeAgreement, arrangeNotice } from '#test/support/register.ts';
import type { TestDatabase } from '#test/support/database.ts';
import fc from 'fast-check';
import { Orders, step } from './orders.ts';

export type OrderCount = { readonly orders: number; readonly steps: number; readonly seed: number };

export async function checkOrders(database: TestDatabase, { orders, steps, seed }: OrderCount): Promise<void> {
  await arrangeNotice();
  await importFile('workshops', csv(sampleCells('workshops')));
  let number = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: Math.ceil(steps / 2), maxLength: steps }), async (taken) => {
      const order = new Orders(database, ++number);
      await database.query(`insert into employers (mpn_id, name) values ($1, $2)`, [order.mpnId, `order-${number}`]);
      await arrangeAgreement({ kind: 'employer', mpnId: order.mpnId }, { channels: ['folder'] });
      // Those to whom everything can happen are there from the start.
      for (const who of ['anna', 'ben'] as const) await order.take({ kind: 'import', who });
      for (const one of taken) await order.take(one);
      await order.take({ kind: 'run' });
      await order.checkNotifications();
    }),
    { numRuns: orders, seed, endOnFailure: orders < 20 },
  );
}
