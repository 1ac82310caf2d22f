// Support through the portal's own addresses: somebody without an account asks, staff answer and close, and nothing of them stays; what no form of ours sends is refused.
import { sendMails } from '#app/features/mail/mails.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import { findIn } from '#test/support/finding.ts';
import { forgetKeptMail, readKeptMail, tokenIn } from '#test/support/kept-mail.ts';
import { usePortalServer } from '#test/support/portal.ts';
import { findWord } from '#test/support/search-database.ts';
import { beforeEach, describe, expect, it } from 'vitest';

const portal = usePortalServer();
const CANARY = 'canaryofthepage';
const ASKED = {
  topic: 'account',
  message: `I can not sign in. ${CANARY}`,
  email: `${CANARY}@nowhere.example`,
  name: 'Petra',
  phone: '',
};

beforeEach(async () => {
  forgetKeptMail(portal.database);
  await portal.database.query('truncate rate_counts; delete from support_cases');
});

async function ask(path: string, form?: Record<string, string>, headers: Record<string, string> = {}) {
  const answer = await fetch(`${portal.url}${path}`, {
    redirect: 'manual',
    headers: { Origin: portal.url, 'Sec-Fetch-Site': 'same-origin', ...headers },
    ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
  });
  return { status: answer.status, to: answer.headers.get('location'), text: await answer.text() };
}

/** The first mail to whoever asked. */
async function mailed() {
  await sendMails(MAIL_WRITERS);
  return (await readKeptMail(portal.database)).find(({ to }) => to?.[0]?.address === ASKED.email);
}

const newest = async (): Promise<number> =>
  (await portal.database.query<{ id: number }>('select max(id) as id from support_cases'))[0]?.id ?? 0;

describe('the public page', () => {
  it('R3 takes a question, which is asked back, answered by mail and closed: then nothing of whoever asked is left', async () => {
    const asked = await ask('/support', ASKED, { 'Accept-Language': 'de' });
    expect([asked.status, asked.to]).toEqual([302, '/support?sent=yes']);
    const id = await newest();
    const trainer = { Cookie: await portal.cookieOf('trainer') };
    const page = await ask(`/admin/support/${id}`, undefined, trainer);
    expect(page.text).toContain('I can not sign in.');
    await ask(`/admin/support/${id}`, { intent: 'ask-back', words: 'Which browser?' }, trainer);
    const back = await mailed();
    expect(back?.subject).toBe('Eine Rückfrage zu Ihrer Frage');
    const link = `/support/reply/${tokenIn(back, '/support/reply/')}`;
    expect((await ask(link)).text).toContain('Which browser?');
    expect((await ask(link, { message: '' })).status).toBe(400);
    expect((await ask(link, { message: 'An old one' })).status).toBe(200);
    expect((await ask(link, { message: 'Again' })).status).toBe(410);
    expect((await ask(link)).status).toBe(410);
    forgetKeptMail(portal.database);
    const answered = await ask(
      `/admin/support/${id}`,
      { intent: 'answer', words: 'Take a new one.', close: 'yes' },
      trainer,
    );
    expect([answered.status, answered.to]).toEqual([302, `/admin/support/${id}?done=answer`]);
    const mail = await mailed();
    expect(mail?.text).toContain('Take a new one.');
    expect(mail?.text).not.toContain('I can not sign in');
    expect(await findWord(portal.database, CANARY)).toEqual([]);
    const again = await ask(`/admin/support/${id}`, { intent: 'note', words: 'More' }, trainer);
    expect(again.status).toBe(409);
    expect(
      await portal.database.query(
        `select event from audit_events where event like 'support.%' and subject_id = $1 order by id`,
        [String(id)],
      ),
    ).toEqual(
      ['support.asked', 'support.asked-back', 'support.replied', 'support.answered', 'support.closed'].map((event) => ({
        event,
      })),
    );
  });

  it('answers the same for an address that is known here and one that is not', async () => {
    const known = await ask('/support', { ...ASKED, email: 'sanne.devries@bluecloud.example' });
    const unknown = await ask('/support', ASKED);
    expect(known).toEqual(unknown);
  });

  it('says what is missing, keeps what was typed, and takes nothing that no form of ours sends', async () => {
    const refused = await ask('/support', { ...ASKED, email: 'nobody', message: '' });
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('value="nobody"');
    expect((await ask('/support', { ...ASKED, personId: '1' })).status).toBe(400);
    expect((await ask('/support', { ...ASKED, topic: 'everything' })).status).toBe(400);
    expect(
      (await ask('/support', ASKED, { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' })).status,
    ).toBe(403);
    expect(await portal.database.query('select from support_cases')).toEqual([]);
  });

  it('is limited by network, as registering is', async () => {
    for (let count = 0; count < 40; count++) await ask('/support', { ...ASKED, message: '' });
    expect((await ask('/support', ASKED)).status).toBe(429);
  });
});

describe('on one’s own page', () => {
  it('somebody asks, writes again and reads the answer; no case of somebody else is theirs to write to', async () => {
    const learner = { Cookie: await portal.cookieOf('learner') };
    const asked = await ask('/me/support', { intent: 'ask', topic: 'exam', message: 'May I move it?' }, learner);
    expect([asked.status, asked.to]).toEqual([302, '/me/support?done=ask']);
    const id = await newest();
    expect((await ask('/me/support', { intent: 'reply', case: String(id), message: 'To March' }, learner)).status).toBe(
      302,
    );
    expect((await ask('/me/support', undefined, learner)).text).toContain('To March');
    await ask('/support', ASKED);
    const other = await ask('/me/support', { intent: 'reply', case: String(await newest()), message: 'X' }, learner);
    expect(other.status).toBe(404);
    expect((await ask('/me/support', { intent: 'ask', topic: '', message: '' }, learner)).status).toBe(400);
    expect((await ask('/me/support', {}, learner)).status).toBe(400);
  });

  it('P3 only who may enter requests makes one of a case; others pass it on, and an officer sees no case but those', async () => {
    const learner = { Cookie: await portal.cookieOf('learner') };
    const trainer = { Cookie: await portal.cookieOf('trainer') };
    const officer = { Cookie: await portal.cookieOf('privacy-officer') };
    await ask('/me/support', { intent: 'ask', topic: 'other', message: 'Keep me out of the reports' }, learner);
    const id = await newest();
    const page = `/admin/support/${id}`;
    const requests = () => portal.database.query(`select kind, channel from privacy_requests where kind = 'objection'`);
    for (const who of [trainer, { Cookie: await portal.cookieOf('administrator') }])
      expect((await ask(page, { intent: 'request', kind: 'objection' }, who)).status).toBe(404);
    for (const form of [
      { intent: 'request', kind: 'objection' },
      { intent: 'hand-back' },
      { intent: 'note', words: 'X' },
    ])
      expect((await ask(page, form, officer)).status).toBe(404);
    expect((await ask(page, undefined, officer)).status).toBe(404);
    expect((await ask('/admin/support', undefined, officer)).text).not.toContain(page);
    expect(await requests()).toEqual([]);
    expect(await portal.database.query('select from persons where objected_at is not null')).toEqual([]);
    expect((await ask(page, { intent: 'pass-on' }, trainer)).to).toBe(`${page}?done=pass-on`);
    for (const form of [{ intent: 'close' }, { intent: 'answer', words: 'No', close: 'yes' }, { intent: 'pass-on' }])
      expect((await ask(page, form, trainer)).status).toBe(409);
    expect((await ask('/admin/support', undefined, officer)).text).toContain(page);
    expect((await ask(page, { intent: 'answer', words: 'No' }, officer)).status).toBe(404);
    expect((await ask(page, { intent: 'hand-back' }, officer)).to).toBe('/admin/support');
    expect((await ask(page, undefined, officer)).status).toBe(404);
    await ask(page, { intent: 'pass-on' }, trainer);
    expect((await ask(page, undefined, officer)).text).toContain('Keep me out of the reports');
    const made = await ask(page, { intent: 'request', kind: 'objection' }, officer);
    expect(made.to).toMatch(/^\/desk\/requests\/\d+$/);
    expect(await requests()).toEqual([{ kind: 'objection', channel: 'account' }]);
    expect(await portal.database.query('select from persons where objected_at is not null')).toHaveLength(1);
    expect((await ask(made.to ?? '', undefined, officer)).text).toContain('Keep me out of the reports');
  });
});

it('somebody is looked for among all cases, and stands in no address', async () => {
  await ask('/support', ASKED);
  const id = await newest();
  const found = await findIn(portal, 'trainer', '/admin/support?show=all', CANARY);
  expect(found.text).toContain(`/admin/support/${id}"`);
  expect(found.address).toMatch(/^\/admin\/support\?show=all&find=[\w-]{40,}$/);
  const nobody = await findIn(portal, 'trainer', '/admin/support?show=all', 'nobody-like-this');
  expect(nobody.text).not.toContain(`/admin/support/${id}"`);
});

it('an empty form and an unknown step change nothing', async () => {
  await ask('/support', ASKED);
  const id = await newest();
  const trainer = { Cookie: await portal.cookieOf('trainer') };
  expect((await ask(`/admin/support/${id}`, {}, trainer)).status).toBe(400);
  expect((await ask(`/admin/support/${id}`, { intent: 'close', how: 'erased' }, trainer)).status).toBe(400);
  expect(await portal.database.query('select closed_at from support_cases where id = $1', [id])).toEqual([
    { closed_at: null },
  ]);
});
