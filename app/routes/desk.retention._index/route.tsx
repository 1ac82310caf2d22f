import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { requireActor } from '#app/features/access/require.server.ts';
import { readRetention } from '#app/features/privacy/forecast-retention.server.ts';
import { listResults } from '#app/features/privacy/retention-results.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { counted } from '#app/ui/format.ts';
import { PageHeading } from '#app/ui/page.tsx';

import { ResultTable } from './result-table.tsx';
import { RuleTable } from './rule-table.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Retention') }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'retention:read');
  const before = new URL(request.url).searchParams.get('before') ?? '';
  const results = await listResults(actor, /^[1-9]\d{0,17}$/.test(before) ? before : null);
  return { ...(await readRetention(actor)), ...results };
}

export default function Retention() {
  const { rules, due, held, unreached, today, results, next } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeading
        title="Retention"
        lead="What is not needed any more goes: by a rule, on a day, for a reason. Whoever would go because nobody uses their account is told thirty days before, and nothing that is not finished is touched."
        actions={<ButtonLink to="/desk/retention/forecast?days=30">Who goes next</ButtonLink>}
      />
      <div className="grid gap-4">
        <Card title="Due today">
          <p>
            {due === 0
              ? 'Nobody’s account is to go today.'
              : `${counted(due, 'account is', 'accounts are')} to go today.`}{' '}
            {held === 0
              ? null
              : `The time of ${counted(held, 'other is', 'others is')} over, and something keeps ${held === 1 ? 'it' : 'them'}.`}
          </p>
          {unreached === 0 ? null : (
            <p className="mt-1">
              No mail reaches {unreached === due ? (due === 1 ? 'it' : 'them') : `${unreached} of them`}: nothing but
              your confirmation lets {unreached === 1 ? 'that account' : 'those accounts'} go.
            </p>
          )}
          {due + held === 0 ? null : (
            <p className="mt-3">
              <ButtonLink to="/desk/retention/run" look={due === 0 ? 'secondary' : 'primary'}>
                {due === 0 ? 'See what keeps them' : 'Look at them'}
              </ButtonLink>
            </p>
          )}
        </Card>
        <Card title="Rules" flush>
          <RuleTable rules={rules} today={today} />
        </Card>
        <Card title="What went" flush>
          {results.length === 0 ? (
            <Empty icon="shield" title="Nothing went yet">
              Once a rule takes something, the day, the reason and how much stand here, and in the audit.
            </Empty>
          ) : (
            <ResultTable results={results} />
          )}
          {next === null ? null : (
            <div className="border-t border-line px-4 py-3 text-right">
              <Link to={`?before=${next}`} className="font-medium text-accent underline-offset-2 hover:underline">
                Earlier
              </Link>
            </div>
          )}
        </Card>
      </div>
    </>
  );
}
