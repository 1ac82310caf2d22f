// The one form that looks for somebody: what is typed into its field `search` is posted, so that it stands in no address.
import { Form } from '@remix-run/react';
import type { ComponentProps } from 'react';

/** `to` is the list's address with what it is narrowed to; further fields narrow it, too. The server sends on to what was found. */
export function FindForm({ to, ...rest }: { to: string } & ComponentProps<typeof Form>) {
  return <Form {...rest} method="post" action={`/find?${new URLSearchParams({ to })}`} />;
}

/** The page that a navigation leads to: a search's is its list. */
export const pageOf = ({ pathname, search }: { pathname: string; search: string }): string =>
  pathname === '/find' ? (new URLSearchParams(search).get('to') ?? '').replace(/\?.*$/, '') : pathname;
