// The rail says where somebody is, also below its pages.
import { usePortalServer, type PersonaName } from '#test/support/portal.ts';
import { expect, it } from 'vitest';

const portal = usePortalServer();

it.each<[PersonaName, string, string | null]>([
  ['trainer', '/train', '/train'],
  ['trainer', '/train/sessions/new', '/train'],
  ['trainer', '/train/exams', '/train/exams'],
  ['trainer', '/train/follow-up', '/train/follow-up'],
  ['trainer', '/train/import', '/train/import'],
  ['trainer', '/me/sign-ins', null],
  ['administrator', '/admin', '/admin'],
  ['administrator', '/admin/runs', '/admin/runs'],
  ['administrator', '/admin/settings', '/admin/settings'],
  ['privacy-officer', '/desk/retention/rules/inactive', '/desk/retention'],
  ['learner', '/me', '/me'],
  ['learner', '/me/data/erase', '/me/data'],
])('of a %s at %s stands at %s, once on a wide screen and once on a phone', async (persona, path, entry) => {
  const answer = await fetch(`${portal.url}${path}`, { headers: { Cookie: await portal.cookieOf(persona) } });
  expect(answer.status).toBe(200);
  const rails = (await answer.text()).matchAll(/<nav aria-label="Main"[^>]*>.*?<\/nav>/gs);
  const current = [...rails].map(([rail]) =>
    [...rail.matchAll(/<a aria-current="page"[^>]*href="([^"]+)"/g)].map(([, to]) => to),
  );
  expect(current).toEqual([entry, entry].map((to) => (to === null ? [] : [to])));
});
