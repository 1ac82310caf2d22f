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

type Entry = (typeof MATRIX)[string];

/** The first who may read a page: its policy is the same for all. Null: everybody. */
const readerOf = ({ readers }: Entry): PersonaName | null =>
  readers === 'everybody' ? null : (PERSONAS.find((persona) => readers.includes(persona)) ?? null);

/** Not files, and not what only leads elsewhere. */
const PAGES = Object.entries(MATRIX)
  .filter(([id, { reads, signsIn }]) => {
    const isFile =
      /download|certificate|calendar|csv|xlsx|_\.sample/.test(id) || id === 'routes/train.people' || signsIn === true;
    return !isFile && reads !== 'elsewhere';
  })
  .map(([, entry]) => entry);

describe.each([...new Set(PAGES.map(readerOf))])('as %s', (who) => {
  it('every page opened directly leaves nothing to report', async () => {
    const page = await portal.open(who);
    const reports = await watch(page);
    for (const entry of PAGES.filter((one) => readerOf(one) === who)) {
      const { own } = await entry.addresses(portal);
      await page.goto(own);
      expect([own, reports()]).toEqual([own, []]);
    }
  });
});

// One of each kind of surroundings: whoever is not signed in, a learner, and the staff with the most pages.
describe.each([null, 'learner', 'administrator'] as const)('as %s', (who) => {
  it('every page reached by a link leaves nothing to report', async () => {
    const page = await portal.open(who);
    const reports = await watch(page);
    const start = who === null ? '/' : new URL(page.url()).pathname;
    await page.goto(start);
    // Links to files leave the page where it is, and those to recordings lead elsewhere.
    const links = await page
      .locator(
        'a[href^="/"]:not([href*="/download"]):not([href*="/certificate"]):not([href*="calendar"]):not([href*="/sample"]):not([href^="/me/recordings"]):not([download])',
      )
      .filter({ visible: true })
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
