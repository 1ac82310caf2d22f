import { Form, useLocation, useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';

import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { useHydrated } from '#app/ui/hydrated.ts';
import { ProgressBar } from '#app/ui/progress.tsx';

const LOOK_AGAIN_MS = 700;

/** How far reading has come. It looks again by itself; without scripts, somebody does. */
export function ReadingCard({ percent }: { percent: number }) {
  const { revalidate, state } = useRevalidator();
  const { pathname } = useLocation();
  const hydrated = useHydrated();
  useEffect(() => {
    if (state !== 'idle') return undefined;
    const timer = setTimeout(revalidate, LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [revalidate, state]);
  return (
    <Card title="The file is being read">
      <div className="grid gap-3">
        <div
          role="progressbar"
          aria-label="How far reading has come"
          aria-valuenow={percent}
          aria-valuemin={0}
          aria-valuemax={100}
        >
          <ProgressBar percent={percent} className="w-full" />
        </div>
        <p className="text-ink-soft tabular-nums" role="status">
          {percent}% · large files take up to a minute. Nothing is changed by reading.
        </p>
        <div className="flex gap-2">
          {hydrated ? null : <ButtonLink to={pathname}>Look again</ButtonLink>}
          <Form method="post">
            <Button name="intent" value="cancel">
              Cancel
            </Button>
          </Form>
        </div>
      </div>
    </Card>
  );
}
