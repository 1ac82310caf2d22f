import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { KeptForm } from '#app/features/access/kept-form.tsx';
import { readForm } from '#app/features/access/read-form.server.ts';
import { found, notFound, readId, requireActor } from '#app/features/access/require.server.ts';
import { DecisionFields } from '#app/features/privacy/decision-fields.tsx';
import { DECISION_REFUSALS, decideRequest } from '#app/features/privacy/decide-request.server.ts';
import { readDecision, typedIn, type DecisionField, type Faults } from '#app/features/privacy/request-forms.ts';
import { DECISION_WORDS, KIND_WORDS } from '#app/features/privacy/request-words.ts';
import { findRequest } from '#app/features/privacy/show-request.server.ts';
import { isMailInUse } from '#app/platform/mail.server.ts';
import { noonOf } from '#app/platform/noon.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { formatDay, formatDayTime } from '#app/ui/format.ts';
import { PageHeading } from '#app/ui/page.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Decide a request') }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'request:decide');
  const shown = found(await findRequest(actor, readId(params['id'])));
  return { request: shown, isMailInUse: isMailInUse() };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'request:decide');
  const shown = found(await findRequest(actor, readId(params['id'])));
  const form = await readForm(request);
  const typed = typedIn(form);
  // Lines of a table come several times.
  const rows = ['what', 'law', 'until', 'consent'].map((name): [string, string[]] => [
    name,
    form.getAll(name).flatMap((value) => (typeof value === 'string' ? [value] : [])),
  ]);
  const again = { typed, rows: Object.fromEntries(rows) };
  const answer = (faults: Faults<DecisionField>, message: string | null, status: number) =>
    data({ ...again, faults, message }, { status });
  const read = readDecision(form, shown.kind, shown.personId !== null, shown.today);
  if (!read.ok) return answer(read.reason, null, 400);
  const decided = await decideRequest(actor, shown, read.value);
  if (decided.ok) return redirect(`/desk/requests/${shown.id}?done=decide`);
  if (decided.reason === 'not-found') throw notFound();
  const message = DECISION_REFUSALS[decided.reason];
  return decided.reason === 'mismatch' ? answer({ email: message }, null, 400) : answer({}, message, 409);
}

export default function Decide() {
  const { request, isMailInUse: isTold } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state === 'submitting';
  const { id, kind, identityAt, name, askerName, decidedBy, decidedAt, decision, busyBy, keptByLaw } = request;
  const faults = Object.values(answer?.faults ?? {});
  return (
    <div className="max-w-[760px]">
      <PageHeading
        crumbs={[
          { to: '/desk/requests', label: 'Requests' },
          { to: `/desk/requests/${id}`, label: `${KIND_WORDS[kind]}, request ${id}` },
        ]}
        title="Decide"
        lead={`${KIND_WORDS[kind]} for ${name ?? askerName ?? 'somebody who is not kept any more'}. What you decide is carried out at once, stays decided, and is told.`}
      />
      <div className="grid gap-4">
        {answer?.message ? (
          <Notice live tone="danger" title={answer.message} />
        ) : faults.length > 0 ? (
          <Notice live tone="danger" title="Nothing was decided yet">
            {faults[0]}
          </Notice>
        ) : null}
        {identityAt === null && decision === null ? (
          <Notice tone="warn" title="It is not known yet who asks">
            You can refuse the request with a reason. To carry it out, check first that it is who they say.
          </Notice>
        ) : null}
        {kind === 'erasure' && decision === null && keptByLaw.length > 0 ? (
          <Notice tone="warn" title="A law keeps something of this person">
            <ul className="list-disc pl-5">
              {keptByLaw.map(({ what, law, until }) => (
                <li key={`${what} ${law}`}>
                  {what}, by {law}, until {formatDay(noonOf(until))}
                </li>
              ))}
            </ul>
            <p>Carried out, the erasure takes that with it. Where the law still holds, answer in part.</p>
          </Notice>
        ) : null}
        {kind === 'erasure' && decision === null && !isTold ? (
          <Notice tone="warn" title="No mail goes out here">
            Whoever is erased can’t be told by mail. Name and address stay on the request for a letter, until you say
            that it was sent.
          </Notice>
        ) : null}
        {decision !== null ? (
          <Notice
            tone="info"
            title={`${DECISION_WORDS[decision]}${decidedBy === null ? '' : ` by ${decidedBy}`}${decidedAt === null ? '' : `, ${formatDayTime(decidedAt)}`}`}
          >
            What is decided stays decided.{' '}
            <Link to={`/desk/requests/${id}`} className="text-accent underline">
              See the request
            </Link>
          </Notice>
        ) : (
          <>
            {busyBy === null ? null : (
              <Notice tone="warn" title={`${busyBy} is deciding it at this moment`}>
                Look at it again in a minute.
              </Notice>
            )}
            <KeptForm method="post" className="grid gap-4">
              <DecisionFields request={request} answer={answer} />
              <Card>
                <div className="flex flex-wrap gap-2">
                  <Button look={kind === 'erasure' ? 'danger' : 'primary'} disabled={busy}>
                    Decide
                  </Button>
                  <ButtonLink to={`/desk/requests/${id}`} look="quiet">
                    Not now
                  </ButtonLink>
                </div>
              </Card>
            </KeptForm>
          </>
        )}
      </div>
    </div>
  );
}
