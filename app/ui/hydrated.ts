import { useSyncExternalStore } from 'react';

const never = () => () => undefined;

/** False on the server and until scripts run; then true: for what only works with them. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
