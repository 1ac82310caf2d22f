import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react';

import { findActor } from '#app/features/access/actors.server.ts';
import { pageLanguage } from '#app/features/access/page-language.server.ts';
import { limitNetwork } from '#app/features/access/rate-limit.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { notFound } from '#app/features/access/require.server.ts';
import { titleOf } from '#app/features/language/academy.ts';
import { AskFields, FaultNotice, faultIn } from '#app/features/support/ask-fields.tsx';
import { askAsStranger, canAskWithoutAccount } from '#app/features/support/ask-support.server.ts';
import { supportIn } from '#app/features/support/own-cases.server.ts';
import { readStrangersQuestion } from '#app/features/support/support-forms.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { TextField } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: titleOf(loaded?.words.title ?? '') }];

/** Whoever is signed in as somebody who learns has a page of their own for it; others, recipients among them, ask here. */
export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await findActor(request);
  return {
    words: supportIn(await pageLanguage(request)),
    isOpen: canAskWithoutAccount(),
    isSent: new URL(request.url).searchParams.has('sent'),
    hasOwnPage: actor?.kind === 'person',
  };
}

export async function action({ request }: ActionFunctionArgs) {
  await limitNetwork('support:network');
  if (!canAskWithoutAccount()) throw notFound();
  const read = readStrangersQuestion(await readForm(request));
  if (!read.ok) return data(read.reason, { status: 400 });
  await askAsStranger(read.value, await pageLanguage(request));
  return redirect('/support?sent=yes');
}

function Sent({ words }: { words: ReturnType<typeof supportIn> }) {
  return (
    <div className="mx-auto max-w-[560px]">
      <PageHeading title={words.sentTitle} />
      <div className="grid gap-4">
        <p className="text-lg">{words.sentText}</p>
        <p className="text-ink-soft">{words.sentNone}</p>
        <div>
          <ButtonLink to="/">{words.toStart}</ButtonLink>
        </div>
      </div>
    </div>
  );
}

export default function Support() {
  const { words, isOpen, isSent, hasOwnPage } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const busy = useNavigation().state !== 'idle';
  const around = { words, typed: refused?.typed, faults: refused?.faults };
  if (!isOpen)
    return (
      <Notice tone="warn" title={words.off}>
        {words.offText}
      </Notice>
    );
  if (isSent && refused === undefined) return <Sent words={words} />;
  const optional = (more = ''): string => `${words.optional} ${more}`.trim();
  return (
    <div className="mx-auto max-w-[640px]">
      <PageHeading title={words.title} lead={words.lead} />
      <Form method="post" action="/support" noValidate className="grid gap-5">
        {hasOwnPage ? (
          <p>
            {words.signedIn}{' '}
            <Link to="/me/support" className="font-medium text-accent underline underline-offset-2">
              {words.signedInLink}
            </Link>
          </p>
        ) : null}
        <FaultNotice {...around} />
        <AskFields {...around} />
        <TextField
          label={words.email}
          hint={words.emailHint}
          name="email"
          type="email"
          autoComplete="email"
          required
          maxLength={254}
          defaultValue={around.typed?.email ?? ''}
          error={faultIn(words, around.faults, 'email')}
        />
        <div className="grid gap-5 sm:grid-cols-2 sm:items-end">
          <TextField
            label={words.name}
            hint={optional()}
            name="name"
            autoComplete="name"
            maxLength={200}
            defaultValue={around.typed?.name ?? ''}
            error={faultIn(words, around.faults, 'name')}
          />
          <TextField
            label={words.phone}
            hint={optional(words.phoneHint)}
            name="phone"
            type="tel"
            autoComplete="tel"
            maxLength={40}
            defaultValue={around.typed?.phone ?? ''}
            error={faultIn(words, around.faults, 'phone')}
          />
        </div>
        <p className="text-ink-soft">{words.kept}</p>
        <div>
          <Button look="primary" disabled={busy}>
            {words.send}
          </Button>
        </div>
      </Form>
    </div>
  );
}
