import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';

import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { requireActor, requireSignIn } from '#app/features/access/require.server.ts';
import { titled, useMessages } from '#app/features/language/use-language.tsx';
import { confirmAddress, findAskedAddress } from '#app/features/privacy/change-address.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';

export const meta = titled((words) => words.privacy.address.confirmTitle);

/** Opening the link changes nothing: programs that read mail open links, too. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'data:read');
  return { email: await findAskedAddress(actor, params['token'] ?? '') };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'data:change');
  const { id } = await requireSignIn(request, 'data:change');
  await limitActor('own-change:actor', actor, 'confirm-address');
  const confirmed = await confirmAddress(actor, params['token'] ?? '', id);
  if (confirmed.ok) return redirect('/me/data');
  return data({ reason: confirmed.reason }, { status: confirmed.reason === 'taken' ? 409 : 410 });
}

export default function ConfirmAddress() {
  const { email } = useLoaderData<typeof loader>();
  const refusedBecause = useActionData<typeof action>()?.reason;
  const words = useMessages().privacy.address;
  const back = <ButtonLink to="/me/data">{words.back}</ButtonLink>;
  return (
    <div className="max-w-[720px]">
      <PageHeading title={words.confirmTitle} />
      {refusedBecause === 'taken' ? (
        <Notice tone="warn" title={words.taken} live>
          <p className="mb-3">{words.takenText}</p>
          {back}
        </Notice>
      ) : email === null ? (
        <Notice tone="warn" title={words.gone}>
          <p className="mb-3">{words.goneText}</p>
          {back}
        </Notice>
      ) : (
        <Card>
          <p className="mb-4">{words.confirmText(email)}</p>
          <Form method="post" reloadDocument className="flex flex-wrap gap-2">
            <Button look="primary">{words.confirm}</Button>
            {back}
          </Form>
        </Card>
      )}
    </div>
  );
}
