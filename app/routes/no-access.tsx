import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';

import { findActor } from '#app/features/access/actors.server.ts';
import { inviteRegistered } from '#app/features/access/invite-by-address.server.ts';
import { homeOf, NO_ACCESS } from '#app/features/access/navigation.ts';
import { limitNetwork } from '#app/features/access/rate-limit.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { elsewhere, notFound, requireActor } from '#app/features/access/require.server.ts';
import { readRegistered } from '#app/features/access/sign-in-forms.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { TextField } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';

export const meta: MetaFunction = () => [{ title: 'No access · Partner Skills' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await findActor(request);
  if (actor === null) throw elsewhere('/sign-in');
  if (homeOf(actor) !== NO_ACCESS) throw elsewhere(homeOf(actor));
  return { isUnknown: actor.kind === 'visitor' };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'invitation:ask');
  const form = await readForm(request);
  const sent = readRegistered(form);
  if (!sent.ok) {
    if (sent.message === null) throw notFound();
    const email = form.get('email');
    return data({ message: sent.message, email: typeof email === 'string' ? email : '' }, { status: 400 });
  }
  await limitNetwork('invitation:network');
  await inviteRegistered(actor, sent.value.email);
  return data({ message: null, email: '' });
}

export default function NoAccess() {
  const { isUnknown } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state !== 'idle';
  if (!isUnknown) {
    return (
      <div className="max-w-[640px]">
        <PageHeading
          title="You have no role here at the moment"
          lead="You are signed in, and there is nothing that you may open. An administrator of the academy gives and takes roles; ask one of them, then sign in again."
        />
        <Leave busy={busy} />
      </div>
    );
  }
  return (
    <div className="max-w-[640px]">
      <PageHeading
        title="This account belongs to nobody known here"
        lead="Your organisation let you in, but the account is tied to no learner, no report recipient and no member of staff. We don’t go by the address in it: anybody could have put one there."
      />
      <div className="grid gap-4">
        {answer?.message === null ? (
          <Notice
            live
            tone="info"
            title="If a learner is registered under that address, an invitation is on its way there"
          >
            Open the link in it in this browser, and choose “Continue with Microsoft”. It works for seven days.
          </Notice>
        ) : null}
        <Card title="I was registered by my training centre">
          <Form method="post" className="grid gap-3" noValidate>
            <TextField
              label="The address that you were registered with"
              hint="We send an invitation to it, which ties it to this account. To no other address."
              name="email"
              type="email"
              autoComplete="email"
              required
              maxLength={254}
              defaultValue={answer?.email ?? ''}
              error={answer?.message ?? undefined}
            />
            <div>
              <Button look="primary" disabled={busy}>
                Send the invitation
              </Button>
            </div>
          </Form>
        </Card>
        <Card title="Somebody else">
          <ul className="grid list-disc gap-1 pl-5">
            <li>You fetch reports: ask an administrator of the academy for an invitation.</li>
            <li>You are staff: sign out, and choose “Academy staff: sign in here”.</li>
            <li>You used the wrong account: sign out, and start again.</li>
          </ul>
          <div className="mt-3">
            <Leave busy={busy} />
          </div>
        </Card>
      </div>
    </div>
  );
}

function Leave({ busy }: { busy: boolean }) {
  return (
    <Form method="post" action="/sign-out">
      <Button disabled={busy}>Sign out</Button>
    </Form>
  );
}
