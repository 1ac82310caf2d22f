// Looking somebody up in a list whose addresses name nobody: the form is posted, and what was typed stands on the page alone.
import { Form, Link } from '@remix-run/react';
import type { ReactNode } from 'react';

import { Button } from './button.tsx';
import { TextField } from './field.tsx';
import { Paging } from './paging.tsx';

/** `typed` is undefined until something was looked for. */
export function PostedSearch({ action, typed }: { action: string; typed: string | undefined }) {
  return (
    <Form method="post" action={action} className="flex flex-wrap items-end gap-2">
      <TextField
        label="Number, name or address"
        name="search"
        autoComplete="off"
        required
        maxLength={100}
        defaultValue={typed ?? ''}
        key={typed ?? ''}
        error={typed === '' ? 'Type a number, a name or an address.' : undefined}
      />
      <Button>Search</Button>
    </Form>
  );
}

/** Says what was found, such as 'Of all cases, 3 cases', and leads back. */
export function Found({
  what,
  typed,
  to,
  children,
}: {
  what: string;
  typed: string;
  to: string;
  children?: ReactNode;
}) {
  return (
    <p className="border-b border-line px-4 py-2 text-ink-soft" role="status">
      {what} for “<bdi>{typed}</bdi>”. {children}{' '}
      <Link to={to} className="font-medium text-accent underline">
        Back to the list
      </Link>
    </p>
  );
}

type Foot = { total: string; count: number; page: number; pageSize: number; isSearch: boolean };

/** Beneath the list: how many, and the way to the others; of what was searched the first page is shown. */
export function ListFoot({ total, count, page, pageSize, isSearch }: Foot) {
  return (
    <div className="flex flex-wrap justify-between gap-3 border-t border-line px-4 py-3">
      <span className="text-sm text-ink-soft">{total}</span>
      {!isSearch ? (
        <Paging offset={(page - 1) * pageSize} limit={pageSize} total={count} />
      ) : count > pageSize ? (
        <span className="text-sm text-ink-soft">The {pageSize} that come first are shown: type more of it.</span>
      ) : null}
    </div>
  );
}
