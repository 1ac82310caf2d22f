import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';

import { findSignIn } from '#app/features/access/actors.server.ts';
import { checkCode } from '#app/features/access/check-code.server.ts';
import { isOnTheWay, purposeOfCode, sendAnotherCode } from '#app/features/access/codes.server.ts';
import { homeOf } from '#app/features/access/navigation.ts';
import { limitNetwork } from '#app/features/access/rate-limit.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { elsewhere, notFound } from '#app/features/access/require.server.ts';
import { readTry } from '#app/features/access/sign-in-forms.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { TextField } from '#app/ui/field.tsx';
import { counted } from '#app/ui/format.ts';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';

export const meta: MetaFunction = () => [{ title: 'Enter your code · Partner Skills' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const signIn = await findSignIn(request);
  const purpose = await purposeOfCode(request, signIn);
  // Also somebody who is signed in may have been invited as somebody else.
  if (signIn !== null && purpose === null) throw elsewhere(homeOf(signIn.actor));
  if (!isOnTheWay(request)) throw elsewhere('/sign-in');
  return { isProof: purpose === 'proof' };
}

const OVER =
  'This code can’t be used any more: it is older than ten minutes, was tried too often, or a newer one was sent. Have another one sent.';

export async function action({ request }: ActionFunctionArgs) {
  const sent = readTry(await readForm(request));
  if (!sent.ok) {
    if (sent.message === null) throw notFound();
    return data({ sent: false, message: sent.message }, { status: 400 });
  }
  if (sent.value.do === 'again') {
    await limitNetwork('code:network');
    const another = await sendAnotherCode(request, await findSignIn(request));
    if (another === null) return redirect('/sign-in');
    return data({ sent: true, message: null }, { headers: { 'Set-Cookie': another.cookie } });
  }
  await limitNetwork('code-try:network');
  const answer = await checkCode(request, sent.value.code);
  if (answer.ok) return redirect(answer.to, { headers: { 'Set-Cookie': answer.cookie } });
  const message =
    answer.reason === 'over'
      ? OVER
      : `That is not the code of the mail. You have ${counted(answer.triesLeft, 'try', 'tries')} left.`;
  return data({ sent: false, message }, { status: 400 });
}

export default function EnterCode() {
  const { isProof } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state !== 'idle';
  return (
    <div className="mx-auto max-w-[440px]">
      <PageHeading
        title="Enter your code"
        lead={
          isProof
            ? 'We have sent a code to your address. It works for ten minutes, in this browser.'
            : 'If the address is known here, a code is on its way to it. It works for ten minutes, in this browser.'
        }
      />
      <div className="grid gap-4">
        {answer?.sent ? (
          <Notice live tone="success" title="Another code is on its way">
            The one before can’t be used any more.
          </Notice>
        ) : null}
        <Card>
          <Form method="post" className="grid gap-3" noValidate>
            <TextField
              label="Code"
              hint="Six digits, from the mail “Your code for the Partner Skills Academy”."
              name="code"
              inputMode="numeric"
              autoComplete="one-time-code"
              required
              maxLength={20}
              error={answer?.message ?? undefined}
              className="[&_input]:h-12 [&_input]:font-mono [&_input]:text-xl [&_input]:tracking-[0.3em]"
            />
            <Button name="do" value="try" look="primary" disabled={busy} className="w-full">
              {isProof ? 'Continue' : 'Sign in'}
            </Button>
          </Form>
        </Card>
        <div className="grid gap-1 text-ink-soft">
          <p>No mail after a minute? Look among unwanted mail, then:</p>
          <div className="-ml-3.5 flex flex-wrap gap-2">
            <Form method="post">
              <Button name="do" value="again" look="quiet" disabled={busy}>
                Send another code
              </Button>
            </Form>
            {isProof ? null : (
              <ButtonLink to="/sign-in" look="quiet">
                Use another address
              </ButtonLink>
            )}
          </div>
        </div>
      </div>
    </div>
  );
}
