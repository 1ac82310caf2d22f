// Reads one request with everything that was done about it.
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import type { Consent } from '#app/features/people/consent.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { readKeeps } from './keeps.server.ts';
import type { Keep } from './request-forms.ts';
import type { AnsweredHow, Decision, IdentityWay, RequestChannel, RequestKind } from './request-kinds.ts';

export type RequestStep = {
  readonly id: number;
  readonly step: string;
  readonly at: Date;
  readonly by: string | null;
  readonly note: string | null;
};

export type ShownRequest = {
  readonly id: number;
  readonly kind: RequestKind;
  readonly channel: RequestChannel;
  readonly message: string | null;
  readonly receivedAt: Date;
  /** 'YYYY-MM-DD', all of them. */
  readonly receivedOn: string;
  readonly nominalOn: string;
  readonly dueOn: string;
  readonly today: string;
  readonly personId: number | null;
  readonly firstName: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly restrictedAt: Date | null;
  readonly objectedAt: Date | null;
  readonly askerName: string | null;
  readonly askerContact: string | null;
  /** Of the letters. */
  readonly language: string;
  readonly identityHow: IdentityWay | null;
  readonly identityAt: Date | null;
  readonly extendedAt: Date | null;
  readonly extensionReason: string | null;
  readonly decision: Decision | 'joined' | null;
  readonly decidedAt: Date | null;
  readonly decidedBy: string | null;
  /** Who is carrying something out for it at this moment. */
  readonly busyBy: string | null;
  readonly answer: string | null;
  readonly closedAt: Date | null;
  readonly answeredHow: AnsweredHow | null;
  readonly followsId: number | null;
  readonly followedBy: readonly number[];
  /** Of the person, open ones of another kind. */
  readonly others: readonly { readonly id: number; readonly kind: RequestKind }[];
  readonly steps: readonly RequestStep[];
  /** What it was is gone with whoever asked. */
  readonly keeps: readonly { readonly what: string | null; readonly law: string; readonly until: string }[];
  /** What a law keeps of the person today, by whichever request. */
  readonly keptByLaw: readonly Keep[];
  /** Nobody is left whom it is about: what was said and written is gone. */
  readonly isForgotten: boolean;
  /** What stands agreed to, for a withdrawal. */
  readonly consents: readonly Consent[];
};

const ONE = `
  select r.id, r.kind, r.channel, r.message, r.received_at as "receivedAt", (r.received_at at time zone 'Europe/Amsterdam')::date::text as "receivedOn",
    r.nominal_on::text as "nominalOn", r.due_on::text as "dueOn", (psa_now() at time zone 'Europe/Amsterdam')::date::text as today,
    r.person_id as "personId", p.first_name as "firstName", nullif(trim(concat_ws(' ', p.first_name, p.last_name)), '') as name, p.email,
    p.restricted_at as "restrictedAt", p.objected_at as "objectedAt", r.asker_name as "askerName", r.asker_contact as "askerContact",
    coalesce(p.language, r.language, 'en') as language, r.identity_how as "identityHow", r.identity_at as "identityAt",
    r.extended_at as "extendedAt", r.extension_reason as "extensionReason", r.decision, r.decided_at as "decidedAt", d.name as "decidedBy",
    case when psa_is_busy(r.busy_since) then (select name from staff_members where id = r.busy_by) end as "busyBy",
    r.person_id is null and r.closed_at is not null as "isForgotten", r.answer, r.closed_at as "closedAt", r.answered_how as "answeredHow", r.follows_id as "followsId",
    array(select f.id from privacy_requests f where f.follows_id = r.id order by 1) as "followedBy",
    (select coalesce(json_agg(json_build_object('id', o.id, 'kind', o.kind) order by o.id), '[]') from privacy_requests o
     where o.person_id = r.person_id and o.id <> r.id and o.closed_at is null) as others,
    (select coalesce(json_agg(json_build_object('what', k.what, 'law', k.law, 'until', k.until::text) order by k.id), '[]')
     from privacy_request_keeps k where k.request_id = r.id) as keeps,
    array(select c.consent from (select distinct on (consent) consent, given from consent_entries where person_id = r.person_id order by consent, id desc) c
     where c.given order by 1) as consents
  from privacy_requests r left join persons p on p.id = r.person_id left join staff_members d on d.id = r.decided_by
  where r.id = $1`;

const STEPS = `
  select s.id, s.step, s.at, m.name as by, s.note from privacy_request_steps s left join staff_members m on m.id = s.staff_id
  where s.request_id = $1 order by s.at, s.id`;

async function readRequest(client: PoolClient, id: number): Promise<ShownRequest | null> {
  const { rows } = await client.query<Omit<ShownRequest, 'steps' | 'keptByLaw'>>(ONE, [id]);
  const [row] = rows;
  if (row === undefined) return null;
  const steps = await client.query<RequestStep>(STEPS, [id]);
  const keptByLaw = row.personId === null ? [] : await readKeeps(client, row.personId);
  return { ...row, keptByLaw, steps: steps.rows };
}

/** One request, whose person somebody has looked at by that. */
export const findRequest = (actor: StaffActor, id: number): Promise<ShownRequest | null> =>
  inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const request = await readRequest(client, id);
    if (request !== null)
      await appendEvent(client, {
        event: 'people.read',
        fields: ['name', 'email'],
        details: { page: 'request', count: 1, request: id },
      });
    return request;
  });
