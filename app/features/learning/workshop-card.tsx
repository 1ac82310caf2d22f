import { Form, useFetcher, useNavigation } from '@remix-run/react';

import { useFormats, useMessages } from '#app/features/language/use-language.tsx';
import { noonOf } from '#app/platform/noon.ts';
import { Tag } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { classes } from '#app/ui/classes.ts';
import { Icon } from '#app/ui/icon.tsx';
import { ProgressRing } from '#app/ui/progress.tsx';

import type { Learning, Recording } from './enrolments.server.ts';
import type { HomeAnswer } from './home-change.ts';
import { OwnSession } from './own-session.tsx';
import { asPercent, SetProgress } from './set-progress.tsx';

type Enrolment = Learning['enrolments'][number];

const SUMMARY = 'w-fit rounded-sm font-medium text-accent underline-offset-2 hover:underline';

function Recordings({ recordings }: { recordings: readonly Recording[] }) {
  const { home } = useMessages();
  const { formatDay } = useFormats();
  return (
    <div className="mt-2 grid gap-0.5">
      <div className="flex flex-wrap gap-x-3">
        <h3 className="text-ink-soft">{home.recordings}</h3>
        <ul className="grid gap-0.5">
          {recordings.map(({ id, title, until }) => (
            <li key={id}>
              {/* Past the router: the answer leads out of the portal, and is none to be fetched before somebody means it. */}
              <a href={`/me/recordings/${id}`} className="font-medium text-accent underline underline-offset-2">
                {title}
              </a>{' '}
              <span className="text-sm text-ink-soft">{home.until(formatDay(noonOf(until)))}</span>
            </li>
          ))}
        </ul>
      </div>
      <p className="max-w-prose text-sm text-ink-soft">{home.recordingsFor}</p>
    </div>
  );
}

function History({ history }: { history: Enrolment['history'] }) {
  const { home } = useMessages();
  const { formatDay, formatPercent } = useFormats();
  return (
    <div>
      <h3 className="font-medium">{home.history}</h3>
      <ol className="mt-1 grid gap-0.5 text-sm text-ink-soft">
        {history.map(({ percent, because, by, at }, index) => (
          <li key={index} className="flex flex-wrap gap-x-3">
            <span className="w-12 text-right text-ink tabular-nums">{formatPercent(percent)}</span>
            <span>{formatDay(at)}</span>
            <span>{home.saidBy[by]}</span>
            {because ? <span>{home.because[because]}</span> : null}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** In two steps: what happens is read before it can be done. */
function Withdraw({ enrolment }: { enrolment: Enrolment }) {
  const { home } = useMessages();
  const busy = useNavigation().state !== 'idle';
  const { withdraw } = home;
  return (
    <Form method="post" className="grid justify-items-start gap-2">
      <input type="hidden" name="intent" value="withdraw" />
      <input type="hidden" name="enrolmentId" value={enrolment.id} />
      <h3 className="font-medium">{enrolment.waiting ? withdraw.leave : withdraw.title}</h3>
      <p className="max-w-prose text-sm text-ink-soft">{enrolment.waiting ? withdraw.leaveText : withdraw.text}</p>
      <Button look="danger" size="small" disabled={busy}>
        {enrolment.waiting ? withdraw.leave : withdraw.button}{' '}
        <span className="sr-only">{withdraw.from(enrolment.workshop)}</span>
      </Button>
    </Form>
  );
}

function CertificateLink({ enrolment }: { enrolment: Enrolment }) {
  const { certificate } = useMessages().home;
  return (
    <a
      href={`/me/certificate/${enrolment.id}`}
      className="inline-flex h-9 items-center gap-1.5 rounded-md border border-line bg-surface px-3.5 font-medium hover:border-line-strong hover:bg-sunken"
    >
      <Icon name="download" size="small" />
      {certificate.get} <span className="sr-only">{certificate.of(enrolment.workshop)}</span>
    </a>
  );
}

function useStanding(enrolment: Enrolment): string {
  const { home } = useMessages();
  const { formatDay } = useFormats();
  if (enrolment.waiting) return home.waiting;
  if (enrolment.setAt) return home.lastSet(formatDay(enrolment.setAt));
  return enrolment.percent > 0 ? home.notSet : home.notBegun;
}

/** One workshop of the learner's own. `posted` is the answer to a form that was sent without scripts. */
export function WorkshopCard({ enrolment, posted }: { enrolment: Enrolment; posted: HomeAnswer | undefined }) {
  const fetcher = useFetcher<HomeAnswer>({ key: `progress-${enrolment.id}` });
  const { home } = useMessages();
  const { formatPercent } = useFormats();
  const standing = useStanding(enrolment);
  const answered =
    posted?.did === 'refused' ? posted.enrolmentId : posted?.did === 'progress' ? posted.change.enrolmentId : null;
  const answer = fetcher.data ?? (answered === enrolment.id ? posted : undefined);
  const sent = fetcher.formData?.get('percent');
  const percent = (typeof sent === 'string' ? asPercent(sent) : null) ?? enrolment.percent;
  const done = enrolment.percent === 100;
  const folded = done && answer === undefined;
  const form = <SetProgress enrolment={enrolment} answer={answer} fetcher={fetcher} />;
  return (
    <Card>
      <div className="flex flex-wrap gap-4 sm:flex-nowrap">
        {enrolment.waiting ? null : (
          <ProgressRing percent={percent} label={percent === 100 ? home.done : formatPercent(percent)} />
        )}
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <h2 className="min-w-0 text-lg font-semibold wrap-anywhere">{enrolment.workshop}</h2>
            {enrolment.examCode ? <Tag>{home.leadsTo(enrolment.examCode)}</Tag> : null}
          </div>
          <p className={classes('text-ink-soft', !enrolment.waiting && 'mb-2')}>{standing}</p>
          {enrolment.session === null ? null : (
            <OwnSession session={enrolment.session} workshop={enrolment.workshop} waiting={enrolment.waiting} />
          )}
          {enrolment.waiting ? null : folded ? (
            <details>
              <summary className={SUMMARY}>{home.change}</summary>
              <div className="mt-2">{form}</div>
            </details>
          ) : (
            form
          )}
          {enrolment.recordings.length > 0 ? <Recordings recordings={enrolment.recordings} /> : null}
          <details className="mt-2">
            <summary className={classes(SUMMARY, 'text-sm')}>
              {home.more}
              <span className="sr-only"> {home.moreOf(enrolment.workshop)}</span>
            </summary>
            <div className="mt-2 grid gap-4 border-t border-line pt-3">
              {enrolment.note === null ? null : (
                <div>
                  <h3 className="font-medium">{home.session.note}</h3>
                  <p className="text-ink-soft wrap-anywhere">{enrolment.note}</p>
                </div>
              )}
              {enrolment.history.length > 0 ? <History history={enrolment.history} /> : null}
              <Withdraw enrolment={enrolment} />
            </div>
          </details>
        </div>
        {done ? (
          <div className="basis-full sm:basis-auto">
            <CertificateLink enrolment={enrolment} />
          </div>
        ) : null}
      </div>
    </Card>
  );
}
