import { Form } from '@remix-run/react';

import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { TextField } from '#app/ui/field.tsx';
import { Icon } from '#app/ui/icon.tsx';

type Offered = {
  returnTo: string;
  hasWorkAccounts: boolean;
  hasCodes: boolean;
  refusal: { message: string; email: string } | undefined;
  busy: boolean;
  /** Other ways stand above these, so none of them is the first to take. */
  areSecond: boolean;
};

/** Between two ways that lead to the same place. */
export function Or() {
  return (
    <p aria-hidden="true" className="flex items-center gap-3 text-sm text-ink-soft">
      <span className="h-px flex-1 bg-line" />
      or
      <span className="h-px flex-1 bg-line" />
    </p>
  );
}

/** How people sign in: a work account, a code by mail, and for staff their own door. */
export function WaysIn({ returnTo, hasWorkAccounts, hasCodes, refusal, busy, areSecond }: Offered) {
  const back = <input type="hidden" name="returnTo" value={returnTo} />;
  return (
    <div className="grid gap-4">
      {hasWorkAccounts && (
        <Card>
          <Form method="post" className="grid gap-3">
            {back}
            <p className="text-ink-soft">With the account that you use at work. You may be signed in there already.</p>
            <Button
              name="way"
              value="work-account"
              look={areSecond ? 'secondary' : 'primary'}
              disabled={busy}
              className="w-full"
            >
              <Icon name="key" size="small" />
              Continue with Microsoft
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
              label="Your e-mail address"
              hint="The one your training centre or your organisation gave us. We send a code of six digits to it."
              name="email"
              type="email"
              autoComplete="email"
              required
              maxLength={254}
              defaultValue={refusal?.email ?? ''}
              error={refusal?.message}
            />
            <Button
              name="way"
              value="code"
              look={hasWorkAccounts || areSecond ? 'secondary' : 'primary'}
              disabled={busy}
              className="w-full"
            >
              <Icon name="contacts" size="small" />
              Send me a code
            </Button>
          </Form>
        </Card>
      )}
      {hasWorkAccounts && (
        <Form method="post" className="text-center text-ink-soft">
          {back}
          Academy staff:{' '}
          <button
            type="submit"
            name="way"
            value="staff"
            disabled={busy}
            className="font-medium text-accent underline underline-offset-2 hover:text-accent-strong"
          >
            sign in here
          </button>
        </Form>
      )}
    </div>
  );
}
