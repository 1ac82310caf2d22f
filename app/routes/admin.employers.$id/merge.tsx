import { Form } from '@remix-run/react';

import type { EmployerView } from '#app/features/employers/employer-list.ts';
import type { MergePreview } from '#app/features/employers/merge-employers.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { TextField } from '#app/ui/field.tsx';
import { counted } from '#app/ui/format.ts';

type Props = {
  employer: Pick<EmployerView, 'name' | 'mpnId'>;
  preview: MergePreview | null;
  intoError: string | undefined;
  againError: string | undefined;
};

function Preview({ employer, preview }: { employer: Props['employer']; preview: MergePreview }) {
  const { into, people, both, domains } = preview;
  return (
    <Form method="post" className="mt-4 grid gap-3 border-t border-line pt-4">
      <p>
        <strong>{employer.name}</strong> ({employer.mpnId}) becomes part of <strong>{into.name}</strong> ({into.mpnId}):
      </p>
      <ul className="list-disc pl-5">
        <li>
          {counted(people, 'person', 'people')} and {counted(domains, 'domain')} move.
        </li>
        {both === 0 ? null : (
          <li>
            {counted(both, 'person works', 'people work')} at both: one employment is kept, with everything that was
            done under either.
          </li>
        )}
        <li>
          Files and forms that name {employer.mpnId} mean {into.mpnId} from now on.
        </li>
        <li>Recipients who were given the old name or ID are told. It can’t be undone.</li>
      </ul>
      <input type="hidden" name="into" value={into.mpnId} />
      <TextField label={`Type ${into.mpnId} to merge`} name="again" required maxLength={32} autoComplete="off" />
      <div>
        <Button look="danger" name="intent" value="merge">
          Merge into {into.name}
        </Button>
      </div>
    </Form>
  );
}

/** One company that stands here twice: what would happen is shown first, and the partner ID is typed again. */
export function Merge({ employer, preview, intoError, againError }: Props) {
  return (
    <Card title="The same company as another?">
      <Form method="post" preventScrollReset className="flex flex-wrap items-end gap-2">
        <input type="hidden" name="intent" value="look-at-merge" />
        <TextField
          label="Its partner ID"
          name="into"
          required
          maxLength={32}
          autoComplete="off"
          defaultValue={preview?.into.mpnId}
          error={intoError ?? againError}
        />
        <Button>See what would happen</Button>
      </Form>
      {preview === null ? null : <Preview employer={employer} preview={preview} />}
    </Card>
  );
}
