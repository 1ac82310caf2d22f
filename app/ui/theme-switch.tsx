import { useFetcher, useLocation } from '@remix-run/react';

import { classes } from './classes.ts';
import { Icon } from './icon.tsx';
import { useShellWords } from './shell-words.ts';

export const THEMES = ['light', 'dark', 'system'] as const;
export type Theme = (typeof THEMES)[number];

const CHOICES = {
  light: { word: 'light', icon: 'sun' },
  dark: { word: 'dark', icon: 'moon' },
  system: { word: 'device', icon: 'system' },
} as const satisfies Record<Theme, { word: string; icon: string }>;

/** The theme that was chosen a moment ago, before the server has answered. */
export function useChosenTheme(theme: Theme): Theme {
  const fetcher = useFetcher({ key: 'theme' });
  const chosen = fetcher.formData?.get('theme');
  return THEMES.find((known) => known === chosen) ?? theme;
}

export function ThemeSwitch({ theme }: { theme: Theme }) {
  const fetcher = useFetcher({ key: 'theme' });
  const chosen = useChosenTheme(theme);
  const { pathname, search } = useLocation();
  const words = useShellWords();
  return (
    <fetcher.Form
      method="post"
      action="/theme"
      aria-label={words.colours}
      className="flex w-fit rounded-md border border-line bg-sunken p-0.5"
    >
      <input type="hidden" name="returnTo" value={`${pathname}${search}`} />
      {THEMES.map((value) => (
        <button
          key={value}
          type="submit"
          name="theme"
          value={value}
          aria-pressed={chosen === value}
          title={words[CHOICES[value].word]}
          className={classes(
            'grid h-7 w-9 place-items-center rounded-sm transition-colors',
            chosen === value ? 'bg-surface text-ink shadow-card' : 'text-ink-soft hover:text-ink',
          )}
        >
          <Icon name={CHOICES[value].icon} size="small" />
          <span className="sr-only">{words[CHOICES[value].word]}</span>
        </button>
      ))}
    </fetcher.Form>
  );
}
