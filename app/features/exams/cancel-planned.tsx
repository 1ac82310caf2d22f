import { Form, useNavigation } from '@remix-run/react';

import { Button } from '#app/ui/button.tsx';

import type { FollowUpRow } from './list-follow-ups.server.ts';

/** This step alone, or everything that is planned about the person: two forms behind one word, since it can't be taken back. */
export function CancelPlanned({ row }: { row: FollowUpRow }) {
  const sent = useNavigation().formData?.get('followUpId');
  const busy = sent === String(row.id);
  return (
    <details className="relative">
      <summary className="ml-auto w-fit list-none rounded-sm py-1.5 text-sm font-medium text-accent underline-offset-2 hover:underline">
        Cancel…<span className="sr-only"> what is planned about {row.name}</span>
      </summary>
      <Form method="post" preventScrollReset className="mt-1 flex flex-wrap justify-end gap-2">
        <input type="hidden" name="followUpId" value={row.id} />
        <Button size="small" name="intent" value="cancel" disabled={busy}>
          This {row.kind} alone
        </Button>
        <Button size="small" look="danger" name="intent" value="cancel-all" disabled={busy}>
          Ask {row.name} nothing more
        </Button>
      </Form>
    </details>
  );
}
