import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';

import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { requireActor } from '#app/features/access/require.server.ts';
import { titleOf } from '#app/features/language/academy.ts';
import { CASES_A_PAGE, parseCaseFilter, readCaseSearch, type CaseShown } from '#app/features/support/case-filter.ts';
import { TOPICS } from '#app/features/support/case-kinds.ts';
import { TOPIC_WORDS } from '#app/features/support/case-words.ts';
import { listCases } from '#app/features/support/list-cases.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { SelectField } from '#app/ui/field.tsx';
import { counted, formatNumber } from '#app/ui/format.ts';
import { PageHeading } from '#app/ui/page.tsx';
import { Found, ListFoot, PostedSearch } from '#app/ui/posted-search.tsx';
import { Chips } from '#app/ui/tabs.tsx';

import { CaseTable } from './case-table.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Support') }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'support:list');
  await limitActor('search:actor', actor);
  const filter = parseCaseFilter(new URL(request.url).searchParams);
  return { filter, ...(await listCases(actor, filter)) };
}

/** Posted, and answered with what was found: a name stands in no address. */
export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'support:list');
  await limitActor('search:actor', actor);
  const filter = readCaseSearch(await readForm(request));
  if (filter.search === '') return data({ search: '', found: null }, { status: 400 });
  return data({ search: filter.search, found: await listCases(actor, filter) });
}

const CHIPS: readonly { show: CaseShown; label: string }[] = [
  { show: 'open', label: 'Open' },
  { show: 'ours', label: 'Wait for us' },
  { show: 'theirs', label: 'Wait for them' },
  { show: 'closed', label: 'Closed' },
];

export default function SupportCases() {
  const listed = useLoaderData<typeof loader>();
  const searched = useActionData<typeof action>();
  const found = searched?.found ?? null;
  const { cases, total } = found ?? listed;
  const { show, topic, page } = listed.filter;
  const addressOf = (shown: CaseShown): string =>
    `/admin/support?${new URLSearchParams({ ...(shown === 'open' ? {} : { show: shown }), ...(topic === null ? {} : { topic }) })}`;
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
              count: formatNumber(listed.counts[chip.show]),
              current: found === null && show === chip.show,
            }))}
          />
          <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
            <Form action="/admin/support?index" className="flex flex-wrap items-end gap-2">
              {show === 'open' ? null : <input type="hidden" name="show" value={show} />}
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
            <PostedSearch action="/admin/support?index" typed={searched?.search} />
          </div>
        </div>
        {searched === undefined || found === null ? null : (
          <Found what={`Of all cases, ${counted(total, 'case')}`} typed={searched.search} to="/admin/support">
            Who had no account is not found any more once their case is closed.
          </Found>
        )}
        {cases.length === 0 ? (
          <Empty icon="phone" title={found !== null || topic !== null ? 'None fits' : 'Nothing waits'}>
            {found !== null || topic !== null
              ? 'Ask for less: anything, or less of a name.'
              : 'What people ask on their own page or on the public one stands here by itself.'}
          </Empty>
        ) : (
          <>
            <CaseTable cases={cases} />
            <ListFoot
              total={counted(total, 'case')}
              count={total}
              page={page}
              pageSize={CASES_A_PAGE}
              isSearch={found !== null}
            />
          </>
        )}
      </Card>
    </>
  );
}
