import { useBeforeUnload, useBlocker } from '@remix-run/react';
import { useCallback, useEffect, useId, useRef } from 'react';

import { Button } from './button.tsx';
import { pageOf } from './find-form.tsx';
import { counted } from './format.ts';

/**
 * Keeps somebody from leaving a page while something of theirs is not saved, unless they say so. What is on its way only is waited for: once
 * all is saved they go on by themselves. Another view of the same page is not leaving it.
 */
export function LeaveGuard({ unsaved, onItsWay, what }: { unsaved: number; onItsWay: number; what: string }) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => unsaved > 0 && currentLocation.pathname !== pageOf(nextLocation),
  );
  // Closed, loaded anew, or left for another site: the browser asks, in its own words.
  useBeforeUnload(
    useCallback(
      (event: BeforeUnloadEvent) => {
        if (unsaved > 0) event.preventDefault();
      },
      [unsaved],
    ),
  );
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const isBlocked = blocker.state === 'blocked';
  useEffect(() => {
    if (blocker.state !== 'blocked') dialog.current?.close();
    else if (unsaved === 0) blocker.proceed();
    else dialog.current?.showModal();
  }, [blocker, unsaved]);
  const stay = (): void => {
    if (blocker.state === 'blocked') blocker.reset();
  };
  const leave = (): void => {
    if (blocker.state === 'blocked') blocker.proceed();
  };
  const waits = onItsWay === unsaved;
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        stay();
      }}
      className="m-auto max-w-[min(30rem,calc(100vw-2rem))] rounded-md border border-line bg-surface p-5 text-ink shadow-card backdrop:bg-black/40"
    >
      {isBlocked ? (
        <div className="grid gap-3">
          <h2 id={titleId} className="text-lg font-semibold">
            {waits ? `Saving ${counted(onItsWay, what)}…` : `${counted(unsaved, what)} not saved`}
          </h2>
          <p>
            {waits
              ? 'You go on as soon as that is done.'
              : `What you typed stands here and nowhere else. Stay to save it, or leave and lose it.`}
          </p>
          <div className="flex flex-wrap justify-end gap-2">
            <Button type="button" look="primary" onClick={stay}>
              Stay here
            </Button>
            <Button type="button" look="danger" onClick={leave}>
              {waits ? 'Leave at once' : 'Leave and lose it'}
            </Button>
          </div>
        </div>
      ) : null}
    </dialog>
  );
}
