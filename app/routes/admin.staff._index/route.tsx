import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { addStaff, decideRole, STAFF_REFUSALS } from '#app/features/access/change-staff.server.ts';
import { isPermitted } from '#app/features/access/permissions.ts';
import { listStaff } from '#app/features/access/list-staff.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { requireActor } from '#app/features/access/require.server.ts';
import { parseStaffChange } from '#app/features/access/staff-change.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { TextField } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';

import { RoleRequests } from './role-requests.tsx';
import { StaffTable } from './staff-table.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Staff') }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'staff:list');
  return { ...(await listStaff(actor)), mayAdd: isPermitted(actor, 'staff:add') };
}

export async function action({ request }: ActionFunctionArgs) {
  await requireActor(request, 'staff:list');
  const change = parseStaffChange(await readForm(request));
  if (!change.ok) return data({ ...change, form: 'add' }, { status: 400 });
  const { value } = change;
  if (value.intent === 'decide') {
    const actor = await requireActor(request, 'role:decide');
    const decided = await decideRole(actor, value.requestId, value.decision);
    if (decided.ok) return redirect('/admin/staff');
    return data({ ok: false, form: 'decide', message: STAFF_REFUSALS[decided.reason] }, { status: 409 });
  }
  const actor = await requireActor(request, 'staff:add');
  const added = await addStaff(actor, value);
  if (added.ok) return redirect(`/admin/staff/${added.value}`);
  return data({ ok: false, form: 'add', field: 'email', message: STAFF_REFUSALS[added.reason] }, { status: 409 });
}

export default function Staff() {
  const { members, requests, mayAdd } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const errorOf = (field: string): string | undefined =>
    refusal && 'field' in refusal && refusal.field === field ? refusal.message : undefined;
  return (
    <>
      <PageHeading
        title="Staff"
        lead="Who works with people’s data here, and what each may do. The roles of administrator and privacy officer take a second person; shutting somebody out takes one, and works at once."
      />
      {refusal && refusal.form === 'decide' ? (
        <Notice live tone="danger" title={refusal.message} className="mb-4" />
      ) : null}
      {requests.length > 0 ? <RoleRequests requests={requests} /> : null}
      <Card flush className="mb-4">
        <StaffTable members={members} />
      </Card>
      {mayAdd ? (
        <Card title="Add somebody">
          <Form method="post" className="grid gap-4 sm:grid-cols-[1fr_1fr_auto] sm:items-end">
            <input type="hidden" name="intent" value="add" />
            <TextField label="Name" name="name" required maxLength={200} error={errorOf('name')} autoComplete="off" />
            <TextField
              label="Work e-mail"
              name="email"
              type="email"
              required
              maxLength={254}
              error={errorOf('email')}
              autoComplete="off"
            />
            <Button look="primary">Add</Button>
          </Form>
        </Card>
      ) : null}
    </>
  );
}
