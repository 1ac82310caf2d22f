import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react';

import { pageLanguage } from '#app/features/access/page-language.server.ts';
import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { notFound, requireActor } from '#app/features/access/require.server.ts';
import { titleOf } from '#app/features/language/academy.ts';
import { useMessages } from '#app/features/language/use-language.tsx';
import { AskFields, FaultNotice } from '#app/features/support/ask-fields.tsx';
import { askAsPerson } from '#app/features/support/ask-support.server.ts';
import { listOwnCases, supportIn } from '#app/features/support/own-cases.server.ts';
import { replyAsPerson } from '#app/features/support/reply-support.server.ts';
import { readOwnQuestion, readOwnReply } from '#app/features/support/support-forms.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';

import { OwnCases } from './own-cases.tsx';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: titleOf(loaded?.words.title ?? '') }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'own-case:list');
  return {
    words: supportIn(await pageLanguage(request)),
    cases: await listOwnCases(actor),
    done: new URL(request.url).searchParams.get('done'),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'own-case:write');
  await limitActor('support:actor', actor);
  const form = await readForm(request);
  if (form.get('intent') === 'reply') {
    const read = readOwnReply(form);
    if (!read.ok) return data({ reply: read.reason, ask: null }, { status: 400 });
    if (!(await replyAsPerson(actor, read.value.caseId, read.value.message))) throw notFound();
    return redirect('/me/support?done=reply');
  }
  const read = readOwnQuestion(form);
  if (!read.ok) return data({ reply: null, ask: read.reason }, { status: 400 });
  await askAsPerson(actor, read.value);
  return redirect('/me/support?done=ask');
}

export default function OwnSupport() {
  const { words, cases, done } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { shell } = useMessages();
  const busy = useNavigation().state !== 'idle';
  const around = { words, typed: refused?.ask?.typed, faults: refused?.ask?.faults };
  return (
    <>
      <PageHeading title={words.title} lead={words.ownLead} />
      {refused === undefined && (done === 'ask' || done === 'reply') ? (
        <Notice live tone="success" title={done === 'ask' ? words.asked : words.replied} className="mb-4" />
      ) : null}
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)]">
        <Card title={words.gone}>
          <Form method="post" noValidate className="grid gap-4" key={cases[0]?.id ?? 0}>
            <input type="hidden" name="intent" value="ask" />
            <FaultNotice {...around} />
            <AskFields {...around} />
            <p className="text-sm text-ink-soft">
              {words.dataHint}{' '}
              <Link to="/me/data" className="text-accent underline underline-offset-2">
                {shell.data}
              </Link>
            </p>
            <div>
              <Button look="primary" disabled={busy}>
                {words.send}
              </Button>
            </div>
          </Form>
        </Card>
        <OwnCases words={words} cases={cases} fault={refused?.reply ?? null} />
      </div>
    </>
  );
}
