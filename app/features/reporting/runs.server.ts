// Reads runs for the pages of staff: the list, and one run with everything that is known about its file.
import { z } from 'zod';
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { inRole, type Prisma } from '#app/platform/db.server.ts';
import { BuiltSheets, type BuiltSheet } from './built-sheets.ts';
import { isHeldByPause, NEEDS_A_PERSON, type RunState } from './run.ts';

const Checks = z.array(z.object({ id: z.string(), passed: z.boolean(), detail: z.string() }));
const Exposure = z.array(
  z.object({
    examId: z.string(),
    month: z.string(),
    country: z.string().nullable(),
    company: z.string().nullable(),
    rows: z.number(),
    candidates: z.number(),
  }),
);

export type RunDelivery = {
  readonly channel: string;
  readonly state: string;
  readonly detail: string | null;
  readonly queuedAt: Date;
  readonly nextAttemptAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly disclosedAt: Date | null;
  /** Which file it carried: an earlier one where that had left before the run was built again. */
  readonly buildNumber: number;
  /** The later version of the agreement that says where it goes; null where its own does, or nothing was tried yet. */
  readonly laterTarget: number | null;
};

export type RunBuild = {
  readonly number: number;
  readonly cutOff: Date;
  readonly builtAt: Date;
  readonly tookMs: number;
  readonly fileName: string;
  readonly bytes: number;
  /** When the file was deleted because somebody in it was erased; its hash stays. */
  readonly fileRemovedAt: Date | null;
  /** Since when the same bytes can't be made again: somebody who stood in it was erased. */
  readonly notReproducibleAt: Date | null;
  readonly sha256: string;
  readonly sheets: readonly BuiltSheet[];
  readonly checks: z.infer<typeof Checks>;
  readonly exposure: z.infer<typeof Exposure>;
};

export type RunView = {
  readonly id: number;
  readonly period: string;
  readonly state: RunState;
  /** Why it waits or failed, and which deliveries only a person can help; in words that name nobody. */
  readonly reasons: readonly string[];
  readonly needsPerson: boolean;
  /** It waits because its schedule is paused. */
  readonly isHeldByPause: boolean;
  /** When the build is tried again by itself, while it failed and is. */
  readonly nextTryAt: Date | null;
  readonly plannedAt: Date;
  readonly dueAt: Date;
  readonly released: { readonly at: Date; readonly by: string | null; readonly reason: string } | null;
  readonly recipient: { readonly slug: string; readonly kind: string; readonly name: string };
  readonly version: { readonly number: number; readonly zone: string; readonly reidentificationRule: string };
  readonly deliveries: readonly RunDelivery[];
  /** The newest build, or null while there is none. */
  readonly build: RunBuild | null;
};

const SELECT = {
  id: true,
  period: true,
  state: true,
  reasons: true,
  plannedAt: true,
  dueAt: true,
  nextTryAt: true,
  releasedAt: true,
  releaseReason: true,
  releaser: { select: { name: true } },
  version: {
    select: {
      number: true,
      zone: true,
      reidentificationRule: true,
      agreement: {
        select: {
          pausedAt: true,
          recipient: { select: { slug: true, kind: true, name: true, employer: { select: { name: true } } } },
        },
      },
    },
  },
  deliveries: {
    select: {
      channel: true,
      state: true,
      detail: true,
      queuedAt: true,
      nextAttemptAt: true,
      deliveredAt: true,
      disclosedAt: true,
      build: { select: { number: true } },
      targetVersion: { select: { number: true } },
    },
    orderBy: { channel: 'asc' },
  },
  builds: {
    select: {
      number: true,
      cutOff: true,
      builtAt: true,
      tookMs: true,
      fileName: true,
      bytes: true,
      fileRemovedAt: true,
      notReproducibleAt: true,
      sha256: true,
      sheets: true,
      checks: true,
      exposure: true,
    },
    orderBy: { number: 'desc' },
    take: 1,
  },
} as const satisfies Prisma.RunSelect;

type Row = Prisma.RunGetPayload<{ select: typeof SELECT }>;

function viewOf(row: Row): RunView {
  const { agreement, ...version } = row.version;
  const { employer, ...recipient } = agreement.recipient;
  const [build] = row.builds;
  const dead = row.deliveries.filter((delivery) => delivery.state === 'dead');
  const state = row.state as RunState;
  const isHeld = isHeldByPause({ ...row, state, pausedAt: agreement.pausedAt });
  return {
    id: row.id,
    period: row.period,
    state,
    reasons: [
      ...row.reasons,
      ...dead.map(({ channel, detail }) => `Not delivered by ${channel}: ${detail ?? 'unknown'}`),
    ],
    needsPerson: (NEEDS_A_PERSON.includes(state) && row.nextTryAt === null) || dead.length > 0,
    isHeldByPause: isHeld,
    nextTryAt: isHeld ? null : row.nextTryAt,
    plannedAt: row.plannedAt,
    dueAt: row.dueAt,
    released:
      row.releasedAt === null
        ? null
        : { at: row.releasedAt, by: row.releaser?.name ?? null, reason: row.releaseReason ?? '' },
    recipient: { slug: recipient.slug, kind: recipient.kind, name: recipient.name ?? employer?.name ?? recipient.slug },
    version,
    deliveries: row.deliveries.map(({ build: { number }, targetVersion, ...delivery }) => ({
      ...delivery,
      nextAttemptAt: isHeld && delivery.state === 'failed' ? null : delivery.nextAttemptAt,
      buildNumber: number,
      laterTarget: targetVersion !== null && targetVersion.number !== version.number ? targetVersion.number : null,
    })),
    build:
      build === undefined
        ? null
        : {
            ...build,
            bytes: Number(build.bytes),
            sheets: BuiltSheets.parse(build.sheets),
            checks: Checks.parse(build.checks),
            exposure: Exposure.parse(build.exposure),
          },
  };
}

type Reader = StaffActor | { readonly kind: 'system'; readonly name: string };

export type RunFilter = { readonly state?: RunState | undefined; readonly ids?: readonly number[] };

/** Runs, newest period first, then by recipient; those that wait for a person or failed come first within a period. */
export function listRuns(actor: Reader, { state, ids }: RunFilter = {}): Promise<RunView[]> {
  return inRole('psa_portal', actorSettings(actor), async (tx) => {
    const rows = await tx.run.findMany({
      select: SELECT,
      where: { ...(state === undefined ? {} : { state }), ...(ids === undefined ? {} : { id: { in: [...ids] } }) },
      orderBy: [{ period: 'desc' }, { version: { agreement: { recipient: { slug: 'asc' } } } }],
    });
    const waits = (run: RunView): number => (run.needsPerson || run.state === 'failed' ? 0 : 1);
    return rows.map(viewOf).sort((a, b) => b.period.localeCompare(a.period) || waits(a) - waits(b));
  });
}

/** One run, or null when there is none. */
export function findRun(actor: Reader, runId: number): Promise<RunView | null> {
  return inRole('psa_portal', actorSettings(actor), async (tx) => {
    const row = await tx.run.findUnique({ select: SELECT, where: { id: runId } });
    return row === null ? null : viewOf(row);
  });
}
