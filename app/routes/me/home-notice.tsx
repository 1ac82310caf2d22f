import { useMessages } from '#app/features/language/use-language.tsx';
import type { HomeAnswer } from '#app/features/learning/home-change.ts';
import { Notice } from '#app/ui/notice.tsx';

/** Why nothing is reported yet, and who can change that. */
export function UnconfirmedNotice() {
  return <Notice tone="info" title={useMessages().home.unconfirmed} className="mb-4" />;
}

/** What came of enrolling and withdrawing; progress is answered on its card. */
export function HomeNotice({ answer }: { answer: HomeAnswer | undefined }) {
  const { enrol, withdraw, faults } = useMessages().home;
  if (answer === undefined || answer.did === 'progress' || answer.did === 'refused') return null;
  const words = {
    enrolled: enrol.enrolled,
    waiting: enrol.waiting,
    withdrawn: withdraw.done,
    'not-open': () => faults['not-open'],
    unreadable: () => faults.unreadable,
  }[answer.did]('workshop' in answer ? answer.workshop : '');
  const isRefused = answer.did === 'not-open' || answer.did === 'unreadable';
  return (
    <Notice
      tone={isRefused ? 'warn' : answer.did === 'waiting' ? 'info' : 'success'}
      live
      title={words}
      className="mb-4"
    />
  );
}
