import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { useEffect, useRef } from 'react';

import { titleOf } from '#app/features/language/academy.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { requireActor } from '#app/features/access/require.server.ts';
import { parseConfirmation, parsePage } from '#app/features/employers/employment-change.ts';
import { EMPLOYMENTS_A_PAGE } from '#app/features/employers/employment-list.ts';
import {
  confirmEmployment,
  EMPLOYMENT_REFUSALS,
  listUnconfirmed,
  refuseClaim,
  type UnconfirmedEmployment,
} from '#app/features/employers/employments.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { counted, formatDay } from '#app/ui/format.ts';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';
import { Paging } from '#app/ui/paging.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('To confirm') }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'employment:list');
  const page = parsePage(new URL(request.url).searchParams);
  return { page, ...(await listUnconfirmed(actor, page)) };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'employment:confirm');
  const { employmentId, confirm } = parseConfirmation(await readForm(request));
  if (confirm === 'refuse') {
    const ended = await refuseClaim(actor, employmentId);
    if (!ended.ok) return data({ ok: false, message: EMPLOYMENT_REFUSALS[ended.reason] }, { status: 409 });
    return data({ ok: true, message: 'The claim has ended. The person can say where they work on their own page.' });
  }
  const done = await confirmEmployment(actor, { employmentId, withDomain: confirm === 'domain' });
  if (!done.ok) return data({ ok: false, message: EMPLOYMENT_REFUSALS[done.reason] }, { status: 409 });
  return data({ ok: true, message: `${counted(done.value, 'employment')} confirmed: from now on in reports.` });
}

function Actions({ employment }: { employment: UnconfirmedEmployment }) {
  const busy = useNavigation().state !== 'idle';
  const { id, name, domain, others } = employment;
  return (
    <Form method="post" preventScrollReset className="flex flex-wrap justify-end gap-2">
      <input type="hidden" name="employmentId" value={id} />
      <Button size="small" name="confirm" value="person" disabled={busy}>
        Confirm<span className="sr-only"> {name}</span>
      </Button>
      {domain === null ? null : (
        <Button size="small" look="quiet" name="confirm" value="domain" disabled={busy}>
          and everybody @{domain}
          {others === 0 ? null : ` (${counted(others, 'other')} waiting)`}
        </Button>
      )}
      <details className="relative">
        <summary className="inline-flex h-8 cursor-pointer items-center rounded-md px-2.5 text-sm font-medium text-ink-soft hover:text-ink">
          Not so<span className="sr-only">: {name}</span>
        </summary>
        <div className="absolute right-0 z-10 mt-1 grid w-64 gap-2 rounded-md border border-line bg-surface p-3 text-left whitespace-normal shadow-card">
          <p className="text-sm">The claim ends. {name} can say on their own page where they work.</p>
          <Button size="small" look="danger" name="confirm" value="refuse" disabled={busy}>
            {name} does not work there
          </Button>
        </div>
      </details>
    </Form>
  );
}

const COLUMNS: readonly Column<UnconfirmedEmployment>[] = [
  {
    id: 'person',
    header: 'Person',
    cell: ({ name, email }) => (
      <>
        <span className="font-medium">{name}</span>
        <span className="block text-sm break-all text-ink-soft">{email}</span>
      </>
    ),
  },
  {
    id: 'company',
    header: 'Says to work for',
    cell: ({ company, mpnId, typedCompany, isNamedByRegistration }) => (
      <>
        {company}
        <span className="block text-sm text-ink-soft">{mpnId}</span>
        {typedCompany === null ? null : <span className="block text-sm text-warn">typed “{typedCompany}”</span>}
        {isNamedByRegistration ? <span className="block text-sm text-ink-soft">named by a registration</span> : null}
      </>
    ),
  },
  { id: 'since', header: 'Since', cell: ({ startedOn }) => formatDay(startedOn) },
  { id: 'actions', header: 'What to do', align: 'right', cell: (employment) => <Actions employment={employment} /> },
];

export default function Employments() {
  const { employments, total, page } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const queue = useRef<HTMLDivElement>(null);
  // Whoever confirms one after the other needs one key: after each, the next one waits for it.
  useEffect(() => {
    if (answer?.ok === true) queue.current?.querySelector<HTMLElement>('button[value="person"]')?.focus();
  }, [answer]);
  return (
    <>
      <PageHeading
        title="Employments to confirm"
        lead="People who registered by themselves, with an address that does not say where they work. Until somebody confirms it they are in no report."
      />
      {answer ? <Notice live tone={answer.ok ? 'success' : 'danger'} title={answer.message} className="mb-4" /> : null}
      <div ref={queue}>
        <Card flush>
          {employments.length === 0 ? (
            <Empty icon="employments" title="Nobody waits">
              Who registers with an address of a domain that is known for the company is confirmed at once, and does not
              stand here.
            </Empty>
          ) : (
            <>
              <DataTable
                stacks
                caption="Employments to confirm"
                columns={COLUMNS}
                rows={employments}
                rowKey={({ id }) => id}
              />
              <div className="flex flex-wrap justify-between gap-3 border-t border-line px-4 py-3">
                <span className="text-sm text-ink-soft">{counted(total, 'person', 'people')}</span>
                <Paging offset={(page - 1) * EMPLOYMENTS_A_PAGE} limit={EMPLOYMENTS_A_PAGE} total={total} />
              </div>
            </>
          )}
        </Card>
      </div>
    </>
  );
}
