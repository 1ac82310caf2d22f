import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { found, notFound, readId, requireActor } from '#app/features/access/require.server.ts';
import { changeSession, setCancelled } from '#app/features/learning/change-session.server.ts';
import { madeFrom, SessionChanged } from '#app/features/learning/session-changed.tsx';
import { findSessionForm } from '#app/features/learning/session-choices.server.ts';
import { SessionFields } from '#app/features/learning/session-fields.tsx';
import { parseSession, readTypedSession } from '#app/features/learning/session-form.ts';
import { SESSION_REFUSALS } from '#app/features/learning/session-words.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { PageHeading } from '#app/ui/page.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Change a session') }];

/** After a refusal, too: what stands there by now is shown beside what was typed. */
export const shouldRevalidate = (): boolean => true;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'session:change');
  const id = readId(params['id']);
  return { id, ...found(await findSessionForm(actor, id, '')) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'session:change');
  const id = readId(params['id']);
  const form = await readForm(request);
  const intent = [...form.keys()].length === 1 ? form.get('intent') : null;
  if (intent === 'cancel' || intent === 'reopen') {
    if (!(await setCancelled(actor, id, intent === 'cancel')).ok) throw notFound();
    return redirect(`/train/sessions/${id}`);
  }
  const parsed = parseSession(form);
  const typed = readTypedSession(form);
  if (!parsed.ok) return data({ faults: parsed.reason, typed, isOlder: false }, { status: 400 });
  const changed = await changeSession(actor, id, parsed.value);
  if (changed.ok) return redirect(`/train/sessions/${id}`);
  const isOlder = changed.reason === 'changed-meanwhile';
  return data({ faults: SESSION_REFUSALS[changed.reason], typed, isOlder }, { status: 409 });
}

export default function ChangeSession() {
  const { id, shown, choices, name, cancelled } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const here = `/train/sessions/${id}`;
  const typed = answer?.typed ?? shown;
  const isOlder = answer?.isOlder ?? false;
  return (
    <div className="max-w-[720px]">
      <PageHeading
        crumbs={[
          { to: '/train', label: 'Workshops' },
          { to: here, label: name },
        ]}
        title="Change the session"
      />
      <div className="grid gap-4">
        <SessionFields
          shown={isOlder ? madeFrom(typed, shown) : typed}
          faults={answer?.faults ?? {}}
          meanwhile={isOlder ? <SessionChanged now={shown} typed={typed} choices={choices} /> : null}
          choices={choices}
          isNew={false}
          back={here}
        />
        <Card title={cancelled ? 'Cancelled' : 'Cancel it'}>
          <Form method="post" className="grid justify-items-start gap-3">
            <p className="max-w-prose text-ink-soft">
              {cancelled
                ? 'Nobody can enrol in it. Open it again, and everything is as before; whoever was told that it is cancelled is told by e-mail.'
                : 'Nobody can enrol in it any more; calendars that fetch its file show it as cancelled. Those in it stay enrolled in the workshop and can be put into another session. They and those who wait are told by e-mail, after ten minutes unless it meets within two hours; until then you can open it again and nobody is written to.'}
            </p>
            <Button look={cancelled ? 'secondary' : 'danger'} name="intent" value={cancelled ? 'reopen' : 'cancel'}>
              {cancelled ? 'Open it again' : 'Cancel the session'}
            </Button>
          </Form>
        </Card>
      </div>
    </div>
  );
}
