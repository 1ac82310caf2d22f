import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { requireActor } from '#app/features/access/require.server.ts';
import { readSought } from '#app/features/access/sealed-search.server.ts';
import { titleOf } from '#app/features/language/academy.ts';
import { CASES_A_PAGE, parseCaseFilter, type CaseShown } from '#app/features/support/case-filter.ts';
import { TOPICS } from '#app/features/support/case-kinds.ts';
import { TOPIC_WORDS } from '#app/features/support/case-words.ts';
import { listCases } from '#app/features/support/list-cases.server.ts';
import { Card } from '#app/ui/card.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { counted } from '#app/ui/format.ts';
import { NarrowedList } from '#app/ui/narrowed-list.tsx';
import { PageHeading } from '#app/ui/page.tsx';
import { ListFoot } from '#app/ui/paging.tsx';

import { CaseTable } from './case-table.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Support') }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'support:list');
  await limitActor('search:actor', actor);
  const filter = parseCaseFilter(new URL(request.url).searchParams, readSought(request));
  return { filter, ...(await listCases(actor, filter)) };
}

const CHIPS: readonly { show: CaseShown; label: string }[] = [
  { show: 'open', label: 'Open' },
  { show: 'ours', label: 'Wait for us' },
  { show: 'theirs', label: 'Wait for them' },
  { show: 'closed', label: 'Closed' },
  { show: 'all', label: 'All' },
];

export default function SupportCases() {
  const { filter, cases, total, counts } = useLoaderData<typeof loader>();
  const { show, topic, search, find, page } = filter;
  const isNarrowed = search !== '' || topic !== null;
  return (
    <>
      <PageHeading
        title="Support"
        lead="What people ask the academy, the oldest first. Who has no account is known here only until the case is closed: then name, address and every word go."
      />
      <Card flush>
        <NarrowedList
          path="/admin/support"
          label="Support cases"
          chips={CHIPS}
          counts={counts}
          show={show}
          search={search}
          find={find}
          choice={{
            name: 'topic',
            label: 'About',
            any: 'Anything',
            value: topic,
            choices: TOPICS.map((known) => ({ value: known, label: TOPIC_WORDS[known] })),
          }}
        />
        {cases.length === 0 ? (
          <Empty icon="phone" title={isNarrowed ? 'None fits' : 'Nothing waits'}>
            {isNarrowed
              ? 'Ask for less: anything, or less of a name. Who had no account is not found any more once their case is closed.'
              : 'What people ask on their own page or on the public one stands here by itself.'}
          </Empty>
        ) : (
          <>
            <CaseTable cases={cases} />
            <ListFoot
              words={counted(total, 'case')}
              offset={(page - 1) * CASES_A_PAGE}
              limit={CASES_A_PAGE}
              total={total}
            />
          </>
        )}
      </Card>
    </>
  );
}
