import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';

import { readForm } from '#app/features/access/read-form.server.ts';
import { findActor } from '#app/features/access/actors.server.ts';
import { homeOf } from '#app/features/access/navigation.ts';
import { elsewhere, notFound } from '#app/features/access/require.server.ts';
import { safeReturnTo } from '#app/features/access/return-to.ts';
import { listSignInChoices, signInAs } from '#app/features/access/demo-sign-in.server.ts';
import { Icon } from '#app/ui/icon.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';

export const meta: MetaFunction = () => [{ title: 'Sign in · Partner Skills' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await findActor(request);
  if (actor) throw elsewhere(homeOf(actor));
  return {
    choices: await listSignInChoices(),
    returnTo: safeReturnTo(new URL(request.url).searchParams.get('returnTo')),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const form = Object.fromEntries(await readForm(request));
  const signedIn = await signInAs(request, typeof form['persona'] === 'string' ? form['persona'] : undefined);
  if (!signedIn) throw notFound();
  const returnTo = safeReturnTo(typeof form['returnTo'] === 'string' ? form['returnTo'] : null);
  return redirect(returnTo === '/' ? signedIn.home : returnTo, { headers: { 'Set-Cookie': signedIn.cookie } });
}

export default function SignIn() {
  const { choices, returnTo } = useLoaderData<typeof loader>();
  if (!choices) {
    return (
      <>
        <PageHeading title="Sign in" />
        <Notice tone="info" title="Sign-in is being set up">
          <p>
            Soon you will sign in here with your work account, or with a code that we send by e-mail. Until then nobody
            can. Questions: ask the training centre that registered you.
          </p>
        </Notice>
      </>
    );
  }
  return (
    <>
      <PageHeading
        title="Sign in"
        lead="This is a demonstration with made-up people. Choose whose portal you want to see; no password is needed."
      />
      {choices.length === 0 && (
        <Notice tone="warn" title="There is nobody to sign in as yet">
          <p>The sample data has not been imported. Start the demonstration again, and it will be.</p>
        </Notice>
      )}
      <Form method="post">
        <input type="hidden" name="returnTo" value={returnTo} />
        <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
          {choices.map((choice) => (
            <li key={choice.id} className="grid">
              <button
                type="submit"
                name="persona"
                value={choice.id}
                className="group grid content-start gap-1 rounded-md border border-line bg-surface p-4 text-left shadow-card transition-colors hover:border-accent"
              >
                <span className="flex items-center justify-between gap-2 text-sm font-medium text-accent">
                  {choice.title}
                  <Icon name="arrow-right" className="transition-transform group-hover:translate-x-0.5" />
                </span>
                <span className="text-lg font-semibold">{choice.name}</span>
                <span className="text-sm text-ink-soft">{choice.of}</span>
                <span className="mt-1">{choice.does}</span>
              </button>
            </li>
          ))}
        </ul>
      </Form>
    </>
  );
}
