import { Form } from '@remix-run/react';

import { nameOfAny } from '#app/features/language/field-names.ts';
import type { RecipientNotification } from '#app/features/privacy/recipient-notifications.server.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { formatDay, formatDayTime } from '#app/ui/format.ts';

import { nameOfSheet } from './sheet-names.ts';

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

const nameOfField = (id: string): string => nameOfAny(id, 'en');

function Notification({ notification }: { notification: RecipientNotification }) {
  const { id, sha256, sheet, row, cause, fields, madeAt, confirmedAt } = notification;
  const { what, then } = WHAT_TO_DO[cause];
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 px-4 py-3">
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <span className="font-medium">
            Row {row} of “{nameOfSheet(sheet)}”
          </span>
          <Badge tone={cause === 'corrected' ? 'info' : 'warn'}>{what}</Badge>
          {fields.length === 0 ? null : <span>{fields.map(nameOfField).join(', ')}</span>}
          <span className="text-ink-soft">{formatDayTime(madeAt)}</span>
        </p>
        <p className="mt-1">{then}</p>
        <p className="mt-1 text-sm text-ink-soft">
          File with the hash <code className="font-mono break-all select-all">{sha256}</code>
        </p>
      </div>
      {confirmedAt === null ? (
        <Button size="small" name="id" value={id}>
          Done
          <span className="sr-only">
            : row {row} of “{nameOfSheet(sheet)}”
          </span>
        </Button>
      ) : (
        <Badge tone="success">done {formatDay(confirmedAt)}</Badge>
      )}
    </li>
  );
}

/** What is to be acted on, one by one or all that is shown; saying so works without scripts. */
export function NotificationList({ notifications }: { notifications: readonly RecipientNotification[] }) {
  const open = notifications.filter(({ confirmedAt }) => confirmedAt === null);
  return (
    <Form method="post" action="/reports?index" preventScrollReset>
      <ul className="divide-y divide-line border-t border-line">
        {notifications.map((notification) => (
          <Notification key={notification.id} notification={notification} />
        ))}
      </ul>
      {open.length < 2 ? null : (
        <p className="border-t border-line px-4 py-3">
          <Button name="id" value={open.map(({ id }) => id).join(' ')}>
            All {open.length} that stand here are done
          </Button>
        </p>
      )}
    </Form>
  );
}
