import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { isPermitted } from '#app/features/access/permissions.ts';
import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { notFound, requireActor } from '#app/features/access/require.server.ts';
import { describeSchedule } from '#app/features/agreements/differences.ts';
import { PAUSED_WORDS, setPaused, STANDS_SO } from '#app/features/agreements/pause-agreement.server.ts';
import { RECIPIENT_WORDS } from '#app/features/agreements/terms.ts';
import { readReportCalendar } from '#app/features/delivery/report-calendar.server.ts';
import { listSchedules, type ListedSchedule } from '#app/features/delivery/read-schedules.server.ts';
import { parseScheduleFilter, SCHEDULES_A_PAGE } from '#app/features/delivery/schedule-list.ts';
import { startRun, START_REFUSALS } from '#app/features/delivery/start-run.server.ts';
import { isNearMonth } from '#app/features/exams/sitting.ts';
import { ReportsByDay } from '#app/features/overview/report-calendar.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { TextField } from '#app/ui/field.tsx';
import { counted, formatDay } from '#app/ui/format.ts';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';
import { ListFoot } from '#app/ui/paging.tsx';
import { Chips, Tabs } from '#app/ui/tabs.tsx';

import { parseScheduleChange } from './schedule-change.ts';
import { ScheduleTable, type ScheduleRow } from './schedule-table.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Schedules') }];

const sayPaused = ({ pausedAt, pausedBy, pausedBecause }: ListedSchedule): string | null => {
  if (pausedAt === null) return null;
  const since = `since ${formatDay(pausedAt)}`;
  return pausedBecause === null || pausedBecause === 'by-staff'
    ? `by ${pausedBy ?? 'staff'}, ${since}`
    : `${PAUSED_WORDS[pausedBecause]} ${since}`;
};

const rowOf = (schedule: ListedSchedule): ScheduleRow => ({
  id: schedule.id,
  recipient: schedule.recipient.name,
  kind: RECIPIENT_WORDS[schedule.recipient.kind],
  words: schedule.version === null ? null : describeSchedule(schedule.version),
  next: schedule.next,
  runs: schedule.runs,
  open: schedule.open,
  paused: sayPaused(schedule),
});

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'schedule:list');
  await limitActor('search:actor', actor);
  const parameters = new URL(request.url).searchParams;
  const filter = parseScheduleFilter(parameters);
  const month = parameters.get('month');
  const isCalendar = parameters.get('view') === 'calendar';
  const { schedules, total } = isCalendar ? { schedules: [], total: 0 } : await listSchedules(actor, filter);
  return {
    filter,
    total,
    pageSize: SCHEDULES_A_PAGE,
    done: parameters.get('done'),
    rows: schedules.map(rowOf),
    calendar: isCalendar ? await readReportCalendar(actor, month !== null && isNearMonth(month) ? month : null) : null,
    may: { pause: isPermitted(actor, 'agreement:pause'), start: isPermitted(actor, 'run:start') },
  };
}

export async function action({ request }: ActionFunctionArgs) {
  await requireActor(request, 'schedule:list');
  const change = parseScheduleChange(await readForm(request));
  if (change.intent === 'make') {
    const started = await startRun(await requireActor(request, 'run:start'), change.agreementId, change.period);
    if (started.ok) return redirect(`/admin/runs/${started.value}`);
    if (started.reason === 'not-there') throw notFound();
    return data({ message: `Nothing was made: ${START_REFUSALS[started.reason]}.` }, { status: 409 });
  }
  const actor = await requireActor(request, 'agreement:pause');
  if (!(await setPaused(actor, change.agreementId, change.intent === 'pause')))
    return data({ message: STANDS_SO[change.intent] }, { status: 409 });
  const to = new URL(request.url).searchParams;
  to.set('done', change.intent);
  return redirect(`/admin/schedules?${to}`);
}

const DONE: Readonly<Record<string, string>> = {
  pause:
    'Paused. Nothing is made or sent by this schedule until it goes on; a report that somebody asks for still goes.',
  resume: 'It goes on. The last reports that fell due meanwhile are made, older ones are marked as missed.',
};

const STANDS = { all: 'All', 'needs-somebody': 'Needs somebody', paused: 'Paused' } as const;

export default function Schedules() {
  const { filter, rows, total, pageSize, calendar, may, done } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const isUnfiltered = filter.search === '' && filter.stand === 'all';
  return (
    <>
      <PageHeading
        title="Schedules"
        lead="When which report is made, and how the last ones stand. Times are Amsterdam’s; each report falls due by the clock of its agreement."
      />
      {done !== null && DONE[done] !== undefined && refusal === undefined ? (
        <Notice live tone="success" title={DONE[done]} className="mb-4" />
      ) : null}
      {refusal === undefined ? null : <Notice live tone="danger" title={refusal.message} className="mb-4" />}
      <Card flush>
        <Tabs
          label="Schedules"
          tabs={[
            { to: '/admin/schedules', label: 'By recipient', current: calendar === null },
            { to: '/admin/schedules?view=calendar', label: 'Calendar', current: calendar !== null },
          ]}
        />
        {calendar === null ? (
          <>
            <div className="flex flex-wrap items-end justify-between gap-3 border-b border-line px-4 py-3">
              <Form className="flex flex-wrap items-end gap-2">
                <TextField label="Name or partner ID" name="q" defaultValue={filter.search} />
                <input type="hidden" name="stand" value={filter.stand} />
                <Button>Search</Button>
              </Form>
              <Chips
                label="Which schedules"
                chips={(['all', 'needs-somebody', 'paused'] as const).map((stand) => ({
                  to: `/admin/schedules?${new URLSearchParams({ q: filter.search, stand })}`,
                  label: STANDS[stand],
                  current: filter.stand === stand,
                }))}
              />
            </div>
            {rows.length === 0 ? (
              <Empty icon="schedules" title={isUnfiltered ? 'No schedule yet' : 'None fits'}>
                {isUnfiltered ? 'Each agreement that is in force has one.' : 'Try another name, or all of them.'}
              </Empty>
            ) : (
              <>
                <ScheduleTable rows={rows} may={may} />
                <ListFoot
                  words={counted(total, 'schedule')}
                  offset={(filter.page - 1) * pageSize}
                  limit={pageSize}
                  total={total}
                />
              </>
            )}
          </>
        ) : (
          <ReportsByDay
            calendar={calendar}
            addressOf={(month) => `/admin/schedules?${new URLSearchParams({ view: 'calendar', month })}`}
          />
        )}
      </Card>
    </>
  );
}
