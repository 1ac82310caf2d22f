import { Form, Link, useNavigation } from '@remix-run/react';

import type { Roster, RosterRow } from '#app/features/learning/roster.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import { TextField } from '#app/ui/field.tsx';
import { counted, formatDay } from '#app/ui/format.ts';

/** Puts people on the session: one by e-mail, or all who are enrolled and in no session. */
export function AddPeople({ unplaced, workshop }: { unplaced: number; workshop: string }) {
  const busy = useNavigation().state !== 'idle';
  return (
    <Card title="Add people">
      <div className="flex flex-wrap items-end gap-x-8 gap-y-4">
        <Form method="post" className="flex flex-wrap items-end gap-2">
          <TextField label="E-mail address" name="email" type="email" required className="w-72 max-w-full" />
          <Button name="intent" value="seat" disabled={busy}>
            Add
          </Button>
        </Form>
        {unplaced === 0 ? null : (
          <Form method="post" className="grid gap-1">
            <p className="text-sm text-ink-soft">
              {counted(unplaced, 'person is', 'people are')} enrolled in {workshop} and in no session.
            </p>
            <Button name="intent" value="seat-all" disabled={busy} className="w-fit">
              Add them while places are free
            </Button>
          </Form>
        )}
      </div>
    </Card>
  );
}

/** What can be done about one person as a whole. */
export function PersonCard({
  person,
  workshop,
  waits,
  close,
}: {
  person: Pick<RosterRow, 'id' | 'name' | 'email' | 'company'>;
  workshop: string;
  waits: boolean;
  close: string;
}) {
  const busy = useNavigation().state !== 'idle';
  return (
    <Card>
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div>
          <h2 className="text-lg font-semibold">{person.name}</h2>
          <p className="text-ink-soft">
            {person.company} · {person.email}
          </p>
        </div>
        <Link to={close} preventScrollReset className="font-medium text-accent hover:underline">
          Close
        </Link>
      </div>
      <Form method="post" action={close} className="mt-3 flex flex-wrap gap-2">
        <input type="hidden" name="enrolmentId" value={person.id} />
        {waits ? null : (
          <Button name="intent" value="off-session" disabled={busy}>
            Take off this session
          </Button>
        )}
        <Button look="danger" name="intent" value="off-workshop" disabled={busy}>
          {waits ? 'End the waiting' : `End the enrolment in ${workshop}`}
        </Button>
      </Form>
      <p className="mt-2 text-sm text-ink-soft">
        {waits
          ? 'Who waits is in no report. Taken off the list, they can enrol again and wait at its end.'
          : 'Who is off the session stays enrolled and can be added again. An enrolment that ends leaves every report from now on. The place goes to whoever waits longest.'}
      </p>
    </Card>
  );
}

export function WaitingList({ waiting, here }: { waiting: Roster['waiting']; here: (id: number) => string }) {
  return (
    <Card flush title={`Waiting list, ${counted(waiting.length, 'person', 'people')}`}>
      <p className="px-4 pb-3 text-ink-soft">
        In no report. A place that comes free is given to whoever waits longest, who is told by e-mail.
      </p>
      <div className="border-t border-line">
        <DataTable
          caption="Waiting list"
          rows={waiting}
          rowKey={({ id }) => id}
          stacks
          columns={[
            {
              id: 'name',
              header: 'Name',
              cell: ({ id, name }) => (
                <Link to={here(id)} className="font-medium text-accent underline-offset-2 hover:underline">
                  {name}
                </Link>
              ),
            },
            { id: 'company', header: 'Company', cell: ({ company }) => company },
            { id: 'email', header: 'E-mail', cell: ({ email }) => email },
            { id: 'since', header: 'Since', align: 'right', cell: ({ since }) => formatDay(since) },
          ]}
        />
      </div>
    </Card>
  );
}
