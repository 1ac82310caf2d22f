// Hands out a published report to a contact of its recipient, and nothing of anybody else's. The first download discloses
// the rows; each one is recorded before the first byte goes out.
import type { ReadStream } from 'node:fs';
import { actorSettings, type ContactActor, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { BuiltSheets } from '#app/features/reporting/built-sheets.ts';
import { streamBuild } from '#app/features/reporting/report-files.server.ts';
import { valueOf } from '#app/features/settings/settings.ts';
import { inRole, inRoleSql } from '#app/platform/db.server.ts';
import { expiryOf } from './file-expiry.ts';
import { disclosePublished } from './portal.server.ts';

export type PublishedReport = {
  readonly runId: number;
  readonly period: string;
  readonly fileName: string;
  readonly publishedAt: Date;
  /** Until then the file is there; then its hash is known, and no more. */
  readonly expiresAt: Date;
  /** When it was first downloaded, by anyone of the recipient. */
  readonly firstFetchedAt: Date | null;
  readonly versionNumber: number;
  readonly zone: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly sheets: readonly { readonly id: string; readonly rows: number }[];
};

/** The reports published for the contact's recipient, newest period first. */
export function listPublishedReports(actor: ContactActor): Promise<PublishedReport[]> {
  return inRole('psa_recipient', actorSettings(actor), async (tx) => {
    const setting = await tx.setting.findUnique({ where: { name: 'reportFileDays' }, select: { value: true } });
    const days = valueOf('reportFileDays', setting?.value);
    const rows = await tx.delivery.findMany({
      select: {
        runId: true,
        deliveredAt: true,
        disclosedAt: true,
        build: { select: { fileName: true, bytes: true, sha256: true, sheets: true } },
        run: { select: { period: true, version: { select: { number: true, zone: true } } } },
      },
      where: { channel: 'portal', state: 'delivered', build: { fileRemovedAt: null } },
      orderBy: [{ run: { period: 'desc' } }, { runId: 'desc' }],
    });
    return rows.flatMap(({ runId, deliveredAt, disclosedAt, build, run }) =>
      deliveredAt === null
        ? []
        : {
            runId,
            period: run.period,
            fileName: `${run.period}-${build.fileName}`,
            publishedAt: deliveredAt,
            expiresAt: expiryOf(deliveredAt, days),
            firstFetchedAt: disclosedAt,
            versionNumber: run.version.number,
            zone: run.version.zone,
            bytes: Number(build.bytes),
            sha256: build.sha256,
            sheets: BuiltSheets.parse(build.sheets),
          },
    );
  });
}

export type ReportFile = {
  readonly fileName: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly stream: ReadStream;
};

const BUILD = { id: true, number: true, fileName: true, bytes: true, sha256: true } as const;

/** Opens the file; throws when its bytes are not those that were checked. */
const openFile = async (
  runId: number,
  period: string,
  build: { number: number; fileName: string; bytes: bigint; sha256: string },
): Promise<ReportFile> => ({
  fileName: `${period}-${build.fileName}`,
  bytes: Number(build.bytes),
  sha256: build.sha256,
  stream: await streamBuild(runId, build.number, build.sha256),
});

/** The file of a published report of the contact's own recipient; null for another's exactly as for one that does not exist. */
export async function findReport(actor: ContactActor, runId: number): Promise<ReportFile | null> {
  const published = await inRole('psa_recipient', actorSettings(actor), (tx) =>
    tx.delivery.findFirst({
      select: { id: true, build: { select: BUILD }, run: { select: { period: true } } },
      where: { runId, channel: 'portal', state: 'delivered', build: { fileRemovedAt: null } },
    }),
  );
  if (published === null) return null;
  // Opened before it counts as disclosed: what can't be handed out has not left.
  const file = await openFile(runId, published.run.period, published.build);
  if (!(await disclosePublished(actor, published.id, published.build.id))) {
    file.stream.destroy();
    return null;
  }
  return file;
}

export type PulledReport = { readonly runId: number; readonly period: string };

/**
 * The reports of the contact's own recipient that were there and are being made anew, since somebody in them may not be any more; the newest period first. The
 * worker's rights are needed: to a recipient, what is not published does not exist.
 */
export function listPulledReports(actor: ContactActor): Promise<PulledReport[]> {
  return inRoleSql(
    'psa_worker',
    actorSettings(actor),
    async (client) => {
      const { rows } = await client.query<PulledReport>(
        `select u.id as "runId", u.period from deliveries d join runs u on u.id = d.run_id join agreements a on a.id = u.agreement_id
         where a.recipient_id = $1 and u.state <> 'withdrawn' and d.channel = 'portal' and d.state <> 'delivered'
           and exists (select from delivery_attempts t where t.delivery_id = d.id and t.outcome = 'delivered')
         order by u.period desc, u.id desc`,
        [actor.recipientId],
      );
      return rows;
    },
    { readOnly: true },
  );
}

/** The newest file of any run, for staff who check it before it goes. It discloses nothing to the recipient. */
export async function findRunFile(actor: StaffActor, runId: number): Promise<ReportFile | null> {
  const found = await inRole('psa_portal', actorSettings(actor), async (tx) => {
    const build = await tx.build.findFirst({
      select: { ...BUILD, run: { select: { period: true } } },
      where: { runId, fileRemovedAt: null },
      orderBy: { number: 'desc' },
    });
    if (build !== null) {
      await appendEvent(tx, { event: 'report.downloaded', subjectId: runId, details: { build: build.number } });
    }
    return build;
  });
  return found === null ? null : openFile(runId, found.run.period, found);
}
