import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';

import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { requireActor } from '#app/features/access/require.server.ts';
import { readSought } from '#app/features/access/sealed-search.server.ts';
import { titleOf } from '#app/features/language/academy.ts';
import { CASES_A_PAGE, parseCaseFilter, type CaseShown } from '#app/features/support/case-filter.ts';
import { TOPICS } from '#app/features/support/case-kinds.ts';
import { TOPIC_WORDS } from '#app/features/support/case-words.ts';
import { listCases } from '#app/features/support/list-cases.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';
import { FindForm } from '#app/ui/find-form.tsx';
import { counted, formatNumber } from '#app/ui/format.ts';
import { PageHeading } from '#app/ui/page.tsx';
import { ListFoot } from '#app/ui/paging.tsx';
import { Chips } from '#app/ui/tabs.tsx';

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
  const addressOf = (shown: CaseShown): string =>
    `/admin/support?${new URLSearchParams({ ...(shown === 'open' ? {} : { show: shown }), ...(topic === null ? {} : { topic }), ...(!find ? {} : { find }) })}`;
  return (
    <>
      <PageHeading
        title="Support"
        lead="What people ask the academy, the oldest first. Who has no account is known here only until the case is closed: then name, address and every word go."
      />
      <Card flush>
        <div className="grid gap-3 border-b border-line px-4 py-3">
          <Chips
            label="Which cases"
            chips={CHIPS.map((chip) => ({
              to: addressOf(chip.show),
              label: chip.label,
              count: formatNumber(counts[chip.show]),
              current: show === chip.show,
            }))}
          />
          <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
            <Form action="/admin/support?index" className="flex flex-wrap items-end gap-2">
              {show === 'open' ? null : <input type="hidden" name="show" value={show} />}
              {!find ? null : <input type="hidden" name="find" value={find} />}
              <SelectField label="About" name="topic" defaultValue={topic ?? ''}>
                <option value="">Anything</option>
                {TOPICS.map((known) => (
                  <option key={known} value={known}>
                    {TOPIC_WORDS[known]}
                  </option>
                ))}
              </SelectField>
              <Button>Show</Button>
            </Form>
            {/* Who looks for somebody does not know how theirs stands. */}
            <FindForm
              to={addressOf('all')}
              role="search"
              aria-label="Support cases"
              className="flex flex-wrap items-end gap-2"
            >
              <TextField
                label="Number, name or address"
                name="search"
                type="search"
                key={search}
                defaultValue={search}
              />
              <Button>Search</Button>
            </FindForm>
          </div>
        </div>
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
