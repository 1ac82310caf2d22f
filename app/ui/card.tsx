import { useId, type ReactNode } from 'react';

import { classes } from './classes.ts';

/** A bordered surface. With a title it is a named region. */
export function Card({
  title,
  children,
  className,
  flush,
}: {
  title?: string;
  children: ReactNode;
  className?: string;
  flush?: boolean;
}) {
  const id = useId();
  const look = classes('rounded-md border border-line bg-surface shadow-card', !flush && 'p-4', className);
  if (title === undefined) return <div className={look}>{children}</div>;
  return (
    <section aria-labelledby={id} className={look}>
      <h2 id={id} className={classes('text-lg font-semibold', flush ? 'px-4 pt-4' : 'mb-3')}>
        {title}
      </h2>
      {children}
    </section>
  );
}

/** Pairs of a word and what it is, such as a file's name and size. */
export function Facts({ facts }: { facts: readonly { term: string; value: ReactNode }[] }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
      {facts.map(({ term, value }) => (
        <div key={term} className="contents">
          <dt className="text-ink-soft">{term}</dt>
          <dd className="min-w-0 text-right break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
