// Plans a file that was read: of the register only what the rows name is looked at.
import type { PoolClient } from 'pg';
import { applyExams } from './apply-exams.server.ts';
import { applyRegistrations, type AttestedNotice } from './apply-registrations.server.ts';
import { applyWorkshops } from './apply-workshops.server.ts';
import type { AnyParsed } from './parse-file.ts';
import { planExams } from './plan-exams.ts';
import type { PlannedRow, Tally } from './plan-import.ts';
import { planRegistrations } from './plan-registrations.ts';
import { planWorkshops } from './plan-workshops.ts';
import { readRegister } from './read-register.server.ts';
import type { Refused } from './refusals.ts';
import type { Register } from './register.ts';

export type Planned = {
  readonly rows: readonly PlannedRow[];
  readonly tally: Tally;
  /** With those that were refused as they were read, in the file's order. */
  readonly refused: readonly Refused[];
  /** Writes it, in the same transaction. Whoever is new is written to `tellAfterMinutes` later. */
  readonly apply: (batchId: number, tellAfterMinutes: number) => Promise<void>;
};

const inOrder = (parsed: AnyParsed, refused: readonly Refused[]): Refused[] =>
  [...parsed.refused, ...refused].sort((one, other) => (one.row ?? 0) - (other.row ?? 0));

/** Plans in the transaction given; what is planned holds as long as that lasts and imports take turns. */
export async function planFile(client: PoolClient, parsed: AnyParsed, notice: AttestedNotice | null): Promise<Planned> {
  const read = (emails: readonly string[], mpnIds: readonly string[]): Promise<Register> =>
    readRegister(client, {
      emails: [...new Set(emails)],
      mpnIds: [...new Set(mpnIds)],
      sittings: parsed.kind === 'exams',
    });
  switch (parsed.kind) {
    case 'registrations': {
      const { rows, names } = parsed;
      const register = await read(
        rows.map(({ email }) => email),
        rows.map((row) => row.mpn_id),
      );
      const plan = planRegistrations(rows, names, register, notice?.version ?? null);
      return {
        ...plan,
        refused: inOrder(parsed, plan.refused),
        apply: (batchId, tellAfterMinutes) => applyRegistrations(client, batchId, plan, notice, tellAfterMinutes),
      };
    }
    case 'exams': {
      const { rows, names } = parsed;
      const plan = planExams(
        rows,
        names,
        await read(
          rows.map(({ email }) => email),
          [],
        ),
      );
      return { ...plan, refused: inOrder(parsed, plan.refused), apply: (batchId) => applyExams(client, batchId, plan) };
    }
    case 'workshops': {
      const { rows, names } = parsed;
      const plan = planWorkshops(rows, names, await read([], []));
      return {
        ...plan,
        refused: inOrder(parsed, plan.refused),
        apply: (batchId) => applyWorkshops(client, batchId, plan),
      };
    }
  }
}
