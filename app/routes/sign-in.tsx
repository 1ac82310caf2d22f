import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react';

import { findActor } from '#app/features/access/actors.server.ts';
import { canSendCodes, sendCode } from '#app/features/access/codes.server.ts';
import { openDemonstration, signInAs } from '#app/features/access/demo-sign-in.server.ts';
import { isEntraInUse, startEntra } from '#app/features/access/entra-sign-in.server.ts';
import { homeOf } from '#app/features/access/navigation.ts';
import { pageLanguage } from '#app/features/access/page-language.server.ts';
import { PersonaCards } from '#app/features/access/persona-cards.tsx';
import { limitNetwork } from '#app/features/access/rate-limit.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { elsewhere, found, notFound } from '#app/features/access/require.server.ts';
import { safeReturnTo } from '#app/features/access/return-to.ts';
import { readSignIn } from '#app/features/access/sign-in-forms.ts';
import { WaysIn } from '#app/features/access/ways-in.tsx';
import { titled, useMessages } from '#app/features/language/use-language.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';

export const meta = titled(({ signIn }) => signIn.title);

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await findActor(request);
  if (actor) throw elsewhere(homeOf(actor));
  return {
    madeUp: await openDemonstration(await pageLanguage(request)),
    hasWorkAccounts: isEntraInUse(),
    hasCodes: canSendCodes(),
    returnTo: safeReturnTo(new URL(request.url).searchParams.get('returnTo')),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await readForm(request);
  const sent = readSignIn(form);
  const typed = form.get('returnTo');
  const returnTo = safeReturnTo(typeof typed === 'string' ? typed : null);
  if (!sent.ok) {
    if (sent.fault === null) throw notFound();
    const email = form.get('email');
    return data({ fault: sent.fault, email: typeof email === 'string' ? email : '' }, { status: 400 });
  }
  const { value } = sent;
  if (value.way === 'persona') {
    const signedIn = found(await signInAs(request, value.persona));
    return redirect(returnTo === '/' ? signedIn.home : returnTo, { headers: { 'Set-Cookie': signedIn.cookie } });
  }
  if (value.way === 'code') {
    if (!canSendCodes()) throw notFound();
    await limitNetwork('code:network');
    const { cookie } = await sendCode(request, { whom: { email: value.email }, returnTo });
    return redirect('/sign-in/code', { headers: { 'Set-Cookie': cookie } });
  }
  if (!isEntraInUse()) throw notFound();
  const authority = value.way === 'staff' ? 'staff' : 'organizations';
  const { location, cookie } = await startEntra(request, { authority, returnTo });
  return redirect(location, { headers: { 'Set-Cookie': cookie } });
}

export default function SignIn() {
  const { madeUp, hasWorkAccounts, hasCodes, returnTo } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const { signIn, start } = useMessages();
  const busy = useNavigation().state !== 'idle';
  const ways = (
    <WaysIn
      returnTo={returnTo}
      hasWorkAccounts={hasWorkAccounts}
      hasCodes={hasCodes}
      refusal={refusal}
      busy={busy}
      areSecond={madeUp !== null}
    />
  );
  const newHere = (
    <p className="mt-6 text-center text-ink-soft">
      {signIn.newHere}{' '}
      <Link to="/register" className="font-medium text-accent underline underline-offset-2 hover:text-accent-strong">
        {start.register}
      </Link>
    </p>
  );
  if (madeUp === null) {
    return (
      <div className="mx-auto max-w-[440px]">
        <PageHeading title={signIn.title} lead={signIn.lead} />
        {ways}
        {newHere}
      </div>
    );
  }
  const { choices, words } = madeUp;
  return (
    <>
      <PageHeading title={signIn.title} lead={words.lead} />
      {choices.length === 0 && (
        <Notice tone="warn" title={words.nobody}>
          <p>{words.nobodyText}</p>
        </Notice>
      )}
      <Form method="post">
        <input type="hidden" name="returnTo" value={returnTo} />
        <PersonaCards choices={choices} />
      </Form>
      <section aria-labelledby="really" className="mt-10 max-w-[440px]">
        <h2 id="really" className="text-xl font-semibold">
          {words.really}
        </h2>
        <p className="mt-1 mb-4 text-ink-soft">{words.reallyText}</p>
        {ways}
        {newHere}
      </section>
    </>
  );
}
