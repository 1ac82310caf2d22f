import { createContext, useContext } from 'react';

/** What the server knows of one page load and the browser must not be asked for: known while rendering on the server only. */
export type RequestContextValue = { nonce: string; reference: string | null };

export const RequestContext = createContext<RequestContextValue>({ nonce: '', reference: null });

export function useRequestContext(): RequestContextValue {
  return useContext(RequestContext);
}
