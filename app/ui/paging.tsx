import { Link, useSearchParams } from '@remix-run/react';

import { formatNumber } from './format.ts';

type Window = { offset: number; limit: number; total: number };

/** "51–100 of 786" with links to the pages beside it; `name` is the parameter that holds the page, counted from 1. */
export function Paging({ offset, limit, total, name = 'page' }: Window & { name?: string }) {
  const [parameters] = useSearchParams();
  const page = Math.floor(offset / limit) + 1;
  const last = Math.max(1, Math.ceil(total / limit));
  const linkTo = (target: number, words: string) => {
    if (target < 1 || target > last) return null;
    const next = new URLSearchParams(parameters);
    next.set(name, String(target));
    return (
      <Link
        to={`?${next}`}
        preventScrollReset
        className="rounded-sm px-1 font-medium text-accent underline-offset-2 hover:underline"
      >
        {words}
      </Link>
    );
  };
  return (
    <nav aria-label="Pages" className="flex items-center gap-3 text-sm">
      {linkTo(page - 1, 'Previous')}
      <span className="text-ink-soft tabular-nums">
        {total === 0
          ? 'none'
          : `${formatNumber(offset + 1)}–${formatNumber(Math.min(offset + limit, total))} of ${formatNumber(total)}`}
      </span>
      {linkTo(page + 1, 'Next')}
    </nav>
  );
}

/** Beneath a list: how many there are, in words, and the way to the others. */
export function ListFoot({ words, ...window }: Window & { words: string }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line px-4 py-3">
      <span className="text-sm text-ink-soft">{words}</span>
      <Paging {...window} />
    </div>
  );
}
