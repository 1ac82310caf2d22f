import type { ReactNode } from 'react';

import { classes } from './classes.ts';

export type Tone = 'neutral' | 'accent' | 'success' | 'warn' | 'danger' | 'info';

const LOOKS: Record<Tone, string> = {
  neutral: 'bg-surface border-line text-ink-soft',
  accent: 'bg-accent-tint border-accent-tint text-accent',
  success: 'bg-success-tint border-success-line text-success',
  warn: 'bg-warn-tint border-warn-line text-warn',
  danger: 'bg-danger-tint border-danger-line text-danger',
  info: 'bg-info-tint border-info-line text-info',
};

// Each tone has its own shape, so that a state can be told apart without seeing colour.
const SHAPES: Record<Tone, ReactNode> = {
  neutral: <circle cx="6" cy="6" r="3.25" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  accent: <path d="M6 2a4 4 0 1 1 0 8Z M6 2a4 4 0 0 0 0 8" fill="currentColor" fillRule="evenodd" />,
  success: (
    <path
      d="M2.2 6.3 4.9 9 9.8 3.2"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  ),
  warn: <path d="M6 1.6 11 10.4H1L6 1.6Z" fill="currentColor" />,
  danger: <path d="M2.8 2.8l6.4 6.4M9.2 2.8 2.8 9.2" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />,
  info: <circle cx="6" cy="6" r="3.5" fill="currentColor" />,
};

/** A state in words, with a shape and a colour that say the same. */
export function Badge({
  tone = 'neutral',
  children,
  className,
}: {
  tone?: Tone;
  children: ReactNode;
  className?: string;
}) {
  return (
    <span
      className={classes(
        'inline-flex items-center gap-1.5 rounded-sm border px-2 py-px text-sm font-medium whitespace-nowrap',
        LOOKS[tone],
        className,
      )}
    >
      <svg viewBox="0 0 12 12" aria-hidden="true" className="size-2.5 shrink-0">
        {SHAPES[tone]}
      </svg>
      {children}
    </span>
  );
}

/** A plain fact beside a title, such as a code or a count: no state, hence no shape. */
export function Tag({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <span
      className={classes(
        'inline-block rounded-sm border border-line bg-surface px-2 py-px text-sm whitespace-nowrap text-ink-soft',
        className,
      )}
    >
      {children}
    </span>
  );
}
