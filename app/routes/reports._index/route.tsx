import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

import { readForm } from '#app/features/access/read-form.server.ts';
import { titleOf } from '#app/features/language/academy.ts';
import { notFound, requireActor } from '#app/features/access/require.server.ts';
import { parseOwnContact } from '#app/features/employers/own-contact-form.ts';
import { changeOwnContact, listOwnContacts } from '#app/features/employers/own-contacts.server.ts';
import { parsePage } from '#app/features/employers/employment-change.ts';
import {
  listPublishedReports,
  listPulledReports,
  type PublishedReport,
} from '#app/features/delivery/fetch-report.server.ts';
import { parseConfirmed } from '#app/features/privacy/confirmed-form.ts';
import {
  confirmNotifications,
  listNotifications,
  NOTIFICATIONS_PER_PAGE,
} from '#app/features/privacy/recipient-notifications.server.ts';
import { Badge, Tag } from '#app/ui/badge.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { counted, formatBytes, formatDay, formatPeriod } from '#app/ui/format.ts';
import { Icon } from '#app/ui/icon.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';
import { Paging } from '#app/ui/paging.tsx';

import { NotificationList } from './notification-list.tsx';
import { OwnContacts } from './own-contacts.tsx';
import { nameOfSheet } from './sheet-names.ts';

export const meta: MetaFunction = () => [{ title: titleOf('Reports') }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'report:list');
  const page = parsePage(new URL(request.url).searchParams);
  return {
    reports: await listPublishedReports(actor),
    contacts: await listOwnContacts(actor),
    pulled: await listPulledReports(actor),
    page,
    pageSize: NOTIFICATIONS_PER_PAGE,
    ...(await listNotifications(actor, page)),
  };
}

async function changeContacts(request: Request, form: FormData): Promise<Response> {
  const asked = parseOwnContact(form);
  if (asked === null) throw new Response('This form names no contact', { status: 400 });
  const isConfirmed = asked.intent === 'confirm-contact';
  const actor = await requireActor(request, isConfirmed ? 'colleague:confirm' : 'colleague:remove');
  if (!(await changeOwnContact(actor, isConfirmed ? 'confirm' : 'remove', asked.contactId))) throw notFound();
  return redirect(`${new URL(request.url).pathname}${new URL(request.url).search}#contacts`);
}

export async function action({ request }: ActionFunctionArgs) {
  await requireActor(request, 'report:list');
  const form = await readForm(request);
  if (form.has('contactId')) return changeContacts(request, form);
  const actor = await requireActor(request, 'notification:confirm');
  const ids = parseConfirmed(form);
  if (ids === null) throw new Response('This form names no notifications', { status: 400 });
  await confirmNotifications(actor, ids);
  return redirect(`${new URL(request.url).pathname}${new URL(request.url).search}#notifications`);
}

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
                {nameOfSheet(sheet.id)}: {counted(sheet.rows, 'row')}
              </Tag>
            </li>
          ))}
        </ul>
        <p className="mt-1.5 text-sm text-ink-soft">
          Published {formatDay(report.publishedAt)} · there until {formatDay(report.expiresAt)} · agreement v
          {report.versionNumber} · {formatBytes(report.bytes)}
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
  const { reports, contacts, pulled, notifications, total, open, page, pageSize } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeading
        title="Reports"
        lead="Each file holds the agreed fields and nothing else. Downloads are recorded, so that people can read what was told about them. A file is there until its day; that it is genuine can be asked for longer."
        actions={
          <ButtonLink to="/reports/verify">
            <Icon name="shield" />
            Is a file genuine?
          </ButtonLink>
        }
      />
      {pulled.map(({ runId, period }) => (
        <Notice
          key={runId}
          tone="warn"
          title={`The report for ${formatPeriod(period)} is being made anew`}
          className="mb-4"
        >
          Somebody who was in it may not be any more, so nobody is given the old file. We tell you by e-mail once the
          new one is here.
        </Notice>
      ))}
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
            : `${open === 0 ? 'All of it is confirmed.' : `${counted(open, 'notification')} to act on.`} Found by the hash of the file and the number of the row, as your program counts rows. Whom a row is about does not stand here.`}
        </p>
        {notifications.length === 0 ? null : <NotificationList notifications={notifications} />}
        {total <= pageSize ? null : (
          <div className="border-t border-line px-4 py-3">
            <Paging offset={(page - 1) * pageSize} limit={pageSize} total={total} />
          </div>
        )}
      </Card>
      <OwnContacts contacts={contacts} />
    </>
  );
}
