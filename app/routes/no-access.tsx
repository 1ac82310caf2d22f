import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';

import { findActor } from '#app/features/access/actors.server.ts';
import { inviteRegistered } from '#app/features/access/invite-by-address.server.ts';
import { homeOf, NO_ACCESS } from '#app/features/access/navigation.ts';
import { limitNetwork } from '#app/features/access/rate-limit.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { elsewhere, notFound, requireActor } from '#app/features/access/require.server.ts';
import { readRegistered } from '#app/features/access/sign-in-forms.ts';
import { titled, useMessages } from '#app/features/language/use-language.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { TextField } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';

export const meta = titled(({ signIn }) => signIn.noAccess.title);

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
    if (sent.fault === null) throw notFound();
    const email = form.get('email');
    return data({ fault: sent.fault, email: typeof email === 'string' ? email : '' }, { status: 400 });
  }
  await limitNetwork('invitation:network');
  await inviteRegistered(actor, sent.value.email);
  return data({ fault: null, email: '' });
}

export default function NoAccess() {
  const { isUnknown } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state !== 'idle';
  const { signIn } = useMessages();
  const { noAccess } = signIn;
  if (!isUnknown) {
    return (
      <div className="max-w-[640px]">
        <PageHeading title={noAccess.noRole} lead={noAccess.noRoleText} />
        <Leave busy={busy} />
      </div>
    );
  }
  return (
    <div className="max-w-[640px]">
      <PageHeading title={noAccess.unknown} lead={noAccess.unknownText} />
      <div className="grid gap-4">
        {answer?.fault === null ? (
          <Notice live tone="info" title={noAccess.asked}>
            {noAccess.askedText}
          </Notice>
        ) : null}
        <Card title={noAccess.registered}>
          <Form method="post" className="grid gap-3" noValidate>
            <TextField
              label={noAccess.address}
              hint={noAccess.addressHint}
              name="email"
              type="email"
              autoComplete="email"
              required
              maxLength={254}
              defaultValue={answer?.email ?? ''}
              error={answer?.fault ? signIn.faults[answer.fault] : undefined}
            />
            <div>
              <Button look="primary" disabled={busy}>
                {noAccess.send}
              </Button>
            </div>
          </Form>
        </Card>
        <Card title={noAccess.others}>
          <ul className="grid list-disc gap-1 pl-5">
            <li>{noAccess.reports}</li>
            <li>{noAccess.staff}</li>
            <li>{noAccess.wrong}</li>
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
  const { shell } = useMessages();
  return (
    <Form method="post" action="/sign-out">
      <Button disabled={busy}>{shell.signOut}</Button>
    </Form>
  );
}
