import { useContext } from 'react';

import { classes } from './classes.ts';
import { Icon } from './icon.tsx';
import { LogoContext, type Logo } from './logo-context.ts';
import { useShellWords } from './shell-words.ts';

/** A picture for light alone stands on a light plate where it is dark, so that it can be seen there. */
export function LogoPicture({ logo: { light, dark, theme }, alt }: { logo: Logo; alt: string }) {
  const { src, width, height } = theme === 'dark' && dark !== null ? dark : light;
  return (
    <picture>
      {theme === 'system' && dark !== null ? (
        <source srcSet={dark.src} media="(prefers-color-scheme: dark)" width={dark.width} height={dark.height} />
      ) : null}
      <img
        src={src}
        width={width}
        height={height}
        alt={alt}
        className={classes(
          'box-content h-8 w-auto max-w-[156px] rounded-md object-contain object-left',
          dark === null && 'bg-plate p-1',
        )}
      />
    </picture>
  );
}

export function Brand() {
  const logo = useContext(LogoContext);
  const { brand } = useShellWords();
  if (logo !== null) return <LogoPicture logo={logo} alt={brand} />;
  return (
    <span className="flex items-center gap-2.5 font-semibold">
      <span aria-hidden="true" className="grid size-7 place-items-center rounded-md bg-accent text-on-accent">
        <Icon name="learning" />
      </span>
      {brand}
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
