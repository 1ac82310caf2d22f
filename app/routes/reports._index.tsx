import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

import { requireActor } from '#app/features/access/require.server.ts';
import { listPublishedReports, type PublishedReport } from '#app/features/delivery/fetch-report.server.ts';
import { Badge, Tag } from '#app/ui/badge.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { counted, formatBytes, formatDay, formatPeriod } from '#app/ui/format.ts';
import { Icon } from '#app/ui/icon.tsx';
import { PageHeading } from '#app/ui/page.tsx';

export const meta: MetaFunction = () => [{ title: 'Reports · Partner Skills' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'report:list');
  return { reports: await listPublishedReports(actor) };
}

const SHEET_NAMES: Record<string, string> = { registration: 'Registration and progress', exams: 'Exams' };

function Report({ report, newest }: { report: PublishedReport; newest: boolean }) {
  const period = formatPeriod(report.period);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-4 py-4">
      <div className="min-w-0">
        <h2 className="flex flex-wrap items-center gap-2 text-lg font-semibold">
          {period}
          {report.firstFetchedAt ? (
            <Badge tone="success">fetched {formatDay(report.firstFetchedAt)}</Badge>
          ) : (
            <Badge tone="accent">new</Badge>
          )}
        </h2>
        <ul className="mt-1.5 flex flex-wrap gap-1.5">
          {report.sheets.map((sheet) => (
            <li key={sheet.id}>
              <Tag>
                {SHEET_NAMES[sheet.id] ?? sheet.id}: {counted(sheet.rows, 'row')}
              </Tag>
            </li>
          ))}
        </ul>
        <p className="mt-1.5 text-sm text-ink-soft">
          Published {formatDay(report.publishedAt)} · agreement v{report.versionNumber} · {formatBytes(report.bytes)}
        </p>
        <details className="text-sm text-ink-soft">
          <summary className="w-fit rounded-sm underline-offset-2 hover:underline">Hash of the file (SHA-256)</summary>
          <code className="font-mono break-all select-all">{report.sha256}</code>
        </details>
      </div>
      <ButtonLink to={`/reports/${report.runId}/download`} reloadDocument look={newest ? 'primary' : 'secondary'}>
        <Icon name="download" />
        Download<span className="sr-only"> {period}</span>
      </ButtonLink>
    </li>
  );
}

export default function Reports() {
  const { reports } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeading
        title="Reports"
        lead="Each file holds the agreed fields and nothing else. Downloads are recorded, so that people can read what was told about them."
      />
      <Card flush>
        {reports.length === 0 ? (
          <Empty icon="reports" title="No report yet">
            Once a period is over and its report has been checked, it stands here, and we tell you by e-mail.
          </Empty>
        ) : (
          <ul className="divide-y divide-line">
            {reports.map((report, index) => (
              <Report key={report.runId} report={report} newest={index === 0} />
            ))}
          </ul>
        )}
      </Card>
    </>
  );
}
