// Takes what somebody asks of the academy: on their own page, or without an account. Who has no account is answered the same whoever they are.
import { networkOf } from '#app/features/access/network.ts';
import { actorSettings, type PersonActor } from '#app/features/access/actor.ts';
import { takeTurn } from '#app/features/access/rate-limit.server.ts';
import { requestScope } from '#app/features/access/request-scope.server.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { isMailInUse } from '#app/platform/mail.server.ts';
import type { Language } from '#reports/catalogue.ts';
import type { OwnQuestion, StrangersQuestion } from './support-forms.ts';

/** True when somebody without an account can be answered at all. */
export const canAskWithoutAccount = isMailInUse;

const OWN = `insert into support_cases (person_id, topic, language) select id, $2, language from persons where id = $1 returning id`;
const STRANGERS = `
  insert into support_cases (topic, language, asker_email, asker_name, asker_phone) values ($1, $2, $3, nullif($4, ''), nullif($5, '')) returning id`;
const QUESTION = `insert into support_messages (case_id, kind, body) values ($1, 'question', $2)`;

/** Gives the number of the case. */
export const askAsPerson = (actor: PersonActor, { topic, message }: OwnQuestion): Promise<number> =>
  inRoleSql('psa_worker', actorSettings(actor), async (client) => {
    const { rows } = await client.query<{ id: number }>(OWN, [actor.personId, topic]);
    const id = rows[0]?.id;
    if (id === undefined) throw new Error('A case was not made');
    await client.query(QUESTION, [id, message]);
    await appendEvent(client, { event: 'support.asked', subjectId: id, details: { topic, way: 'account' } });
    return id;
  });

/** Beyond the limit of an address nothing is kept; what is answered is the same. */
export async function askAsStranger(asked: StrangersQuestion, language: Language): Promise<void> {
  const here = `${asked.email} ${networkOf(requestScope()?.address ?? '')}`;
  if ((await takeTurn('support:address-network', here)) > 0 || (await takeTurn('support:address', asked.email)) > 0)
    return;
  await inRoleSql('psa_door', {}, async (client) => {
    const { topic, email, name, phone, message } = asked;
    const { rows } = await client.query<{ id: number }>(STRANGERS, [topic, language, email, name, phone]);
    const id = rows[0]?.id;
    if (id === undefined) throw new Error('A case was not made');
    await client.query(QUESTION, [id, message]);
    await appendEvent(client, { event: 'support.asked', subjectId: id, details: { topic, way: 'page' } });
  });
}
