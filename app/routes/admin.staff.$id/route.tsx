import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { STAFF_ROLES } from '#app/features/access/actor.ts';
import { setDisabled, STAFF_REFUSALS, wishRole } from '#app/features/access/change-staff.server.ts';
import { InvitationNotice } from '#app/features/access/invitation-notice.tsx';
import { inviteByMail } from '#app/features/access/invitations.server.ts';
import { isPermitted } from '#app/features/access/permissions.ts';
import { listStaff } from '#app/features/access/list-staff.server.ts';
import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { found, notFound, readId, requireActor } from '#app/features/access/require.server.ts';
import { parseMemberChange } from '#app/features/access/staff-change.ts';
import { Button } from '#app/ui/button.tsx';
import { Card, Facts } from '#app/ui/card.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';

import { Roles, WayIn } from '../admin.staff._index/staff-table.tsx';
import { RoleChange } from './role-change.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Member of staff') }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'staff:list');
  const id = readId(params['id']);
  const { members, requests } = await listStaff(actor);
  return {
    member: found(members.find((member) => member.id === id)),
    waiting: requests.filter(({ staffId }) => staffId === id),
    isSelf: actor.staffId === id,
    mayChange: isPermitted(actor, 'role:ask'),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  await requireActor(request, 'staff:list');
  const staffId = readId(params['id']);
  const change = parseMemberChange(await readForm(request));
  if (change.intent === 'invite') {
    const actor = await requireActor(request, 'staff:add');
    await limitActor('invite:actor', actor);
    const invited = await inviteByMail(actor, { kind: 'staff', id: staffId });
    if (!invited.ok && invited.reason === 'not-found') throw notFound();
    return data(
      { invitation: invited.ok ? { ok: true as const, ...invited.value } : invited, message: null },
      { status: invited.ok ? 200 : 409 },
    );
  }
  const result =
    change.intent === 'role'
      ? await wishRole(await requireActor(request, 'role:ask'), { ...change, staffId })
      : await setDisabled(await requireActor(request, 'staff:disable'), staffId, change.intent === 'disable');
  if (result.ok) return redirect(`/admin/staff/${staffId}`);
  return data({ invitation: null, message: STAFF_REFUSALS[result.reason] }, { status: 409 });
}

export default function StaffMember() {
  const { member, waiting, isSelf, mayChange } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const isShutOut = member.disabledAt !== null;
  return (
    <div className="max-w-[720px]">
      <PageHeading crumbs={[{ to: '/admin/staff', label: 'Staff' }]} title={member.name} lead={member.email} />
      <div className="grid gap-4">
        {answer?.message ? <Notice live tone="danger" title={answer.message} /> : null}
        {answer?.invitation ? <InvitationNotice answer={answer.invitation} /> : null}
        <Card>
          <Facts
            facts={[
              { term: 'Roles', value: <Roles roles={member.roles} /> },
              { term: 'Way in', value: <WayIn member={member} /> },
            ]}
          />
        </Card>
        {mayChange ? (
          <>
            <Card title="Roles">
              <ul className="grid gap-4">
                {STAFF_ROLES.map((role) => (
                  <RoleChange
                    key={role}
                    role={role}
                    held={member.roles.includes(role)}
                    waiting={waiting.some((request) => request.role === role)}
                  />
                ))}
              </ul>
            </Card>
            <Card title="Way in">
              <Form method="post" className="flex flex-wrap gap-2">
                {!member.hasAccount && !isShutOut ? (
                  <Button look="primary" name="intent" value="invite">
                    {member.invitedUntil === null ? 'Invite' : 'Invite anew'}
                  </Button>
                ) : null}
                {isSelf ? (
                  <p className="text-ink-soft">You can’t shut yourself out.</p>
                ) : (
                  <Button
                    look={isShutOut ? 'secondary' : 'danger'}
                    name="intent"
                    value={isShutOut ? 'enable' : 'disable'}
                  >
                    {isShutOut ? 'Let in again' : 'Shut out now'}
                  </Button>
                )}
              </Form>
              <p className="mt-2 text-sm text-ink-soft">
                Shutting out ends every sign-in at the next click. Roles stay as they are, and letting in again gives
                them back.
              </p>
            </Card>
          </>
        ) : null}
      </div>
    </div>
  );
}
