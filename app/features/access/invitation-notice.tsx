import type { InvitationRefusal } from '#app/features/access/invitations.server.ts';
import { Notice } from '#app/ui/notice.tsx';

export type InvitationAnswer =
  | { readonly ok: true; readonly mailed: boolean; readonly link: string | null }
  | { readonly ok: false; readonly reason: InvitationRefusal };

const REFUSALS = {
  'not-found': 'This is not here any more. Nobody was invited.',
  'invited-already': 'An invitation is open already.',
  'has-account': 'This member of staff has an account already. Moving them to another one is done on the command line.',
} as const satisfies Record<InvitationRefusal, string>;

/** What came of an invitation: whether it is on its way, and what to do when it is not. */
export function InvitationNotice({ answer, className = '' }: { answer: InvitationAnswer; className?: string }) {
  if (!answer.ok) return <Notice live tone="danger" title={REFUSALS[answer.reason]} className={className} />;
  if (answer.mailed) {
    return (
      <Notice live tone="success" title="The invitation is on its way by mail" className={className}>
        Its link works once, within seven days. An earlier one does not work any more.
      </Notice>
    );
  }
  return (
    <Notice live tone="warn" title="The invitation could not be mailed" className={className}>
      {answer.link === null ? (
        <p>
          Try again in a while. Without a mail server, <code>npm run psa -- user invite ADDRESS</code> prints the link.
        </p>
      ) : (
        <>
          <p>No mail is set up here. Hand this link over yourself; it works once, within seven days:</p>
          <p className="mt-2 rounded-sm bg-surface px-2 py-1 font-mono text-sm break-all">{answer.link}</p>
        </>
      )}
    </Notice>
  );
}
