import { useEffect, useState } from 'react';

/**
 * False on the server and until scripts run; then true: for what only works with them. Not by `useSyncExternalStore`: a key pressed while
 * the page is being hydrated then ends in React's error 345.
 */
export function useHydrated(): boolean {
  const [hydrated, setHydrated] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setHydrated(true));
    return () => clearTimeout(timer);
  }, []);
  return hydrated;
}
