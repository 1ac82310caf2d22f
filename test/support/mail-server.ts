// A real mail server on this machine: what the portal sends goes over TLS to it and is read there as a mail program would.
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import PostalMime, { type Email } from 'postal-mime';
import { generate } from 'selfsigned';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll, beforeAll } from 'vitest';

export type Received = Email & { readonly rawText: string; readonly sentTo: readonly string[] };

/** starttls: plain until asked, then TLS; tls: TLS from the first byte; none: offers no TLS at all; stranger: with a certificate that nobody trusts. */
export type MailServerKind = 'starttls' | 'tls' | 'none' | 'stranger';

export type MailServer = {
  /** For SMTP_URL. */
  readonly url: string;
  /** A file with the certificate to trust, for NODE_EXTRA_CA_CERTS. */
  readonly authority: string;
  /** What arrived, the oldest first. */
  readonly received: readonly Received[];
  /** How often somebody connected. */
  connections(): number;
  /** The next mail to this address that nobody took yet; waits for it. */
  take(to: string): Promise<Received>;
  /** What arrived so far is waited for no more. */
  forget(): void;
  /** From now on each recipient is answered with this reply, such as 550; null takes everything again. */
  refuseWith(reply: number | null): void;
  /** From now on the sender of each mail is answered with this reply; null takes everything again. */
  refuseSenderWith(reply: number | null): void;
  /** The next mail is taken in, and the connection cut before anything is said to it. */
  cutAfterNext(): void;
  close(): Promise<void>;
};

const ARRIVES_WITHIN_MS = 15_000;

async function makeCertificate(): Promise<{ key: string; cert: string }> {
  const made = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
    ],
  });
  return { key: made.private, cert: made.cert };
}

async function readStream(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

export async function startMailServer(kind: MailServerKind = 'starttls'): Promise<MailServer> {
  const certificate = await makeCertificate();
  const folder = mkdtempSync(join(tmpdir(), 'psa-mail-'));
  const authority = join(folder, 'authority.pem');
  writeFileSync(authority, certificate.cert);
  if (kind !== 'stranger') setDefaultCACertificates([...getCACertificates('default'), certificate.cert]);

  const received: Received[] = [];
  const taken = new Set<Received>();
  const waiting = new Set<() => void>();
  let reply: number | null = null;
  let replyToSender: number | null = null;
  let isCutting = false;
  const sockets = new Set<Socket>();
  let connections = 0;
  const options: SMTPServerOptions = {
    ...certificate,
    secure: kind === 'tls',
    hideSTARTTLS: kind === 'none',
    disabledCommands: kind === 'none' ? ['STARTTLS', 'AUTH'] : ['AUTH'],
    authOptional: true,
    onConnect(_session, done) {
      connections++;
      done();
    },
    onMailFrom(_address, _session, done) {
      done(replyToSender === null ? null : Object.assign(new Error('Not you'), { responseCode: replyToSender }));
    },
    onRcptTo(_address, _session, done) {
      done(reply === null ? null : Object.assign(new Error('No such mailbox here'), { responseCode: reply }));
    },
    onData(stream, session, done) {
      void readStream(stream).then(async (raw) => {
        const mail = await PostalMime.parse(raw);
        const sentTo = session.envelope.rcptTo.map(({ address }) => address);
        received.push({ ...mail, rawText: raw.toString('utf8'), sentTo });
        for (const look of waiting) look();
        if (!isCutting) {
          done();
          return;
        }
        isCutting = false;
        for (const socket of sockets) socket.destroy();
      }, done);
    },
  };
  const server = new SMTPServer(options);
  // A client that breaks off, as one that trusts no stranger does, is what some tests are about.
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, 'localhost');
  await once(server.server, 'listening');
  const address = server.server.address();
  if (address === null || typeof address !== 'object') throw new Error('The mail server listens nowhere');

  return {
    url: `${kind === 'tls' ? 'smtps' : 'smtp'}://localhost:${address.port}`,
    authority,
    received,
    connections: () => connections,
    take: (to) =>
      new Promise((resolve, reject) => {
        const overdue = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`No mail came for ${to}`));
        }, ARRIVES_WITHIN_MS);
        const look = (): void => {
          const mail = received.find((one) => !taken.has(one) && one.sentTo.includes(to));
          if (mail === undefined) return;
          taken.add(mail);
          waiting.delete(look);
          clearTimeout(overdue);
          resolve(mail);
        };
        waiting.add(look);
        look();
      }),
    forget: () => {
      for (const mail of received) taken.add(mail);
    },
    refuseWith: (next) => {
      reply = next;
    },
    refuseSenderWith: (next) => {
      replyToSender = next;
    },
    cutAfterNext: () => {
      isCutting = true;
    },
    close: async () => {
      await new Promise<void>((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A mail server for this test file, which the portal under test sends through. Call it once, at the top, before what reads the environment. */
export function useMailServer(): MailServer {
  let started: MailServer | undefined;
  const current = (): MailServer => {
    if (started === undefined) throw new Error('The mail server is up inside hooks and tests only');
    return started;
  };
  beforeAll(async () => {
    started = await startMailServer();
    Object.assign(process.env, { SMTP_URL: started.url, MAIL_FROM: 'academy@psa.example' });
  });
  afterAll(() => started?.close());
  return {
    get url() {
      return current().url;
    },
    get authority() {
      return current().authority;
    },
    get received() {
      return current().received;
    },
    connections: () => current().connections(),
    take: (to) => current().take(to),
    forget: () => current().forget(),
    refuseWith: (reply) => current().refuseWith(reply),
    refuseSenderWith: (reply) => current().refuseSenderWith(reply),
    cutAfterNext: () => current().cutAfterNext(),
    close: () => current().close(),
  };
}

/** The six digits of a code mail. */
export function codeIn(mail: Received): string {
  const [, code] = /^\s+(\d{6})\s*$/m.exec(mail.text ?? '') ?? [];
  if (code === undefined) throw new Error('There is no code in this mail');
  return code;
}

/** The link of an invitation mail. */
export function linkIn(mail: Received): string {
  const [link] = /https?:\/\/\S+\/invitation\/\S+/.exec(mail.text ?? '') ?? [];
  if (link === undefined) throw new Error('There is no link in this mail');
  return link;
}
