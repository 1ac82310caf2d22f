import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { notFound, readId, requireActor } from '#app/features/access/require.server.ts';
import { parseEmploymentChoice, parseMerge } from '#app/features/privacy/alike-forms.ts';
import { MergeInWords } from '#app/features/privacy/merge-in-words.tsx';
import { mergePeople, previewPeopleMerge } from '#app/features/privacy/merge-people.server.ts';
import { MERGE_REFUSALS } from '#app/features/privacy/merge-refusals.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { formatDay } from '#app/ui/format.ts';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';

import { Apply } from './apply.tsx';
import { ChooseEmployment } from './choose-employment.tsx';
import { SideBySide } from './side-by-side.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Merge two people') }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'duplicate:list');
  await limitActor('search:actor', actor);
  const employment = parseEmploymentChoice(new URL(request.url).searchParams);
  const order = { keptId: readId(params['keptId']), goneId: readId(params['goneId']), employment, knowsSeats: false };
  const preview = await previewPeopleMerge(actor, order);
  if (!preview.ok) throw notFound();
  return { preview: preview.value, employment };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'person:merge');
  const { digest, employment = null, knowsSeats, certain } = parseMerge(await readForm(request));
  const order = {
    keptId: readId(params['keptId']),
    goneId: readId(params['goneId']),
    employment,
    knowsSeats: knowsSeats === 'yes',
  };
  if (certain !== 'yes')
    return data({ message: 'Say that they are one person, if they are. Nothing was merged.' }, { status: 400 });
  const merged = await mergePeople(actor, order, digest);
  if (!merged.ok) return data({ message: MERGE_REFUSALS[merged.reason] }, { status: 409 });
  return redirect('/admin/people?merged');
}

const CHOSEN_BELOW = ['choose-employment', 'staff-account'];

export default function MergeTwo() {
  const { preview, employment } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { kept, gone, plan, refusal, toldApartAt } = preview;
  const isRefused = refusal !== null && !CHOSEN_BELOW.includes(refusal);
  return (
    <>
      <PageHeading
        title="Are they one person?"
        crumbs={[{ to: '/admin/people', label: 'Duplicates' }]}
        lead="One of the two is kept, and everything of the other becomes theirs. It can’t be undone."
        actions={
          <ButtonLink to={`/admin/people/${gone.id}/${kept.id}`} preventScrollReset>
            <span className="min-w-0 whitespace-normal wrap-anywhere">Keep {gone.email} instead</span>
          </ButtonLink>
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {answer ? <Notice live tone="danger" title={answer.message} /> : null}
        {toldApartAt === null ? null : (
          <Notice tone="warn" title={`On ${formatDay(toldApartAt)} it was said that they are not the same.`}>
            Merge them only if you know better.
          </Notice>
        )}
        {isRefused ? (
          <Notice tone="warn" title="They can’t be merged now">
            {MERGE_REFUSALS[refusal]}
          </Notice>
        ) : null}
        <SideBySide kept={kept} gone={gone} />
        {plan.employments.clash === null ? null : (
          <ChooseEmployment clash={plan.employments.clash} chosen={employment} />
        )}
        <MergeInWords kept={kept} gone={gone} plan={plan} />
        {isRefused ? null : <Apply preview={preview} employment={employment} />}
      </div>
    </>
  );
}
