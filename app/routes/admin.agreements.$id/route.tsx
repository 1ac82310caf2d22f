import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { found, notFound, readId, requireActor } from '#app/features/access/require.server.ts';
import { parseAgreementChange } from '#app/features/agreements/agreement-change.ts';
import { fieldsOfForm, readDraft } from '#app/features/agreements/agreement-form.ts';
import { APPROVAL_REFUSALS, approveVersions, chooseRule } from '#app/features/agreements/approve-agreement.server.ts';
import { checkLibrary } from '#app/features/agreements/check-library.server.ts';
import {
  DRAFT_REFUSALS,
  draftFrom,
  proposeDrafts,
  saveDraft,
  sendBack,
  withdrawVersions,
} from '#app/features/agreements/draft-agreement.server.ts';
import { setPaused, STANDS_SO } from '#app/features/agreements/pause-agreement.server.ts';
import { findAgreement } from '#app/features/agreements/read-agreements.server.ts';
import { RECIPIENT_WORDS } from '#app/features/agreements/terms.ts';
import { showAgreement } from '#app/features/agreements/show-agreement.server.ts';
import { listCountries } from '#app/features/people/notices.server.ts';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';

import { Compared } from './compared.tsx';
import { DraftForm } from './draft-form.tsx';
import { Schedule } from './schedule.tsx';
import { Steps } from './steps.tsx';
import { Versions } from './versions.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Agreement') }];

const asked = (parameters: URLSearchParams, name: string): number | null => {
  const typed = parameters.get(name);
  return typed === null || !/^[1-9]\d{0,8}$/.test(typed) ? null : Number(typed);
};

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'agreement:list');
  const parameters = new URL(request.url).searchParams;
  const agreement = found(await findAgreement(actor, readId(params['id'])));
  return {
    ...(await showAgreement(actor, agreement, {
      version: asked(parameters, 'version'),
      than: asked(parameters, 'than'),
    })),
    isAsked: parameters.has('than'),
    done: parameters.get('done'),
    nothingToShow: parameters.has('nothing-to-show'),
  };
}

type Answer = {
  readonly message: string | null;
  readonly good?: boolean;
  readonly faults?: ReturnType<typeof readDraft> extends infer R
    ? R extends { ok: false; reason: infer F }
      ? F
      : never
    : never;
  readonly typed?: ReturnType<typeof fieldsOfForm>;
};
const refusedWith = (message: string, status = 409) => data<Answer>({ message }, { status });

export async function action({ request, params }: ActionFunctionArgs) {
  const reader = await requireActor(request, 'agreement:list');
  const id = readId(params['id']);
  const agreement = found(await findAgreement(reader, id));
  const form = await readForm(request);
  const change = parseAgreementChange(form);
  const to = (done: string, number?: number) =>
    redirect(
      `/admin/agreements/${id}?${new URLSearchParams({ ...(number === undefined ? {} : { version: String(number) }), done })}`,
    );

  if (change.intent === 'pause' || change.intent === 'resume') {
    const actor = await requireActor(request, 'agreement:pause');
    const changed = await setPaused(actor, id, change.intent === 'pause');
    return changed ? to(change.intent) : refusedWith(STANDS_SO[change.intent]);
  }
  if (change.intent === 'draft') {
    const actor = await requireActor(request, 'agreement:draft');
    const drafted = await draftFrom(actor, id, change.from, change.inForceFrom);
    return drafted.ok ? to('draft', drafted.value) : refusedWith(DRAFT_REFUSALS[drafted.reason]);
  }
  const version = agreement.versions.find(({ number }) => number === change.number);
  if (version === undefined) throw notFound();
  switch (change.intent) {
    case 'save': {
      const actor = await requireActor(request, 'agreement:draft');
      const typed = fieldsOfForm(form);
      const read = readDraft(typed, agreement.recipient.kind, await listCountries());
      if (!read.ok)
        return data<Answer>(
          { message: 'Nothing was saved: look at what is marked.', faults: read.reason, typed },
          { status: 400 },
        );
      const saved = await saveDraft(actor, version.id, change.digest, read.value);
      if (!saved.ok) return data<Answer>({ message: DRAFT_REFUSALS[saved.reason], typed }, { status: 409 });
      break;
    }
    case 'propose': {
      const proposed = await proposeDrafts(await requireActor(request, 'agreement:draft'), [version.id]);
      if (!proposed.ok) return refusedWith(DRAFT_REFUSALS[proposed.reason]);
      break;
    }
    case 'withdraw': {
      const actor = await requireActor(request, 'agreement:draft');
      const withdrawn = await withdrawVersions(actor, change.as, [{ id: version.id, digest: change.digest }]);
      if (!withdrawn.ok) return refusedWith(DRAFT_REFUSALS[withdrawn.reason]);
      break;
    }
    case 'send-back': {
      const sent = await sendBack(await requireActor(request, 'agreement:approve'), version.id, change.because);
      if (!sent.ok) return refusedWith(DRAFT_REFUSALS[sent.reason]);
      break;
    }
    case 'choose-rule': {
      const actor = await requireActor(request, 'agreement:choose-rule');
      const chosen = await chooseRule(actor, [{ id: version.id, digest: change.digest }], change.rule);
      if (!chosen.ok) return refusedWith(DRAFT_REFUSALS[chosen.reason]);
      break;
    }
    case 'approve': {
      const actor = await requireActor(request, 'agreement:approve');
      const approved = await approveVersions(actor, [{ id: version.id, digest: change.digest }]);
      if (!approved.ok) return refusedWith(APPROVAL_REFUSALS[approved.reason]);
      break;
    }
    case 'check-library': {
      const actor = await requireActor(request, 'agreement:draft');
      await limitActor('search:actor', actor, 'library');
      const { graph } = version.terms.targets;
      if (graph === undefined) return refusedWith('This version names no library.');
      const { ok, words } = await checkLibrary(graph);
      return data<Answer>({ message: words, good: ok });
    }
  }
  return to(change.intent, version.number);
}

const DONE: Readonly<Record<string, string>> = {
  draft: 'Drafted. It says what the other version says; change it, then propose it.',
  save: 'Saved.',
  propose: 'Proposed. The privacy officer chooses the rule, and a second person approves.',
  'send-back': 'Sent back to be changed.',
  withdraw: 'Withdrawn.',
  'choose-rule': 'The rule is chosen.',
  approve: 'Approved. It holds from its day; nobody changes it any more.',
  pause: 'Paused. Nothing is made by the schedule until somebody lets it go on.',
  resume: 'The schedule goes on.',
};

export default function Agreement() {
  const shown = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { recipient, selected, may, done } = shown;
  const editable = may.draft && (selected.state === 'draft' || selected.state === 'proposed');
  return (
    <>
      <PageHeading
        title={recipient.name}
        crumbs={[{ to: '/admin/agreements', label: 'Agreements' }]}
        lead={`Agreement with ${recipient.kind === 'microsoft' ? 'Microsoft' : `this ${RECIPIENT_WORDS[recipient.kind]}`}: what it is given, of whom, when and how.`}
      />
      {answer === undefined && done !== null && DONE[done] !== undefined ? (
        <Notice live tone="success" title={DONE[done]} className="mb-4" />
      ) : null}
      {answer?.message ? (
        <Notice live tone={answer.good ? 'success' : 'danger'} title={answer.message} className="mb-4" />
      ) : null}
      {shown.nothingToShow ? (
        <Notice
          live
          tone="warn"
          title="There is nothing to show yet: this version gives no field that can be reported."
          className="mb-4"
        />
      ) : null}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[280px_minmax(0,1fr)]">
        <div className="grid gap-4">
          <Versions id={shown.id} versions={shown.versions} selected={selected.number} />
          <Schedule {...shown.schedule} mayPause={may.pause} />
        </div>
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
          <Steps shown={shown} />
          <Compared
            id={shown.id}
            selected={selected}
            compared={shown.compared}
            versions={shown.versions}
            changes={shown.changes}
            summary={shown.summary}
            isAsked={shown.isAsked}
          />
          <DraftForm
            key={`${selected.number} ${selected.digest}`}
            matrix={shown.matrix}
            selected={selected}
            editable={editable}
            fields={answer?.typed ?? shown.fields}
            faults={answer?.faults ?? {}}
            library={selected.hasLibrary && may.draft}
          />
        </div>
      </div>
    </>
  );
}
