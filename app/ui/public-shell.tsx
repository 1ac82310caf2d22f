import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';

import { LanguageSwitch, type Languages } from './language-switch.tsx';
import { Brand, SkipLink } from './masthead.tsx';
import { useShellWords } from './shell-words.ts';
import { ThemeSwitch, type Theme } from './theme-switch.tsx';

/** Everything around a page that anyone may read. */
export function PublicShell({
  theme,
  language,
  languages,
  action,
  children,
}: {
  theme: Theme;
  language: string;
  languages: Languages;
  action?: ReactNode;
  children: ReactNode;
}) {
  const words = useShellWords();
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="border-b border-line bg-surface">
        <div className="mx-auto flex max-w-[960px] flex-wrap items-center justify-between gap-3 px-4 py-3 md:px-8">
          <Link to="/">
            <Brand />
          </Link>
          <div className="flex items-center gap-3">
            <ThemeSwitch theme={theme} />
            {action}
          </div>
        </div>
        <div className="mx-auto max-w-[960px] px-4 pb-2 text-sm md:px-8">
          <LanguageSwitch languages={languages} current={language} />
        </div>
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto w-full max-w-[960px] flex-1 px-4 py-8 outline-none md:px-8 md:py-12"
      >
        {children}
      </main>
      <footer className="border-t border-line">
        <p className="mx-auto max-w-[960px] px-4 py-4 text-sm text-ink-soft md:px-8">
          {words.footer}{' '}
          <Link to="/notice" className="text-accent underline underline-offset-2">
            {words.notice}
          </Link>
        </p>
      </footer>
    </div>
  );
}
