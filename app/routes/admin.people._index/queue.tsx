import { Form } from '@remix-run/react';

import { whyAlike, type AlikePair, type AlikePerson } from '#app/features/privacy/alike.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { formatDay } from '#app/ui/format.ts';

function Person({ person }: { person: AlikePerson }) {
  const { name, email, company, createdAt, signsIn } = person;
  return (
    <>
      <span className="block font-medium">
        <bdi>{name === '' ? email : name}</bdi>
      </span>
      <span className="block text-sm break-all">{email}</span>
      <span className="block text-sm text-ink-soft">
        {company === null ? 'no employment' : <bdi>{company}</bdi>} · here since {formatDay(createdAt)}
        {signsIn ? ' · signs in' : ''}
      </span>
    </>
  );
}

const COLUMNS: readonly Column<AlikePair>[] = [
  { id: 'keep', header: 'One', cell: ({ keep }) => <Person person={keep} /> },
  { id: 'goes', header: 'The other', cell: ({ goes }) => <Person person={goes} /> },
  { id: 'why', header: 'Why', cell: (pair) => whyAlike(pair) },
  {
    id: 'actions',
    header: 'What to do',
    align: 'right',
    cell: ({ keep, goes }) => (
      <Form method="post" preventScrollReset className="flex flex-wrap justify-end gap-2 max-md:justify-start">
        <input type="hidden" name="intent" value="apart" />
        <input type="hidden" name="one" value={keep.id} />
        <input type="hidden" name="other" value={goes.id} />
        <ButtonLink size="small" to={`/admin/people/${keep.id}/${goes.id}`}>
          Compare
          <span className="sr-only">
            {' '}
            {keep.email} and {goes.email}
          </span>
        </ButtonLink>
        <Button size="small" look="quiet">
          Not the same
          <span className="sr-only">
            : {keep.email} and {goes.email}
          </span>
        </Button>
      </Form>
    ),
  },
];

/** Pairs that look like one, the likeliest first. */
export function Queue({ pairs, hasMore }: { pairs: readonly AlikePair[]; hasMore: boolean }) {
  return (
    <Card flush title="May be one">
      {pairs.length === 0 ? (
        <Empty icon="staff" title="Nobody looks alike">
          Two of the same name stand here when they share a phone number, a company or a country, until somebody says
          whether they are one.
        </Empty>
      ) : (
        <>
          <DataTable
            stacks
            caption="People who may be one"
            columns={COLUMNS}
            rows={pairs}
            rowKey={({ keep, goes }) => `${keep.id} ${goes.id}`}
          />
          {hasMore ? (
            <p className="border-t border-line px-4 py-3 text-sm text-ink-soft">
              There are more; they come up as these are decided.
            </p>
          ) : null}
        </>
      )}
    </Card>
  );
}
