import { Form, useNavigation } from '@remix-run/react';
import type { ReactNode } from 'react';

import { LONGEST_WORDS } from '#app/features/support/case-kinds.ts';
import { Button } from '#app/ui/button.tsx';
import { TextArea } from '#app/ui/field.tsx';

export type Refused = { readonly intent: string; readonly message: string; readonly words: string } | null;

export function Step({
  intent,
  button,
  look,
  children,
}: {
  intent: string;
  button: string;
  look?: 'primary';
  children?: ReactNode;
}) {
  const busy = useNavigation().state !== 'idle';
  return (
    <Form method="post" noValidate className="grid gap-3">
      <input type="hidden" name="intent" value={intent} />
      {children}
      <div>
        <Button look={look ?? 'secondary'} disabled={busy}>
          {button}
        </Button>
      </div>
    </Form>
  );
}

export function Words({
  intent,
  label,
  hint,
  rows = 4,
  refused,
}: {
  intent: string;
  label: string;
  hint: string;
  rows?: number;
  refused: Refused;
}) {
  const mine = refused?.intent === intent ? refused : null;
  return (
    <TextArea
      label={label}
      hint={hint}
      name="words"
      rows={rows}
      required
      maxLength={LONGEST_WORDS}
      defaultValue={mine?.words ?? ''}
      error={mine?.message}
    />
  );
}

export function More({ title, open, children }: { title: string; open: boolean; children: ReactNode }) {
  return (
    <details className="border-t border-line py-3 last:pb-0" open={open}>
      <summary className="w-fit cursor-pointer font-medium text-accent">{title}</summary>
      <div className="mt-3">{children}</div>
    </details>
  );
}
