// Reads one support case for staff, with its thread.
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import type { ClosedHow, MessageKind, Topic } from './case-kinds.ts';
import { seesEveryCase } from './passed-on.ts';

export type CaseMessage = {
  readonly id: number;
  readonly kind: MessageKind;
  readonly body: string;
  readonly at: Date;
  /** The member of staff who wrote it; null for whoever asked. */
  readonly by: string | null;
};

export type ShownCase = {
  readonly id: number;
  readonly topic: Topic;
  readonly language: string;
  readonly personId: number | null;
  /** Of the account, or as it was typed; null once it is gone. */
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly askedAt: Date;
  readonly waitsFor: 'staff' | 'asker';
  /** Since when a privacy officer has it. */
  readonly passedAt: Date | null;
  readonly closedAt: Date | null;
  readonly closedHow: ClosedHow | null;
  readonly closedBy: string | null;
  readonly requestId: number | null;
  /** Mails of it that have not gone yet. */
  readonly underWay: number;
  /** Mails of it that no server took. */
  readonly lost: number;
  /** From its question until it was closed, in whole days. */
  readonly tookDays: number | null;
  readonly messages: readonly CaseMessage[];
};

const ONE = `
  select c.id, c.topic, coalesce(p.language, c.language) as language, c.person_id as "personId",
    coalesce(nullif(trim(concat_ws(' ', p.first_name, p.last_name)), ''), c.asker_name) as name, coalesce(p.email, c.asker_email) as email,
    c.asker_phone as phone, c.asked_at as "askedAt", c.waits_for as "waitsFor", c.passed_at as "passedAt", c.closed_at as "closedAt", c.closed_how as "closedHow",
    s.name as "closedBy", c.request_id as "requestId", floor(extract(epoch from c.closed_at - c.asked_at) / 86400)::int as "tookDays"
  from support_cases c left join persons p on p.id = c.person_id left join staff_members s on s.id = c.closed_by
  where c.id = $1 and ($2 or c.passed_at is not null)`;
const THREAD = `
  select m.id, m.kind, m.body, m.at, s.name as by from support_messages m left join staff_members s on s.id = m.staff_id where m.case_id = $1 order by m.id`;
const MAILS = `
  select (count(*) filter (where state in ('queued', 'sending')))::int as "underWay", (count(*) filter (where state = 'dead'))::int as lost
  from mails where case_id = $1 or kind = 'support-closed' and about = $1
    or kind in ('support-answered', 'support-asked-back') and about in (select id from support_messages where case_id = $1)`;

/** Null where there is none. Who it is of was looked at by that. */
export const findCase = (actor: StaffActor, id: number): Promise<ShownCase | null> =>
  inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const { rows } = await client.query<Omit<ShownCase, 'messages' | 'underWay' | 'lost'>>(ONE, [
      id,
      seesEveryCase(actor),
    ]);
    const [found] = rows;
    if (found === undefined) return null;
    const messages = await client.query<CaseMessage>(THREAD, [id]);
    const mails = await client.query<Pick<ShownCase, 'underWay' | 'lost'>>(MAILS, [id]);
    if (found.email !== null)
      await appendEvent(client, {
        event: 'people.read',
        fields: found.phone === null ? ['name', 'email'] : ['name', 'email', 'phone'],
        details: { page: 'support', count: 1, case: id },
      });
    return { ...found, messages: messages.rows, ...(mails.rows[0] ?? { underWay: 0, lost: 0 }) };
  });
