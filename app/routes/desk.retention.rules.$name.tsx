import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { KeptForm } from '#app/features/access/kept-form.tsx';
import { readForm } from '#app/features/access/read-form.server.ts';
import { found, requireActor } from '#app/features/access/require.server.ts';
import { parseRuleChange } from '#app/features/privacy/retention-change.ts';
import { changeRule, findRule } from '#app/features/privacy/retention-periods.server.ts';
import { isFixed, lengthOf, ruleOf, WARNED_DAYS } from '#app/features/privacy/retention-rules.ts';
import { databaseToday } from '#app/platform/clock.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Card, Facts } from '#app/ui/card.tsx';
import { SelectField, TextArea, TextField } from '#app/ui/field.tsx';
import { formatDayTime } from '#app/ui/format.ts';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data: shown }) => [
  { title: titleOf(shown === undefined ? 'Retention' : ruleOf(shown.rule.name).label) },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'retention:read');
  return { rule: found(await findRule(actor, params['name'] ?? '')) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'retention:change');
  const { name, amount } = found(await findRule(actor, params['name'] ?? ''));
  const form = new URLSearchParams();
  for (const [field, value] of await readForm(request)) if (typeof value === 'string') form.set(field, value);
  // What is fixed stays, whoever sends what; only rules of people are carried out by somebody.
  if (isFixed(ruleOf(name))) form.set('amount', String(amount));
  if (!ruleOf(name).ofPeople) form.set('automatic', 'yes');
  const parsed = parseRuleChange(name, form, await databaseToday());
  if ('faults' in parsed) return data(parsed, { status: 400 });
  const changed = await changeRule(actor, name, parsed.change);
  return redirect(`/desk/retention/rules/${name}?saved=${changed === 0 ? 'same' : 'yes'}`);
}

export default function Rule() {
  const { rule } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state !== 'idle';
  const [parameters] = useSearchParams();
  const { label, what, start, unit, proposed, least, most, setting, ofPeople } = ruleOf(rule.name);
  const decided = isFixed(ruleOf(rule.name));
  const { faults = {}, typed = {} } = answer ?? {};
  return (
    <div className="max-w-[720px]">
      <PageHeading crumbs={[{ to: '/desk/retention', label: 'Retention' }]} title={label} lead={what} />
      <div className="grid gap-4">
        {answer === undefined ? null : (
          <Notice live tone="danger" title="Nothing was saved: look at what is marked below." />
        )}
        {answer === undefined && parameters.has('saved') ? (
          <Notice
            live
            tone="success"
            title={parameters.get('saved') === 'yes' ? 'Saved, from now on.' : 'Nothing was different.'}
          />
        ) : null}
        <Card>
          <Facts
            facts={[
              { term: 'Kept', value: lengthOf(rule.amount, unit) },
              { term: 'From when', value: start },
              ...(ofPeople ? [{ term: 'Warned', value: `${WARNED_DAYS} days before, by mail` }] : []),
              {
                term: 'Last decided',
                value:
                  rule.changedAt === null
                    ? 'as proposed'
                    : `${formatDayTime(rule.changedAt)}${rule.changedBy === null ? '' : ` by ${rule.changedBy}`}`,
              },
            ]}
          />
        </Card>
        <Card>
          <KeptForm method="post" className="grid gap-4" noValidate>
            {decided ? (
              <p className="text-ink-soft">
                {setting === undefined ? (
                  'The period is fixed: the law or the way it works leaves no choice.'
                ) : (
                  <>
                    The period is decided by an administrator, under{' '}
                    <Link to="/admin/settings" className="text-accent underline underline-offset-2">
                      Settings
                    </Link>
                    .
                  </>
                )}
              </p>
            ) : (
              <TextField
                label={`Period, in ${unit}`}
                hint={`From ${least} to ${most}.${proposed === most ? ` The notice promises no longer than ${lengthOf(most, unit)}.` : ''}`}
                name="amount"
                inputMode="numeric"
                defaultValue={typed.amount ?? String(rule.amount)}
                error={faults.amount}
              />
            )}
            {ofPeople ? (
              <SelectField
                label="How it is carried out"
                name="automatic"
                defaultValue={typed.automatic ?? (rule.automatic ? 'yes' : 'no')}
                error={faults.automatic}
              >
                <option value="yes">By itself, on its day, once the person was warned</option>
                <option value="no">When somebody has looked and confirms</option>
              </SelectField>
            ) : null}
            <TextField
              label="Who answers for it"
              name="owner"
              maxLength={100}
              defaultValue={typed.owner ?? rule.owner}
              error={faults.owner}
            />
            <TextArea
              label="Legal basis"
              name="basis"
              maxLength={300}
              defaultValue={typed.basis ?? rule.basis}
              error={faults.basis}
            />
            <TextField
              label="Look at it again on"
              type="date"
              name="reviewOn"
              defaultValue={typed.reviewOn ?? rule.reviewOn ?? ''}
              error={faults.reviewOn}
            />
            <div className="flex flex-wrap gap-2">
              <Button look="primary" disabled={busy}>
                Save
              </Button>
              <ButtonLink to="/desk/retention" look="quiet">
                Back
              </ButtonLink>
            </div>
          </KeptForm>
        </Card>
      </div>
    </div>
  );
}
