// Every page, empty and full, light and dark, wide and narrow: no violation that axe finds, and nothing wider than the screen.
import type { PersonaName } from '#test/support/portal.ts';
import { usePortal } from './support.ts';
import { AxeBuilder } from '@axe-core/playwright';
import { describe, expect, it } from 'vitest';

const portal = usePortal();

const PAGES: readonly (readonly [PersonaName | null, string, (() => Promise<string>) | string])[] = [
  [null, 'start', '/'],
  [null, 'sign in', '/sign-in'],
  [null, 'not found', '/nowhere'],
  ['learner', 'home', '/me'],
  ['trainer', 'exams, unknown', '/train/exams'],
  ['trainer', 'exams, all', '/train/exams?view=all'],
  ['trainer', 'exams, nothing found', '/train/exams?q=nobody-like-this'],
  ['administrator', 'runs', '/admin/runs'],
  ['administrator', 'run, preview', async () => `/admin/runs/${await portal.runOf('microsoft')}`],
  ['administrator', 'run, about', async () => `/admin/runs/${await portal.runOf('microsoft')}?sheet=about`],
  ['administrator', 'run, checks', async () => `/admin/runs/${await portal.runOf('microsoft')}?tab=checks`],
  ['privacy-officer', 'held run', async () => `/admin/runs/${await portal.runOf('employer-2000001')}`],
  ['privacy-officer', 'release', async () => `/admin/runs/${await portal.runOf('employer-2000001')}/release`],
  ['employer', 'reports', '/reports'],
];

describe.each(PAGES)('%s: %s', (persona, _name, where) => {
  it.each([
    ['light', 1280],
    ['dark', 390],
  ] as const)('has no violation in %s at %d px', async (colorScheme, width) => {
    const page = await portal.open(persona, { colorScheme, viewport: { width, height: 900 }, reducedMotion: 'reduce' });
    await page.goto(typeof where === 'string' ? where : await where());
    for (const details of await page.locator('details').all())
      await details.evaluate((element) => element.setAttribute('open', ''));
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
      0,
    );
  });
});
