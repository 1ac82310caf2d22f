import { Link } from '@remix-run/react';

import { classes } from './classes.ts';

export type Tab = { to: string; label: string; count?: string; current: boolean };

/** Views of one thing, each with an address of its own. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav aria-label={label} className="overflow-x-auto border-b border-line px-2">
      <ul className="flex">
        {tabs.map((tab) => (
          <li key={tab.to}>
            <Link
              to={tab.to}
              preventScrollReset
              aria-current={tab.current ? 'page' : undefined}
              className={classes(
                '-mb-px flex items-center gap-2 border-b-2 px-3 py-3 whitespace-nowrap -outline-offset-2 transition-colors',
                tab.current
                  ? 'border-accent font-semibold text-ink'
                  : 'border-transparent text-ink-soft hover:text-ink',
              )}
            >
              {tab.label}
              {tab.count !== undefined && (
                <span className="rounded-sm bg-sunken px-1.5 text-sm font-medium text-ink-soft tabular-nums">
                  {tab.count}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Choices within a view, smaller than tabs. */
export function Chips({ label, chips }: { label: string; chips: readonly Tab[] }) {
  return (
    <nav aria-label={label}>
      <ul className="flex flex-wrap gap-2">
        {chips.map((chip) => (
          <li key={chip.to}>
            <Link
              to={chip.to}
              preventScrollReset
              aria-current={chip.current ? 'page' : undefined}
              className={classes(
                'flex items-center gap-1.5 rounded-md border px-2.5 py-1 text-sm whitespace-nowrap transition-colors',
                chip.current
                  ? 'border-accent bg-accent-tint font-semibold text-accent'
                  : 'border-line bg-surface text-ink-soft hover:border-line-strong hover:text-ink',
              )}
            >
              {chip.label}
              {chip.count !== undefined && <span className="tabular-nums">{chip.count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
