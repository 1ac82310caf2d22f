import { Form, Link, useNavigation } from '@remix-run/react';

import { RULE_WORDS, RULES } from '#app/features/agreements/terms.ts';
import { AWAITED_WORDS, type Awaited } from '#app/features/agreements/version-state.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { SelectField } from '#app/ui/field.tsx';
import { counted } from '#app/ui/format.ts';

export type WaitingRow = {
  readonly id: number;
  readonly agreementId: number;
  readonly number: number;
  readonly digest: string;
  readonly recipient: string;
  readonly drafter: string | null;
  readonly isOwn: boolean;
  readonly from: string;
  readonly fields: number;
  readonly fieldNames: string;
  readonly rule: string | null;
  readonly exposed: number | null;
  readonly awaits: readonly Awaited[];
};

type May = { readonly draft: boolean; readonly chooseRule: boolean; readonly approve: boolean };

const COLUMNS: readonly Column<WaitingRow>[] = [
  {
    id: 'chosen',
    header: 'Choose',
    cell: ({ id, digest, recipient, number }) => (
      <input
        type="checkbox"
        name="version"
        value={`${id}.${digest}`}
        className="size-5 accent-(--color-accent)"
        aria-label={`${recipient}, version ${number}`}
      />
    ),
  },
  {
    id: 'recipient',
    header: 'Draft',
    cell: ({ agreementId, number, recipient, from, drafter, isOwn }) => (
      <>
        <Link
          to={`/admin/agreements/${agreementId}?version=${number}`}
          className="font-medium text-accent underline-offset-2 hover:underline"
        >
          <bdi>{recipient}</bdi>, version {number}
        </Link>
        <span className="block text-sm text-ink-soft">
          from {from}
          {isOwn ? ' · drafted by you' : drafter === null ? '' : ` · drafted by ${drafter}`}
        </span>
      </>
    ),
  },
  {
    id: 'fields',
    header: 'Gives',
    cell: ({ fields, fieldNames }) => (
      <details>
        <summary className="cursor-pointer">{counted(fields, 'field')}</summary>
        <span className="text-sm text-ink-soft">{fieldNames}</span>
      </details>
    ),
  },
  {
    id: 'exposed',
    header: 'Exam rows of one person',
    align: 'right',
    cell: ({ exposed }) => exposed ?? <span className="text-ink-soft">not counted</span>,
  },
  {
    id: 'rule',
    header: 'Rule',
    cell: ({ rule }) => rule ?? <span className="text-ink-soft">not chosen</span>,
  },
  {
    id: 'awaits',
    header: 'Awaits',
    cell: ({ awaits }) => awaits.map((one) => AWAITED_WORDS[one]).join('; '),
  },
];

/** Drafts that are decided about together: each is recorded by itself, and all of them or none. */
export function Waiting({ drafts, total, may }: { drafts: readonly WaitingRow[]; total: number; may: May }) {
  const busy = useNavigation().state !== 'idle';
  return (
    <Card title="Waiting for somebody" flush>
      <p className="px-4 pt-1 text-ink-soft">
        {total > drafts.length
          ? `The first ${drafts.length} of ${counted(total, 'draft')}; the others come when these are decided.`
          : counted(total, 'draft')}
      </p>
      <Form method="post" preventScrollReset>
        <DataTable stacks caption="Drafts that wait" columns={COLUMNS} rows={drafts} rowKey={({ id }) => id} />
        <div className="flex flex-wrap items-end gap-2 border-t border-line px-4 py-3">
          {may.chooseRule ? (
            <>
              <SelectField label="Rule for small groups" name="rule" defaultValue="hold">
                {RULES.map((rule) => (
                  <option key={rule} value={rule}>
                    {RULE_WORDS[rule].name}
                  </option>
                ))}
              </SelectField>
              <Button name="intent" value="choose-rule" disabled={busy}>
                Choose for those
              </Button>
            </>
          ) : null}
          {may.draft ? (
            <Button name="intent" value="propose" disabled={busy}>
              Propose those
            </Button>
          ) : null}
          {may.approve ? (
            <Button look="primary" name="intent" value="approve" disabled={busy}>
              Approve those
            </Button>
          ) : null}
          {may.draft ? (
            <Button look="danger" name="intent" value="withdraw" disabled={busy}>
              Withdraw those
            </Button>
          ) : null}
        </div>
      </Form>
    </Card>
  );
}
