import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { found, requireActor } from '#app/features/access/require.server.ts';
import { addSession } from '#app/features/learning/change-session.server.ts';
import { findSessionForm } from '#app/features/learning/session-choices.server.ts';
import { SessionFields } from '#app/features/learning/session-fields.tsx';
import { parseSession, readTypedSession } from '#app/features/learning/session-form.ts';
import { SESSION_REFUSALS } from '#app/features/learning/session-words.ts';
import { PageHeading } from '#app/ui/page.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Add a session') }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'session:change');
  return found(await findSessionForm(actor, null, new URL(request.url).searchParams.get('workshop') ?? ''));
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'session:change');
  const form = await readForm(request);
  const parsed = parseSession(form);
  if (!parsed.ok) return data({ faults: parsed.reason, typed: readTypedSession(form) }, { status: 400 });
  const added = await addSession(actor, parsed.value);
  if (added.ok) return redirect(`/train/sessions/${added.value.id}`);
  return data({ faults: SESSION_REFUSALS[added.reason], typed: readTypedSession(form) }, { status: 409 });
}

export default function NewSession() {
  const { shown, choices } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <div className="max-w-[720px]">
      <PageHeading crumbs={[{ to: '/train', label: 'Workshops' }]} title="Add a session" />
      <SessionFields
        shown={answer?.typed ?? shown}
        faults={answer?.faults ?? {}}
        choices={choices}
        isNew
        back="/train"
      />
    </div>
  );
}
