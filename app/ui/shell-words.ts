import { createContext, useContext } from 'react';

/** The words around every page, in the language of the page. */
export type ShellWords = {
  /** What the association is called in short. */
  readonly brand: string;
  readonly skip: string;
  readonly main: string;
  readonly more: string;
  readonly signOut: string;
  readonly signIns: string;
  readonly colours: string;
  readonly light: string;
  readonly dark: string;
  readonly device: string;
  readonly footer: string;
  readonly notice: string;
  readonly language: string;
  readonly reference: string;
  readonly tryAgain: string;
  readonly toStart: string;
};

export const ShellWordsContext = createContext<ShellWords | null>(null);

export function useShellWords(): ShellWords {
  const words = useContext(ShellWordsContext);
  if (words === null) throw new Error('The words around the page were not given');
  return words;
}
