// Every page, empty and full, light and dark, wide and narrow, learners' pages in German as well: no violation that axe finds, and nothing wider than
// the screen.
import type { PersonaName } from '#test/support/portal.ts';
import { findViolations } from './axe.ts';
import { usePortal } from './support.ts';
import { describe, expect, it } from 'vitest';

const portal = usePortal();

const PAGES: readonly (readonly [PersonaName | null, string, (() => Promise<string>) | string])[] = [
  [null, 'start', '/'],
  [null, 'sign in', '/sign-in'],
  [null, 'not found', '/nowhere'],
  [null, 'notice', '/notice'],
  [null, 'register', '/register'],
  [null, 'support', '/support'],
  [null, 'a question sent', '/support?sent=yes'],
  [null, 'a link to write again that is over', '/support/reply/not-a-token'],
  ['learner', 'own questions', '/me/support'],
  ['administrator', 'support', '/admin/support'],
  ['administrator', 'support, nothing found', '/admin/support?topic=report&show=theirs'],
  ['learner', 'home', '/me'],
  ['learner', 'own exams', '/me/exams'],
  ['learner', 'own data', '/me/data'],
  ['learner', 'erasing', '/me/data/erase'],
  ['administrator', 'employments to confirm', '/admin/employments'],
  ['administrator', 'whom no mail reaches', '/admin/unreached'],
  ['trainer', 'exams, unknown', '/train/exams'],
  ['trainer', 'exams, all', '/train/exams?view=all'],
  ['trainer', 'exams, nothing found', '/train/exams?exam=nobody-like-this'],
  ['administrator', 'overview', '/admin'],
  ['administrator', 'employers', '/admin/employers'],
  ['administrator', 'an employer', async () => `/admin/employers/${await portal.employerOf('1000001')}`],
  ['administrator', 'agreements', '/admin/agreements'],
  ['administrator', 'schedules', '/admin/schedules'],
  ['administrator', 'a new agreement', '/admin/agreements/new'],
  ['administrator', 'an agreement', '/admin/agreements/1'],
  ['trainer', 'search', '/search'],
  ['administrator', 'runs', '/admin/runs'],
  ['administrator', 'run, preview', async () => `/admin/runs/${await portal.runOf('microsoft')}`],
  ['administrator', 'run, about', async () => `/admin/runs/${await portal.runOf('microsoft')}?sheet=about`],
  ['administrator', 'run, checks', async () => `/admin/runs/${await portal.runOf('microsoft')}?tab=checks`],
  ['administrator', 'run, changes', async () => `/admin/runs/${await portal.runOf('microsoft')}?tab=changes`],
  ['administrator', 'run, deliveries', async () => `/admin/runs/${await portal.runOf('microsoft')}?tab=deliveries`],
  ['privacy-officer', 'the desk', '/desk'],
  ['privacy-officer', 'requests', '/desk/requests'],
  ['privacy-officer', 'requests, nothing found', '/desk/requests?kind=portability&show=overdue'],
  ['privacy-officer', 'a request entered', '/desk/requests/new'],
  ['privacy-officer', 'why', async () => `/admin/runs/${await portal.runOf('microsoft')}/why`],
  ['privacy-officer', 'held run', async () => `/admin/runs/${await portal.runOf('employer-2000001')}`],
  ['privacy-officer', 'release', async () => `/admin/runs/${await portal.runOf('employer-2000001')}/release`],
  ['learner', 'a newer notice', '/me/notice'],
  ['privacy-officer', 'notices', '/desk/notices'],
  ['privacy-officer', 'a version of the notice', '/desk/notices/1'],
  [null, 'where data goes', '/transparency'],
  ['privacy-officer', 'disclosures', '/desk/disclosures'],
  ['privacy-officer', 'disclosures, nothing found', '/desk/disclosures?recipient=nobody-like-this'],
  ['privacy-officer', 'a file that left', '/desk/disclosures/1'],
  ['privacy-officer', 'breaches', '/desk/breaches'],
  ['privacy-officer', 'what happened', '/desk/breaches/new'],
  ['privacy-officer', 'a lost file', '/desk/breaches/new?kind=lost-file'],
  ['privacy-officer', 'an account that was taken over', '/desk/breaches/new?kind=account-taken'],
  ['privacy-officer', 'the register of processing', '/desk/register'],
  ['privacy-officer', 'retention', '/desk/retention'],
  ['privacy-officer', 'who goes next', '/desk/retention/forecast?days=90'],
  ['privacy-officer', 'who goes today', '/desk/retention/run'],
  ['privacy-officer', 'a rule of retention', '/desk/retention/rules/inactive'],
  ['employer', 'reports', '/reports'],
];

const MINUTES = 60_000;

/** As people meet them: a wide screen in daylight, and a phone in the evening, in another language. */
const LOOKS = [
  { colorScheme: 'light', width: 1280, language: 'en' },
  { colorScheme: 'dark', width: 390, language: 'de' },
] as const;

// One browser for all pages of a persona: what it has loaded once it need not load again.
describe.each([...Map.groupBy(PAGES, ([persona]) => persona)])('as %s', (persona, pages) => {
  it.each(LOOKS)(
    'no page has a violation in $colorScheme at $width px, nor is wider than the screen',
    { timeout: 4 * MINUTES },
    async ({ colorScheme, width, language }) => {
      await portal.database.query('update persons set language = $1', [language]);
      const page = await portal.open(persona, {
        reducedMotion: 'reduce',
        colorScheme,
        viewport: { width, height: 900 },
        extraHTTPHeaders: { 'Accept-Language': language },
      });
      const found: Record<string, readonly string[]> = {};
      for (const [, name, where] of pages) {
        await page.goto(typeof where === 'string' ? where : await where());
        for (const details of await page.locator('details').all())
          await details.evaluate((element) => element.setAttribute('open', ''));
        const violations = await findViolations(page);
        if (violations.length > 0) found[name] = violations;
      }
      expect(found).toEqual({});
    },
  );
});
