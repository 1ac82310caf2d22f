// How an error page takes what surrounds it to the browser: a form that was refused is answered by a page for which no loader ran, so that Remix
// takes nothing along.
import type { RootData } from './root-data.server.ts';

/** For the page, as text; nothing where nothing was read. */
export const tellRootData = (root: RootData | null | undefined): string | undefined =>
  root ? JSON.stringify(root) : undefined;

/** Puts what the server told where the root's loader would have put it, before anything is rendered. */
export function hearRootData(told: string | undefined, state: { loaderData?: Record<string, unknown> | null }): void {
  if (told !== undefined) state.loaderData = { ...state.loaderData, root: JSON.parse(told) as unknown };
}
