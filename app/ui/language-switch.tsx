import { useLocation } from '@remix-run/react';

import { useShellWords } from './shell-words.ts';

export type Languages = Readonly<Record<string, string>>;

/** The same page in another language, by links that need no script. */
export function LanguageSwitch({ languages, current }: { languages: Languages; current: string }) {
  const { pathname, search } = useLocation();
  const words = useShellWords();
  const addressIn = (code: string): string => {
    const parameters = new URLSearchParams(search);
    parameters.set('lang', code);
    return `${pathname}?${parameters}`;
  };
  return (
    <nav aria-label={words.language}>
      <ul className="flex flex-wrap gap-x-2 gap-y-1 sm:gap-x-4">
        {Object.entries(languages).map(([code, name]) => (
          <li key={code} lang={code}>
            {code === current ? (
              <span aria-current="true" className="font-semibold">
                {name}
              </span>
            ) : (
              <a
                href={addressIn(code)}
                hrefLang={code}
                className="text-ink-soft underline-offset-2 hover:text-ink hover:underline"
              >
                {name}
              </a>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}
