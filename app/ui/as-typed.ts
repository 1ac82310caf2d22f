// Asks the server while somebody types: posted, so that what is typed stands in no address.
import { useCallback, useRef, useState } from 'react';

/** The newest answer, `none` before the first, and how to ask for another; one that was overtaken is dropped, and one that fails leaves what was there. */
export function useAsTyped<Answer>(action: string, none: Answer): { answer: Answer; ask: (search: string) => void } {
  const [answer, setAnswer] = useState(none);
  const underWay = useRef<AbortController | null>(null);
  const ask = useCallback(
    (search: string): void => {
      underWay.current?.abort();
      const { signal } = (underWay.current = new AbortController());
      fetch(action, { method: 'POST', body: new URLSearchParams({ search }), redirect: 'manual', signal })
        .then(async (response) => {
          if (response.ok && !signal.aborted) setAnswer((await response.json()) as Answer);
        })
        // Suggestions are a help: the form itself is answered without them.
        .catch(() => undefined);
    },
    [action],
  );
  return { answer, ask };
}
