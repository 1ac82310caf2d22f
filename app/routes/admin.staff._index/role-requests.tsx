import { Form } from '@remix-run/react';

import type { OpenRequest } from '#app/features/access/list-staff.server.ts';
import { STAFF_ROLE_WORDS } from '#app/features/access/role-names.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { formatDayTime } from '#app/ui/format.ts';

const NOTES: Readonly<Record<OpenRequest['mine'], string>> = {
  asked: 'You asked for this: somebody else has to approve it.',
  'about-me': 'This is about you: somebody else has to approve it.',
  'to-decide': '',
};

const sentence = ({ wish, role, staffName }: OpenRequest): string => {
  const what = STAFF_ROLE_WORDS[role].name.toLowerCase();
  return wish === 'grant' ? `Make ${staffName} ${what}` : `Take the role of ${what} from ${staffName}`;
};

/** What waits for a second person, with what the reader can do about it. */
export function RoleRequests({ requests }: { requests: readonly OpenRequest[] }) {
  return (
    <Card title="Waiting for a second person" className="mb-4">
      <ul className="grid gap-3">
        {requests.map((request) => (
          <li key={request.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
            <div>
              <p className="font-medium">{sentence(request)}</p>
              <p className="text-sm text-ink-soft">
                Asked by {request.askedBy}, {formatDayTime(request.askedAt)}. {NOTES[request.mine]}
              </p>
            </div>
            <Form method="post" className="flex gap-2">
              <input type="hidden" name="intent" value="decide" />
              <input type="hidden" name="requestId" value={request.id} />
              {request.mine === 'to-decide' ? (
                <Button look="primary" size="small" name="decision" value="approved">
                  Approve
                </Button>
              ) : null}
              {request.mine === 'about-me' ? null : (
                <Button size="small" name="decision" value="declined">
                  {request.mine === 'asked' ? 'Take back' : 'Decline'}
                </Button>
              )}
            </Form>
          </li>
        ))}
      </ul>
    </Card>
  );
}
