// The portal as a real browser sees it.
import { usePortalServer, type PersonaName, type PortalServer } from '#test/support/portal.ts';
import sparticuz from '@sparticuz/chromium';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
// Not the package's own arguments: they switch off the browser's walls between sites.
const ARGS = ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'];
const LAUNCHES = 5;
// What a test asks for on purpose (a refusal, a page that is not there), and what Remix says of data that were still arriving when another page was
// asked for (`overtaken.test.ts`), are no complaints of the page.
const EXPECTED = ['Failed to load resource', 'AbortError: '];

/** An installed Chromium, else the one from npm. Two test files may unpack it at once, so the first tries can fail. */
export async function launchBrowser(): Promise<Browser> {
  const installed = INSTALLED.find((path) => existsSync(path));
  for (let count = 1; ; count++) {
    try {
      return await chromium.launch({ executablePath: installed ?? (await sparticuz.executablePath()), args: ARGS });
    } catch (error) {
      if (count >= LAUNCHES) throw error;
      await sleep(1_000);
    }
  }
}

export type Portal = PortalServer & {
  /** A page of a browser of its own, signed in; it fails the test when the page complains. */
  open(persona: PersonaName | null, options?: BrowserContextOptions): Promise<Page>;
};

/** Starts the portal and a browser for this test file, and stops them after the last test. */
export function usePortal(): Portal {
  const portal = usePortalServer();
  let browser: Browser | undefined;
  const complaints: string[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterEach(async () => {
    await Promise.all((browser?.contexts() ?? []).map((context) => context.close()));
    const [first] = complaints.splice(0);
    if (first !== undefined) throw new Error(`The page complained: ${first}`);
  });
  afterAll(async () => {
    await browser?.close();
  });

  return Object.assign(portal, {
    async open(persona: PersonaName | null, options: BrowserContextOptions = {}) {
      const context = await browser?.newContext({
        baseURL: portal.url,
        viewport: { width: 1280, height: 900 },
        ...options,
      });
      if (context === undefined) throw new Error('There is no browser');
      const page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error' && !EXPECTED.some((said) => message.text().startsWith(said)))
          complaints.push(`${page.url()}: ${message.text()}`);
      });
      if (persona !== null) await page.goto(`/sign-in/demo/${persona}`);
      return page;
    },
  });
}
