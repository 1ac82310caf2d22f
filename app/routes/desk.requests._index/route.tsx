import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { requireActor } from '#app/features/access/require.server.ts';
import { readSought } from '#app/features/access/sealed-search.server.ts';
import { RequestLinks } from '#app/features/privacy/request-links.tsx';
import { listRequests } from '#app/features/privacy/list-requests.server.ts';
import { parseRequestFilter, REQUESTS_A_PAGE, type Shown } from '#app/features/privacy/request-filter.ts';
import { REQUEST_KINDS } from '#app/features/privacy/request-kinds.ts';
import { listLostMails } from '#app/features/privacy/unreached-requests.server.ts';
import { KIND_WORDS } from '#app/features/privacy/request-words.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { counted } from '#app/ui/format.ts';
import { NarrowedList } from '#app/ui/narrowed-list.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';
import { ListFoot } from '#app/ui/paging.tsx';

import { RequestTable } from './request-table.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Requests') }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'request:list');
  await limitActor('search:actor', actor);
  const filter = parseRequestFilter(new URL(request.url).searchParams, readSought(request));
  const lost = await listLostMails(actor);
  return { filter, lost: [...new Set(lost.map(({ requestId }) => requestId))], ...(await listRequests(actor, filter)) };
}

const CHIPS: readonly { show: Shown; label: string }[] = [
  { show: 'open', label: 'Open' },
  { show: 'overdue', label: 'Overdue' },
  { show: 'soon', label: 'Due within 7 days' },
  { show: 'done', label: 'Done' },
  { show: 'all', label: 'All' },
];

export default function Requests() {
  const { filter, lost, requests, total, counts } = useLoaderData<typeof loader>();
  const { show, kind, search, find, page } = filter;
  const isNarrowed = search !== '' || kind !== null;
  return (
    <>
      <PageHeading
        title="Requests"
        lead="What people ask for as their right, by the days that are left. Each is answered within a month of its receipt; extended once, with a reason, within three."
        actions={
          <ButtonLink look="primary" to="/desk/requests/new">
            Enter a request
          </ButtonLink>
        }
      />
      {lost.length === 0 ? null : (
        <Notice tone="warn" title="No mail reached whoever asked" className="mb-4">
          Write or ring, and say so on the request: <RequestLinks ids={lost} />
        </Notice>
      )}
      <Card flush>
        <NarrowedList
          path="/desk/requests"
          label="Requests"
          chips={CHIPS}
          counts={counts}
          show={show}
          search={search}
          find={find}
          choice={{
            name: 'kind',
            label: 'Right',
            any: 'Any',
            value: kind,
            choices: REQUEST_KINDS.map((known) => ({ value: known, label: KIND_WORDS[known] })),
          }}
        />
        {requests.length === 0 ? (
          <Empty icon="shield" title={isNarrowed ? 'None fits' : show === 'open' ? 'Nothing is open' : 'None here'}>
            {isNarrowed
              ? 'Ask for less: any right, or less of a name.'
              : 'What people ask for on their own page stands here by itself. What comes by mail, phone or letter is entered.'}
          </Empty>
        ) : (
          <>
            <RequestTable requests={requests} />
            <ListFoot
              words={counted(total, 'request')}
              offset={(page - 1) * REQUESTS_A_PAGE}
              limit={REQUESTS_A_PAGE}
              total={total}
            />
          </>
        )}
      </Card>
    </>
  );
}
