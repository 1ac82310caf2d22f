import { Form } from '@remix-run/react';

import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';

export type ScheduleState = { readonly paused: string | null; readonly next: string | null };

/** Whether the schedule runs, why it does not, and what pausing means. */
export function Schedule({ paused, next, mayPause }: ScheduleState & { mayPause: boolean }) {
  return (
    <Card title="Schedule">
      <p className="mb-3">{paused ?? next ?? 'Nothing falls due: no version is in force.'}</p>
      {mayPause ? (
        <Form method="post" preventScrollReset className="grid gap-2">
          <p className="text-sm text-ink-soft">
            {paused === null
              ? 'While it is paused, nothing is made or sent by the schedule. What was sent stays, and a report that somebody asks for by hand still goes.'
              : 'When it goes on, the last two reports that fell due are made; older ones are marked as missed.'}
          </p>
          <div>
            <Button name="intent" value={paused === null ? 'pause' : 'resume'}>
              {paused === null ? 'Pause the schedule' : 'Let it go on'}
            </Button>
          </div>
        </Form>
      ) : null}
    </Card>
  );
}
