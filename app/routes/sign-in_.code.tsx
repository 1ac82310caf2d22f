import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';

import { findSignIn } from '#app/features/access/actors.server.ts';
import { checkCode } from '#app/features/access/check-code.server.ts';
import { isOnTheWay, purposeOfCode, sendAnotherCode } from '#app/features/access/codes.server.ts';
import { homeOf } from '#app/features/access/navigation.ts';
import { limitNetwork } from '#app/features/access/rate-limit.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { elsewhere, notFound } from '#app/features/access/require.server.ts';
import { readTry } from '#app/features/access/sign-in-forms.ts';
import { titled, useMessages } from '#app/features/language/use-language.tsx';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { TextField } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';

export const meta = titled(({ signIn }) => signIn.code.title);

export async function loader({ request }: LoaderFunctionArgs) {
  const signIn = await findSignIn(request);
  const purpose = await purposeOfCode(request, signIn);
  // Also somebody who is signed in may have been invited as somebody else.
  if (signIn !== null && purpose === null) throw elsewhere(homeOf(signIn.actor));
  if (!isOnTheWay(request)) throw elsewhere('/sign-in');
  return { isProof: purpose === 'proof' };
}

type CodeAnswer = {
  readonly sent: boolean;
  readonly fault: 'code' | 'over' | 'wrong' | null;
  /** Of a wrong code. */
  readonly triesLeft: number;
};

const refuse = (fault: CodeAnswer['fault'], triesLeft = 0) =>
  data<CodeAnswer>({ sent: false, fault, triesLeft }, { status: 400 });

export async function action({ request }: ActionFunctionArgs) {
  const sent = readTry(await readForm(request));
  if (!sent.ok) {
    if (sent.fault === null) throw notFound();
    return refuse('code');
  }
  if (sent.value.do === 'again') {
    await limitNetwork('code:network');
    const another = await sendAnotherCode(request, await findSignIn(request));
    if (another === null) return redirect('/sign-in');
    return data<CodeAnswer>({ sent: true, fault: null, triesLeft: 0 }, { headers: { 'Set-Cookie': another.cookie } });
  }
  await limitNetwork('code-try:network');
  const answer = await checkCode(request, sent.value.code);
  if (answer.ok) return redirect(answer.to, { headers: { 'Set-Cookie': answer.cookie } });
  return answer.reason === 'over' ? refuse('over') : refuse('wrong', answer.triesLeft);
}

export default function EnterCode() {
  const { isProof } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state !== 'idle';
  const { signIn } = useMessages();
  const words = signIn.code;
  const fault = answer?.fault ?? null;
  const error =
    fault === null ? undefined : fault === 'wrong' ? signIn.wrongCode(answer?.triesLeft ?? 0) : signIn.faults[fault];
  return (
    <div className="mx-auto max-w-[440px]">
      <PageHeading title={words.title} lead={isProof ? words.leadOfProof : words.lead} />
      <div className="grid gap-4">
        {answer?.sent ? (
          <Notice live tone="success" title={words.another}>
            {words.anotherText}
          </Notice>
        ) : null}
        <Card>
          <Form method="post" className="grid gap-3" noValidate>
            <TextField
              label={words.label}
              hint={words.hint}
              name="code"
              inputMode="numeric"
              autoComplete="one-time-code"
              required
              maxLength={20}
              error={error}
              className="[&_input]:h-12 [&_input]:font-mono [&_input]:text-xl [&_input]:tracking-[0.3em]"
            />
            <Button name="do" value="try" look="primary" disabled={busy} className="w-full">
              {isProof ? words.continue : signIn.title}
            </Button>
          </Form>
        </Card>
        <div className="grid gap-1 text-ink-soft">
          <p>{words.noMail}</p>
          <div className="-ml-3.5 flex flex-wrap gap-2">
            <Form method="post">
              <Button name="do" value="again" look="quiet" disabled={busy}>
                {words.sendAnother}
              </Button>
            </Form>
            {isProof ? null : (
              <ButtonLink to="/sign-in" look="quiet">
                {words.otherAddress}
              </ButtonLink>
            )}
          </div>
        </div>
      </div>
    </div>
  );
}
