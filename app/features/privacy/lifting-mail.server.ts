// Tells somebody that their restriction ends, before it does (GDPR art. 18(3)).
import { languageFor } from '#app/features/language/language.ts';
import '#app/features/language/all-messages.server.ts';
import { mailsIn } from '#app/features/language/messages.ts';
import { composeMail } from '#app/features/mail/compose.ts';
import { env } from '#app/platform/env.server.ts';
import { isMailInUse, sendMail } from '#app/platform/mail.server.ts';
import type { FoundPerson } from './find-person.server.ts';

/** False where no mail goes out at all; throws where it should have gone, and then nothing may be lifted. */
export async function tellOfLifting(person: FoundPerson): Promise<boolean> {
  if (!isMailInUse()) return false;
  const language = languageFor(person.language, null);
  const words = mailsIn(language).restrictionLifted;
  await sendMail({
    to: person.email,
    ...composeMail(language, {
      subject: words.subject,
      paragraphs: [
        words.greeting(person.firstName),
        words.what,
        { label: words.link, href: `${env().origin}/me/data` },
      ],
    }),
  });
  return true;
}
