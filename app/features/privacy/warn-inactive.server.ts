// Warns whoever goes soon because nobody uses their account (R2): by mail, in their language, thirty days before, once for each time that they were away, and
// again where they stay longer after all because the period grew.
import '#app/features/language/all-messages.server.ts';
import { withLanguage } from '#app/features/language/language.ts';
import { mailsIn } from '#app/features/language/messages.ts';
import { queueMail, type Writer } from '#app/features/mail/mails.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { env } from '#app/platform/env.server.ts';
import { readDuePeople } from './inactive-people.server.ts';
import { readPeriods } from './retention-periods.server.ts';
import { WARNED_DAYS } from './retention-rules.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };
const READ_LIMIT_MS = 5 * 60_000;
const FIRST_DAY_MS = Date.UTC(2000, 0, 1);
const DAY_MS = 86_400_000;

/** Which use a warning is about: the number of its day. */
const aboutOf = (usedOn: string): number => Math.round((Date.parse(`${usedOn}T00:00:00Z`) - FIRST_DAY_MS) / DAY_MS);

// One that was dropped or told of another day stands in the way of the one of now, and one that is sent again would bear its number: mail programs show that once.
const FORGET_EARLIER = `
  delete from mails where kind = 'account-goes' and person_id = $1 and about = $2 and state in ('sent', 'dropped', 'dead')`;

/** The job: queues the mail to everybody who would go within thirty days and whom nothing else keeps. Gives how many there are. */
export async function warnInactive(): Promise<number> {
  return inRoleSql(
    'psa_worker',
    SYSTEM,
    async (client) => {
      const people = await readDuePeople(client, await readPeriods(client), WARNED_DAYS);
      const unwarned = people.filter(({ keptBecause, warnedOn }) => keptBecause === 'not-warned' && warnedOn === null);
      for (const { id, usedOn } of unwarned) {
        const about = aboutOf(usedOn);
        await client.query(FORGET_EARLIER, [id, about]);
        await queueMail(client, { kind: 'account-goes', personId: id, about });
      }
      return unwarned.length;
    },
    { timeoutMs: READ_LIMIT_MS },
  );
}

/** Dropped where the account was used meanwhile. */
export const accountGoes: Writer = {
  async write(client, to, about) {
    const [person] = await readDuePeople(client, await readPeriods(client), WARNED_DAYS, to.id);
    if (person === undefined || aboutOf(person.usedOn) !== about) return null;
    const words = mailsIn(to.language).accountGoes;
    return {
      subject: words.subject,
      paragraphs: [
        words.hello(to.firstName),
        words.what,
        words.stay,
        { label: words.signIn, href: withLanguage(`${env().origin}/sign-in`, to.language) },
        words.otherwise,
      ],
    };
  },
};
