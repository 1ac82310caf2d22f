import { Form, useNavigation } from '@remix-run/react';

import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { formatDayTime } from '#app/ui/format.ts';

import type { ImportEntry } from './imports.server.ts';

/** Takes an import back, or says what stands in the way. */
export function UndoCard({ batch, reasons }: { batch: ImportEntry; reasons: readonly string[] }) {
  const busy = useNavigation().state !== 'idle';
  if (batch.undoneAt !== null) return null;
  if (reasons.length > 0)
    return (
      <Card title="It can’t be undone any more">
        <ul className="grid list-disc gap-1 pl-5">
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
        <p className="mt-3 text-ink-soft">What is wrong in it can be corrected by another import, or one by one.</p>
      </Card>
    );
  return (
    <Card title="Undo">
      <p className="text-ink-soft">
        Everything it made goes, and everything it changed is as it was before. That is possible while nothing newer has
        touched its rows.
        {batch.tellsAt === null ? '' : ` The people it brought are written to from ${formatDayTime(batch.tellsAt)} on.`}
      </p>
      <Form method="post" className="mt-3">
        <Button look="danger" name="intent" value="undo" disabled={busy}>
          Undo this import
        </Button>
      </Form>
    </Card>
  );
}
