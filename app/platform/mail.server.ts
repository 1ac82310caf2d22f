// Decides how mail leaves: as text and perhaps HTML, over TLS or not at all (bad-G5), to one address that can't carry a header with it (bad-C11).
// Without a mail server it becomes a file in the data folder; in production it is an error then.
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport, type Transporter } from 'nodemailer';

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
  constructor(code: string, reply: number | null = null) {
    super(`The mail was not sent (${reply ?? code})`);
    this.code = code;
    this.reply = reply;
  }
}

/** True when mail goes out of here, to people or at least into the data folder. */
export const isMailInUse = (): boolean => env().mail !== undefined || env().mode !== 'production';

const hasLineEnd = (text: string): boolean => /[\r\n\0]/.test(text);

/** Only what the address says is taken; no parameter of it can switch a check off. */
function connect({ smtpUrl }: MailSettings): Transporter {
  const url = new URL(smtpUrl);
  const overTls = url.protocol === 'smtps:';
  return createTransport({
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
  });
}

const isCode = (value: unknown): value is string => typeof value === 'string' && /^[A-Z0-9_]{1,40}$/.test(value);

function faultOf(error: unknown): MailError {
  if (!(error instanceof Error)) return new MailError('UNKNOWN');
  const code = 'code' in error && isCode(error.code) ? error.code : 'UNKNOWN';
  return new MailError(
    code,
    'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : null,
  );
}

/** Keeps a mail as the next number in the data folder; two at once get two numbers. */
async function keepAsFile(message: Buffer): Promise<void> {
  const folder = dataPath('mail');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const taken = (await readdir(folder)).map((name) => Number.parseInt(name, 10)).filter(Number.isSafeInteger);
  for (let number = Math.max(0, ...taken) + 1; ; number++) {
    try {
      await writeFile(join(folder, `${String(number).padStart(6, '0')}.eml`), message, { flag: 'wx', mode: 0o600 });
      return;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}

/** Sends one mail, or throws a MailError. Waits ten seconds at most for each answer of the mail server. */
export async function sendMail({ to, subject, text, html, unsubscribeAt, messageId }: Mail): Promise<void> {
  const { mail: settings, mode } = env();
  if (!isMailAddress(to) || hasLineEnd(subject) || hasLineEnd(`${messageId ?? ''}${unsubscribeAt ?? ''}`))
    throw new MailError('BAD_ADDRESS_OR_HEADER');
  if (settings === undefined && mode === 'production') {
    throw new Error('No mail can be sent: set SMTP_URL and MAIL_FROM');
  }
  const from = settings?.from ?? NOWHERE;
  const message = {
    from: { name: 'Partner Skills Academy', address: from },
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
  if (settings === undefined) {
    const composed = await createTransport({ streamTransport: true, buffer: true, newline: 'windows' }).sendMail(
      message,
    );
    if (!Buffer.isBuffer(composed.message)) throw new Error('The mail was not composed');
    await keepAsFile(composed.message);
    return;
  }
  const transport = connect(settings);
  try {
    await transport.sendMail(message);
  } catch (error) {
    throw faultOf(error);
  } finally {
    transport.close();
  }
}
