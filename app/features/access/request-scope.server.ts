// What one HTTP request knows about itself, wherever it is: its id, where it came from, and the sign-in once looked up.
import { AsyncLocalStorage } from 'node:async_hooks';

import type { FoundSignIn } from './found-sign-in.ts';

export type RequestScope = {
  readonly requestId: string;
  /** The address it came from, through the proxies that are trusted; '' when it is not known. */
  readonly address: string;
  signIn?: Promise<FoundSignIn | null>;
};

const scope = new AsyncLocalStorage<RequestScope>();

export function inRequestScope<T>(request: RequestScope, work: () => T): T {
  return scope.run(request, work);
}

/** Null outside a request, and in development, where Vite loads this module a second time. */
export function requestScope(): RequestScope | null {
  return scope.getStore() ?? null;
}
