import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { requireActor } from '#app/features/access/require.server.ts';
import { parseStart } from '#app/features/agreements/agreement-change.ts';
import { firstDayAfter } from '#app/features/agreements/differences.ts';
import {
  listWithoutAgreement,
  START_REFUSALS,
  startAgreement,
  startForEmployers,
} from '#app/features/agreements/start-agreements.server.ts';
import { listCountries } from '#app/features/people/notices.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { searchedLine } from '#app/platform/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';
import { counted, formatsIn } from '#app/ui/format.ts';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';

import { DraftForm, NameField } from './draft-form.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('New agreement') }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'agreement:draft');
  await limitActor('search:actor', actor);
  const search = searchedLine(new URL(request.url).searchParams.get('q'), 100);
  return {
    search,
    from: firstDayAfter(await databaseNow()),
    countries: formatsIn('en').nameCountries(await listCountries()),
    ...(await listWithoutAgreement(actor, search)),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'agreement:draft');
  const read = parseStart(await readForm(request));
  if (!read.ok) return data({ kind: read.kind, field: read.field, message: read.message }, { status: 400 });
  const { kind, inForceFrom } = read.value;
  if (kind === 'employers') {
    const made = await startForEmployers(actor, read.value.template, inForceFrom);
    if (!made.ok) return data({ kind, field: null, message: START_REFUSALS[made.reason] }, { status: 409 });
    return redirect('/admin/agreements?done=drafted');
  }
  const made = await startAgreement(actor, read.value, inForceFrom);
  if (!made.ok) return data({ kind, field: null, message: START_REFUSALS[made.reason] }, { status: 409 });
  return redirect(`/admin/agreements/${made.value}`);
}

export default function NewAgreement() {
  const { search, employers, total, templates, countries, from } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errorOf = (kind: string, field: string): string | undefined =>
    answer?.kind === kind && answer.field === field ? answer.message : undefined;
  const shared = { from, errorOf };
  return (
    <>
      <PageHeading
        title="New agreement"
        crumbs={[{ to: '/admin/agreements', label: 'Agreements' }]}
        lead="Begins with a draft that gives what people are told of; take out what the recipient does not need. Nothing is sent before a second person approves."
      />
      {answer !== undefined && answer.field === null ? (
        <Notice live tone="danger" title={answer.message} className="mb-4" />
      ) : null}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card title="For an employer">
          <Form className="mb-3 flex flex-wrap items-end gap-2">
            <TextField label="Name or partner ID" name="q" defaultValue={search} />
            <Button>Search</Button>
          </Form>
          {employers.length === 0 ? (
            <p className="text-ink-soft">
              {total === 0 ? 'Every employer has an agreement.' : 'No employer without an agreement fits.'}
            </p>
          ) : (
            <DraftForm {...shared} kind="employer" isUsual>
              <SelectField
                label="Employer"
                name="employerId"
                hint={`${counted(total, 'employer')} without an agreement; at most 20 are shown.`}
                error={errorOf('employer', 'employerId')}
              >
                {employers.map(({ id, name, mpnId, people }) => (
                  <option key={id} value={id}>
                    {name} ({mpnId}), {counted(people, 'person', 'people')}
                  </option>
                ))}
              </SelectField>
            </DraftForm>
          )}
        </Card>
        <Card title="The same for many employers">
          {templates.length === 0 || total === 0 ? (
            <p className="text-ink-soft">
              {total === 0
                ? 'Every employer has an agreement.'
                : 'There is no employer’s agreement yet that could be given to others.'}
            </p>
          ) : (
            <DraftForm {...shared} kind="employers" isUsual verb={`Draft for ${counted(total, 'employer')}`}>
              <p>
                Drafts the same for all {counted(total, 'employer')} without an agreement. They are listed, proposed and
                approved together.
              </p>
              <SelectField
                label="As it stands with"
                name="template"
                hint="Those that go to an address of one recipient are not among them."
                error={errorOf('employers', 'template')}
              >
                {templates.map(({ versionId, name, number, alike }) => (
                  <option key={versionId} value={versionId}>
                    {name}, version {number} ({counted(alike, 'employer has', 'employers have')} the same)
                  </option>
                ))}
              </SelectField>
            </DraftForm>
          )}
        </Card>
        <Card title="For a Member">
          <DraftForm {...shared} kind="member">
            <SelectField label="Country" name="country" required defaultValue="" error={errorOf('member', 'country')}>
              <option value="" disabled>
                Choose
              </option>
              {countries.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </SelectField>
            <NameField {...shared} kind="member" label="Name of the Member" />
          </DraftForm>
        </Card>
        <Card title="For a partner">
          <DraftForm {...shared} kind="partner">
            <NameField {...shared} kind="partner" label="Name of the partner" />
            <TextField
              label="Short name"
              hint="Stands in file names: small letters, digits and hyphens."
              name="slug"
              required
              maxLength={60}
              error={errorOf('partner', 'slug')}
            />
          </DraftForm>
        </Card>
        <Card title="For Microsoft">
          <DraftForm {...shared} kind="microsoft" />
        </Card>
      </div>
    </>
  );
}
