// Reads what a person asked and was answered, for their own page: notes of staff are not among it.
import { actorSettings, type PersonActor } from '#app/features/access/actor.ts';
import { ALL_MESSAGES } from '#app/features/language/all-messages.server.ts';
import { languageFor } from '#app/features/language/language.ts';
import type { SupportMessages } from '#app/features/language/messages.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import type { ClosedHow, MessageKind, Topic } from './case-kinds.ts';

export type OwnMessage = {
  readonly id: number;
  readonly kind: Exclude<MessageKind, 'note'>;
  readonly body: string;
  readonly at: string;
};
export type OwnCase = {
  readonly id: number;
  readonly topic: Topic;
  readonly askedAt: Date;
  readonly waitsFor: 'staff' | 'asker';
  readonly closedAt: Date | null;
  readonly closedHow: ClosedHow | null;
  readonly messages: readonly OwnMessage[];
};

const OWN = `
  select c.id, c.topic, c.asked_at as "askedAt", c.waits_for as "waitsFor", c.closed_at as "closedAt", c.closed_how as "closedHow",
    (select coalesce(json_agg(json_build_object('id', m.id, 'kind', m.kind, 'body', m.body, 'at', m.at) order by m.id), '[]')
     from support_messages m where m.case_id = c.id) as messages
  from support_cases c where c.person_id = $1 order by c.closed_at is not null, c.id desc`;

export const listOwnCases = (actor: PersonActor): Promise<OwnCase[]> =>
  inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => (await client.query<OwnCase>(OWN, [actor.personId])).rows,
    { readOnly: true },
  );

/** What pages of support say, handed to those pages alone. */
export const supportIn = (language: string): SupportMessages => ALL_MESSAGES[languageFor(language, null)].support;
