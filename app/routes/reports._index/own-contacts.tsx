import { Form } from '@remix-run/react';

import type { OwnContact } from '#app/features/employers/own-contacts.server.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { formatDay } from '#app/ui/format.ts';

function Standing({ standing, until }: OwnContact) {
  const day = formatDay(until);
  if (standing === 'counts') return <Badge tone="success">until {day}</Badge>;
  if (standing === 'soon') return <Badge tone="warn">only until {day}</Badge>;
  return <Badge tone="danger">lapsed {day}: gets nothing</Badge>;
}

function OwnContactRow({ contact }: { contact: OwnContact }) {
  const { id, name, email, isMe, standing } = contact;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-medium">{name}</span>
          {isMe ? <span className="text-ink-soft">(you)</span> : null}
          <Standing {...contact} />
        </p>
        <p className="text-sm break-all text-ink-soft">{email}</p>
      </div>
      <Form method="post" action="/reports?index" preventScrollReset className="flex flex-wrap items-start gap-2">
        <input type="hidden" name="contactId" value={id} />
        <Button
          size="small"
          look={standing === 'counts' ? 'secondary' : 'primary'}
          name="intent"
          value="confirm-contact"
        >
          Still right<span className="sr-only"> that {name} fetches reports</span>
        </Button>
        {isMe ? null : (
          <details>
            <summary className="inline-flex h-8 cursor-pointer items-center rounded-md px-2.5 text-sm font-medium text-ink-soft hover:text-ink">
              No longer<span className="sr-only">: {name}</span>
            </summary>
            <div className="mt-1 grid max-w-64 gap-2 text-sm">
              <p>Signed out at once, and nothing more to fetch. Only the academy can let them in again.</p>
              <Button size="small" look="danger" name="intent" value="remove-contact">
                Take out {name}
              </Button>
            </div>
          </details>
        )}
      </Form>
    </li>
  );
}

/** Who fetches for one's own organisation; asked each quarter, and whoever is signed in can answer for all. */
export function OwnContacts({ contacts }: { contacts: readonly OwnContact[] }) {
  return (
    <Card title="Who fetches these reports" flush className="mt-6">
      <p id="contacts" className="px-4 pb-3 text-ink-soft">
        Each of you counts for three months. Please say each quarter that this is still right, for yourself and for your
        colleagues: whom nobody confirms gets nothing. To add somebody, write to the academy.
      </p>
      <ul className="divide-y divide-line border-t border-line">
        {contacts.map((contact) => (
          <OwnContactRow key={contact.id} contact={contact} />
        ))}
      </ul>
    </Card>
  );
}
