import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import type { StaffActor } from '#app/features/access/actor.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { notFound, requireActor } from '#app/features/access/require.server.ts';
import { parseEmployerChange, type EmployerChange } from '#app/features/employers/employer-change.ts';
import {
  addDomain,
  EMPLOYER_REFUSALS,
  findEmployer,
  removeDomain,
  renameEmployer,
} from '#app/features/employers/employers.server.ts';
import { mergeEmployers, MERGE_REFUSALS, previewMerge } from '#app/features/employers/merge-employers.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Card, Facts } from '#app/ui/card.tsx';
import { TextField } from '#app/ui/field.tsx';
import { formatNumber } from '#app/ui/format.ts';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';

import { Domains } from './domains.tsx';
import { Merge } from './merge.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Employer') }];

const idOf = (text: string | undefined): number => {
  const id = /^[1-9]\d{0,9}$/.test(text ?? '') ? Number(text) : 0;
  if (id === 0 || id > 2_147_483_647) throw notFound();
  return id;
};

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'employer:list');
  const employer = await findEmployer(actor, idOf(params['id']));
  if (employer === null) throw notFound();
  return { employer, merged: new URL(request.url).searchParams.get('merged') !== null };
}

const refusedWith = (message: string, field: string | null = null, status = 409) =>
  data({ message, field, preview: null }, { status });

async function change(
  actor: StaffActor,
  id: number,
  value: Exclude<EmployerChange, { intent: 'look-at-merge' | 'merge' }>,
) {
  const done =
    value.intent === 'rename'
      ? await renameEmployer(actor, id, value.name)
      : value.intent === 'add-domain'
        ? await addDomain(actor, id, value.domain)
        : await removeDomain(actor, id, value.domain);
  if (!done.ok) return refusedWith(EMPLOYER_REFUSALS[done.reason], value.intent === 'add-domain' ? 'domain' : null);
  return redirect(`/admin/employers/${id}`);
}

export async function action({ request, params }: ActionFunctionArgs) {
  await requireActor(request, 'employer:list');
  const id = idOf(params['id']);
  const parsed = parseEmployerChange(await readForm(request));
  if (!parsed.ok) return refusedWith(parsed.message, parsed.field, 400);
  const { value } = parsed;
  if (value.intent === 'look-at-merge') {
    const preview = await previewMerge(await requireActor(request, 'employer:change'), id, value.into);
    if (!preview.ok) return refusedWith(MERGE_REFUSALS[preview.reason], 'into');
    return data({ message: null, field: null, preview: preview.value });
  }
  if (value.intent !== 'merge') return change(await requireActor(request, 'employer:change'), id, value);
  const merged = await mergeEmployers(await requireActor(request, 'employer:merge'), id, value.into);
  if (!merged.ok) return refusedWith(MERGE_REFUSALS[merged.reason], 'into');
  return redirect(`/admin/employers/${merged.value.id}?merged`);
}

export default function Employer() {
  const { employer, merged } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errorOf = (field: string): string | undefined => (answer?.field === field ? answer.message : undefined);
  return (
    <>
      <PageHeading
        title={employer.name}
        crumbs={[{ to: '/admin/employers', label: 'Employers' }]}
        lead={`Partner ID ${employer.mpnId}`}
      />
      {merged ? (
        <Notice
          live
          tone="success"
          title="Merged. Recipients who were given the old name or ID are told."
          className="mb-4"
        />
      ) : null}
      {answer?.message && answer.field === null ? (
        <Notice live tone="danger" title={answer.message} className="mb-4" />
      ) : null}
      <div className="grid gap-4 lg:grid-cols-2">
        <Card title="At a glance">
          <Facts
            facts={[
              { term: 'People', value: formatNumber(employer.people) },
              {
                term: 'To confirm',
                value:
                  employer.waiting === 0 ? (
                    'none'
                  ) : (
                    <Link to="/admin/employments" className="text-accent underline">
                      {formatNumber(employer.waiting)}
                    </Link>
                  ),
              },
              { term: 'Reports', value: employer.isRecipient ? 'sent' : 'none agreed' },
              {
                term: 'Contacts',
                value: (
                  <Link
                    to={`/admin/contacts?${new URLSearchParams({ partner: employer.mpnId })}`}
                    className="text-accent underline"
                  >
                    {formatNumber(employer.contacts)}
                  </Link>
                ),
              },
              ...employer.aliases.map(({ mpnId, name }) => ({ term: 'Also', value: `${name} (${mpnId})` })),
            ]}
          />
        </Card>
        <Card title="Name">
          <Form method="post" className="grid gap-3" key={employer.name}>
            <input type="hidden" name="intent" value="rename" />
            <TextField
              label="Company name"
              name="name"
              required
              maxLength={300}
              defaultValue={employer.name}
              error={errorOf('name')}
              hint={
                employer.isNamedByRegistration
                  ? 'Somebody typed this as they registered. Saving makes it the register’s.'
                  : 'Stands in the next report. Recipients who were given another one are told.'
              }
            />
            <div>
              <Button look="primary">Save</Button>
            </div>
          </Form>
        </Card>
        <Domains domains={employer.domains} error={errorOf('domain')} />
        <Merge
          employer={employer}
          preview={answer?.preview ?? null}
          intoError={errorOf('into')}
          againError={errorOf('again')}
        />
      </div>
    </>
  );
}
