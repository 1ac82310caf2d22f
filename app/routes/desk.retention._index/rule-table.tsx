import { Link } from '@remix-run/react';

import type { RuleForecast } from '#app/features/privacy/forecast-retention.server.ts';
import { isFixed, lengthOf, ruleOf } from '#app/features/privacy/retention-rules.ts';
import { noonOf } from '#app/platform/noon.ts';
import { Tag } from '#app/ui/badge.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { formatDay, formatNumber } from '#app/ui/format.ts';

import { RuleList } from './rule-list.tsx';

const day = (text: string): string => formatDay(noonOf(text));
const count = (number: number | null): string => (number === null ? '–' : formatNumber(number));

const LINK = 'font-medium text-accent underline-offset-2 hover:underline';

function How({ rule }: { rule: RuleForecast }) {
  const { setting, ofPeople } = ruleOf(rule.name);
  if (setting !== undefined) return <>By itself; the period is a setting</>;
  if (ofPeople) return rule.automatic ? <>Warned, then by itself</> : <>Warned, then confirmed by you</>;
  return <>By itself</>;
}

const columnsOn = (today: string): readonly Column<RuleForecast>[] => [
  {
    id: 'rule',
    header: 'Rule',
    cell: ({ name }) => {
      const { label, what, rule } = ruleOf(name);
      return (
        <>
          <Link to={`/desk/retention/rules/${name}`} className={LINK}>
            {label}
          </Link>{' '}
          <Tag>{rule}</Tag>
          <span className="block text-sm text-ink-soft">{what}</span>
        </>
      );
    },
  },
  {
    id: 'period',
    header: 'Kept',
    cell: ({ name, amount }) => {
      const rule = ruleOf(name);
      return (
        <>
          <span className="font-medium whitespace-nowrap">{lengthOf(amount, rule.unit)}</span>
          {isFixed(rule) && rule.setting === undefined ? <span className="text-sm text-ink-soft"> (fixed)</span> : null}
          <span className="block text-sm text-ink-soft">{rule.start}</span>
        </>
      );
    },
  },
  {
    id: 'basis',
    header: 'Basis and owner',
    wideOnly: true,
    cell: ({ basis, owner }) => (
      <>
        {basis}
        <span className="block text-sm text-ink-soft">{owner}</span>
      </>
    ),
  },
  { id: 'how', header: 'How', cell: (rule) => <How rule={rule} /> },
  {
    id: 'review',
    header: 'Review',
    cell: ({ reviewOn }) =>
      reviewOn === null ? (
        <span className="text-ink-soft">No day yet</span>
      ) : (
        <span className={reviewOn <= today ? 'font-semibold text-warn' : ''}>
          {day(reviewOn)}
          {reviewOn <= today ? ' – due' : ''}
        </span>
      ),
  },
  { id: 'within30', header: '30 days', align: 'right', cell: ({ within30 }) => count(within30) },
  { id: 'within90', header: '90 days', align: 'right', cell: ({ within90 }) => count(within90) },
];

/** Every rule as it stands, and how much goes by it: a table, and on a phone a list that opens. */
export function RuleTable({ rules, today }: { rules: readonly RuleForecast[]; today: string }) {
  const columns = columnsOn(today);
  return (
    <>
      <div className="max-md:hidden">
        <DataTable
          caption="Rules, their periods and owners"
          columns={columns}
          rows={rules}
          rowKey={({ name }) => name}
        />
      </div>
      <RuleList rules={rules} columns={columns} today={today} />
    </>
  );
}
