// Remembers outside the database which mails have gone, so that a database of yesterday asks and tells nobody twice (bad-H10). By ids and audit keys: no address,
// no name, no word of the mail.
import { z } from 'zod';

import { log } from '#app/platform/log.server.ts';
import { appendToJournal, readJournal } from '#app/platform/journal.server.ts';

const remembered = z.object({
  at: z.iso.datetime(),
  id: z.int(),
  kind: z.string(),
  about: z.int(),
  /** 'person KEY' by audit key, 'contact ID', 'staff ID' or 'case ID'. */
  to: z.string().regex(/^(person|contact|staff|case) [0-9a-f-]+$/),
  /** The exam that was asked about, and by which step. */
  asked: z.object({ sitting: z.int(), month: z.string(), kind: z.enum(['mail', 'reminder']) }).nullish(),
  /** Which words of theirs it told of: the digest of the notice that was new. */
  said: z.string().nullish(),
});
export type RememberedMail = z.infer<typeof remembered>;
export type WhatItWasAbout = Pick<RememberedMail, 'asked' | 'said'>;

/** Right after the mail server took it. A mail that went is not failed by a folder that can't be written: it is logged, and stands in the database. */
export async function rememberMail(mail: RememberedMail): Promise<void> {
  await appendToJournal('mails', [mail], mail.at.slice(0, 7)).catch((error: unknown) =>
    log.error({ err: error, mail: mail.id }, 'a mail that went could not be written down outside the database'),
  );
}

/** The mails that went in this month ('YYYY-MM') or later, and how many lines can't be read. */
export async function readRememberedMails(sinceMonth: string): Promise<{ mails: RememberedMail[]; unread: number }> {
  const { entries, unread } = await readJournal('mails', remembered, sinceMonth);
  return { mails: entries, unread };
}
