import { Link } from '@remix-run/react';

import type { ChainStanding, Desk } from '#app/features/privacy/desk.server.ts';
import { daysLeftInWords, daysLeftTone, KIND_WORDS } from '#app/features/privacy/request-words.ts';
import { noonOf } from '#app/platform/noon.ts';
import { Badge } from '#app/ui/badge.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { counted, formatDay, formatNumber, formatPeriod } from '#app/ui/format.ts';

const LINK = 'font-medium text-accent underline-offset-2 hover:underline';

/** The requests with the fewest days left. */
export function RequestsCard({ counts, next }: Pick<Desk, 'counts' | 'next'>) {
  return (
    <Card title="Requests">
      <p className="mb-3 flex flex-wrap items-center gap-2">
        {counts.overdue > 0 ? <Badge tone="danger">{counts.overdue} overdue</Badge> : null}
        {counts.soon > 0 ? <Badge tone="warn">{counts.soon} due within 7 days</Badge> : null}
        <span className="text-ink-soft">{counts.open === 0 ? 'Nothing is open.' : `${counts.open} open`}</span>
      </p>
      {next.length === 0 ? null : (
        <ul className="mb-4 divide-y divide-line border-y border-line">
          {next.map(({ id, kind, name, daysLeft }) => (
            <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 py-2">
              <span className="min-w-0">
                <Link to={`/desk/requests/${id}`} className={LINK}>
                  {KIND_WORDS[kind]}
                </Link>{' '}
                <bdi className="text-ink-soft">{name}</bdi>
              </span>
              <Badge tone={daysLeftTone(daysLeft)}>{daysLeftInWords(daysLeft)}</Badge>
            </li>
          ))}
        </ul>
      )}
      <p className="flex flex-wrap gap-2">
        <ButtonLink to="/desk/requests">All requests</ButtonLink>
        <ButtonLink to="/desk/requests/new" look="quiet">
          Enter a request
        </ButtonLink>
      </p>
    </Card>
  );
}

/** The reports that wait for a release. */
export function RunsCard({ runs, total }: { runs: Desk['runs']; total: number }) {
  return (
    <Card title="Waiting for a release">
      {runs.length === 0 ? (
        <p className="text-ink-soft">No report waits for you.</p>
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {runs.map(({ id, recipient, period }) => (
            <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4 py-2">
              <Link to={`/admin/runs/${id}`} className={LINK}>
                <bdi>{recipient}</bdi>
              </Link>
              <span className="text-ink-soft">{formatPeriod(period)}</span>
            </li>
          ))}
        </ul>
      )}
      {total > runs.length ? (
        <p className="mt-3">
          <Link to="/admin/runs?state=awaiting-release" className={LINK}>
            All {counted(total, 'report')}
          </Link>
        </p>
      ) : null}
    </Card>
  );
}

function Anchored({ chain: { anchoredOn, anchorAge, isMailed } }: { chain: ChainStanding }) {
  if (anchoredOn === null || anchorAge === null) return <Badge tone="warn">no anchor yet</Badge>;
  const day = formatDay(noonOf(anchoredOn));
  return (
    <>
      <Badge tone={anchorAge <= 1 ? 'success' : 'danger'}>
        {anchorAge <= 1 ? `anchored ${day}` : `last anchor ${day}`}
      </Badge>
      <span className="text-ink-soft">{isMailed ? 'and mailed to the privacy officers' : 'not mailed yet'}</span>
    </>
  );
}

/** How the chain of audit events stands, as far as can be told without reading all of it. */
export function ChainCard({ chain }: { chain: ChainStanding }) {
  return (
    <Card title="Audit chain">
      <p className="flex flex-wrap items-center gap-2">
        <Anchored chain={chain} />
      </p>
      <p className="mt-2 text-ink-soft">{formatNumber(chain.sealed)} events sealed.</p>
      <p className="mt-3">
        <Link to="/desk/audit" className={LINK}>
          Read the chain again
        </Link>
      </p>
    </Card>
  );
}
