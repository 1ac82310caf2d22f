import { Form } from '@remix-run/react';

import type { ChainAnswer } from '#app/features/ledger/read-chain.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { counted } from '#app/ui/format.ts';
import { Notice } from '#app/ui/notice.tsx';

/** The state of the chain, read again when asked. */
export function ChainCard({ answer, busy }: { answer: ChainAnswer | undefined; busy: boolean }) {
  return (
    <Card title="The chain" className="mb-4">
      <div className="grid gap-3">
        <p className="text-ink-soft">
          Each event is sealed with the hash of the one before it, and once a day the last hash is signed, kept outside
          the database and mailed to the privacy officers. Reading it again finds an event that was edited, removed or
          cut off.
        </p>
        {answer?.ok === true ? (
          <Notice live tone={answer.outside === 0 ? 'warn' : 'success'} title="The chain holds">
            {counted(answer.sealed, 'event')} sealed, {answer.unsealed} not yet. {answer.anchored}
            <span className="mt-1 block font-mono text-sm break-all">{answer.head}</span>
          </Notice>
        ) : null}
        {answer?.ok === false ? (
          <Notice
            live
            tone="danger"
            title={answer.fault === 'one-sided' ? 'An anchor is missing' : 'The chain is broken'}
          >
            {answer.what} Nothing was changed by looking. Keep the database as it is, and compare with the anchors in
            your mail.
          </Notice>
        ) : null}
        <Form method="post">
          <Button disabled={busy}>{busy ? 'Reading the chain …' : 'Read the chain again'}</Button>
        </Form>
      </div>
    </Card>
  );
}
