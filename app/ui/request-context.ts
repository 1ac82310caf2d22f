import { createContext, useContext } from 'react';

/**
 * What the server knows of one page load, whatever its loaders did: a page that says that something went wrong has none of theirs. The browser is
 * not given the nonce, and finds the reference and the version of the colours on the page, where they are.
 */
export type RequestContextValue = { nonce: string; reference: string | null; colours: string | null };

export const RequestContext = createContext<RequestContextValue>({ nonce: '', reference: null, colours: null });

export function useRequestContext(): RequestContextValue {
  return useContext(RequestContext);
}
