import { Form } from '@remix-run/react';

import { CHANNEL_WORDS, stepInWords } from '#app/features/privacy/request-words.ts';
import type { ShownRequest } from '#app/features/privacy/show-request.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { TextField } from '#app/ui/field.tsx';
import { formatDayTime } from '#app/ui/format.ts';

type Line = { id: string; at: Date; label: string; by: string | null; note: string | null };

/** Every step in its order; a note can be added at any time. */
export function RequestSteps({ request }: { request: ShownRequest }) {
  const lines: Line[] = [
    {
      id: 'received',
      at: request.receivedAt,
      label: `Received ${CHANNEL_WORDS[request.channel]}`,
      by: null,
      note: null,
    },
    ...request.steps.map(({ id, at, step, by, note }) => ({
      id: String(id),
      at,
      label: stepInWords(step),
      by,
      note,
    })),
  ];
  return (
    <Card title="What was done">
      <ol className="grid gap-3">
        {lines.map(({ id, at, label, by, note }) => (
          <li key={id} className="border-l-2 border-line pl-3">
            <p className="font-medium">{label}</p>
            <p className="text-sm text-ink-soft">
              {formatDayTime(at)}
              {by === null ? '' : `, ${by}`}
            </p>
            {note === null ? null : <p className="break-words whitespace-pre-line">{note}</p>}
          </li>
        ))}
      </ol>
      {request.isForgotten ? null : (
        <Form method="post" className="mt-4 flex flex-wrap items-end gap-2 border-t border-line pt-4">
          <input type="hidden" name="intent" value="note" />
          <TextField
            className="min-w-0 flex-1"
            label="Note"
            hint="The person reads it in an export of their data. It goes with them, and once somebody unknown is answered."
            name="note"
            maxLength={2000}
            required
            autoComplete="off"
          />
          <Button>Add the note</Button>
        </Form>
      )}
    </Card>
  );
}
