import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';

import { pageLanguage } from '#app/features/access/page-language.server.ts';
import { limitNetwork } from '#app/features/access/rate-limit.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { titleOf } from '#app/features/language/academy.ts';
import { LONGEST_WORDS } from '#app/features/support/case-kinds.ts';
import { supportIn } from '#app/features/support/own-cases.server.ts';
import { findAskedBack, replyByLink } from '#app/features/support/reply-support.server.ts';
import { readReply } from '#app/features/support/support-forms.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { TextArea } from '#app/ui/field.tsx';
import { PageHeading } from '#app/ui/page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [
  { title: titleOf(loaded?.words.replyTitle ?? '') },
];

/** Changes nothing: mail scanners open links, too. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await limitNetwork('link:network');
  const asked = await findAskedBack(params['token']);
  return data(
    { words: supportIn(await pageLanguage(request)), question: asked?.question ?? null },
    { status: asked === null ? 410 : 200 },
  );
}

export async function action({ request, params }: ActionFunctionArgs) {
  await limitNetwork('link:network');
  const read = readReply(await readForm(request));
  if (!read.ok) return data({ fault: read.reason, isSent: false }, { status: 400 });
  const isSent = await replyByLink(params['token'], read.value);
  return data({ fault: null, isSent }, { status: isSent ? 200 : 410 });
}

export default function Reply() {
  const { words, question } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state !== 'idle';
  if (answer?.isSent === true)
    return (
      <div className="mx-auto max-w-[560px]">
        <PageHeading title={words.sentTitle} lead={words.sentText} />
        <ButtonLink to="/">{words.toStart}</ButtonLink>
      </div>
    );
  if (question === null)
    return (
      <div className="mx-auto max-w-[560px]">
        <PageHeading title={words.replyOver} lead={words.replyOverText} />
        <ButtonLink to="/support">{words.title}</ButtonLink>
      </div>
    );
  return (
    <div className="mx-auto max-w-[640px]">
      <PageHeading title={words.replyTitle} lead={words.replyLead} />
      <Card>
        <p className="break-words whitespace-pre-line">{question}</p>
      </Card>
      <Form method="post" noValidate className="mt-5 grid gap-5">
        <TextArea
          label={words.message}
          hint={words.messageHint}
          name="message"
          rows={6}
          required
          maxLength={LONGEST_WORDS}
          error={answer?.fault ? `${words.message} ${words.faults[answer.fault]}` : undefined}
        />
        <div>
          <Button look="primary" disabled={busy}>
            {words.send}
          </Button>
        </div>
      </Form>
    </div>
  );
}
