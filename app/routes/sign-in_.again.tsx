import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData, useNavigation } from '@remix-run/react';

import { findSignIn } from '#app/features/access/actors.server.ts';
import { askAgain } from '#app/features/access/ask-again.server.ts';
import { homeOf } from '#app/features/access/navigation.ts';
import { elsewhere, found, requireActor } from '#app/features/access/require.server.ts';
import { safeReturnTo } from '#app/features/access/return-to.ts';
import { titled, useMessages } from '#app/features/language/use-language.tsx';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { PageHeading } from '#app/ui/page.tsx';

export const meta = titled(({ signIn }) => signIn.proof.title);

const ICONS = { entra: 'key', code: 'contacts', demo: 'check' } as const;

const wantedBy = (request: Request): string => safeReturnTo(new URL(request.url).searchParams.get('returnTo'));

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'sign-in:list');
  const { method } = found(await findSignIn(request));
  return { method, home: homeOf(actor) };
}

/** The way back stands in the address, which the form is sent to. */
export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'sign-in:list');
  const wanted = wantedBy(request);
  const signIn = found(await findSignIn(request));
  const next = await askAgain(request, signIn, wanted === '/' ? homeOf(actor) : wanted);
  if (next === null) throw elsewhere('/sign-in');
  return redirect(next.location, { headers: { 'Set-Cookie': next.cookie } });
}

export default function ProveAgain() {
  const { method, home } = useLoaderData<typeof loader>();
  const busy = useNavigation().state !== 'idle';
  const { signIn } = useMessages();
  const { proof } = signIn;
  const button = { entra: signIn.microsoft, code: signIn.sendCode, demo: proof.stillMe }[method];
  return (
    <div className="max-w-[440px]">
      <PageHeading title={proof.title} lead={proof.lead} />
      <Card>
        <Form method="post" className="grid gap-3">
          <p>{proof[method]}</p>
          <div className="flex flex-wrap gap-2">
            <Button look="primary" disabled={busy}>
              <Icon name={ICONS[method]} size="small" />
              {button}
            </Button>
            <ButtonLink to={home} look="quiet">
              {proof.notNow}
            </ButtonLink>
          </div>
        </Form>
      </Card>
    </div>
  );
}
