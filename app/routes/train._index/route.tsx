import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { requireActor } from '#app/features/access/require.server.ts';
import { getTrainPage } from '#app/features/learning/list-sessions.server.ts';
import { parseSessionFilter, type SessionFilter, type When } from '#app/features/learning/session-filter.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { SelectField } from '#app/ui/field.tsx';
import { PageHeading } from '#app/ui/page.tsx';
import { Paging } from '#app/ui/paging.tsx';
import { Chips } from '#app/ui/tabs.tsx';

import { Catalogue } from './catalogue.tsx';
import { SessionList } from './session-list.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Workshops') }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'session:list');
  const filter = parseSessionFilter(new URL(request.url).searchParams);
  return { filter, ...(await getTrainPage(actor, filter)) };
}

const CHIPS: readonly { when: When; label: string }[] = [
  { when: 'coming', label: 'To come' },
  { when: 'past', label: 'Over or cancelled' },
  { when: 'all', label: 'All' },
];

function addressOf(when: When, { workshop, trainer }: SessionFilter): string {
  return `?${new URLSearchParams({
    when,
    ...(workshop === null ? {} : { workshop: String(workshop) }),
    ...(trainer === null ? {} : { trainer: String(trainer) }),
  })}`;
}

type Named = { id: number; name: string };

function Filter({
  filter,
  workshops,
  trainers,
}: {
  filter: SessionFilter;
  workshops: readonly Named[];
  trainers: readonly Named[];
}) {
  const choices = [
    { name: 'workshop', label: 'Workshop', all: 'All workshops', options: workshops, chosen: filter.workshop },
    { name: 'trainer', label: 'Trainer', all: 'All trainers', options: trainers, chosen: filter.trainer },
  ];
  return (
    <div className="flex flex-wrap items-end justify-between gap-3 border-b border-line px-4 py-3">
      <Chips
        label="Which sessions"
        chips={CHIPS.map(({ when, label }) => ({ to: addressOf(when, filter), label, current: when === filter.when }))}
      />
      <Form className="flex flex-wrap items-end gap-2" preventScrollReset>
        <input type="hidden" name="when" value={filter.when} />
        {choices.map(({ name, label, all, options, chosen }) => (
          <SelectField
            key={`${name} ${chosen}`}
            label={label}
            name={name}
            defaultValue={chosen ?? ''}
            className="max-w-52"
          >
            <option value="">{all}</option>
            {options.map(({ id, name: option }) => (
              <option key={id} value={id}>
                {option}
              </option>
            ))}
          </SelectField>
        ))}
        <Button>Show</Button>
      </Form>
    </div>
  );
}

export default function Train() {
  const { filter, sessions, total, catalogue, trainers } = useLoaderData<typeof loader>();
  const isNarrowed = filter.workshop !== null || filter.trainer !== null;
  return (
    <>
      <PageHeading
        title="Workshops"
        lead="Sessions that meet next stand first. Each has its roster: progress, attendance and notes."
        actions={
          <>
            <ButtonLink to="/train/workshops/new">Add a workshop</ButtonLink>
            <ButtonLink to="/train/sessions/new" look="primary">
              Add a session
            </ButtonLink>
          </>
        }
      />
      <div className="grid gap-6">
        <Card flush title="Sessions">
          <Filter filter={filter} workshops={catalogue} trainers={trainers} />
          {sessions.length === 0 ? (
            <Empty icon="learning" title={isNarrowed ? 'No session fits' : 'No session here'}>
              {isNarrowed
                ? 'Choose another workshop or trainer, or all.'
                : 'Add one: a workshop, its days, and who trains.'}
            </Empty>
          ) : (
            <>
              <SessionList sessions={sessions} />
              <div className="flex justify-end border-t border-line px-4 py-3">
                <Paging offset={(filter.page - 1) * filter.pageSize} limit={filter.pageSize} total={total} />
              </div>
            </>
          )}
        </Card>
        <Card flush title="Catalogue">
          {catalogue.length === 0 ? (
            <Empty icon="learning" title="No workshop yet">
              Add one, or import a training centre’s file.
            </Empty>
          ) : (
            <div className="mt-3 border-t border-line">
              <Catalogue rows={catalogue} />
            </div>
          )}
        </Card>
      </div>
    </>
  );
}
