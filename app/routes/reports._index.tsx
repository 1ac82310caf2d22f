import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

import { requireActor } from '#app/features/access/require.server.ts';
import { parsePage } from '#app/features/employers/employment-change.ts';
import { listPublishedReports, type PublishedReport } from '#app/features/delivery/fetch-report.server.ts';
import {
  listNotifications,
  NOTIFICATIONS_PER_PAGE,
  type RecipientNotification,
} from '#app/features/privacy/recipient-notifications.server.ts';
import { Badge, Tag } from '#app/ui/badge.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { counted, formatBytes, formatDay, formatDayTime, formatPeriod } from '#app/ui/format.ts';
import { Icon } from '#app/ui/icon.tsx';
import { PageHeading } from '#app/ui/page.tsx';
import { Paging } from '#app/ui/paging.tsx';
import { fieldOf, isFieldId } from '#reports/catalogue.ts';

export const meta: MetaFunction = () => [{ title: 'Reports · Partner Skills' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'report:list');
  const page = parsePage(new URL(request.url).searchParams);
  return {
    reports: await listPublishedReports(actor),
    page,
    pageSize: NOTIFICATIONS_PER_PAGE,
    ...(await listNotifications(actor, page)),
  };
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

const WHAT_TO_DO: Record<RecipientNotification['cause'], { readonly what: string; readonly then: string }> = {
  corrected: { what: 'corrected', then: 'The next report has what is right. Please use these fields no more.' },
  erased: { what: 'erased', then: 'Please erase this row, in this file and wherever you copied it.' },
  restricted: {
    what: 'restricted',
    then: 'Please keep this row, and use it for nothing, until it is in a report again.',
  },
  objection: { what: 'objected to', then: 'Please use this row for nothing while the objection is being decided.' },
  minor: { what: 'may not be kept', then: 'Please erase this row, in this file and wherever you copied it.' },
  'false-registration': { what: 'was wrong', then: 'Please erase this row, in this file and wherever you copied it.' },
};

const nameOfField = (id: string): string => (isFieldId(id) ? fieldOf(id).headers.en : id);

function Notification({ notification }: { notification: RecipientNotification }) {
  const { sha256, sheet, row, cause, fields, madeAt } = notification;
  const { what, then } = WHAT_TO_DO[cause];
  return (
    <li className="px-4 py-3">
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <span className="font-medium">
          Row {row} of “{SHEET_NAMES[sheet] ?? sheet}”
        </span>
        <Badge tone={cause === 'corrected' ? 'info' : 'warn'}>{what}</Badge>
        {fields.length === 0 ? null : <span>{fields.map(nameOfField).join(', ')}</span>}
        <span className="text-ink-soft">{formatDayTime(madeAt)}</span>
      </p>
      <p className="mt-1">{then}</p>
      <p className="mt-1 text-sm text-ink-soft">
        File with the hash <code className="font-mono break-all select-all">{sha256}</code>
      </p>
    </li>
  );
}

export default function Reports() {
  const { reports, notifications, total, page, pageSize } = useLoaderData<typeof loader>();
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
      <Card title="Rows that are not as they were" flush className="mt-6">
        <p id="notifications" className="px-4 pb-3 text-ink-soft">
          {total === 0
            ? 'Nothing that you were given was corrected, erased or restricted since.'
            : 'Found by the hash of the file and the number of the row, as your program counts rows. Whom a row is about does not stand here.'}
        </p>
        {notifications.length === 0 ? null : (
          <ul className="divide-y divide-line border-t border-line">
            {notifications.map((notification) => (
              <Notification key={notification.id} notification={notification} />
            ))}
          </ul>
        )}
        {total <= pageSize ? null : (
          <div className="border-t border-line px-4 py-3">
            <Paging offset={(page - 1) * pageSize} limit={pageSize} total={total} />
          </div>
        )}
      </Card>
    </>
  );
}
