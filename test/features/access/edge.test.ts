// What a request must show before it may change anything, and where a person may be sent.
import { isFromHere } from '#app/features/access/cross-site.ts';
import { isReadable } from '#app/features/access/request-target.ts';
import { safeReturnTo } from '#app/features/access/return-to.ts';
import { securityHeaders } from '#app/features/access/security-headers.ts';
import { describe, expect, it } from 'vitest';

const OURS = ['https://portal.example'];

describe('a request that can change something', () => {
  it.each([
    ['comes from a page of ours', { site: 'same-origin', origin: 'https://portal.example' }, true],
    ['tells its origin only, and it is ours', { site: undefined, origin: 'https://portal.example' }, true],
    ['bad-C1 comes from another site', { site: 'cross-site', origin: 'https://evil.example' }, false],
    ['bad-C1 comes from a sibling domain', { site: 'same-site', origin: 'https://other.portal.example' }, false],
    ['bad-C1 hides its origin', { site: undefined, origin: 'null' }, false],
    ['bad-C1 tells nothing at all', { site: undefined, origin: undefined }, false],
    ['bad-C1 claims our origin from another site', { site: 'cross-site', origin: 'https://portal.example' }, false],
    ['bad-C1 claims another origin from our site', { site: 'same-origin', origin: 'https://evil.example' }, false],
    ['was typed into the address bar', { site: 'none', origin: undefined }, false],
  ])('that %s is let through: %s', (_what, { site, origin }, expected) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND']) {
      expect(isFromHere({ method, site, origin }, OURS)).toBe(expected);
    }
    expect(isFromHere({ method: 'GET', site, origin }, OURS)).toBe(true);
  });
});

describe('the address of a request', () => {
  const read = (target: string, hostname: string | undefined = 'portal.example') =>
    isReadable({ protocol: 'https', hostname, target });

  it.each([
    '/',
    '/me.data?_routes=routes/me',
    '/invitation/a-b_c',
    '/x%20%C3%A9',
    '/?q=%E0%A4%A',
    '/__manifest?p=%2Fme',
  ])('%s can be read', (target) => {
    expect(read(target)).toBe(true);
  });

  it.each([
    '/invitation/x%E0%A4%A',
    '/%',
    '/%ff.data',
    '/__manifest?p=/x%25E0%25A4%25A',
    'https://portal.example/me',
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example',
    'me',
    '*',
    '',
  ])('bad-J1 %j can’t', (target) => {
    expect(read(target)).toBe(false);
  });

  it('bad-J1 needs a host that is one, if any', () => {
    for (const host of ['localhost', '127.0.0.1', '[::1]', 'a_b.example', undefined])
      expect(read('/', host)).toBe(true);
    for (const host of ['', 'a b', 'sanne@bluecloud.example', '[', '[::x]', 'a/b', 'a?b', '300.300.300.300'])
      expect(read('/', host)).toBe(false);
  });
});

describe('after signing in', () => {
  it.each(['/me', '/admin/runs?period=2026-10&sort=-rows', '/train/exams'])(
    'one returns to the local path %s',
    (path) => {
      expect(safeReturnTo(path)).toBe(path);
    },
  );

  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    '/..//evil.example',
    '/.//evil.example/x',
    '/me/../..//evil.example',
    '/%2e%2e//evil.example',
    '/ /evil',
    'me',
    '',
    null,
    undefined,
  ])('bad-A14 one never goes to %j', (wanted) => {
    expect(safeReturnTo(wanted)).toBe('/');
  });
});

describe('every answer', () => {
  it('lets no inline script without its nonce, no frame and no other site', () => {
    const { 'Content-Security-Policy': policy = '', ...rest } = securityHeaders({
      nonce: 'abc',
      secure: true,
      dev: false,
    });
    expect(policy).toContain("script-src 'self' 'nonce-abc'");
    expect(policy).not.toMatch(/unsafe|\*|http:/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(rest['Strict-Transport-Security']).toMatch(/max-age=\d{8}/);
  });
});
