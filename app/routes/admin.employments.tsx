import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { useEffect, useRef } from 'react';

import { titleOf } from '#app/features/language/academy.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { requireActor } from '#app/features/access/require.server.ts';
import { changeEmployment } from '#app/features/employers/change-employment.server.ts';
import { parseEmploymentChange, parsePage } from '#app/features/employers/employment-change.ts';
import { EMPLOYMENTS_A_PAGE } from '#app/features/employers/employment-list.ts';
import { listUnconfirmed, type UnconfirmedEmployment } from '#app/features/employers/employments.server.ts';
import { UndoStrip } from '#app/features/undo/undo-strip.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { counted, formatDay } from '#app/ui/format.ts';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';
import { ListFoot } from '#app/ui/paging.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('To confirm') }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'employment:list');
  const page = parsePage(new URL(request.url).searchParams);
  return { page, ...(await listUnconfirmed(actor, page)) };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'employment:confirm');
  const answer = await changeEmployment(actor, parseEmploymentChange(await readForm(request)));
  return data(answer, { status: answer.ok ? 200 : 409 });
}

const UNDO_WORDS = {
  'employment-confirmed': (count: number) => `${counted(count, 'employment')} confirmed`,
  'claim-refused': (count: number) => `${counted(count, 'claim')} refused`,
};

function Actions({ employment }: { employment: UnconfirmedEmployment }) {
  const busy = useNavigation().state !== 'idle';
  const { id, name, domain, domainOf, others } = employment;
  return (
    <Form method="post" preventScrollReset className="flex flex-wrap justify-end gap-2">
      <input type="hidden" name="employmentId" value={id} />
      <Button size="small" name="confirm" value="person" disabled={busy}>
        Confirm<span className="sr-only"> {name}</span>
      </Button>
      {domain === null ? null : domainOf !== null ? (
        <span className="max-w-56 self-center text-left text-sm whitespace-normal text-ink-soft">
          @{domain} belongs to{' '}
          <Link to={`/admin/employers/${domainOf.id}`} className="text-accent underline-offset-2 hover:underline">
            {domainOf.name}
          </Link>
          , so it confirms nobody here
        </span>
      ) : (
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
  const { employments, total, page, undoable } = useLoaderData<typeof loader>();
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
      <UndoStrip undoable={undoable} words={UNDO_WORDS} />
      <div ref={queue} className={undoable.length === 0 ? undefined : 'mt-4'}>
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
              <ListFoot
                words={counted(total, 'person', 'people')}
                offset={(page - 1) * EMPLOYMENTS_A_PAGE}
                limit={EMPLOYMENTS_A_PAGE}
                total={total}
              />
            </>
          )}
        </Card>
      </div>
    </>
  );
}
