import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';

import { readForm } from '#app/features/access/read-form.server.ts';
import { found, notFound, readId, requireActor } from '#app/features/access/require.server.ts';
import { titleOf } from '#app/features/language/academy.ts';
import { parseStep, readTyped } from '#app/features/privacy/breach-form.ts';
import { typedInstant } from '#app/features/privacy/breach-times.ts';
import { KIND_WORDS } from '#app/features/privacy/breach-words.ts';
import { clockAt, isClockRunning, isLate, standingOf, STEP_REFUSALS } from '#app/features/privacy/breach.ts';
import { addFile, countBreach, lookFurther, takeStep } from '#app/features/privacy/breaches.server.ts';
import { findBreach, type Breach } from '#app/features/privacy/read-breaches.server.ts';
import { readLetters } from '#app/features/privacy/tell-touched.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Card, Facts } from '#app/ui/card.tsx';
import { formatDayTime } from '#app/ui/format.ts';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';

import { History } from './history.tsx';
import { LettersToPeople } from './letters-to-people.tsx';
import { NextSteps, type Sent } from './next-steps.tsx';
import { DrillBadge, StandingBadge, TimeLeft } from './standing.tsx';
import { Touched } from './touched.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('A breach') }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'breach:read');
  const id = readId(params['id']);
  const { breach, files, now } = found(await findBreach(actor, id));
  const standing = standingOf(breach.steps);
  return {
    breach,
    files,
    standing,
    letters: await readLetters(actor, id),
    clock: clockAt(breach.knownAt, now),
    isRunning: isClockRunning(standing),
    isLate: isLate(breach.knownAt, now),
    now: typedInstant(now),
  };
}

/** Which field a refusal is about, where it is about one. */
const FIELD_OF: Readonly<Record<string, string>> = {
  'late-unexplained': 'lateWhy',
  'before-known': 'at',
  'in-the-future': 'at',
};

const NOTHING_ADDED = {
  'add-file': 'No file of ours has this hash, or it is here already.',
  'look-further': 'Nothing that it touches left or could be fetched until then, besides what is here already.',
} as const;

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'breach:decide');
  const id = readId(params['id']);
  const form = await readForm(request);
  const typed = readTyped(form);
  const named = form.get('intent');
  const intent = typeof named === 'string' ? named : '';
  const refused = (faults: Sent['faults'], message: string, status: number) =>
    data<Sent & { message: string }>({ intent, typed, faults, message }, { status });
  const step = parseStep(form);
  if (!step.ok) return refused(step.reason, 'Nothing was written down yet.', 400);
  const here = `/desk/breaches/${id}`;
  const wish = step.value;
  if (wish.intent === 'counted' || wish.intent === 'add-file' || wish.intent === 'look-further') {
    found(await findBreach(actor, id));
    if (wish.intent === 'counted') {
      await countBreach(actor, id);
      return redirect(here);
    }
    const isFile = wish.intent === 'add-file';
    const added = isFile ? await addFile(actor, id, wish.sha256) : await lookFurther(actor, id, wish.until);
    const field = isFile ? 'sha256' : 'until';
    if (!added.ok) return refused({ [field]: STEP_REFUSALS[added.reason] }, STEP_REFUSALS[added.reason], 409);
    if (added.value > 0) return redirect(here);
    return refused({ [field]: NOTHING_ADDED[wish.intent] }, 'No file was added.', 409);
  }
  const taken = await takeStep(actor, id, wish);
  if (taken === null) throw notFound();
  if (taken.ok) return redirect(here);
  const field = FIELD_OF[taken.reason];
  const words = STEP_REFUSALS[taken.reason];
  return refused(field === undefined ? {} : { [field]: words }, words, 409);
}

function Happened({ breach }: { breach: Breach }) {
  const { kind, happenedFrom, happenedTo, knownAt, recipient, contact, sha256 } = breach;
  return (
    <Card title={KIND_WORDS[kind].name}>
      <p className="mb-3 max-w-prose whitespace-pre-line">{breach.what}</p>
      <Facts
        facts={[
          ...(recipient === null ? [] : [{ term: 'Recipient', value: recipient }]),
          ...(contact === null ? [] : [{ term: 'Account of', value: contact }]),
          {
            term: 'Happened',
            value:
              happenedFrom === null
                ? 'not known'
                : `${formatDayTime(happenedFrom)} – ${happenedTo === null ? 'known' : formatDayTime(happenedTo)}`,
          },
          { term: 'Became known', value: formatDayTime(knownAt) },
          { term: 'Recorded', value: `${formatDayTime(breach.recordedAt)}, ${breach.recordedBy}` },
          ...(sha256 === null
            ? []
            : [{ term: 'File', value: <code className="text-sm break-all">{sha256.slice(0, 16)}…</code> }]),
        ]}
      />
    </Card>
  );
}

export default function BreachPage() {
  const { breach, files, standing, letters, clock, isRunning, isLate: late, now } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const here = `/desk/breaches/${breach.id}`;
  return (
    <>
      <PageHeading
        crumbs={[{ to: '/desk/breaches', label: 'Breaches' }]}
        title={breach.title}
        lead={
          <span className="flex flex-wrap items-center gap-2">
            no. {breach.id} {breach.drill ? <DrillBadge /> : null}
            <StandingBadge isClosed={standing.closed !== null} isRunning={isRunning} />
          </span>
        }
        actions={
          <>
            <ButtonLink to={`${here}/letter?to=authority`}>Letter to the authority</ButtonLink>
            <ButtonLink to={`${here}/letter?to=people`}>Letter to people</ButtonLink>
          </>
        }
      />
      {breach.drill ? (
        <Notice tone="info" title="This is a drill" className="mb-4">
          Nothing of it happened, and nobody is written to: no reminder, no letter.
        </Notice>
      ) : null}
      {sent === undefined ? null : (
        <Notice live tone="danger" title={sent.message} className="mb-4">
          {Object.entries(sent.faults)
            .filter(([, fault]) => fault !== sent.message)
            .map(([field, fault]) => (
              <p key={field}>{fault}</p>
            ))}
        </Notice>
      )}
      {isRunning ? (
        <Card className="mb-4">
          <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
            <h2 className="text-lg font-semibold">The 72 hours</h2>
            <TimeLeft {...clock} />
            <p className="min-w-0 flex-1 basis-80 text-sm text-ink-soft">
              They count by the hour from when it became known, over weekends and changes of the clock.
              {breach.drill ? '' : ' Officers are reminded by mail after 24, 48 and 66.'}
            </p>
          </div>
        </Card>
      ) : null}
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,400px)]">
        <div className="grid gap-4">
          <Touched
            breach={breach}
            counts={standing.counts}
            files={files}
            mayChange={standing.closed === null}
            now={now}
            sent={sent}
          />
          <Happened breach={breach} />
          <History breach={breach} />
        </div>
        <div className="grid gap-4">
          <NextSteps id={breach.id} standing={standing} sent={sent} now={now} isLate={late} />
          <LettersToPeople letters={letters} />
        </div>
      </div>
    </>
  );
}
