import { RemixBrowser } from '@remix-run/react';
import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';

import { hearAcademy } from '#app/features/language/academy.ts';
import { isLanguage } from '#app/features/language/language.ts';
import { loadMessages } from '#app/features/language/load-messages.ts';
import { RequestContext } from '#app/ui/request-context.ts';

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

hearAcademy(document.documentElement.dataset['academy']);
await Promise.all([
  stateIsDecoded(),
  loadMessages(isLanguage(document.documentElement.lang) ? document.documentElement.lang : 'en'),
]);
// What was rendered on the server is rendered again, the reference of an error page included.
const reference = document.querySelector('[data-reference]')?.textContent ?? null;
const colours = document.querySelector<HTMLElement>('link[data-colours]')?.dataset['colours'] ?? null;
startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <RequestContext.Provider value={{ nonce: '', reference, colours }}>
        <RemixBrowser />
      </RequestContext.Provider>
    </StrictMode>,
  );
});
