import { Form, useNavigation } from '@remix-run/react';

import { Button } from '#app/ui/button.tsx';

/** Undoes what was recorded of a call, for ten minutes. */
export function TakeCallBack({ followUpId, name }: { followUpId: number; name?: string }) {
  const sent = useNavigation().formData;
  const busy = sent?.get('intent') === 'take-back' && sent.get('followUpId') === String(followUpId);
  return (
    <Form method="post" preventScrollReset className="mt-1">
      <input type="hidden" name="followUpId" value={followUpId} />
      <Button size="small" name="intent" value="take-back" disabled={busy}>
        Undo{name === undefined ? null : <span className="sr-only"> the call to {name}</span>}
      </Button>
    </Form>
  );
}
