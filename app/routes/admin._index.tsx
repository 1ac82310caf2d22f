import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { isPermitted } from '#app/features/access/permissions.ts';
import { requireActor } from '#app/features/access/require.server.ts';
import { readReportCalendar } from '#app/features/delivery/report-calendar.server.ts';
import { isNearMonth } from '#app/features/exams/sitting.ts';
import { NeedsSomebody } from '#app/features/overview/needs-somebody.tsx';
import { Outcomes, UnknownByAge } from '#app/features/overview/outcomes.tsx';
import { getOverview } from '#app/features/overview/overview.server.ts';
import { ReportsByDay } from '#app/features/overview/report-calendar.tsx';
import { ProgressOfWorkshops } from '#app/features/overview/progress-of-workshops.tsx';
import { SessionsToCome } from '#app/features/overview/sessions-to-come.tsx';
import { Card } from '#app/ui/card.tsx';
import { PageHeading } from '#app/ui/page.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Overview') }];

/** An exam code as it stands in an address; anything else means all of them. */
const examOf = (text: string | null): string | null =>
  text !== null && /^[A-Z0-9]{1,6}-[A-Z0-9]{1,8}$/.test(text) ? text : null;

/** The page with another month of the calendar. */
const withMonth = (exam: string | null, month: string): string =>
  `/admin?${new URLSearchParams({ ...(exam === null ? {} : { exam }), month })}`;

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'overview:read');
  const asked = new URL(request.url).searchParams;
  const exam = examOf(asked.get('exam'));
  const month = asked.get('month');
  return {
    exam,
    overview: await getOverview(actor, exam),
    calendar: await readReportCalendar(actor, month !== null && isNearMonth(month) ? month : null),
    maySeeSessions: isPermitted(actor, 'session:list'),
  };
}

export default function OverviewPage() {
  const { exam, overview, calendar, maySeeSessions } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeading
        title="Overview"
        lead="What needs somebody first, and how the academy stands. Numbers lead to what they count."
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <NeedsSomebody pending={overview.pending} deadMails={overview.deadMails} />
        <Card flush title="Reports due">
          <ReportsByDay calendar={calendar} addressOf={(month) => withMonth(exam, month)} />
        </Card>
        <Outcomes exam={exam} exams={overview.exams} months={overview.months} />
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
          <UnknownByAge unknown={overview.unknown} />
          <SessionsToCome sessions={overview.sessions} mayOpen={maySeeSessions} />
        </div>
        <ProgressOfWorkshops workshops={overview.workshops} />
      </div>
    </>
  );
}
