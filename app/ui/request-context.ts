import { createContext, useContext } from 'react';

/** What the server knows of one page load beside what was loaded. The browser is not given the nonce, and finds the reference on the page, where it is. */
export type RequestContextValue = { nonce: string; reference: string | null };

export const RequestContext = createContext<RequestContextValue>({ nonce: '', reference: null });

export function useRequestContext(): RequestContextValue {
  return useContext(RequestContext);
}
