// What the portal answers where a code is asked for and tried, whoever the address is of: nothing tells who is known here, and nobody asks for ever.
import { LIMITS, type LimitName } from '#app/features/access/rate-limit.server.ts';
import { finishAfterAnswers } from '#app/platform/after-answer.server.ts';
import { codeIn, useMailServer } from '#test/support/mail-server.ts';
import { usePortalServer } from '#test/support/portal.ts';
import { beforeEach, describe, expect, it } from 'vitest';

const mails = useMailServer();
const portal = usePortalServer();

const LEARNER = 'sanne.devries@bluecloud.example';
const CONTACT = 'reports@microsoft.example';
const STRANGER = 'nobody@elsewhere.example';

beforeEach(async () => {
  mails.forget();
  await portal.database.query('truncate rate_counts');
});

type Answered = { readonly status: number; readonly headers: unknown; readonly body: string };

/** What differs from one answer to the next, whoever asks: nonces, ids, the time, the random cookie. */
const VARYING = ['date', 'x-request-id', 'content-security-policy'];

async function readAnswer(answer: Response): Promise<Answered> {
  const headers = [...answer.headers]
    .filter(([name]) => !VARYING.includes(name))
    .map(([name, value]) => [name, value.replace(/psa-way=[^;]+/, 'psa-way=…')]);
  const body = (await answer.text())
    .replace(/nonce="[^"]*"/g, 'nonce')
    .replace(/reference"?[,:]\s*\\?"[\w-]+/g, 'reference');
  return { status: answer.status, headers, body };
}

/** A browser without pages: posts forms and carries what it was given. */
function makeClient() {
  let cookie = '';
  return async (path: string, form?: Record<string, string>): Promise<Answered> => {
    const init = form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) };
    const headers = { Cookie: cookie, Origin: portal.url };
    const answer = await fetch(`${portal.url}${path}`, { ...init, headers, redirect: 'manual' });
    for (const set of answer.headers.getSetCookie()) cookie = set.split(';')[0] ?? '';
    return readAnswer(answer);
  };
}

describe('an address that nobody has', () => {
  it('gets the same answer at every step: status, headers, body', async () => {
    const walks = [];
    for (const email of [LEARNER, CONTACT, 'noor.dekker@psa.example', STRANGER]) {
      const send = makeClient();
      walks.push([
        await send('/sign-in', { way: 'code', email, returnTo: '/' }),
        await send('/sign-in/code'),
        await send('/sign-in/code', { do: 'try', code: 'abc' }),
        await send('/sign-in/code', { do: 'again' }),
        await send('/sign-in/code', { do: 'try', code: '' }),
        // Beyond what one address may have.
        await send('/sign-in', { way: 'code', email, returnTo: '/' }),
        await send('/sign-in/code', { do: 'try', code: 'abcdef' }),
        await send('/sign-in/code', { do: 'again' }),
        await send('/sign-in/code', { do: 'try', code: 'abcdef' }),
        await send('/sign-in', { way: 'code', email, returnTo: '/' }),
        await send('/sign-in/code', { do: 'try', code: 'abcdef' }),
      ]);
    }
    await finishAfterAnswers();
    expect(walks[0]?.map(({ status }) => status)).toEqual([302, 200, 400, 200, 400, 302, 400, 200, 400, 302, 400]);
    for (const walk of walks.slice(1)) expect(walk).toEqual(walks[0]);
  });

  it('gets the same answer to wrong codes, and to the one after them', async () => {
    const tries = [];
    for (const email of [LEARNER, STRANGER]) {
      const send = makeClient();
      await send('/sign-in', { way: 'code', email, returnTo: '/' });
      await finishAfterAnswers();
      const code = email === LEARNER ? codeIn(await mails.take(LEARNER)) : '123456';
      const wrong = code === '000000' ? '111111' : '000000';
      const answers = [];
      for (let count = 1; count <= 6; count++) answers.push(await send('/sign-in/code', { do: 'try', code: wrong }));
      tries.push(answers);
    }
    expect(tries[1]).toEqual(tries[0]);
  });
});

describe('limits of a network', () => {
  /** So that one more turn is too many. */
  const fill = (name: LimitName) =>
    portal.database.query('update rate_counts set taken = $2 where limit_name = $1', [name, LIMITS[name].most]);

  it('bad-C15 let a class of thirty in at once, and no more than a few classes', async () => {
    const learners = await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        const send = makeClient();
        const asked = await send('/sign-in', { way: 'code', email: `p${index}@elsewhere.example`, returnTo: '/' });
        const tried = [];
        for (let count = 0; count < 3; count++)
          tried.push((await send('/sign-in/code', { do: 'try', code: '123456' })).status);
        return [asked.status, ...tried, (await send('/invitation/x')).status];
      }),
    );
    expect(new Set(learners.map(String))).toEqual(new Set(['302,400,400,400,410']));
  });

  it('bad-C15 answer 429 with the time to wait, in words that a person reads', async () => {
    const send = makeClient();
    const before = mails.received.length;
    await send('/sign-in', { way: 'code', email: STRANGER, returnTo: '/' });
    await fill('code:network');
    const refused = await send('/sign-in', { way: 'code', email: LEARNER, returnTo: '/' });
    expect(refused.status).toBe(429);
    expect(Object.fromEntries(refused.headers as [string, string][])['retry-after']).toMatch(/^\d+$/);
    expect(refused.body).toContain('That was too often');
    await finishAfterAnswers();
    expect(mails.received).toHaveLength(before);
    const events = await portal.database.query(
      `select details from audit_events where event = 'refused' order by id desc limit 1`,
    );
    expect(events).toEqual([{ details: { limit: 'code:network' } }]);
  });

  it('hold invitations and tries, too', async () => {
    const send = makeClient();
    expect((await send('/invitation/x')).status).toBe(410);
    await fill('invitation:network');
    expect((await send('/invitation/x')).status).toBe(429);
    await send('/sign-in', { way: 'code', email: STRANGER, returnTo: '/' });
    expect((await send('/sign-in/code', { do: 'try', code: '123456' })).status).toBe(400);
    await fill('code-try:network');
    expect((await send('/sign-in/code', { do: 'try', code: '123456' })).status).toBe(429);
  });
});
