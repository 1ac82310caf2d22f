import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import type { StaffActor } from '#app/features/access/actor.ts';
import { InvitationNotice } from '#app/features/access/invitation-notice.tsx';
import { inviteByMail } from '#app/features/access/invitations.server.ts';
import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { notFound, requireActor } from '#app/features/access/require.server.ts';
import { readSought } from '#app/features/access/sealed-search.server.ts';
import { parseContactChange, parseContactFilter } from '#app/features/employers/contact-change.ts';
import { CONTACTS_A_PAGE } from '#app/features/employers/contact-list.ts';
import {
  addContact,
  confirmContact,
  CONTACT_REFUSALS,
  listContacts,
  listRecipients,
  removeContact,
} from '#app/features/employers/contacts.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { TextField } from '#app/ui/field.tsx';
import { FindForm } from '#app/ui/find-form.tsx';
import { counted, formatNumber } from '#app/ui/format.ts';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';
import { ListFoot } from '#app/ui/paging.tsx';
import { Chips } from '#app/ui/tabs.tsx';

import { AddContact } from './add-contact.tsx';
import { ContactTable } from './contact-table.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Contacts') }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'contact:list');
  await limitActor('search:actor', actor);
  const filter = parseContactFilter(new URL(request.url).searchParams, readSought(request));
  return { filter, ...(await listContacts(actor, filter)), recipients: await listRecipients(actor) };
}

const invited = async (actor: StaffActor, id: number) => {
  await limitActor('invite:actor', actor);
  const answer = await inviteByMail(actor, { kind: 'contact', id });
  if (!answer.ok) throw notFound();
  return data({ invitation: { ok: true as const, ...answer.value }, message: null, field: null });
};

export async function action({ request }: ActionFunctionArgs) {
  await requireActor(request, 'contact:list');
  const change = parseContactChange(await readForm(request));
  if (!change.ok) return data({ invitation: null, message: change.message, field: change.field }, { status: 400 });
  const { value } = change;
  if (value.intent === 'add') {
    const actor = await requireActor(request, 'contact:add');
    const added = await addContact(actor, value);
    if (added.ok) return invited(actor, added.value);
    const field = added.reason === 'recipient-unknown' ? 'recipientId' : 'email';
    return data({ invitation: null, message: CONTACT_REFUSALS[added.reason], field }, { status: 409 });
  }
  if (value.intent === 'invite') return invited(await requireActor(request, 'contact:add'), value.contactId);
  const result =
    value.intent === 'confirm'
      ? await confirmContact(await requireActor(request, 'contact:confirm'), value.contactId)
      : await removeContact(await requireActor(request, 'contact:remove'), value.contactId);
  if (result.ok) return redirect(`/admin/contacts${new URL(request.url).search}`);
  return data({ invitation: null, message: CONTACT_REFUSALS[result.reason], field: null }, { status: 409 });
}

export default function Contacts() {
  const { filter, contacts, total, waiting, recipients } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const addressOf = (show: 'all' | 'waiting') =>
    `/admin/contacts?${new URLSearchParams({ ...(!filter.find ? {} : { find: filter.find }), ...(show === 'all' ? {} : { show }) })}`;
  const shown = filter.show === 'all' ? total : waiting;
  return (
    <>
      <PageHeading
        title="Contacts"
        lead="Who fetches reports for a recipient, and nothing else. Each comes in by invitation and counts for three months; whom nobody confirms again gets nothing. Where mail came back, nothing is written until somebody confirms the address; a new address is a new contact."
      />
      {answer?.message && answer.field === null ? (
        <Notice live tone="danger" title={answer.message} className="mb-4" />
      ) : null}
      {answer?.invitation ? <InvitationNotice answer={answer.invitation} className="mb-4" /> : null}
      <Card flush className="mb-4">
        <div className="flex flex-wrap items-end justify-between gap-3 border-b border-line px-4 py-3">
          <Chips
            label="Which contacts"
            chips={[
              { to: addressOf('all'), label: 'All', count: formatNumber(total), current: filter.show === 'all' },
              {
                to: addressOf('waiting'),
                label: 'Needs somebody',
                count: formatNumber(waiting),
                current: filter.show === 'waiting',
              },
            ]}
          />
          <FindForm to={addressOf(filter.show)} className="flex items-end gap-2">
            <TextField label="Name, address, company or partner ID" name="search" defaultValue={filter.search} />
            <Button>Search</Button>
          </FindForm>
        </div>
        {contacts.length === 0 ? (
          <Empty icon="contacts" title={filter.search === '' ? 'Nobody here' : 'Nobody fits'}>
            {filter.search === ''
              ? 'Contacts who need somebody stand here: not invited, invited, lapsed, or with mail that came back.'
              : 'Try less of a name, or another one.'}
          </Empty>
        ) : (
          <>
            <ContactTable contacts={contacts} />
            <ListFoot
              words={counted(shown, 'contact')}
              offset={(filter.page - 1) * CONTACTS_A_PAGE}
              limit={CONTACTS_A_PAGE}
              total={shown}
            />
          </>
        )}
      </Card>
      <AddContact
        recipients={recipients}
        refused={answer?.message && answer.field !== null ? { field: answer.field, message: answer.message } : null}
      />
    </>
  );
}
