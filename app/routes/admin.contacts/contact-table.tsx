import { Form } from '@remix-run/react';

import type { ContactStanding, ContactView } from '#app/features/employers/contacts.server.ts';
import { Badge, type Tone } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { formatDay } from '#app/ui/format.ts';

const STANDINGS: Readonly<Record<ContactStanding, { tone: Tone; words: (until: string) => string }>> = {
  confirmed: { tone: 'success', words: (until) => `Counts until ${until}` },
  lapsed: { tone: 'danger', words: (until) => `Lapsed ${until}: gets nothing` },
  invited: { tone: 'info', words: (until) => `Invited until ${until}` },
  'not-invited': { tone: 'warn', words: () => 'Not invited' },
};

function Standing({ standing, until, bouncedAt }: ContactView) {
  const { tone, words } = STANDINGS[standing];
  return (
    <span className="inline-flex flex-wrap gap-1.5">
      <Badge tone={tone}>{words(until === null ? '' : formatDay(until))}</Badge>
      {bouncedAt === null ? null : <Badge tone="danger">Mail came back {formatDay(bouncedAt)}</Badge>}
    </span>
  );
}

function Actions({ contact }: { contact: ContactView }) {
  const { standing, bouncedAt } = contact;
  const accepted = standing === 'confirmed' || standing === 'lapsed';
  return (
    <Form method="post" preventScrollReset className="flex items-start gap-2 md:justify-end">
      <input type="hidden" name="contactId" value={contact.id} />
      <Button size="small" name="intent" value={accepted ? 'confirm' : 'invite'}>
        {accepted
          ? bouncedAt === null
            ? 'Confirm'
            : 'Confirm the address'
          : standing === 'invited'
            ? 'Invite anew'
            : 'Invite'}
        <span className="sr-only"> {contact.name}</span>
      </Button>
      <details className="relative">
        <summary className="inline-flex h-8 cursor-pointer items-center rounded-md px-2.5 text-sm font-medium text-ink-soft hover:text-ink">
          Remove<span className="sr-only"> {contact.name}</span>
        </summary>
        <div className="absolute right-0 z-10 mt-1 grid w-64 gap-2 rounded-md border border-line bg-surface p-3 text-left whitespace-normal shadow-card">
          <p className="text-sm">Signed out at once, and nothing more to fetch.</p>
          <Button size="small" look="danger" name="intent" value="remove">
            Remove {contact.name}
          </Button>
        </div>
      </details>
    </Form>
  );
}

const COLUMNS: readonly Column<ContactView>[] = [
  {
    id: 'contact',
    header: 'Contact',
    cell: ({ name, email }) => (
      <>
        <span className="font-medium">{name}</span>
        <span className="block text-sm break-all text-ink-soft">{email}</span>
      </>
    ),
  },
  {
    id: 'recipient',
    header: 'Fetches for',
    cell: ({ recipient, partnerId }) => (
      <>
        {recipient}
        {partnerId === null ? null : <span className="block text-sm text-ink-soft">{partnerId}</span>}
      </>
    ),
  },
  { id: 'standing', header: 'Standing', cell: (contact) => <Standing {...contact} /> },
  { id: 'actions', header: 'What to do', align: 'right', cell: (contact) => <Actions contact={contact} /> },
];

export function ContactTable({ contacts }: { contacts: readonly ContactView[] }) {
  return (
    <DataTable stacks caption="Contacts of recipients" columns={COLUMNS} rows={contacts} rowKey={({ id }) => id} />
  );
}
