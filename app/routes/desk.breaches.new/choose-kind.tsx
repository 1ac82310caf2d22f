import { Link } from '@remix-run/react';

import { BREACH_KINDS } from '#app/features/privacy/breach.ts';
import { KIND_WORDS } from '#app/features/privacy/breach-words.ts';

export function ChooseKind() {
  return (
    <ul className="grid gap-3 sm:grid-cols-2">
      {BREACH_KINDS.map((kind) => (
        <li key={kind}>
          <Link
            to={`?kind=${kind}`}
            className="block h-full rounded-md border border-line bg-surface p-4 shadow-card hover:border-line-strong"
          >
            <span className="text-lg font-semibold text-accent">{KIND_WORDS[kind].name}</span>
            <span className="mt-1 block text-ink-soft">{KIND_WORDS[kind].what}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
