import { Form, useNavigation } from '@remix-run/react';

import { canBeTriedAgain } from '#app/features/reporting/run.ts';
import type { RunView } from '#app/features/reporting/runs.server.ts';
import { Button } from '#app/ui/button.tsx';

/** What a person can do for a run that goes no further by itself; null where nothing waits for that. */
export const againOf = (run: RunView): string | null => {
  const { state, isHeldByPause, build } = run;
  if (isHeldByPause) return state === 'ready' ? 'Send it all the same' : 'Make it all the same';
  if (state === 'missed' || state === 'failed') return 'Make it after all';
  const isFileRemoved = build !== null && build.fileRemovedAt !== null;
  return canBeTriedAgain({ ...run, isFileRemoved }) ? 'Try again' : null;
};

/** Does what `againOf` says. */
export function Again({ words }: { words: string }) {
  const busy = useNavigation().state !== 'idle';
  return (
    <Form method="post" preventScrollReset>
      <Button name="intent" value="again" look="primary" disabled={busy}>
        {words}
      </Button>
    </Form>
  );
}
