import { Form } from '@remix-run/react';

import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { TextField } from '#app/ui/field.tsx';

export function Domains({ domains, error }: { domains: readonly string[]; error: string | undefined }) {
  return (
    <Card title="Domains">
      <p className="mb-3 text-ink-soft">
        Who registers with an address of one of these is confirmed at once. Removing one takes nothing back.
      </p>
      {domains.length === 0 ? null : (
        <ul className="mb-3 grid gap-1">
          {domains.map((domain) => (
            <li key={domain} className="flex items-center justify-between gap-3">
              <span className="break-all">@{domain}</span>
              <Form method="post" preventScrollReset>
                <input type="hidden" name="domain" value={domain} />
                <Button size="small" look="quiet" name="intent" value="remove-domain">
                  Remove<span className="sr-only"> {domain}</span>
                </Button>
              </Form>
            </li>
          ))}
        </ul>
      )}
      <Form method="post" preventScrollReset className="flex flex-wrap items-end gap-2" key={domains.join()}>
        <input type="hidden" name="intent" value="add-domain" />
        <TextField
          label="Another domain"
          name="domain"
          required
          maxLength={254}
          autoComplete="off"
          placeholder="company.example"
          error={error}
        />
        <Button>Add</Button>
      </Form>
    </Card>
  );
}
