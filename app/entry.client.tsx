import { RemixBrowser } from '@remix-run/react';
import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';

import { hearAcademy } from '#app/features/language/academy.ts';
import { isLanguage } from '#app/features/language/language.ts';
import { loadMessages } from '#app/features/language/load-messages.ts';
import { RequestContext } from '#app/ui/request-context.ts';
import { hearRootData } from './root-data.ts';

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

const { academy, root } = document.documentElement.dataset;
hearAcademy(academy);
await Promise.all([
  stateIsDecoded(),
  loadMessages(isLanguage(document.documentElement.lang) ? document.documentElement.lang : 'en'),
]);
hearRootData(root, window.__remixContext.state);
// What was rendered on the server is rendered again, the reference of an error page included.
const reference = document.querySelector('[data-reference]')?.textContent ?? null;
startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <RequestContext.Provider value={{ nonce: '', reference }}>
        <RemixBrowser />
      </RequestContext.Provider>
    </StrictMode>,
  );
});
