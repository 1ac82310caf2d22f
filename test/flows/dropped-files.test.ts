// A report that is dropped without scripts is as long as a report may be: its hash is taken as it comes, and nothing of it is kept.
import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { expect, it } from 'vitest';
import type { PersonaName } from '#test/support/portal.ts';
import { usePortalServer } from '#test/support/portal.ts';

const portal = usePortalServer();
const FILE = randomBytes(3_000_000);
const SHA256 = createHash('sha256').update(FILE).digest('hex');

async function drop(persona: PersonaName, path: string): Promise<Response> {
  const body = new FormData();
  body.set('file', new File([FILE], 'report.xlsx'));
  return fetch(`${portal.url}${path}`, {
    method: 'POST',
    headers: { Cookie: await portal.cookieOf(persona), Origin: portal.url },
    body,
    redirect: 'manual',
  });
}

it.each([
  ['privacy-officer', '/desk/disclosures?index', `/desk/disclosures?sha256=${SHA256}`],
  ['privacy-officer', '/desk/breaches/new?kind=lost-file', `/desk/breaches/new?kind=lost-file&sha256=${SHA256}`],
  ['employer', '/reports/verify', `/reports/verify?sha256=${SHA256}`],
] as const)('by %s at %s leads to what is known of its hash', async (persona, path, to) => {
  const answer = await drop(persona, path);
  expect([answer.status, answer.headers.get('location')]).toEqual([302, to]);
});

/** What is answered to whoever says that so much is to come, before it does. */
async function announce(persona: PersonaName, path: string): Promise<number> {
  const Cookie = await portal.cookieOf(persona);
  return new Promise((resolve, reject) => {
    const asked = request(
      `${portal.url}${path}`,
      {
        method: 'POST',
        headers: {
          Cookie,
          Origin: portal.url,
          'Content-Type': 'multipart/form-data; boundary=x',
          'Content-Length': FILE.length,
        },
      },
      (answer) => {
        resolve(answer.statusCode ?? 0);
        asked.destroy();
      },
    );
    asked.on('error', reject);
    asked.flushHeaders();
  });
}

it('by anybody else, or of a form that takes no file, is refused as before', async () => {
  expect(await announce('learner', '/desk/disclosures?index')).toBe(404);
  expect(await announce('privacy-officer', '/desk/register')).toBe(413);
});
