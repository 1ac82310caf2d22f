import { Link } from '@remix-run/react';

import type { ListedRequest } from '#app/features/privacy/list-requests.server.ts';
import {
  CHANNEL_WORDS,
  daysLeftInWords,
  daysLeftTone,
  DECISION_WORDS,
  KIND_WORDS,
  unknownInWords,
} from '#app/features/privacy/request-words.ts';
import { noonOf } from '#app/platform/noon.ts';
import { Badge } from '#app/ui/badge.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { formatDay } from '#app/ui/format.ts';

/** What it waits for, in words. */
function waitsFor({ closedAt, decision, isProved, isAsked, isExtended }: ListedRequest): string {
  if (closedAt !== null && decision !== null) return DECISION_WORDS[decision];
  if (decision !== null) return `${DECISION_WORDS[decision]}; the answer is still to be sent`;
  const step = isProved ? 'to be decided' : isAsked ? 'waits for more proof of who it is' : 'who asks is to be checked';
  return isExtended ? `${step}; extended` : step;
}

const COLUMNS: readonly Column<ListedRequest>[] = [
  {
    id: 'due',
    header: 'Due',
    cell: ({ closedAt, daysLeft, dueOn }) =>
      closedAt === null ? (
        <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <Badge tone={daysLeftTone(daysLeft)}>{daysLeftInWords(daysLeft)}</Badge>
          <span className="text-sm whitespace-nowrap text-ink-soft">{formatDay(noonOf(dueOn))}</span>
        </span>
      ) : (
        <span className="text-ink-soft">answered {formatDay(closedAt)}</span>
      ),
  },
  {
    id: 'request',
    header: 'Request',
    cell: ({ id, kind }) => (
      <Link to={`/desk/requests/${id}`} className="font-medium text-accent underline-offset-2 hover:underline">
        {KIND_WORDS[kind]}
        <span className="text-sm font-normal text-ink-soft"> · {id}</span>
      </Link>
    ),
  },
  {
    id: 'who',
    header: 'By',
    cell: ({ name, isKnown, isErased }) =>
      name === '' ? (
        <span className="text-ink-soft">somebody who is not kept any more</span>
      ) : (
        <>
          <bdi>{name}</bdi>
          {isKnown ? null : <span className="block text-sm text-ink-soft">{unknownInWords(isErased)}</span>}
        </>
      ),
  },
  {
    id: 'received',
    header: 'Received',
    cell: ({ receivedAt, channel }) => (
      <>
        {formatDay(receivedAt)}
        <span className="block text-sm text-ink-soft">{CHANNEL_WORDS[channel]}</span>
      </>
    ),
  },
  { id: 'state', header: 'State', cell: waitsFor },
];

export function RequestTable({ requests }: { requests: readonly ListedRequest[] }) {
  return <DataTable stacks caption="Requests" columns={COLUMNS} rows={requests} rowKey={({ id }) => id} />;
}
