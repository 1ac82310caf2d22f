// Tells people whom somebody else registered what is held and who gets it (C2b, GDPR art. 14): by mail, before any report with them leaves.
import { setTimeout as sleep } from 'node:timers/promises';

import '#app/features/language/all-messages.server.ts';
import { withLanguage } from '#app/features/language/language.ts';
import { mailsIn, type Messages } from '#app/features/language/messages.ts';
import type { MailWords } from '#app/features/mail/compose.ts';
import { isBeingSent, sendMails, type Writer } from '#app/features/mail/mails.server.ts';
import { env } from '#app/platform/env.server.ts';

/** A report waits so long for the mails that must go first; whoever is not told by then is not in it. */
const LIMIT_MS = 10 * 60_000;
/** And so long for mails that another process is sending. */
const OTHERS_LIMIT_MS = 30_000;
const LOOK_AGAIN_MS = 100;

export const importedWords = (
  { imported: words }: Messages['mails'],
  firstName: string,
  linkTo: (path: string) => string,
): MailWords => ({
  subject: words.subject,
  paragraphs: [
    words.hello(firstName),
    words.why,
    words.held,
    words.who,
    words.source,
    words.rights,
    { label: words.signIn, href: linkTo('/sign-in') },
    { label: words.notice, href: linkTo('/notice') },
  ],
});

export const IMPORTED: Writer = {
  async write(client, to) {
    const found = await client.query(
      'select from persons where id = $1 and informed_at is null and erased_at is null',
      [to.id],
    );
    return found.rowCount === 0
      ? null
      : importedWords(mailsIn(to.language), to.firstName, (path) =>
          withLanguage(`${env().origin}${path}`, to.language),
        );
  },
  // Nobody was told by it: they are in no report again, unless they were here since, or acknowledged what it says.
  bounced: (client, mailId) =>
    client.query(
      `update persons p set informed_at = null from mails m
       where m.id = $1 and p.id = m.person_id and p.informed_at = m.sent_at
         and not exists (select from notice_acknowledgements a where a.person_id = p.id)
         and not exists (select from account_uses u where u.person_id = p.id and u.used_on >= (m.sent_at at time zone 'Europe/Amsterdam')::date)`,
      [mailId],
    ),
  async sent(client, to) {
    await client.query('update persons set informed_at = psa_now() where id = $1 and informed_at is null', [to.id]);
  },
};

/** Sends what is queued for people who were imported, here and now. */
export async function tellImported(stopping?: AbortSignal): Promise<void> {
  await sendMails({ imported: IMPORTED }, { limitMs: LIMIT_MS, stopping });
  const end = performance.now() + OTHERS_LIMIT_MS;
  while (stopping?.aborted !== true && performance.now() < end && (await isBeingSent('imported')))
    await sleep(LOOK_AGAIN_MS);
}
