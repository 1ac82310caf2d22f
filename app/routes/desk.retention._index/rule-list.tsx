import { Link } from '@remix-run/react';

import type { Column } from '#app/ui/data-table.tsx';
import type { RuleForecast } from '#app/features/privacy/forecast-retention.server.ts';
import { lengthOf, ruleOf } from '#app/features/privacy/retention-rules.ts';

type Given = { rules: readonly RuleForecast[]; columns: readonly Column<RuleForecast>[]; today: string };

/** The rules on a phone: a line each, and the rest where it is wanted. */
export function RuleList({ rules, columns, today }: Given) {
  return (
    <ul className="divide-y divide-line border-t border-line md:hidden">
      {rules.map((rule) => {
        const { label, what, unit } = ruleOf(rule.name);
        const isDue = rule.reviewOn !== null && rule.reviewOn <= today;
        return (
          <li key={rule.name}>
            <details>
              <summary className="cursor-pointer px-4 py-2.5">
                <span className="font-medium">{label}</span>{' '}
                <span className="text-ink-soft">· {lengthOf(rule.amount, unit)}</span>
                {isDue ? <span className="font-semibold text-warn"> · review due</span> : null}
              </summary>
              <div className="grid gap-2 px-4 pb-4">
                <p className="text-sm text-ink-soft">{what}</p>
                <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-2 gap-y-1">
                  {columns
                    .filter(({ id }) => id !== 'rule')
                    .map(({ id, header, cell }) => (
                      <div key={id} className="contents">
                        <dt className="text-sm text-ink-soft">{header}</dt>
                        <dd>{cell(rule)}</dd>
                      </div>
                    ))}
                </dl>
                <p>
                  <Link to={`/desk/retention/rules/${rule.name}`} className="font-medium text-accent underline">
                    Open this rule<span className="sr-only">: {label}</span>
                  </Link>
                </p>
              </div>
            </details>
          </li>
        );
      })}
    </ul>
  );
}
