// The settings as their page shows and takes them: through its loader and action, without a browser.
import { askPortal, fieldsOf, withValues } from '#test/support/ask-portal.ts';
import { usePortalServer } from '#test/support/portal.ts';
import { describe, expect, it } from 'vitest';

const portal = usePortalServer();
const { ask, post } = askPortal(portal);

/** The form as it stands on the page by now. */
const form = async () => fieldsOf((await ask('administrator', '/admin/settings')).text, 'followUpContacts');
const save = async (values: Readonly<Record<string, string>>) =>
  post('administrator', '/admin/settings', withValues(await form(), values));
const values = async (): Promise<Record<string, unknown>> => {
  const rows = await portal.database.query<{ name: string; value: unknown }>('select name, value from settings');
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
};

describe('the page of the settings', () => {
  it('is the administrators’ alone', async () => {
    expect((await ask('trainer', '/admin/settings')).status).toBe(404);
    const sent = withValues(await form(), { followUpContacts: '1' });
    expect((await post('trainer', '/admin/settings', sent)).status).toBe(404);
    expect(await portal.database.query('select from settings')).toEqual([]);
  });

  it('saves what was changed, and says what is wrong where it is', async () => {
    const wrong = await save({ followUpContacts: '12' });
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain('Enter a whole number from 0 to 9.');
    const saved = await save({ followUpContacts: '2' });
    expect(saved.text).toContain('Saved: 1 setting changed.');
    expect((await ask('trainer', '/train/follow-up')).text).toContain('2 contacts about one exam at most');
    const shown = await ask('administrator', '/admin/settings');
    expect(shown.text).toMatch(/Decided on \d+ \w+ \d{4} by Bram Visser/);
    expect(shown.text).toMatch(/<button form="back-to-the-proposal" name="reset" value="followUpContacts 2"/);
    const reset = await post('administrator', '/admin/settings', [['reset', 'followUpContacts 2']]);
    expect(reset.text).toContain('is as proposed again');
    expect(reset.text).not.toContain('Decided on');
  });

  it('leaves what somebody else set meanwhile, and where both changed the same shows both and overwrites nothing unseen', async () => {
    const [mine, theirs] = [await form(), await form()];
    const sent = { followUpContacts: '5', recordingDays: '40' };
    await post('administrator', '/admin/settings', withValues(theirs, sent));
    // Another setting: theirs stays, although this form still shows what was before.
    const apart = await post('administrator', '/admin/settings', withValues(mine, { followUpCallDays: '9' }));
    expect(apart.text).toContain('Saved: 1 setting changed.');
    expect(await values()).toEqual({ followUpContacts: 5, recordingDays: 40, followUpCallDays: 9 });
    // The same setting: nothing is set, also not what was in nobody’s way.
    const both = withValues(mine, { followUpContacts: '7', contestDays: '20' });
    const refused = await post('administrator', '/admin/settings', both);
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('Bram Visser set it to “5” meanwhile');
    expect(refused.text).toContain('Yours is “7”');
    expect(await values()).toEqual({ followUpContacts: 5, recordingDays: 40, followUpCallDays: 9 });
    // What was typed stands in the form, what was not is as it is by now; sent again it counts.
    const again = fieldsOf(refused.text, 'followUpContacts');
    expect(Object.fromEntries(again)).toMatchObject({
      followUpContacts: '7',
      'was.followUpContacts': '5',
      contestDays: '20',
      'was.contestDays': '14',
      recordingDays: '40',
      'was.recordingDays': '40',
    });
    expect((await post('administrator', '/admin/settings', again)).text).toContain('Saved: 2 settings changed.');
    expect(await values()).toMatchObject({ followUpContacts: 7, contestDays: 20, recordingDays: 40 });
  });

  it('keeps what was typed beside what is wrong, and what each field was made from', async () => {
    const mine = await form();
    await save({ recordingDays: '50' });
    const wrong = await post(
      'administrator',
      '/admin/settings',
      withValues(mine, { followUpContacts: '12', recordingDays: '60' }),
    );
    const again = fieldsOf(wrong.text, 'followUpContacts');
    const both = Object.fromEntries(again);
    expect([both['followUpContacts'], both['recordingDays']]).toEqual(['12', '60']);
    const mended = await post('administrator', '/admin/settings', withValues(again, { followUpContacts: '4' }));
    expect(mended.text).toContain('Bram Visser set it to “50” meanwhile');
    expect(await values()).toMatchObject({ recordingDays: 50 });
  });

  it('takes no setting back to the proposal that somebody else set meanwhile', async () => {
    const seen = (await values())['contestDays'];
    await save({ contestDays: '33' });
    const reset = await post('administrator', '/admin/settings', [['reset', `contestDays ${String(seen)}`]]);
    expect(reset.text).toContain('Bram Visser set it to “33” meanwhile');
    expect(await values()).toMatchObject({ contestDays: 33 });
  });

  it('names and colours are there on the next page, for everybody, also on a page that says that something is wrong', async () => {
    const changed = await save({ academyShortName: 'Taught', accentLight: '#0f766e' });
    expect(changed.text).toContain('Saved: 2 settings changed.');
    for (const [persona, path] of [
      ['trainer', '/train/exams'],
      ['learner', '/me'],
      ['learner', '/not/here'],
    ] as const) {
      const { text } = await ask(persona, path);
      expect(text).toContain('</span>Taught</span>');
      expect(text).not.toMatch(/· Partner Skills/);
      expect(text).toMatch(
        /<html lang="en" data-theme="system" data-academy="\[&quot;Partner Skills Academy&quot;,&quot;Taught&quot;/,
      );
      expect(text).toMatch(/<link rel="stylesheet" href="\/brand.css\?v=[0-9a-f]{16}"/);
    }
    const [, version = ''] = /brand\.css\?v=([0-9a-f]{16})/.exec((await ask('learner', '/me')).text) ?? [];
    const sheet = await fetch(`${portal.url}/brand.css?v=${version}`);
    expect([sheet.status, sheet.headers.get('content-type'), sheet.headers.get('x-content-type-options')]).toEqual([
      200,
      'text/css; charset=utf-8',
      'nosniff',
    ]);
    expect(sheet.headers.get('cache-control')).toContain('immutable');
    expect(await sheet.text()).toContain('--color-accent: light-dark(#0f766e, #9dabff);');
    expect((await fetch(`${portal.url}/brand.css?v=other`)).headers.get('cache-control')).toBe('no-cache');
    const back = await save({ academyShortName: 'Partner Skills', accentLight: '#3a4cd1' });
    expect(back.text).not.toContain('/brand.css');
  });

  it('has the Member of each country, named to whoever is asked to share', async () => {
    const member = [
      ['intent', 'member'],
      ['seen', ''],
      ['country', 'NL'],
      ['name', 'Taught Nederland'],
      ['email', 'info@taught.example'],
    ] as const;
    expect((await post('administrator', '/admin/settings', member)).text).toContain(
      'The Member of Netherlands is Taught',
    );
    expect((await ask('learner', '/me/data')).text).toContain('The Member of your country: Taught Nederland');
    const registering = await (await fetch(`${portal.url}/register`)).text();
    expect(registering.replaceAll('<!-- -->', '')).toContain('Netherlands: Taught Nederland');
    const wrong = await post('administrator', '/admin/settings', [...member.slice(0, 4), ['email', 'x']]);
    expect([wrong.status, wrong.text.includes('Enter an e-mail address')]).toEqual([400, true]);
    const [, seen = ''] =
      /name="seen" value="(NL \d+)"/.exec((await ask('administrator', '/admin/settings')).text) ?? [];
    // Sent once more from the page of before, it is told what stands there by now.
    const late = await post('administrator', '/admin/settings', [
      ...member.slice(0, 3),
      ['name', 'Other'],
      ...member.slice(4),
    ]);
    expect([late.status, late.text.includes('made it “Taught Nederland” meanwhile')]).toEqual([400, true]);
    await post('administrator', '/admin/settings', [
      ['intent', 'no-member'],
      ['seen', seen],
      ['country', 'NL'],
    ]);
    expect((await ask('learner', '/me/data')).text).not.toContain('Taught');
  });

  it('takes holidays as a browser sends them, a line each, puts them in order, and says which line is none', async () => {
    const wrong = await save({ holidays: '2026-12-25 Christmas Day\r\n2026-02-30 No day' });
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain('There is no day 2026-02-30.');
    const saved = await save({ holidays: '2027-01-01  New Year\r\n\r\n2026-12-25 Christmas Day\r\n' });
    expect(saved.text).toContain('Saved: 1 setting changed.');
    expect((await values())['holidays']).toBe('2026-12-25 Christmas Day\n2027-01-01 New Year');
    // Sent again as it stands, with the line ends of a browser, it is no change.
    const again = (await form()).map(([name, value]): [string, string] => [name, value.replaceAll('\n', '\r\n')]);
    expect((await post('administrator', '/admin/settings', again)).text).toContain('Nothing was different.');
    const reset = [['reset', 'holidays 2026-12-25 Christmas Day\r\n2027-01-01 New Year']] as const;
    expect((await post('administrator', '/admin/settings', reset)).text).toContain('is as proposed again');
  });
});
