import type { ReactNode } from 'react';

import { ButtonLink } from './button.tsx';
import { useShellWords } from './shell-words.ts';

/** A page that can't be shown: what happened, what was kept, what to do. */
export function ErrorPage({
  code,
  title,
  children,
  reference,
  again,
}: {
  code: string;
  title: string;
  children: ReactNode;
  reference?: string | null;
  again?: string;
}) {
  const words = useShellWords();
  return (
    <div className="grid max-w-prose gap-4 py-8">
      <p className="text-sm font-semibold tracking-wide text-ink-soft tabular-nums">{code}</p>
      <h1 className="text-2xl font-bold">{title}</h1>
      <div className="grid gap-2 text-lg text-ink-soft">{children}</div>
      {reference ? (
        <p className="text-ink-soft">
          {words.reference}:{' '}
          <code data-reference className="font-mono text-sm text-ink select-all">
            {reference}
          </code>
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {again === undefined ? null : (
          <ButtonLink to={again} reloadDocument look="primary">
            {words.tryAgain}
          </ButtonLink>
        )}
        <ButtonLink to="/">{words.toStart}</ButtonLink>
      </div>
    </div>
  );
}
