import { Form, Link } from '@remix-run/react';

import { LETTER_WORDS } from '#app/features/privacy/request-words.ts';
import type { LostMail } from '#app/features/privacy/unreached-requests.server.ts';
import { Button } from '#app/ui/button.tsx';
import { SelectField } from '#app/ui/field.tsx';
import { formatDay } from '#app/ui/format.ts';
import { Notice } from '#app/ui/notice.tsx';

/** Mails about the request that did not arrive, what to do instead, and where to say that it was done. */
export function Unreached({ id, lost }: { id: number; lost: readonly LostMail[] }) {
  if (lost.length === 0) return null;
  return (
    <Notice tone="warn" title="A mail about it did not arrive" className="mb-4">
      <ul className="list-disc pl-5">
        {lost.map(({ letter, since, status }) => (
          <li key={`${letter} ${since.getTime()}`}>
            <Link to={`/desk/requests/${id}/letter/${letter}`} className="text-accent underline">
              {LETTER_WORDS[letter]}
            </Link>
            , {formatDay(since)}
            {status === null ? '' : ` (${status})`}
          </li>
        ))}
      </ul>
      <p className="mt-2">Send the letter by post, or ring; then say so here. The clock runs on.</p>
      <Form method="post" className="mt-2 flex flex-wrap items-end gap-2">
        <input type="hidden" name="intent" value="told" />
        <SelectField label="They were told" name="how" defaultValue="letter">
          <option value="letter">by letter</option>
          <option value="phone">by phone</option>
        </SelectField>
        <Button>They were told</Button>
      </Form>
    </Notice>
  );
}
