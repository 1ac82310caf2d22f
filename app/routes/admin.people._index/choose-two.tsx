import { Link } from '@remix-run/react';

import type { PersonSummary } from '#app/features/people/person.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { TextField } from '#app/ui/field.tsx';
import { FindForm } from '#app/ui/find-form.tsx';

type Props = { search: string; first: number | null; found: readonly PersonSummary[] };

/** Any two, found by name or address one after the other. */
export function ChooseTwo({ search, first, found }: Props) {
  const linkTo = (id: number): string =>
    `/admin/people?${new URLSearchParams(first === null ? { first: String(id) } : { first: String(first), second: String(id) })}`;
  return (
    <Card title="Somebody else">
      {first === null ? (
        <p className="mb-3 text-ink-soft">Two whose names differ: find one, then the other.</p>
      ) : (
        <p className="mb-3">
          One is chosen. Now find the other, or{' '}
          <Link to="/admin/people" className="text-accent underline">
            start again
          </Link>
          .
        </p>
      )}
      <FindForm
        to={first === null ? '/admin/people' : `/admin/people?first=${first}`}
        className="flex flex-wrap items-end gap-2"
      >
        <TextField
          label={first === null ? 'Name or address of one' : 'Name or address of the other'}
          name="search"
          defaultValue={search}
          maxLength={254}
          autoComplete="off"
        />
        <Button>Search</Button>
      </FindForm>
      {search.length < 2 ? null : found.length === 0 ? (
        <p role="status" className="mt-3">
          Nobody of this name or address{first === null ? '' : ' besides the one that is chosen'}.
        </p>
      ) : (
        <ul className="mt-3 divide-y divide-line">
          {found.map(({ id, name, email, company }) => (
            <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 py-2">
              <span className="min-w-0 wrap-anywhere">
                <bdi className="font-medium">{name === '' ? email : name}</bdi>{' '}
                <span className="text-ink-soft">{company === '' ? email : `${email} · ${company}`}</span>
              </span>
              <Link to={linkTo(id)} className="font-medium text-accent underline">
                {first === null ? 'Choose' : 'Compare'}
                <span className="sr-only"> {email}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
