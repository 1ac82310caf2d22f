import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';

export type Crumb = { to: string; label: string };

type Heading = { title: string; lead?: ReactNode; crumbs?: readonly Crumb[]; actions?: ReactNode };

/** A page's title, where it stands, what it is about and what can be done with it as a whole. */
export function PageHeading({ title, lead, crumbs, actions }: Heading) {
  return (
    <header className="mb-5 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        {crumbs && (
          <nav aria-label="Breadcrumbs" className="mb-1 text-sm text-ink-soft">
            <ol className="flex flex-wrap gap-1.5">
              {crumbs.map((crumb, index) => (
                <li key={crumb.to} className="flex gap-1.5">
                  <Link to={crumb.to} className="underline-offset-2 hover:text-ink hover:underline">
                    {crumb.label}
                  </Link>
                  {index < crumbs.length - 1 ? <span aria-hidden="true">/</span> : null}
                </li>
              ))}
            </ol>
          </nav>
        )}
        <h1 className="text-2xl font-bold wrap-anywhere">{title}</h1>
        {lead ? <div className="mt-1 max-w-[80ch] text-ink-soft">{lead}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
    </header>
  );
}
