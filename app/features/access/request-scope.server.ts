// What one HTTP request knows about itself, wherever it is: its id, and the actor once looked up.
import { AsyncLocalStorage } from 'node:async_hooks';

import type { SignedInActor } from './actor.ts';

export type RequestScope = { requestId: string; actor?: Promise<SignedInActor | null> };

const scope = new AsyncLocalStorage<RequestScope>();

export function inRequestScope<T>(requestId: string, work: () => T): T {
  return scope.run({ requestId }, work);
}

/** Null outside a request, and in development, where Vite loads this module a second time. */
export function requestScope(): RequestScope | null {
  return scope.getStore() ?? null;
}
