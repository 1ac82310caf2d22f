import { Icon } from './icon.tsx';
import { useShellWords } from './shell-words.ts';

export function Brand() {
  return (
    <span className="flex items-center gap-2.5 font-semibold">
      <span aria-hidden="true" className="grid size-7 place-items-center rounded-md bg-accent text-on-accent">
        <Icon name="learning" />
      </span>
      {useShellWords().brand}
    </span>
  );
}

/** The first stop of the keyboard on every page. */
export function SkipLink() {
  return (
    <a
      href="#main"
      className="absolute top-2 left-2 z-50 -translate-y-16 rounded-md bg-accent px-4 py-2 font-medium text-on-accent focus:translate-y-0"
    >
      {useShellWords().skip}
    </a>
  );
}
