import { Form } from '@remix-run/react';

import { useMessages } from '#app/features/language/use-language.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { TextField } from '#app/ui/field.tsx';
import { Icon } from '#app/ui/icon.tsx';

import type { FieldFault } from './sign-in-forms.ts';

type Offered = {
  returnTo: string;
  hasWorkAccounts: boolean;
  hasCodes: boolean;
  refusal: { fault: FieldFault; email: string } | undefined;
  busy: boolean;
  /** Other ways stand above these, so none of them is the first to take. */
  areSecond: boolean;
};

/** Between two ways that lead to the same place. */
export function Or() {
  const { signIn } = useMessages();
  return (
    <p aria-hidden="true" className="flex items-center gap-3 text-sm text-ink-soft">
      <span className="h-px flex-1 bg-line" />
      {signIn.or}
      <span className="h-px flex-1 bg-line" />
    </p>
  );
}

/** How people sign in: a work account, a code by mail, and for staff their own door. */
export function WaysIn({ returnTo, hasWorkAccounts, hasCodes, refusal, busy, areSecond }: Offered) {
  const { signIn } = useMessages();
  const back = <input type="hidden" name="returnTo" value={returnTo} />;
  return (
    <div className="grid gap-4">
      {hasWorkAccounts && (
        <Card>
          <Form method="post" className="grid gap-3">
            {back}
            <p className="text-ink-soft">{signIn.workAccount}</p>
            <Button
              name="way"
              value="work-account"
              look={areSecond ? 'secondary' : 'primary'}
              disabled={busy}
              className="w-full"
            >
              <Icon name="key" size="small" />
              {signIn.microsoft}
            </Button>
          </Form>
        </Card>
      )}
      {hasWorkAccounts && hasCodes ? <Or /> : null}
      {hasCodes && (
        <Card>
          <Form method="post" className="grid gap-3" noValidate>
            {back}
            <TextField
              label={signIn.address}
              hint={signIn.addressHint}
              name="email"
              type="email"
              autoComplete="email"
              required
              maxLength={254}
              defaultValue={refusal?.email ?? ''}
              error={refusal && signIn.faults[refusal.fault]}
            />
            <Button
              name="way"
              value="code"
              look={hasWorkAccounts || areSecond ? 'secondary' : 'primary'}
              disabled={busy}
              className="w-full"
            >
              <Icon name="contacts" size="small" />
              {signIn.sendCode}
            </Button>
          </Form>
        </Card>
      )}
      {hasWorkAccounts && (
        <Form method="post" className="text-center text-ink-soft">
          {back}
          {signIn.staff}{' '}
          <button
            type="submit"
            name="way"
            value="staff"
            disabled={busy}
            className="font-medium text-accent underline underline-offset-2 hover:text-accent-strong"
          >
            {signIn.staffHere}
          </button>
        </Form>
      )}
    </div>
  );
}
