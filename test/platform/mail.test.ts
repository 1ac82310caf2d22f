// Mail leaves over TLS or not at all, to one address and with nothing smuggled in.
import { parseEnv } from '#app/platform/env.server.ts';
import { isMailAddress } from '#app/platform/mail-address.ts';
import { MailError } from '#app/platform/mail.server.ts';
import { startMailServer, type MailServer, type MailServerKind } from '#test/support/mail-server.ts';
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '#app/platform/project-root.server.ts';
import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { afterEach, describe, expect, it } from 'vitest';

const open: { close(): unknown }[] = [];
const folder = mkdtempSync(join(tmpdir(), 'psa-mail-test-'));

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
  rmSync(folder, { recursive: true, force: true });
});

async function serve(kind: MailServerKind): Promise<MailServer> {
  const server = await startMailServer(kind);
  open.push(server);
  return server;
}

const SEND = `
  const { sendMail } = await import('#app/platform/mail.server.ts');
  const words = { subject: 'Hello', text: 'Line one\\nLine two: ž', ...JSON.parse(process.argv[1]) };
  const answer = await sendMail(words).then(() => ({ ok: true }), ({ name, code, reply, message }) => ({ ok: false, name, code, reply, message }));
  process.stdout.write(JSON.stringify(answer));`;

/** Sends in a process of its own, whose environment says where mail goes and whom to trust. */
async function send(
  environment: Record<string, string>,
  mail: Record<string, string> = {},
): Promise<Record<string, unknown>> {
  const { PATH = '' } = process.env;
  const usual = { PATH, PSA_DATA_DIR: folder, MAIL_FROM: 'academy@psa.example' };
  const env = Object.assign({ NODE_ENV: 'test' as const }, usual, environment);
  const words = JSON.stringify({ to: 'sanne@bluecloud.example', ...mail });
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', SEND, words], {
    cwd: projectRoot,
    env,
  });
  return JSON.parse(stdout) as Record<string, unknown>;
}

const through = ({ url, authority }: MailServer) => ({ SMTP_URL: url, NODE_EXTRA_CA_CERTS: authority });

describe('a mail', () => {
  it.each(['starttls', 'tls'] as const)('arrives over TLS as it was written (%s)', async (kind) => {
    const server = await serve(kind);
    expect(await send(through(server), { messageId: '<one@psa.example>' })).toEqual({ ok: true });
    expect(server.received).toHaveLength(1);
    expect(server.received[0]).toMatchObject({
      sentTo: ['sanne@bluecloud.example'],
      subject: 'Hello',
      text: expect.stringContaining('Line two: ž') as string,
      messageId: '<one@psa.example>',
      from: { address: 'academy@psa.example' },
    });
    expect(server.received[0]?.html).toBeUndefined();
    expect(server.received[0]?.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated');
  });

  it('bad-G5 is not sent where TLS is not offered', async () => {
    const server = await serve('none');
    expect(await send(through(server))).toMatchObject({ ok: false, name: 'MailError', code: 'ETLS' });
    expect(server.received).toEqual([]);
  });

  it('bad-G5 is not sent to a certificate that nobody trusts, whatever the address of the server says', async () => {
    const server = await serve('stranger');
    for (const url of [server.url, `${server.url}/?tls.rejectUnauthorized=false&requireTLS=false&ignoreTLS=true`]) {
      expect(await send({ SMTP_URL: url })).toMatchObject({ ok: false, name: 'MailError' });
    }
    expect(server.received).toEqual([]);
  });

  it('bad-G5 is not sent to another name than the certificate’s', async () => {
    const server = await serve('starttls');
    const url = server.url.replace('localhost', '127.0.0.1');
    expect(await send({ ...through(server), SMTP_URL: url })).toMatchObject({ ok: false, name: 'MailError' });
    expect(server.received).toEqual([]);
  });

  it('is given up after ten seconds when the server says nothing', { timeout: 30_000 }, async () => {
    const silent: Server = createServer().listen(0, 'localhost');
    await once(silent, 'listening');
    open.push({ close: () => silent.close() });
    const address = silent.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const before = performance.now();
    expect(await send({ SMTP_URL: `smtp://localhost:${port}` })).toMatchObject({ ok: false, code: 'ETIMEDOUT' });
    expect(performance.now() - before).toBeLessThan(15_000);
  });

  it('that is refused is an error with the reply, which names no address', async () => {
    const server = await serve('starttls');
    server.refuseWith(550);
    const answer = await send(through(server));
    expect(answer).toMatchObject({ ok: false, name: 'MailError', reply: 550 });
    expect(JSON.stringify(answer)).not.toContain('sanne');
  });

  it.each([
    { to: 'a@b.example\r\nBcc: x@y.example' },
    { to: 'a@b.example, x@y.example' },
    { to: '"a b"@c.example' },
    { to: 'A <a@b.example>' },
    { to: `${'a'.repeat(250)}@b.example` },
    { subject: 'Hello\r\nBcc: x@y.example' },
    { subject: 'Hello\nBcc: x@y.example' },
    { messageId: '<a@b>\r\nBcc: x@y.example' },
  ])('bad-C11 with %j is not sent', async (mail) => {
    const server = await serve('starttls');
    expect(await send(through(server), mail)).toMatchObject({ ok: false, code: 'BAD_ADDRESS_OR_HEADER' });
    expect(server.received).toEqual([]);
  });

  it('bad-C11 to a domain with other letters goes there as punycode', async () => {
    const server = await serve('starttls');
    expect(await send(through(server), { to: 'sanne@blauwewolk.münchen.example' })).toEqual({ ok: true });
    expect(server.received[0]?.rawText).toMatch(/^To: <?sanne@blauwewolk\.xn--mnchen-3ya\.example>?\r$/m);
  });
});

describe('without a mail server', () => {
  it('a mail becomes the next file of the data folder', async () => {
    for (let count = 0; count < 2; count++) expect(await send({ MAIL_FROM: '' })).toEqual({ ok: true });
    const names = readdirSync(join(folder, 'mail')).toSorted();
    expect(names).toEqual(['000001.eml', '000002.eml']);
    const mail = await PostalMime.parse(readFileSync(join(folder, 'mail', '000001.eml')));
    expect(mail.to?.[0]?.address).toBe('sanne@bluecloud.example');
    expect(mail.text).toContain('Line two: ž');
  });

  it('production says what is missing', async () => {
    const production = {
      NODE_ENV: 'production',
      MAIL_FROM: '',
      PSA_ORIGIN: 'https://portal.example',
      DATABASE_URL: 'postgresql://nobody@localhost:1/none',
      MIGRATION_DATABASE_URL: 'postgresql://nobody@localhost:1/none',
      SESSION_SECRETS: 's'.repeat(40),
      TOMBSTONE_KEY: 't'.repeat(40),
      AUDIT_ANCHOR_KEY: 'a'.repeat(40),
      PSA_TRUSTED_PROXIES: 'loopback',
      ENTRA_CLIENT_ID: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
      ENTRA_STAFF_TENANT: '3f2504e0-4f89-41d3-9a0c-0305e82c3302',
      ENTRA_CLIENT_SECRET: 'secret-secret',
    };
    expect(await send(production)).toMatchObject({ ok: false, message: expect.stringContaining('SMTP_URL') as string });
    expect(() => parseEnv({ ...production, SMTP_URL: 'http://mail.example' })).toThrow('SMTP_URL');
  });
});

describe('an address', () => {
  it('bad-C11 that is taken never holds what a header could read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (noise) => {
        const address = `a${noise}@b.example`;
        return !isMailAddress(address) || !/[\s,;:<>()"\\[\]\u0000-\u001f\u007f]/.test(address);
      }),
    );
    expect(isMailAddress("o'brien+psa@bluecloud.example")).toBe(true);
    expect(isMailAddress('josé@bücher.example')).toBe(true);
    expect(new MailError('ETLS').message).not.toContain('@');
  });
});
