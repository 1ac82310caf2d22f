import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { wordsFor } from '#app/features/access/entra-refusal.ts';
import { finishEntra } from '#app/features/access/entra-sign-in.server.ts';
import { elsewhere } from '#app/features/access/require.server.ts';
import { ErrorPage } from '#app/ui/error-page.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Not signed in') }];

/** Where Entra ID sends a browser back to. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const answer = await finishEntra(request);
  if (answer.ok) {
    const onwards = elsewhere(answer.location);
    onwards.headers.append('Set-Cookie', answer.cookie);
    throw onwards;
  }
  const words = wordsFor(answer.because);
  return data({ ...words, again: answer.again, reference: context.requestId }, { status: words.status });
}

export default function NotSignedIn() {
  const { status, title, text, again, reference } = useLoaderData<typeof loader>();
  return (
    <ErrorPage code={String(status)} title={title} reference={reference} again={again}>
      <p>{text}</p>
    </ErrorPage>
  );
}
