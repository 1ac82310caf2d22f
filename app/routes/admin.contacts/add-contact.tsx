import { Form } from '@remix-run/react';

import type { RecipientChoice } from '#app/features/employers/contacts.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';

type Refused = { field: string; message: string } | null;

export function AddContact({ recipients, refused }: { recipients: readonly RecipientChoice[]; refused: Refused }) {
  const errorOf = (field: string): string | undefined => (refused?.field === field ? refused.message : undefined);
  return (
    <Card title="Add a contact">
      <Form method="post" className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-[1fr_1fr_1fr_auto]">
        <input type="hidden" name="intent" value="add" />
        <SelectField label="Fetches for" name="recipientId" required defaultValue="" error={errorOf('recipientId')}>
          <option value="">Choose a recipient</option>
          {recipients.map(({ id, name, partnerId }) => (
            <option key={id} value={id}>
              {name}
              {partnerId === null ? '' : ` (${partnerId})`}
            </option>
          ))}
        </SelectField>
        <TextField label="Name" name="name" required maxLength={200} autoComplete="off" error={errorOf('name')} />
        <TextField
          label="Work e-mail"
          name="email"
          type="email"
          required
          maxLength={254}
          autoComplete="off"
          error={errorOf('email')}
        />
        <Button look="primary">Add and invite</Button>
      </Form>
    </Card>
  );
}
