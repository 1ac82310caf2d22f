import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useLoaderData, useNavigation } from '@remix-run/react';

import { findSignIn } from '#app/features/access/actors.server.ts';
import { askAgain } from '#app/features/access/ask-again.server.ts';
import { homeOf } from '#app/features/access/navigation.ts';
import { elsewhere, found, requireActor } from '#app/features/access/require.server.ts';
import { safeReturnTo } from '#app/features/access/return-to.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { PageHeading } from '#app/ui/page.tsx';

export const meta: MetaFunction = () => [{ title: 'Is it still you? · Partner Skills' }];

const WAYS = {
  entra: {
    text: 'Sign in once more with the account of your organisation.',
    button: 'Continue with Microsoft',
    icon: 'key',
  },
  code: {
    text: 'We send a code to your address, and you enter it on the next page.',
    button: 'Send me a code',
    icon: 'contacts',
  },
  demo: { text: 'In this demonstration one press is enough.', button: 'It is still me', icon: 'check' },
} as const;

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
  const { text, button, icon } = WAYS[method];
  return (
    <div className="max-w-[440px]">
      <PageHeading
        title="Is it still you?"
        lead="What comes next can’t be taken back, so we make sure that nobody else is at your screen. It holds for a quarter of an hour."
      />
      <Card>
        <Form method="post" className="grid gap-3">
          <p>{text}</p>
          <div className="flex flex-wrap gap-2">
            <Button look="primary" disabled={busy}>
              <Icon name={icon} size="small" />
              {button}
            </Button>
            <ButtonLink to={home} look="quiet">
              Not now
            </ButtonLink>
          </div>
        </Form>
      </Card>
    </div>
  );
}
