import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';

import { Button } from '#app/ui/button.tsx';
import { TextField } from '#app/ui/field.tsx';

type Start = {
  readonly kind: string;
  /** The first day that is offered. */
  readonly from: string;
  /** What was wrong with a field when this kind of draft was sent. */
  readonly errorOf: (kind: string, field: string) => string | undefined;
};

/** Begins a draft for one kind of recipient, from a day on. */
export function DraftForm({
  kind,
  from,
  errorOf,
  isUsual = false,
  verb = 'Draft',
  children,
}: Start & { isUsual?: boolean; verb?: string; children?: ReactNode }) {
  return (
    <Form method="post" className="grid gap-3">
      <input type="hidden" name="kind" value={kind} />
      {children}
      <TextField
        label="Holds from"
        name="inForceFrom"
        type="date"
        required
        defaultValue={from}
        error={errorOf(kind, 'inForceFrom')}
      />
      <div>
        <Button look={isUsual ? 'primary' : 'secondary'}>{verb}</Button>
      </div>
    </Form>
  );
}

export const NameField = ({ kind, label, errorOf }: Pick<Start, 'kind' | 'errorOf'> & { label: string }) => (
  <TextField label={label} name="name" required maxLength={300} error={errorOf(kind, 'name')} />
);
