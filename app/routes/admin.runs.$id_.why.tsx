import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { found, readId, requireActor } from '#app/features/access/require.server.ts';
import { GATE_REASONS } from '#app/features/reporting/run.ts';
import { findRun } from '#app/features/reporting/runs.server.ts';
import { GATE_RULES } from '#app/features/reporting/why-words.ts';
import { explainPerson, type Explained } from '#app/features/reporting/why.server.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { TextField } from '#app/ui/field.tsx';
import { counted, formatNumber, formatPeriod } from '#app/ui/format.ts';
import { PageHeading } from '#app/ui/page.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Why is somebody in a report?') }];

const LONGEST = 254;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'reason:ask');
  const { id, period, recipient } = found(await findRun(actor, readId(params['id'])));
  return { id, period, recipient: recipient.name };
}

type Answer = { typed: string; fault: string | null; explained: Explained | null };

/** Posted, not linked: who was asked about stands in no address and in no history. */
export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'reason:ask');
  const { id } = found(await findRun(actor, readId(params['id'])));
  const given = (await readForm(request)).get('person');
  const typed = typeof given === 'string' ? given.trim().slice(0, LONGEST) : '';
  const refusedWith = (fault: string, status: number) => data<Answer>({ typed, fault, explained: null }, { status });
  if (typed === '') return refusedWith('Type an e-mail address, or a number of the register.', 400);
  await limitActor('search:actor', actor);
  const answer = await explainPerson(actor, id, typed);
  if (!answer.ok) return refusedWith('Nobody is known by this address or number.', 409);
  return data<Answer>({ typed, fault: null, explained: answer.value });
}

const NAMED_SHEETS = { registration: 'registration and progress', leads: 'leads' } as const;

function describeRows(inFile: NonNullable<Explained['inFile']>): string {
  const { sheet, rows, examRows } = inFile;
  if (rows.length === 0 && examRows === 0) return 'no row';
  const named = rows.length === 0 ? [] : [`${NAMED_SHEETS[sheet]}: row ${rows.map(formatNumber).join(', ')}`];
  return [...named, ...(examRows === 0 ? [] : [`exams: ${counted(examRows, 'row')}`])].join(' · ');
}

function Answered({ person, reason, inFile }: Explained) {
  const isIn = reason === 'in';
  const standsThere = inFile !== null && (inFile.rows.length > 0 || inFile.examRows > 0);
  return (
    <Card title={person.name || person.email}>
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={isIn ? 'success' : 'warn'}>{reason}</Badge>
        <strong>{isIn ? 'Is in the report' : `Is not in the report: ${GATE_REASONS[reason]}`}</strong>
      </p>
      <dl className="mt-3 divide-y divide-line border-y border-line">
        {[
          ['The rule', GATE_RULES[reason].rule],
          ['What to do', GATE_RULES[reason].next],
          ['In the newest file', inFile === null ? 'there is no file yet' : describeRows(inFile)],
          ['Number in the register', String(person.id)],
        ].map(([term, text]) => (
          <div key={term} className="grid gap-x-4 py-2 sm:grid-cols-[11rem_minmax(0,1fr)]">
            <dt className="text-ink-soft">{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {inFile !== null && standsThere !== isIn ? (
        <p className="mt-3">
          {isIn
            ? 'The newest file was built before that: one that is built now would hold it.'
            : 'The newest file was built before that. Where it has not left yet it does not go out as it is, but is built anew; where it has, the recipient is told.'}
        </p>
      ) : null}
      <p className="mt-3 text-sm text-ink-soft">The answer is as of now. That you asked is recorded, without a name.</p>
    </Card>
  );
}

export default function Why() {
  const { id, period, recipient } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state === 'submitting';
  return (
    <div className="max-w-[720px]">
      <PageHeading
        crumbs={[
          { to: '/admin/runs', label: 'Runs' },
          { to: `/admin/runs/${id}`, label: `${recipient} · ${formatPeriod(period)}` },
        ]}
        title="Why is somebody (not) in it?"
        lead={`The report to ${recipient} for ${formatPeriod(period)}. Asked about one person, the gate answers that decides about every row.`}
      />
      <div className="grid gap-4">
        <Card>
          <Form method="post" className="grid gap-4">
            <TextField
              label="E-mail address, or number in the register"
              hint="Any address that they were ever known by."
              name="person"
              required
              autoComplete="off"
              maxLength={LONGEST}
              defaultValue={answer?.typed ?? ''}
              error={answer?.fault ?? undefined}
            />
            <div className="flex flex-wrap gap-2">
              <Button look="primary" disabled={busy}>
                Ask
              </Button>
              <ButtonLink to={`/admin/runs/${id}`} look="quiet">
                Back to the run
              </ButtonLink>
            </div>
          </Form>
        </Card>
        {answer?.explained ? (
          <div role="status">
            <Answered {...answer.explained} />
          </div>
        ) : null}
      </div>
    </div>
  );
}
