// Decides how mail leaves: as text and perhaps HTML, over TLS or not at all (bad-G5), to one address that can't carry a header with it (bad-C11).
// Without a mail server it becomes a file in the data folder; in production it is an error then.
import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport, type SendMailOptions, type Transporter } from 'nodemailer';

import { env, type MailSettings } from './env.server.ts';
import { dataPath } from './files.server.ts';
import { isMailAddress } from './mail-address.ts';

const WAIT_MS = 10_000;
const SUBMISSION_PORT = 587;
const SUBMISSION_OVER_TLS_PORT = 465;
/** Where mail seems to come from as long as it only becomes a file. */
const NOWHERE = 'academy@portal.invalid';

export type Mail = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** Where one click ends mail of this sort (RFC 8058): marketing only. */
  readonly unsubscribeAt?: string;
  /** `<…@…>`; the same for every try of one message. */
  readonly messageId?: string;
};

/** Why a mail did not go, as a code: what a server answers can quote the address. */
export class MailError extends Error {
  override readonly name = 'MailError';
  readonly code: string;
  /** The reply of the mail server, such as 550. */
  readonly reply: number | null;
  /** It was the addressee that the server refused, not the sender and not the mail. */
  readonly ofAddressee: boolean;
  constructor(code: string, reply: number | null = null, ofAddressee = false) {
    super(`The mail was not sent (${reply ?? code})`);
    this.code = code;
    this.reply = reply;
    this.ofAddressee = ofAddressee;
  }
}

/** True when mail goes out of here, to people or at least into the data folder. */
export const isMailInUse = (): boolean => env().mail !== undefined || env().mode !== 'production';

const hasLineEnd = (text: string): boolean => /[\r\n\0]/.test(text);

/** At most so many connections at once for many mails, each for so many. */
const POOL = { pool: true, maxConnections: 2, maxMessages: 100 } as const;

/** Only what the address says is taken; no parameter of it can switch a check off. `many`: connections are kept until it is closed. */
function connect({ smtpUrl }: MailSettings, many: boolean): Transporter {
  const url = new URL(smtpUrl);
  const overTls = url.protocol === 'smtps:';
  const options = {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (overTls ? SUBMISSION_OVER_TLS_PORT : SUBMISSION_PORT) : Number(url.port),
    secure: overTls,
    requireTLS: !overTls,
    tls: { minVersion: 'TLSv1.2' },
    ...(url.username === ''
      ? {}
      : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
    connectionTimeout: WAIT_MS,
    greetingTimeout: WAIT_MS,
    socketTimeout: WAIT_MS,
    dnsTimeout: WAIT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as const;
  return many ? createTransport({ ...POOL, ...options }) : createTransport(options);
}

const isCode = (value: unknown): value is string => typeof value === 'string' && /^[A-Z0-9_]{1,40}$/.test(value);

function faultOf(error: unknown): MailError {
  if (!(error instanceof Error)) return new MailError('UNKNOWN');
  const code = 'code' in error && isCode(error.code) ? error.code : 'UNKNOWN';
  return new MailError(
    code,
    'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : null,
    'command' in error && error.command === 'RCPT TO',
  );
}

/** The last number that was used in the data folder; the folder is listed again only where somebody else took the next one. */
let lastNumber: number | null = null;

async function readLastNumber(folder: string): Promise<number> {
  const taken = (await readdir(folder)).map((name) => Number.parseInt(name, 10)).filter(Number.isSafeInteger);
  return taken.reduce((most, number) => Math.max(most, number), 0);
}

/** Keeps a mail as the next number in the data folder, whole or not at all; two at once get two numbers. */
async function keepAsFile(message: Buffer): Promise<void> {
  const folder = dataPath('mail');
  const part = dataPath(`mail.${randomUUID()}.part`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(part, message, { mode: 0o600 });
  lastNumber ??= await readLastNumber(folder);
  try {
    for (;;) {
      const number: number = ++lastNumber;
      try {
        await link(part, join(folder, `${String(number).padStart(6, '0')}.eml`));
        return;
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
        lastNumber = Math.max(lastNumber, await readLastNumber(folder));
      }
    }
  } finally {
    await rm(part, { force: true });
  }
}

let senderName = 'Partner Skills Academy';
/** Whose name mails carry from now on. */
export function nameSender(name: string): void {
  senderName = name;
}

function messageOf({ to, subject, text, html, unsubscribeAt, messageId }: Mail, from: string): SendMailOptions {
  if (!isMailAddress(to) || hasLineEnd(subject) || hasLineEnd(`${messageId ?? ''}${unsubscribeAt ?? ''}`))
    throw new MailError('BAD_ADDRESS_OR_HEADER');
  return {
    from: { name: senderName, address: from },
    to: { name: '', address: to },
    envelope: { from, to: [to] },
    subject,
    text,
    // No holiday notice is sent back, and none starts a loop.
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...(unsubscribeAt === undefined
        ? {}
        : { 'List-Unsubscribe': `<${unsubscribeAt}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
    },
    ...(html === undefined ? {} : { html }),
    ...(messageId === undefined ? {} : { messageId }),
  };
}

/** Sends mail after mail, until it is closed. */
export type Mailer = {
  /** Sends one mail, or throws a MailError. Waits ten seconds at most for each answer of the mail server. */
  readonly send: (mail: Mail) => Promise<void>;
  readonly close: () => void;
};

/** Mail as files in the data folder. */
function openFolder(): Mailer {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    async send(mail) {
      const { message } = await composer.sendMail(messageOf(mail, NOWHERE));
      if (!Buffer.isBuffer(message)) throw new Error('The mail was not composed');
      await keepAsFile(message);
    },
    close: () => undefined,
  };
}

function open(many: boolean): Mailer {
  const { mail: settings, mode } = env();
  if (settings === undefined) {
    if (mode === 'production') throw new Error('No mail can be sent: set SMTP_URL and MAIL_FROM');
    return openFolder();
  }
  const transport = connect(settings, many);
  return {
    async send(mail) {
      const message = messageOf(mail, settings.from);
      try {
        await transport.sendMail(message);
      } catch (error) {
        throw faultOf(error);
      }
    },
    close: () => transport.close(),
  };
}

/** For many mails: connections to the mail server are kept from one to the next. */
export const openMailer = (): Mailer => open(true);

/** Sends one mail, or throws a MailError. */
export async function sendMail(mail: Mail): Promise<void> {
  const mailer = open(false);
  try {
    await mailer.send(mail);
  } finally {
    mailer.close();
  }
}
