import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { requireActor } from '#app/features/access/require.server.ts';
import { readSought } from '#app/features/access/sealed-search.server.ts';
import { CallCard } from '#app/features/exams/call-card.tsx';
import { changeFollowUp } from '#app/features/exams/change-follow-up.server.ts';
import { parseFollowUpChange } from '#app/features/exams/follow-up-change.ts';
import { parseFollowUpFilter, type FollowUpView } from '#app/features/exams/follow-up-filter.ts';
import { getFollowUps } from '#app/features/exams/list-follow-ups.server.ts';
import { TakeCallBack } from '#app/features/exams/take-call-back.tsx';
import { PlannedDays, PlannedList } from '#app/features/exams/planned-list.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { FindForm } from '#app/ui/find-form.tsx';
import { counted, formatNumber } from '#app/ui/format.ts';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';
import { ListFoot } from '#app/ui/paging.tsx';
import { Tabs } from '#app/ui/tabs.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Follow-up') }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'follow-up:list');
  const filter = parseFollowUpFilter(new URL(request.url).searchParams, readSought(request));
  return { filter, ...(await getFollowUps(actor, filter)) };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'follow-up:change');
  const change = parseFollowUpChange(await readForm(request));
  if (change.intent === 'call') await limitActor('outcome:actor', actor);
  const answer = await changeFollowUp(actor, change);
  return data(answer, { status: answer.ok ? 200 : 409 });
}

const EMPTY: Readonly<Record<FollowUpView, { title: string; text: string }>> = {
  calls: {
    title: 'Nobody to ring',
    text: 'Whoever answers neither the mail nor the reminder stands here some days later, with phone and script.',
  },
  planned: {
    title: 'Nothing is planned',
    text: 'From the exam month on, each sitting whose outcome nobody knows has a plan here: a mail in the morning of the first day after the month and never before the day after it was planned, a reminder, a call.',
  },
  settled: { title: 'Nothing was asked yet', text: 'What was sent, rung and cancelled stands here, with its reason.' },
};

export default function FollowUp() {
  const { filter, counts, days, stale, rows, total, contacts } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { view, search } = filter;
  const tabs = [
    { to: '?view=calls', label: 'To ring', count: counts.calls, current: view === 'calls' },
    { to: '?view=planned', label: 'Planned', count: counts.planned, current: view === 'planned' },
    { to: '?view=settled', label: 'Done and cancelled', count: counts.settled, current: view === 'settled' },
  ];
  return (
    <>
      <PageHeading
        title="Follow-up"
        lead={
          contacts === 0
            ? 'Nobody is asked how an exam went: the settings allow no contact.'
            : `Asks how exams went once their month is over: ${counted(contacts, 'contact')} about one exam at most, the first on the day after it was planned at the earliest. It ends at the first answer, and where somebody objects, is restricted or would rather not say.`
        }
      />
      {answer ? (
        <Notice live tone={answer.ok ? 'success' : 'danger'} title={answer.message} className="mb-4">
          {answer.undo === undefined ? null : (
            <>
              <p>For ten minutes this can be taken back, here or under “Done and cancelled”.</p>
              <TakeCallBack followUpId={answer.undo} />
            </>
          )}
        </Notice>
      ) : null}
      <Card flush>
        <Tabs label="Follow-up" tabs={tabs.map(({ count, ...tab }) => ({ ...tab, count: formatNumber(count) }))} />
        {view === 'planned' ? <PlannedDays days={days} stale={stale} /> : null}
        <FindForm
          to={`/train/follow-up?view=${view}`}
          role="search"
          aria-label="Contacts"
          className="flex gap-2 border-b border-line px-4 py-3"
        >
          <label>
            <span className="sr-only">Search a person, company or exam</span>
            <input
              type="search"
              name="search"
              key={search}
              defaultValue={search ?? ''}
              placeholder="Name, company, exam"
              className="control w-56"
            />
          </label>
          <Button>Search</Button>
        </FindForm>
        {rows.length === 0 ? (
          <Empty icon={search ? 'search' : 'phone'} title={search ? `Nothing fits “${search}”` : EMPTY[view].title}>
            {search ? 'Try a part of a name, a company or an exam.' : EMPTY[view].text}
          </Empty>
        ) : view === 'calls' ? (
          <ul>
            {rows.map((row, index) => (
              <CallCard key={row.id} row={row} contacts={contacts} isFirst={index === 0} />
            ))}
          </ul>
        ) : (
          <PlannedList rows={rows} isSettled={view === 'settled'} />
        )}
        <ListFoot
          words={counted(total, 'contact')}
          offset={(filter.page - 1) * filter.pageSize}
          limit={filter.pageSize}
          total={total}
        />
      </Card>
    </>
  );
}
