// The logo of a site: what is taken, who may set it, what pages show, and how it is handed out.
import { LOGO_FAULTS, logoOf, type LogoFault } from '#app/features/settings/logo.ts';
import { readPng } from '#app/features/settings/read-png.server.ts';
import { chunkOf, headerOf, pngOf, SIGNATURE } from '#test/support/png.ts';
import { usePortalServer, type PersonaName } from '#test/support/portal.ts';
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const portal = usePortalServer();
const PATH = '/admin/settings/logo';
const NONE = { seen: '', theme: 'light', intent: 'set' } as const;
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function send(
  persona: PersonaName,
  { file, ...fields }: { file?: Buffer; seen?: string; theme?: string; intent?: string },
  path = PATH,
) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...NONE, ...fields })) form.set(name, value);
  form.set('file', new File(file === undefined ? [] : [new Uint8Array(file)], 'logo.svg', { type: 'image/svg+xml' }));
  const answer = await fetch(`${portal.url}${path}`, {
    method: 'POST',
    headers: { Cookie: await portal.cookieOf(persona), Origin: portal.url },
    body: form,
    redirect: 'manual',
  });
  return { status: answer.status, text: (await answer.text()).replaceAll('<!-- -->', '') };
}
const stored = () =>
  portal.database.query<{ theme: string; sha256: string }>('select theme, sha256 from site_logos order by theme');
const publicPage = async () => (await fetch(`${portal.url}/notice`)).text();

describe('a file', () => {
  it('that is one whole PNG is taken, and only its picture is kept', () => {
    const said = chunkOf('tEXt', Buffer.from('Author\0Sanne de Vries'));
    const read = readPng(pngOf(120, 40, { others: [said, chunkOf('eXIf', Buffer.from('where it was made'))] }));
    if (!read.ok) throw new Error(read.reason);
    expect(read.value).toMatchObject({ width: 120, height: 40 });
    expect(read.value.bytes).toEqual(pngOf(120, 40));
  });

  const whole = pngOf(100, 40);
  const altered = Buffer.from(whole);
  altered[60] = (altered[60] ?? 0) ^ 1;
  const bomb = Buffer.concat([
    SIGNATURE,
    headerOf(100, 40),
    chunkOf('IDAT', deflateSync(Buffer.alloc(5_000_000))),
    chunkOf('IEND', Buffer.alloc(0)),
  ]);
  const end = chunkOf('IEND', Buffer.alloc(0));
  const said = Buffer.from('<script>Author Sanne de Vries</script>');
  const pixels = (lines: number, filter = 0): Buffer => {
    const bytes = Buffer.alloc(lines * 40);
    for (let at = 0; at < bytes.length; at += lines) bytes[at] = filter;
    return deflateSync(bytes);
  };
  /** 100 × 40 pixels whose header says `last` (depth, colour, packing, filtering, interlacing), with these parts after it. */
  const odd = (last: readonly number[], ...parts: Buffer[]): Buffer => {
    const header = headerOf(100, 40).subarray(8, 21);
    header.set(last, 8);
    return Buffer.concat([SIGNATURE, chunkOf('IHDR', header), ...parts]);
  };
  const PLAIN = [8, 6, 0, 0, 0];
  const data = chunkOf('IDAT', pixels(401));
  it.each([
    ['words after the packed picture', odd(PLAIN, chunkOf('IDAT', Buffer.concat([pixels(401), said])), end)],
    ['words in the last part', odd(PLAIN, data, chunkOf('IEND', said))],
    ['words in a part of one byte', odd(PLAIN, chunkOf('sRGB', said), data, end)],
    ['another header after the first', odd(PLAIN, headerOf(60_000, 60_000), data, end)],
    ['a palette that is not there', odd([8, 3, 0, 0, 0], chunkOf('IDAT', pixels(101)), end)],
    ['samples of three bits', odd([3, 0, 0, 0, 0], chunkOf('IDAT', pixels(39)), end)],
    ['an unknown packing', odd([8, 6, 9, 0, 0], data, end)],
    ['an unknown interlacing', odd([8, 6, 0, 0, 2], data, end)],
    ['an unknown filter', odd(PLAIN, chunkOf('IDAT', pixels(401, 9)), end)],
    ['lines of an interlaced picture that are missing', odd([8, 6, 0, 0, 1], chunkOf('IDAT', pixels(1)), end)],
  ])('with %s is refused: nothing but one picture that browsers show is kept', (_what, file) => {
    expect(readPng(file)).toEqual({ ok: false, reason: 'broken' });
  });

  it('that is interlaced, or has a palette, is taken whole', () => {
    // Seven passes over 100 × 40: their lines of four bytes a pixel, each with its filter.
    const passes = [
      [13, 5],
      [12, 5],
      [25, 5],
      [25, 10],
      [50, 10],
      [50, 20],
      [100, 20],
    ] as const;
    const bytes = passes.reduce((sum, [across, down]) => sum + (across * 4 + 1) * down, 0);
    const interlaced = odd([8, 6, 0, 0, 1], chunkOf('IDAT', deflateSync(Buffer.alloc(bytes))), end);
    const paletted = odd([8, 3, 0, 0, 0], chunkOf('PLTE', Buffer.alloc(6)), chunkOf('IDAT', pixels(101)), end);
    for (const file of [interlaced, paletted])
      expect(readPng(file)).toEqual({ ok: true, value: { bytes: file, width: 100, height: 40 } });
  });

  it.each([
    ['no-file', Buffer.alloc(0)],
    ['too-large', Buffer.concat([whole, Buffer.alloc(100_000)])],
    ['not-png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['not-png', Buffer.from('GIF89a'.padEnd(400, ' '))],
    ['broken', whole.subarray(0, -5)],
    ['broken', Buffer.concat([whole, Buffer.from('<script>alert(1)</script>')])],
    ['broken', altered],
    ['broken', bomb],
    ['broken', Buffer.concat([SIGNATURE, headerOf(100, 40), chunkOf('IEND', Buffer.alloc(0))])],
    ['broken', SIGNATURE],
    ['moves', pngOf(100, 40, { others: [chunkOf('acTL', Buffer.alloc(8))] })],
    ['too-small', pngOf(31, 40)],
    ['too-wide', pngOf(1_201, 40)],
    ['too-wide', Buffer.concat([SIGNATURE, headerOf(0xffffffff, 0x7fffffff), chunkOf('IEND', Buffer.alloc(0))])],
  ] satisfies [LogoFault, Buffer][])('is refused as %s: case %#', (fault, file) => {
    expect(readPng(file)).toEqual({ ok: false, reason: fault });
  });
});

it('the one for dark alone is no logo', () => {
  expect(logoOf([{ theme: 'dark', sha256: 'a'.repeat(64), width: 32, height: 32 }])).toBeNull();
});

describe('a logo', () => {
  const first = pngOf(120, 40);
  const second = pngOf(120, 40, { colour: [240, 240, 255, 255] });

  it('is the administrators’ to set, and of nobody else', async () => {
    expect((await send('trainer', { file: first })).status).toBe(404);
    expect((await send('privacy-officer', { file: first })).status).toBe(404);
    expect(await stored()).toEqual([]);
  });

  it('that is none is refused with what mends it, and nothing is kept', async () => {
    const wrong = await send('administrator', { file: Buffer.from('<svg/>') });
    expect([wrong.status, wrong.text.includes(LOGO_FAULTS['not-png'].replace('’', '’'))]).toEqual([400, true]);
    const large = await send('administrator', { file: Buffer.alloc(150_000) });
    expect([large.status, large.text.includes('larger than 100 kB')]).toEqual([413, true]);
    for (const odd of [{ theme: 'x' }, { seen: 'x' }, { intent: 'x' }])
      expect((await send('administrator', { file: first, ...odd })).status).toBe(400);
    expect((await send('administrator', { theme: 'dark', file: second })).status).toBe(409);
    expect(await stored()).toEqual([]);
  });

  it('stands on every page with the name in words, is handed out for good to anyone, and is an event', async () => {
    expect(await publicPage()).not.toContain('/logo/');
    expect((await send('administrator', { file: first })).text).toContain('Saved. Pages show it now.');
    const src = `/logo/${hashOf(first)}.png`;
    expect(await publicPage()).toMatch(new RegExp(`<img src="${src}" width="120" height="40" alt="[^"]+"`));
    const answer = await fetch(`${portal.url}${src}`);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(first);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
    expect(answer.headers.get('content-security-policy')).toContain(`default-src 'none'`);
    for (const odd of ['x', `${'a'.repeat(64)}.png`, '%00', `${hashOf(first)}.png.html`])
      expect((await fetch(`${portal.url}/logo/${odd}`)).status).toBe(404);
    expect((await send('administrator', { file: first, seen: hashOf(first) })).text).toContain(
      'Nothing was different.',
    );
    expect(
      await portal.database.query(`select details from audit_events where event = 'setting.changed' order by id`),
    ).toEqual([{ details: { setting: 'logo', removed: false } }]);
  });

  it('that somebody changed meanwhile is overwritten by nobody who did not see it', async () => {
    const late = await send('administrator', { file: second });
    expect([late.status, late.text.includes('changed this picture meanwhile')]).toEqual([409, true]);
    expect((await send('administrator', { intent: 'remove', seen: hashOf(second) })).status).toBe(409);
    expect(await stored()).toEqual([{ theme: 'light', sha256: hashOf(first) }]);
  });

  it('has another picture for dark, goes with it, and the name stands there again', async () => {
    await send('administrator', { theme: 'dark', file: second });
    expect(await publicPage()).toContain(
      `<source srcSet="/logo/${hashOf(second)}.png" media="(prefers-color-scheme: dark)"`,
    );
    await send('administrator', { intent: 'remove', seen: hashOf(first) });
    expect(await stored()).toEqual([]);
    expect(await publicPage()).not.toContain('/logo/');
    expect((await fetch(`${portal.url}/logo/${hashOf(first)}.png`)).status).toBe(404);
  });
});
