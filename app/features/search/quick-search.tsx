import { useLocation, useNavigate } from '@remix-run/react';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';

import { useAsTyped } from '#app/ui/as-typed.ts';
import { classes } from '#app/ui/classes.ts';
import { FindForm } from '#app/ui/find-form.tsx';
import { KIND_WORDS, type Found } from './found.ts';

const NOTHING: { typed: string; found: readonly Found[] } = { typed: '', found: [] };
/** So long after the last letter the question is asked. */
const PAUSE_MS = 120;

/** True for a key that somebody types a text with. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** '/' and Ctrl-K (or ⌘K) lead here from anywhere on a page. */
function useShortcut(focus: () => void): void {
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent): void => {
      const isSlash = event.key === '/' && !isTyping(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey;
      const isK =
        event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      if (!isSlash && !isK) return;
      event.preventDefault();
      focus();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [focus]);
}

function Hits({ found, active, listId }: { found: readonly Found[]; active: number; listId: string }) {
  return found.map((hit, index) => (
    <li
      key={`${hit.kind} ${hit.id}`}
      id={`${listId}-${index}`}
      role="option"
      aria-selected={index === active}
      data-to={hit.to}
      className={classes('cursor-pointer px-3 py-1.5', index === active && 'bg-accent-tint')}
    >
      {index === 0 || found[index - 1]?.kind !== hit.kind ? (
        <span className="block pt-1 pb-0.5 text-sm font-semibold text-ink-soft">{KIND_WORDS[hit.kind]}</span>
      ) : null}
      <bdi className="font-medium">{hit.label}</bdi>
      <span className="block truncate text-sm text-ink-soft">{hit.detail}</span>
    </li>
  ));
}

/** Finds while one types: arrows choose, Enter goes there, Escape closes. */
export function QuickSearch() {
  const { answer, ask } = useAsTyped('/search/quick', NOTHING);
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const navigate = useNavigate();
  const { key } = useLocation();
  // Open on the page where it was opened: on another one, what was looked for has been found.
  const [openOn, setOpenOn] = useState<string | null>(null);
  const [focus] = useState(() => () => input.current?.select());
  useShortcut(focus);
  useEffect(() => {
    if (typed.trim().length < 2) return;
    const timer = setTimeout(() => ask(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, ask]);
  const found = typed.trim().length < 2 ? [] : answer.found;
  const isShown = openOn === key && found.length > 0;

  const go = (to: string | undefined): void => {
    if (to === undefined) return;
    setOpenOn(null);
    setTyped('');
    navigate(to);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Escape') setOpenOn(null);
    if (!isShown) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setActive((now) => (now + step + found.length) % found.length);
    }
    if (event.key === 'Enter' && answer.typed === typed.trim()) {
      event.preventDefault();
      go(found[active]?.to);
    }
  };
  return (
    <FindForm role="search" to="/search" className="relative mb-4 px-1">
      <input
        ref={input}
        type="search"
        name="search"
        role="combobox"
        aria-label="Search"
        aria-expanded={isShown}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={isShown ? `${listId}-${active}` : undefined}
        placeholder="Search ( / )"
        autoComplete="off"
        className="control h-9 w-full"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
          setOpenOn(key);
        }}
        onFocus={() => setOpenOn(key)}
        onBlur={() => setOpenOn(null)}
        onKeyDown={press}
      />
      <ul
        id={listId}
        role="listbox"
        aria-label="Found"
        hidden={!isShown}
        // Pressed, the field would lose the focus and the list be closed before the click.
        onMouseDown={(event) => event.preventDefault()}
        onClick={(event) => go((event.target as Element).closest<HTMLElement>('[data-to]')?.dataset['to'])}
        className="absolute top-full left-1 z-50 mt-1 max-h-[70dvh] w-[22rem] overflow-y-auto rounded-md border border-line bg-surface py-1 shadow-card"
      >
        <Hits found={found} active={active} listId={listId} />
      </ul>
    </FindForm>
  );
}
