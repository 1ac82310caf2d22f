import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';

import { limitNetwork } from '#app/features/access/rate-limit.server.ts';
import { titled, useMessages } from '#app/features/language/use-language.tsx';
import { readUnsubscribeToken, unsubscribe } from '#app/features/people/unsubscribe.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';

export const meta = titled(({ start }) => start.unsubscribe.title);

/** Mail scanners open links, so that reading it changes nothing. Whoever guesses is slowed down; a mail program that posts for many is not. */
export async function loader({ params }: LoaderFunctionArgs) {
  const personId = readUnsubscribeToken(params['token']);
  if (personId === null) await limitNetwork('link:network');
  return data({ isKnown: personId !== null }, { status: personId === null ? 410 : 200 });
}

export async function action({ params }: ActionFunctionArgs) {
  const personId = readUnsubscribeToken(params['token']);
  if (personId === null) {
    await limitNetwork('link:network');
    return data({ done: false }, { status: 410 });
  }
  await unsubscribe(personId);
  return data({ done: true });
}

export default function Unsubscribe() {
  const { isKnown } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state !== 'idle';
  const { unsubscribe: words } = useMessages().start;
  return (
    <div className="mx-auto max-w-[560px]">
      <PageHeading title={words.title} />
      {answer?.done ? (
        <Notice live tone="success" title={words.done}>
          {words.doneText}
        </Notice>
      ) : isKnown ? (
        <div className="grid gap-4">
          <p className="text-lg">{words.text}</p>
          <Form method="post">
            <Button name="List-Unsubscribe" value="One-Click" look="primary" disabled={busy}>
              {words.button}
            </Button>
          </Form>
        </div>
      ) : (
        <Notice tone="warn" title={words.gone}>
          {words.goneText}
        </Notice>
      )}
    </div>
  );
}
