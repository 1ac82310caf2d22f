import { Form, useNavigation } from '@remix-run/react';

import { useMessages } from '#app/features/language/use-language.tsx';
import { LONGEST_MESSAGE } from '#app/features/privacy/request-kinds.ts';
import { Button } from '#app/ui/button.tsx';
import { classes } from '#app/ui/classes.ts';
import { TextArea } from '#app/ui/field.tsx';
import type { Posted } from './posted.ts';

type Asked = {
  posted: Posted | undefined;
  intent: 'object' | 'ask';
  kind?: string;
  button: string;
  /** In a column of buttons that stand at its end. */
  atEnd?: boolean;
};

/** A request that somebody decides on, with room for what the person wants to say about it. */
export function AskInWords({ posted, intent, kind, button, atEnd }: Asked) {
  const words = useMessages().privacy;
  const busy = useNavigation().state !== 'idle';
  const mine =
    posted?.intent === intent && posted.done === undefined && posted.typed?.kind === kind ? posted : undefined;
  const fault = mine?.faults?.message;
  return (
    <Form
      method="post"
      preventScrollReset
      className={classes('grid w-full justify-items-start gap-2 text-left', atEnd && 'sm:justify-items-end')}
    >
      <input type="hidden" name="intent" value={intent} />
      {kind === undefined ? null : <input type="hidden" name="kind" value={kind} />}
      <details open={fault !== undefined} className="w-full">
        <summary
          className={classes(
            'w-fit rounded-sm text-sm text-ink-soft underline-offset-2 hover:underline',
            atEnd && 'sm:ml-auto',
          )}
        >
          {words.say}
        </summary>
        <TextArea
          label={words.say}
          name="message"
          maxLength={LONGEST_MESSAGE}
          defaultValue={mine?.typed?.message ?? ''}
          error={fault === undefined ? undefined : words.faults[fault]}
        />
      </details>
      <Button disabled={busy}>{button}</Button>
    </Form>
  );
}
