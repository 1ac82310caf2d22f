import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData, useNavigation } from '@remix-run/react';

import { findSignIn } from '#app/features/access/actors.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { isLearnerToo } from '#app/features/access/other-seat.server.ts';
import { found, notFound, requireActor } from '#app/features/access/require.server.ts';
import { readEnding } from '#app/features/access/sign-in-forms.ts';
import { endOwnSignIns, listOwnSignIns } from '#app/features/access/sign-ins.server.ts';
import { titled, useFormats, useMessages } from '#app/features/language/use-language.tsx';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { PageHeading } from '#app/ui/page.tsx';

export const meta = titled(({ signIn }) => signIn.signIns.title);

export async function loader({ request }: LoaderFunctionArgs) {
  await requireActor(request, 'sign-in:list');
  const current = found(await findSignIn(request));
  return {
    signIns: await listOwnSignIns(current),
    isLearnerToo: await isLearnerToo(current),
    idleMinutes: current.actor.kind === 'staff' ? 15 : 30,
  };
}

export async function action({ request }: ActionFunctionArgs) {
  await requireActor(request, 'sign-in:end');
  const current = found(await findSignIn(request));
  const sent = readEnding(await readForm(request));
  if (!sent.ok) throw notFound();
  await endOwnSignIns(current, sent.value.end);
  return redirect('/me/sign-ins');
}

export default function SignIns() {
  const { signIns, isLearnerToo: learnsToo, idleMinutes } = useLoaderData<typeof loader>();
  const words = useMessages().signIn.signIns;
  const methods: Readonly<Record<string, string>> = words.methods;
  const { formatDayTime } = useFormats();
  const busy = useNavigation().state !== 'idle';
  const hasOthers = signIns.some(({ isCurrent }) => !isCurrent);
  return (
    <div className="max-w-[720px]">
      <PageHeading
        title={words.title}
        lead={words.lead(idleMinutes)}
        actions={
          hasOthers ? (
            <Form method="post">
              <Button look="danger" name="end" value="others" disabled={busy}>
                {words.endOthers}
              </Button>
            </Form>
          ) : null
        }
      />
      <Card flush>
        <ul aria-label={words.list}>
          {signIns.map(({ id, browser, method, startedAt, seenAt, isCurrent }) => (
            <li
              key={id}
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line px-4 py-3 last:border-b-0"
            >
              <div className="min-w-0">
                <p className="flex flex-wrap items-center gap-2 font-medium">
                  {browser}
                  {isCurrent ? <Badge tone="success">{words.thisOne}</Badge> : null}
                </p>
                <p className="text-sm text-ink-soft">
                  {methods[method] ?? method} · {words.since(formatDayTime(startedAt))}
                  {isCurrent ? null : ` · ${words.lastUsed(formatDayTime(seenAt))}`}
                </p>
              </div>
              {isCurrent ? (
                <Form method="post" action="/sign-out">
                  <Button size="small" disabled={busy}>
                    {words.signOutHere}
                  </Button>
                </Form>
              ) : (
                <Form method="post">
                  <Button
                    size="small"
                    look="danger"
                    name="end"
                    value={id}
                    disabled={busy}
                    aria-label={words.endOf(browser, formatDayTime(startedAt))}
                  >
                    {words.end}
                  </Button>
                </Form>
              )}
            </li>
          ))}
        </ul>
      </Card>
      {hasOthers ? null : <p className="mt-3 text-ink-soft">{words.nowhere}</p>}
      {learnsToo ? (
        <Form method="post" action="/me/learner" className="mt-6 flex flex-wrap items-center gap-3">
          <p className="text-ink-soft">{words.learnsToo}</p>
          <Button size="small" disabled={busy}>
            {words.toLearning}
          </Button>
        </Form>
      ) : null}
    </div>
  );
}
