import { RemixBrowser } from '@remix-run/react';
import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';

/**
 * Waits until the state that came with the page is decoded. Remix would wait for it inside the first render, at the root: a key pressed in
 * that moment makes React finish at once, and end in its error 345. Asked before, and outside a render, it hands out what it waits for.
 */
async function stateIsDecoded(): Promise<void> {
  try {
    RemixBrowser({});
  } catch (waiting) {
    await waiting;
  }
}

await stateIsDecoded();
startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <RemixBrowser />
    </StrictMode>,
  );
});
