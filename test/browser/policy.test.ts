// A real browser loads every page, directly and by navigation, and has nothing to report under the content security policy.
import type { PersonaName } from '#test/support/portal.ts';
import { MATRIX, WHO } from '#test/flows/authorisation.ts';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';

import { usePortal } from './support.ts';

const portal = usePortal();
const PERSONAS = WHO.filter((who): who is PersonaName => who !== 'nobody' && who !== 'visitor');

/** Gathers what the browser refuses, on every page that this tab loads. */
async function watch(page: Page): Promise<() => string[]> {
  const reports: string[] = [];
  await page.exposeFunction('tellReport', (what: string) => void reports.push(what));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      const tell: unknown = Reflect.get(window, 'tellReport');
      if (typeof tell === 'function') Reflect.apply(tell, window, [`${violatedDirective} ${blockedURI}`]);
    });
  });
  return () => reports;
}

/** The pages (not files, not what only leads elsewhere) that somebody may read, as addresses. */
async function pagesOf(who: PersonaName | null): Promise<string[]> {
  const paths = [];
  for (const [id, { addresses, readers, reads, signsIn }] of Object.entries(MATRIX)) {
    const may = readers === 'everybody' || (who !== null && readers.includes(who));
    const isFile = /download|certificate/.test(id) || id === 'routes/train.people' || signsIn === true;
    if (may && !isFile && reads !== 'elsewhere') paths.push((await addresses(portal)).own);
  }
  return paths;
}

describe.each([null, ...PERSONAS])('as %s', (who) => {
  it('every page opened directly leaves nothing to report', async () => {
    const page = await portal.open(who);
    const reports = await watch(page);
    for (const path of await pagesOf(who)) {
      await page.goto(path);
      expect([path, reports()]).toEqual([path, []]);
    }
  });

  it('every page reached by a link leaves nothing to report', async () => {
    const page = await portal.open(who);
    const reports = await watch(page);
    const start = who === null ? '/' : new URL(page.url()).pathname;
    await page.goto(start);
    // Links to files leave the page where it is.
    const links = await page
      .locator('a[href^="/"]:not([href*="/download"]):not([href*="/certificate"]):not([download])')
      .evaluateAll((found) => found.map((a) => a.getAttribute('href') ?? ''));
    for (const href of new Set(links)) {
      await page.locator(`a[href="${href}"]`).filter({ visible: true }).first().click();
      await page.waitForURL((url) => url.pathname === href.split('?')[0] || url.pathname === start);
      expect([href, reports()]).toEqual([href, []]);
      await page.goto(start);
    }
  });
});

it('a script without the nonce is refused and reported, so that the watching above is worth something', async () => {
  const page = await portal.open(null);
  // The browser's complaint is what is asked for here.
  page.removeAllListeners('console');
  const reports = await watch(page);
  await page.goto('/sign-in');
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "changed"';
    document.body.append(script);
  });
  await expect.poll(reports).not.toEqual([]);
  expect(await page.title()).not.toBe('changed');
});
