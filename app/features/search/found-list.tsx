import { Link } from '@remix-run/react';

import { KIND_WORDS, KINDS, type Found } from './found.ts';

/** What was found, kind by kind. */
export function FoundList({ found }: { found: readonly Found[] }) {
  return (
    <div className="grid gap-1 py-2">
      {KINDS.map((kind) => ({ kind, hits: found.filter((hit) => hit.kind === kind) }))
        .filter(({ hits }) => hits.length > 0)
        .map(({ kind, hits }) => (
          <section key={kind} aria-label={KIND_WORDS[kind]}>
            <h2 className="px-4 pt-2 pb-1 text-sm font-semibold text-ink-soft">{KIND_WORDS[kind]}</h2>
            <ul>
              {hits.map(({ id, label, detail, to }) => (
                <li key={id}>
                  <Link to={to} className="block px-4 py-1.5 transition-colors hover:bg-sunken">
                    <bdi className="font-medium">{label}</bdi>
                    <span className="block text-sm wrap-anywhere text-ink-soft">{detail}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
    </div>
  );
}
