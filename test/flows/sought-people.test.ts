// Who is looked for stands in no address (S6), and the lists of what was found go on as lists: pages, orders, downloads, the way back, without scripts.
import { findIn } from '#test/support/finding.ts';
import { usePortalServer, type PersonaName } from '#test/support/portal.ts';
import { beforeAll, describe, expect, it } from 'vitest';

const portal = usePortalServer();

/** A roster of Azure Administrator with everybody who is enrolled in it. */
async function arrangeRoster(): Promise<number> {
  const [made] = await portal.database.query<{ id: number }>(
    `with session as (insert into workshop_sessions (workshop_id, title) select id, 'Found' from workshops where name = 'Azure Administrator' returning id, workshop_id),
       seated as (update enrolments n set session_id = s.id from session s where n.workshop_id = s.workshop_id returning n.id)
     select id from session`,
  );
  return made?.id ?? 0;
}

describe('who is looked for', () => {
  it.each([
    ['administrator', '/search', 'Sanne', 'Sanne de Vries'],
    ['administrator', '/admin/people', 'Sanne', 'sanne.devries@bluecloud.example'],
    ['administrator', '/admin/contacts', 'Femke', 'Femke Jansen'],
    ['trainer', '/train/exams?view=all', 'Sanne', 'Sanne de Vries'],
  ] as const)('as %s in %s is found and stands in no address', async (persona, to, search, expected) => {
    const found = await findIn(portal, persona, to, search);
    expect(found.text).toContain(expected);
    expect(found.address).toMatch(/[?&]find=[\w-]{40,}$/);
    expect(decodeURIComponent(found.address).toLowerCase()).not.toContain(search.toLowerCase());
    expect(found.text).not.toMatch(new RegExp(`(href|action)="[^"]*${search}`, 'i'));
    const nobody = await findIn(portal, persona, to, 'nobody of this name');
    expect(nobody.text).not.toContain(expected);
  });

  it('in the follow-up is found among what is planned, and the view stays', async () => {
    const found = await findIn(portal, 'trainer', '/train/follow-up?view=planned', 'nobody of this name');
    expect(found.address).toMatch(/^\/train\/follow-up\?view=planned&find=/);
    expect(found.text).toContain('Nothing fits “nobody of this name”');
  });

  it('in a roster is found with its filters, ordered and downloaded by what its address says', async () => {
    const id = await arrangeRoster();
    const found = await findIn(portal, 'trainer', `/train/sessions/${id}?sort=-progress&page=2&person=1`, 'Wójcik', {
      below: '50',
      company: '',
      // What no form of ours sends.
      email: 'sanne@bluecloud.example',
    });
    const asked = new URL(found.address, portal.url).searchParams;
    expect([...asked.keys()].toSorted()).toEqual(['below', 'find', 'person', 'sort']);
    expect(found.text).toContain('Łukasz Wójcik');
    expect(found.text).not.toContain('Aoife Murphy');
    const [, csv = ''] = /href="(\/train\/sessions\/\d+\/roster\.csv\?[^"]*)"/.exec(found.text) ?? [];
    const file = await (await found.ask(csv.replaceAll('&amp;', '&'))).text();
    expect(file).toContain('lukasz.wojcik@bluecloud.example');
    expect(file).not.toContain('aoife.murphy@lonely.example');
    const [, ordered = ''] = /href="(\/train\/sessions\/\d+\?[^"]*sort=company[^"]*)"/.exec(found.text) ?? [];
    const again = await (await found.ask(ordered.replaceAll('&amp;', '&'))).text();
    expect(again).toContain('Łukasz Wójcik');
    expect(again).not.toContain('Aoife Murphy');
  });

  it('is readable to the sign-in that looked and to no other, of the same person either', async () => {
    const found = await findIn(portal, 'administrator', '/admin/contacts', 'Femke');
    const again = await (await found.ask(found.address)).text();
    expect(again).toContain('value="Femke"');
    const headers = { Cookie: await portal.cookieOf('administrator') };
    const other = await fetch(`${portal.url}${found.address}`, { headers, redirect: 'manual' });
    expect([other.status, other.headers.get('location')]).toEqual([302, '/admin/contacts']);
  });

  it('that can’t be read any more leads to the list, and never to a file of everybody', async () => {
    const id = await arrangeRoster();
    const { address } = await findIn(portal, 'trainer', `/train/sessions/${id}`, 'Wójcik');
    const file = `${address.replace('?', '/roster.csv?')}&below=50`;
    const headers = { Cookie: await portal.cookieOf('trainer'), 'Sec-Fetch-Site': 'same-origin' };
    const answer = await fetch(`${portal.url}${file}`, { headers, redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([302, `/train/sessions/${id}?below=50`]);
  });

  it('is not taken from an address in words, and a search for nothing asks for nothing', async () => {
    const { ask, address } = await findIn(portal, 'administrator', '/admin/contacts?show=waiting&page=3', ' \u0000 ');
    expect(address).toBe('/admin/contacts?show=waiting');
    expect(await (await ask('/admin/contacts?q=Femke')).text()).toContain('Morgan Reed');
    for (const find of ['Femke', 'A'.repeat(99), ''])
      expect((await ask(`/admin/contacts?show=waiting&find=${find}`)).headers.get('location')).toBe(
        '/admin/contacts?show=waiting',
      );
    expect(await (await ask('/search?q=Sanne')).text()).not.toContain('Sanne de Vries');
  });

  it.each([
    'https://evil.example/search',
    '//evil.example/search',
    '/admin/staff',
    '/train/sessions/x',
    '',
    '/search/../me',
  ])('is brought to no page that is no such list: %j', async (to) => {
    expect((await findIn(portal, 'administrator', to, 'Femke')).status).toBe(400);
  });

  it.each(['a\u0000b', 'x'.repeat(5_000), '\ud800', '%', '😀'.repeat(300)])(
    'may be anything: case %#',
    async (search) => {
      for (const [persona, to] of [
        ['trainer', '/train/exams'],
        ['administrator', '/admin/contacts'],
        ['administrator', '/search'],
      ] as const)
        expect((await findIn(portal, persona, to, search)).status).toBe(200);
    },
  );
});

describe('what is typed', () => {
  const posted = async (persona: PersonaName, path: string, search: string) =>
    fetch(`${portal.url}${path}`, {
      method: 'POST',
      headers: { Cookie: await portal.cookieOf(persona), Origin: portal.url },
      body: new URLSearchParams({ search }),
      redirect: 'manual',
    });

  it('is answered as it is typed, posted, to whoever may look', async () => {
    expect(await (await posted('trainer', '/search/quick', 'sanne')).json()).toMatchObject({
      typed: 'sanne',
      found: [{ kind: 'person', label: 'Sanne de Vries' }],
    });
    expect(await (await posted('trainer', '/train/people', 'sanne')).json()).toMatchObject({
      persons: [{ email: 'sanne.devries@bluecloud.example' }],
    });
    for (const path of ['/search/quick', '/train/people', '/find'])
      expect((await posted('learner', path, 'sanne')).status).toBe(404);
    expect((await posted('administrator', '/train/people', 'sanne')).status).toBe(404);
  });
});

it('a page about somebody leads to their sittings by a number', async () => {
  const [person] = await portal.database.query<{ id: number }>(`select id from persons where email like 'sanne%'`);
  const headers = { Cookie: await portal.cookieOf('trainer') };
  const page = await (await fetch(`${portal.url}/train/people/${person?.id}`, { headers })).text();
  const [, link = ''] = /href="(\/train\/exams\?[^"]*person=\d+)"/.exec(page) ?? [];
  expect(link).not.toContain('sanne');
  const board = await (await fetch(`${portal.url}${link.replaceAll('&amp;', '&')}`, { headers })).text();
  expect(board).toContain('Sanne de Vries');
  expect(board).toContain('One person: show everybody');
  expect(board).not.toContain('Łukasz Wójcik');
});

describe('a name in Greek', () => {
  const GREEK = 'Γιώργος';
  /** The roster's number is known once it is arranged. */
  let session = 0;

  beforeAll(async () => {
    const { database } = portal;
    await database.query(`update persons set first_name = $1 where email like 'sanne%'`, [GREEK]);
    await database.query(`update employers set name = 'ΑΙΓΑΊΟΝ ' || name where mpn_id = '1000001'`);
    await database.query(`update recipient_contacts set name = $1 where name = 'Femke Jansen'`, [GREEK]);
    await database.query(
      `insert into support_cases (asker_name, asker_email, topic, language) values ($1, 'g@nowhere.example', 'other', 'en')`,
      [GREEK],
    );
    await database.query(
      `insert into privacy_requests (person_id, kind, due_on, channel) select id, 'access', '2030-01-01', 'mail' from persons where first_name = $1`,
      [GREEK],
    );
    session = await arrangeRoster();
  });

  it.each([
    ['administrator', '/search', GREEK],
    ['administrator', '/admin/people', 'sanne.devries@'],
    ['administrator', '/admin/contacts', GREEK],
    ['administrator', '/admin/support', '· 1'],
    ['privacy-officer', '/desk/requests', GREEK],
    ['trainer', '/train/exams?view=all', GREEK],
    ['trainer', '/train/sessions/ID', GREEK],
  ] as const)('is found by %s in %s, typed in small letters and without accents', async (persona, to, expected) => {
    const found = await findIn(portal, persona, to.replace('ID', String(session)), 'γιωργος');
    expect(found.text.slice(found.text.indexOf('<main'))).toMatch(new RegExp(`${expected}(?!.*Nothing fits)`, 's'));
    const nobody = await findIn(portal, persona, to.replace('ID', String(session)), 'γιωργοσκ');
    expect(nobody.text.slice(nobody.text.indexOf('<main'), nobody.text.indexOf('</main'))).not.toContain(expected);
  });

  it.each([
    ['administrator', '/admin/employers?q='],
    ['administrator', '/admin/agreements?q='],
    ['privacy-officer', '/desk/disclosures?recipient='],
  ] as const)('of a company is found by %s at %s', async (persona, list) => {
    const headers = { Cookie: await portal.cookieOf(persona) };
    const shown = async (name: string) => {
      const text = await (await fetch(`${portal.url}${list}${encodeURIComponent(name)}`, { headers })).text();
      return text.slice(text.indexOf('<main'), text.indexOf('</main')).includes('ΑΙΓΑΊΟΝ');
    };
    expect([await shown('αιγαιον'), await shown('αιγαιονκ')]).toEqual([true, false]);
  });
});
