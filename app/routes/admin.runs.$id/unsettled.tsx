import { Form, useNavigation } from '@remix-run/react';

import { Button } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';

import { channelName } from './run-steps.ts';

/** Asks for what the recipient says of a file that was given up while nobody knew whether it had arrived. */
export function Unsettled({ channel, recipient, mayAct }: { channel: string; recipient: string; mayAct: boolean }) {
  const busy = useNavigation().state !== 'idle';
  return (
    <Notice tone="warn" title={`Nobody knows whether the file arrived by ${channelName(channel)}`}>
      <p className="max-w-prose">
        Ask {recipient}, and write down here what they say. Until then it counts as given: people read so on their own
        page. What did not arrive goes once more, to where the agreement leads now.
      </p>
      {mayAct ? (
        <Form method="post" preventScrollReset className="mt-2 flex flex-wrap gap-2">
          <input type="hidden" name="channel" value={channel} />
          <Button name="intent" value="arrived" disabled={busy}>
            They have it
          </Button>
          <Button name="intent" value="not-arrived" disabled={busy}>
            They don’t have it: send it
          </Button>
        </Form>
      ) : null}
    </Notice>
  );
}
