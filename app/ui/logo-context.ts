import { createContext } from 'react';

import type { Theme } from './theme-switch.tsx';

type Picture = { readonly src: string; readonly width: number; readonly height: number };

/** The picture that stands for the site's name, and the theme that it stands in; null where the site has none. */
export type Logo = { readonly light: Picture; readonly dark: Picture | null; readonly theme: Theme };
export const LogoContext = createContext<Logo | null>(null);
