import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { isPermitted } from '#app/features/access/permissions.ts';
import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { requireActor } from '#app/features/access/require.server.ts';
import { parseManyDrafts } from '#app/features/agreements/agreement-change.ts';
import { AGREEMENTS_A_PAGE, parseAgreementFilter } from '#app/features/agreements/agreement-list.ts';
import { APPROVAL_REFUSALS, approveVersions, chooseRule } from '#app/features/agreements/approve-agreement.server.ts';
import { formatIsoDay } from '#app/features/agreements/differences.ts';
import { countExposed, exposureOfDrafts } from '#app/features/agreements/draft-exposure.server.ts';
import { DRAFT_REFUSALS, proposeDrafts, withdrawVersions } from '#app/features/agreements/draft-agreement.server.ts';
import { listAgreements, type ListedAgreement } from '#app/features/agreements/read-agreements.server.ts';
import { listFields, nameOfField, RECIPIENT_WORDS, RULE_WORDS } from '#app/features/agreements/terms.ts';
import { awaitedBy } from '#app/features/agreements/version-state.ts';
import { listWaiting } from '#app/features/agreements/waiting-drafts.server.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { TextField } from '#app/ui/field.tsx';
import { counted } from '#app/ui/format.ts';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';
import { ListFoot } from '#app/ui/paging.tsx';

import { Waiting } from './waiting.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Agreements') }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'agreement:list');
  await limitActor('search:actor', actor);
  const parameters = new URL(request.url).searchParams;
  const filter = parseAgreementFilter(parameters);
  const { waiting, total } = await listWaiting(actor);
  const may = {
    draft: isPermitted(actor, 'agreement:draft'),
    chooseRule: isPermitted(actor, 'agreement:choose-rule'),
    approve: isPermitted(actor, 'agreement:approve'),
  };
  const exposure = may.chooseRule
    ? await exposureOfDrafts(
        actor,
        waiting.filter(({ ruleChosenAt }) => ruleChosenAt === null).map(({ id }) => id),
      )
    : null;
  return {
    filter,
    may,
    done: parameters.get('done'),
    waitingTotal: total,
    waiting: waiting.map((draft) => ({
      id: draft.id,
      agreementId: draft.agreementId,
      number: draft.number,
      digest: draft.digest,
      recipient: draft.recipient,
      drafter: draft.drafter,
      isOwn: draft.draftedBy === actor.staffId,
      from: formatIsoDay(draft.terms.inForceFrom),
      fields: new Set(listFields(draft.terms.datasets).map(({ field }) => field)).size,
      fieldNames: [...new Set(listFields(draft.terms.datasets).map(({ field }) => nameOfField(field)))].join(', '),
      rule: draft.ruleChosenAt === null ? null : RULE_WORDS[draft.terms.rule].name,
      exposed: draft.ruleSeenCount ?? (exposure === null ? null : countExposed(exposure.get(draft.id))),
      awaits: awaitedBy(draft),
    })),
    ...(await listAgreements(actor, filter)),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  await requireActor(request, 'agreement:list');
  const { intent, rule, versions } = parseManyDrafts(await readForm(request));
  if (versions.length === 0)
    return data({ message: 'Choose some drafts first. Nothing was changed.' }, { status: 400 });
  const ids = versions.map(({ id }) => id);
  if (intent === 'approve') {
    const done = await approveVersions(await requireActor(request, 'agreement:approve'), versions);
    if (!done.ok) return data({ message: APPROVAL_REFUSALS[done.reason] }, { status: 409 });
  } else if (intent === 'choose-rule' && rule !== undefined) {
    const done = await chooseRule(await requireActor(request, 'agreement:choose-rule'), versions, rule);
    if (!done.ok) return data({ message: DRAFT_REFUSALS[done.reason] }, { status: 409 });
  } else {
    const actor = await requireActor(request, 'agreement:draft');
    const done =
      intent === 'propose' ? await proposeDrafts(actor, ids) : await withdrawVersions(actor, 'draft', versions);
    if (!done.ok) return data({ message: DRAFT_REFUSALS[done.reason] }, { status: 409 });
  }
  return redirect(`/admin/agreements?${new URLSearchParams({ done: intent })}`);
}

const DONE: Readonly<Record<string, string>> = {
  propose: 'Proposed. The privacy officer chooses a rule, and a second person approves.',
  'choose-rule': 'The rule is chosen.',
  approve: 'Approved.',
  withdraw: 'Withdrawn.',
  drafted: 'Drafted for every employer that had no agreement. Look at them, then propose them together.',
};

const COLUMNS: readonly Column<ListedAgreement>[] = [
  {
    id: 'recipient',
    header: 'Recipient',
    cell: ({ id, recipient }) => (
      <>
        <Link to={`/admin/agreements/${id}`} className="font-medium text-accent underline-offset-2 hover:underline">
          <bdi>{recipient.name}</bdi>
        </Link>
        <span className="block text-sm text-ink-soft">{RECIPIENT_WORDS[recipient.kind]}</span>
      </>
    ),
  },
  {
    id: 'in-force',
    header: 'In force',
    cell: ({ inForce }) =>
      inForce === null ? (
        <span className="text-ink-soft">none</span>
      ) : (
        `Version ${inForce.number}, ${inForce.cadence}, since ${formatIsoDay(inForce.from)}`
      ),
  },
  {
    id: 'coming',
    header: 'Coming',
    cell: ({ coming, drafts }) => (
      <>
        {coming === null ? null : (
          <span className="block">{`Version ${coming.number} from ${formatIsoDay(coming.from)}`}</span>
        )}
        {drafts === 0 ? null : <span className="block">{counted(drafts, 'draft')}</span>}
        {coming === null && drafts === 0 ? <span className="text-ink-soft">nothing</span> : null}
      </>
    ),
  },
  {
    id: 'schedule',
    header: 'Schedule',
    cell: ({ paused, inForce }) =>
      paused ? (
        <Badge tone="warn">Paused</Badge>
      ) : inForce === null ? (
        <span className="text-ink-soft">nothing due</span>
      ) : (
        'runs'
      ),
  },
];

export default function Agreements() {
  const { filter, agreements, total, may, waiting, waitingTotal, done } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  return (
    <>
      <PageHeading
        title="Agreements"
        lead="Who is given which fields of whom, how often and how. A version is drafted by one person, its rule for small groups chosen by the privacy officer, and approved by a second person."
        actions={
          may.draft ? (
            <ButtonLink look="primary" to="/admin/agreements/new">
              New agreement
            </ButtonLink>
          ) : undefined
        }
      />
      {done !== null && DONE[done] !== undefined && refusal === undefined ? (
        <Notice live tone="success" title={DONE[done]} className="mb-4" />
      ) : null}
      {refusal === undefined ? null : <Notice live tone="danger" title={refusal.message} className="mb-4" />}
      <div className="grid gap-4">
        {waiting.length === 0 ? null : <Waiting drafts={waiting} total={waitingTotal} may={may} />}
        <Card flush>
          <Form className="flex flex-wrap items-end gap-2 border-b border-line px-4 py-3">
            <TextField label="Name or partner ID" name="q" defaultValue={filter.search} />
            <Button>Search</Button>
          </Form>
          {agreements.length === 0 ? (
            <Empty icon="agreements" title={filter.search === '' ? 'No agreement yet' : 'None fits'}>
              {filter.search === ''
                ? 'Without an agreement nobody is given anything.'
                : 'Try less of a name, or another one.'}
            </Empty>
          ) : (
            <>
              <DataTable stacks caption="Agreements" columns={COLUMNS} rows={agreements} rowKey={({ id }) => id} />
              <ListFoot
                words={counted(total, 'agreement')}
                offset={(filter.page - 1) * AGREEMENTS_A_PAGE}
                limit={AGREEMENTS_A_PAGE}
                total={total}
              />
            </>
          )}
        </Card>
      </div>
    </>
  );
}
