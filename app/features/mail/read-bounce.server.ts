// Reads what a mail server sends back about a mail that it could not bring (RFC 3464): which of our mails it was, to which addresses, and for good or
// not. Automatic answers, holiday notices and whatever else lands in that box are none of it.
import PostalMime, { type Attachment, type Email } from 'postal-mime';

import { ok, refused, type Result } from '#app/platform/result.ts';

/** The largest that is read: servers send back the headers of a mail, or all of it. */
const MOST_BYTES = 5_000_000;

export type Bounced = {
  /** Of the mail that came back, as it stands in angle brackets. */
  readonly messageId: string;
  readonly recipients: readonly BouncedRecipient[];
};
export type BouncedRecipient = {
  /** The addresses by which they are known: where it was sent, and where it was passed on to. */
  readonly addresses: readonly string[];
  /** It will never arrive; false while the server still tries, or when it did arrive. */
  readonly isPermanent: boolean;
  /** Such as 5.1.1. */
  readonly status: string;
};

export type NotBounced = 'too-large' | 'no-mail' | 'no-notification' | 'names-no-mail';

type Fields = ReadonlyMap<string, string>;

/** Groups of header fields with an empty line between them: the first about the mail, then one a recipient. */
function readGroups(content: string): Fields[] {
  return content
    .replaceAll('\r\n', '\n')
    .split(/\n[ \t]*\n/)
    .map((group) => {
      const fields = new Map<string, string>();
      // A line that begins with a space goes on with the one before.
      for (const line of group.replaceAll(/\n[ \t]+/g, ' ').split('\n')) {
        const [, name, value] = /^([\w-]{1,60}):(.*)$/.exec(line) ?? [];
        if (name !== undefined && !fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), value?.trim() ?? '');
      }
      return fields;
    })
    .filter((fields) => fields.size > 0);
}

/** 'rfc822; <someone@company.example>' → the address; null for what is no mail address. */
function addressIn(field: string | undefined): string | null {
  const [, address] = /^rfc822\s*;\s*<?([^<>\s]{3,254})>?$/i.exec(field ?? '') ?? [];
  return address?.toLowerCase() ?? null;
}

function recipientIn(fields: Fields): BouncedRecipient | null {
  const action = fields.get('action')?.toLowerCase();
  if (action === undefined) return null;
  const [status = ''] = /^[245]\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '') ?? [];
  const addresses = [fields.get('original-recipient'), fields.get('final-recipient')].map(addressIn);
  return {
    addresses: [...new Set(addresses.filter((address) => address !== null))],
    isPermanent: action === 'failed' && status.startsWith('5.'),
    status,
  };
}

const textOf = ({ content }: Attachment): string =>
  typeof content === 'string' ? content : new TextDecoder().decode(content);

async function messageIdIn(parts: readonly Attachment[]): Promise<string | null> {
  const original = parts.find(({ mimeType }) => ['message/rfc822', 'text/rfc822-headers'].includes(mimeType));
  if (original === undefined) return null;
  const parsed = await PostalMime.parse(textOf(original)).catch(() => null);
  const [messageId] = /<[^<>\s]{3,250}>/.exec(parsed?.messageId ?? '') ?? [];
  return messageId ?? null;
}

/** Reads a notification as it came, headers and all; what a mail program saved will do. */
export async function readBounce(bytes: Uint8Array): Promise<Result<Bounced, NotBounced>> {
  if (bytes.length > MOST_BYTES) return refused('too-large');
  let mail: Email;
  try {
    mail = await PostalMime.parse(bytes, { forceRfc822Attachments: true });
  } catch {
    return refused('no-mail');
  }
  const report = mail.attachments.find(({ mimeType }) => mimeType === 'message/delivery-status');
  if (report === undefined) return refused('no-notification');
  const recipients = readGroups(textOf(report))
    .map(recipientIn)
    .filter((recipient) => recipient !== null);
  if (recipients.length === 0) return refused('no-notification');
  const messageId = await messageIdIn(mail.attachments);
  return messageId === null ? refused('names-no-mail') : ok({ messageId, recipients });
}
