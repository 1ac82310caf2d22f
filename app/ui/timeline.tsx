import type { ReactNode } from 'react';

import { classes } from './classes.ts';

export type Step = {
  id: string;
  label: string;
  detail?: readonly string[];
  state: 'done' | 'attention' | 'failed' | 'ahead';
};

const WORDS: Record<Step['state'], string> = {
  done: 'done',
  attention: 'needs a person',
  failed: 'failed',
  ahead: 'not yet',
};
const TINTS: Record<Step['state'], string> = {
  done: 'text-accent',
  attention: 'text-warn',
  failed: 'text-danger',
  ahead: 'text-line-strong',
};
const SHAPES: Record<Step['state'], ReactNode> = {
  done: (
    <>
      <circle cx="8" cy="8" r="8" fill="currentColor" />
      <path
        d="M4.6 8.3 7 10.7l4.4-5.2"
        fill="none"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
        className="stroke-on-accent"
      />
    </>
  ),
  attention: (
    <>
      <circle cx="8" cy="8" r="7" fill="none" stroke="currentColor" strokeWidth="2" />
      <path d="M8 4.5v4M8 11.2v.1" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
    </>
  ),
  failed: (
    <>
      <circle cx="8" cy="8" r="7" fill="none" stroke="currentColor" strokeWidth="2" />
      <path d="m5.5 5.5 5 5m0-5-5 5" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />
    </>
  ),
  ahead: <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray="2.5 2.5" />,
};

/** The states that something passes, in order: across on a wide page, down on a narrow one. */
export function Timeline({ label, steps }: { label: string; steps: readonly Step[] }) {
  return (
    <ol aria-label={label} className="grid gap-0 md:auto-cols-fr md:grid-flow-col">
      {steps.map((step, index) => (
        <li
          key={step.id}
          className="relative flex gap-3 pb-5 last:pb-0 md:block md:pr-4 md:pb-0"
          aria-current={step.state === 'attention' || step.state === 'failed' ? 'step' : undefined}
        >
          {index < steps.length - 1 && (
            <span
              aria-hidden="true"
              className={classes(
                'absolute max-md:top-5 max-md:bottom-1 max-md:left-[7px] max-md:w-0.5 md:top-[7px] md:right-1.5 md:left-6 md:h-0.5',
                step.state === 'done' ? 'bg-accent' : 'bg-line',
              )}
            />
          )}
          <svg
            viewBox="0 0 16 16"
            aria-hidden="true"
            data-shape
            className={classes('relative size-4 shrink-0', TINTS[step.state], 'max-md:mt-0.5')}
          >
            {SHAPES[step.state]}
          </svg>
          <div className="min-w-0 md:mt-2">
            <p
              className={classes(
                'font-semibold',
                step.state === 'attention' && 'text-warn',
                step.state === 'failed' && 'text-danger',
                step.state === 'ahead' && 'text-ink-soft',
              )}
            >
              {step.label}
              <span className="sr-only">: {WORDS[step.state]}</span>
            </p>
            {step.detail?.map((line) => (
              <p key={line} className="text-sm text-ink-soft">
                {line}
              </p>
            ))}
          </div>
        </li>
      ))}
    </ol>
  );
}
