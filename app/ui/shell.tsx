import { Form, Link, NavLink, useLocation } from '@remix-run/react';
import { useEffect, useRef, type ReactNode } from 'react';

import { classes } from './classes.ts';
import { Icon, type IconName } from './icon.tsx';
import { Brand, SkipLink } from './masthead.tsx';
import { useShellWords } from './shell-words.ts';
import { ThemeSwitch, type Theme } from './theme-switch.tsx';

export type RailEntry = { to: string; label: string; icon: IconName };

function SignOut({ compact }: { compact?: boolean }) {
  return (
    <Form method="post" action="/sign-out">
      <button
        type="submit"
        className={classes(
          'flex items-center rounded-md text-ink-soft transition-colors hover:text-ink',
          compact ? 'flex-col gap-0.5 px-1.5 py-1.5 text-center text-sm' : 'h-9 w-full gap-2.5 px-2.5 hover:bg-sunken',
        )}
      >
        <Icon name="sign-out" />
        {useShellWords().signOut}
      </button>
    </Form>
  );
}

const SIGN_INS = '/me/sign-ins';

/** The entry that a page belongs to: its own, or the nearest above it. Where one is signed in stands below none, whatever its address looks like. */
export function entryOf(pathname: string, entries: readonly RailEntry[]): string | null {
  if (pathname === SIGN_INS) return null;
  const above = entries.filter(({ to }) => pathname === to || pathname.startsWith(`${to}/`));
  return above.reduce<string | null>((best, { to }) => (to.length > (best?.length ?? 0) ? to : best), null);
}

type RailProps = { entries: readonly RailEntry[]; who: Who; theme: Theme; search?: ReactNode };

function Rail({ entries, who, theme, search }: RailProps) {
  const current = entryOf(useLocation().pathname, entries);
  const words = useShellWords();
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    const rail = nav.current;
    const entry = rail?.querySelector('[aria-current]')?.getBoundingClientRect();
    if (!rail || entry === undefined) return;
    const { top, bottom } = rail.getBoundingClientRect();
    // Not by scrollIntoView, after which the next Tab would begin here instead of at the way to the content.
    rail.scrollTop += Math.max(0, entry.bottom - bottom) + Math.min(0, entry.top - top);
  }, [current]);
  return (
    <header className="hidden border-r border-line bg-surface md:block print:hidden!">
      <div className="sticky top-0 z-30 flex h-dvh flex-col px-3 py-5">
        <Link to="/" className="mb-5 px-2">
          <Brand />
        </Link>
        {search}
        {/* On a low screen it scrolls by itself, and the way out stays in sight. */}
        <nav ref={nav} aria-label={words.main} className="-mx-1 min-h-0 overflow-y-auto px-1 pb-1">
          <ul className="grid gap-1">
            {entries.map((entry) => (
              <li key={entry.to}>
                <Link
                  to={entry.to}
                  aria-current={entry.to === current ? 'page' : undefined}
                  className={classes(
                    'flex h-9 items-center gap-2.5 rounded-md px-2.5 transition-colors',
                    entry.to === current
                      ? 'bg-accent-tint font-semibold text-accent'
                      : 'text-ink-soft hover:bg-sunken hover:text-ink',
                  )}
                >
                  <Icon name={entry.icon} />
                  {entry.label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="mt-auto grid shrink-0 gap-3 pt-3">
          <ThemeSwitch theme={theme} />
          <div className="grid gap-1 border-t border-line pt-3">
            <NavLink
              to={SIGN_INS}
              title={words.signIns}
              className={({ isActive }) =>
                classes(
                  'min-w-0 rounded-md px-2.5 py-1 transition-colors',
                  isActive ? 'bg-accent-tint' : 'hover:bg-sunken',
                )
              }
            >
              <span className="block truncate font-medium">
                {who.name === '' ? words.signIns : <bdi>{who.name}</bdi>}
              </span>
              <span className="block truncate text-sm text-ink-soft">{who.role}</span>
            </NavLink>
            <SignOut />
          </div>
        </div>
      </div>
    </header>
  );
}

/** As many as fit beside each other on a phone; the others, and the way out, stand behind a word where there are more. */
const IN_BAR = 4;

function BarEntry({ entry, entries }: { entry: RailEntry; entries: readonly RailEntry[] }) {
  const isCurrent = entry.to === entryOf(useLocation().pathname, entries);
  return (
    <Link
      to={entry.to}
      aria-current={isCurrent ? 'page' : undefined}
      className={classes(
        'flex flex-col items-center gap-0.5 rounded-md px-1.5 py-1.5 text-center text-sm',
        isCurrent ? 'font-semibold text-accent' : 'text-ink-soft',
      )}
    >
      <Icon name={entry.icon} />
      {entry.label}
    </Link>
  );
}

function More({ rest, entries }: { rest: readonly RailEntry[]; entries: readonly RailEntry[] }) {
  const { key } = useLocation();
  return (
    // Made anew on each page, and so closed again.
    <details key={key} className="relative">
      <summary className="flex cursor-pointer list-none flex-col items-center gap-0.5 rounded-md px-1.5 py-1.5 text-center text-sm text-ink-soft">
        <Icon name="more" />
        {useShellWords().more}
      </summary>
      <ul className="absolute right-0 bottom-full mb-2 grid w-max grid-cols-2 gap-1 rounded-md border border-line bg-surface p-2 shadow-card">
        {rest.map((entry) => (
          <li key={entry.to}>
            <BarEntry entry={entry} entries={entries} />
          </li>
        ))}
        <li>
          <SignOut compact />
        </li>
      </ul>
    </details>
  );
}

function BottomBar({ entries }: { entries: readonly RailEntry[] }) {
  const words = useShellWords();
  // Four names and the way out are too many for languages with long words.
  const fits = entries.length < IN_BAR;
  const shown = fits ? entries : entries.slice(0, Math.min(IN_BAR, entries.length - 1));
  return (
    <nav
      aria-label={words.main}
      className="fixed inset-x-0 bottom-0 z-40 border-t border-line bg-veil pb-[env(safe-area-inset-bottom)] backdrop-blur md:hidden print:hidden!"
    >
      <ul className="flex justify-around py-1">
        {shown.map((entry) => (
          <li key={entry.to}>
            <BarEntry entry={entry} entries={entries} />
          </li>
        ))}
        <li>{fits ? <SignOut compact /> : <More rest={entries.slice(shown.length)} entries={entries} />}</li>
      </ul>
    </nav>
  );
}

export type Who = { name: string; role: string };

/** Everything around a page of somebody who is signed in: a rail on a wide screen, a bar at the bottom of a narrow one. */
export function Shell({ entries, who, theme, search, children }: RailProps & { children: ReactNode }) {
  const words = useShellWords();
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[216px_minmax(0,1fr)] print:block!">
      <SkipLink />
      <Rail entries={entries} who={who} theme={theme} search={search} />
      <div className="min-w-0">
        <header className="flex items-center justify-between gap-3 border-b border-line bg-surface px-4 py-2 md:hidden print:hidden!">
          <Link to="/">
            <Brand />
          </Link>
          <div className="flex items-center gap-2">
            {search ? (
              <Link
                to="/search"
                className="grid size-8 place-items-center rounded-md text-ink-soft transition-colors hover:bg-sunken hover:text-ink"
              >
                <Icon name="search" />
                <span className="sr-only">Search</span>
              </Link>
            ) : null}
            <Link
              to={SIGN_INS}
              title={words.signIns}
              className="grid size-8 place-items-center rounded-md text-ink-soft transition-colors hover:bg-sunken hover:text-ink"
            >
              <Icon name="key" />
              <span className="sr-only">{words.signIns}</span>
            </Link>
            <ThemeSwitch theme={theme} />
          </div>
        </header>
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto max-w-[1120px] px-4 pt-6 pb-28 outline-none md:px-8 md:pb-12 print:p-0!"
        >
          {children}
        </main>
      </div>
      <BottomBar entries={entries} />
    </div>
  );
}
