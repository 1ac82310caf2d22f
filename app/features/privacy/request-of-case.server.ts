// Turns a support case into a request about data: what somebody asked support is a right of theirs (P2). The request has its clock from when they asked, and the case is closed.
import type { StaffActor } from '#app/features/access/actor.ts';
import { closeHeldCase } from '#app/features/support/close-case.server.ts';
import { changeCase, type HeldCase } from '#app/features/support/take-case-step.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { wallClock } from '#reports/period.ts';
import { languageFor } from '#app/features/language/language.ts';
import { ACADEMY_ZONE } from './due-date.ts';
import { writeEntered, type EntryRefusal, type RequestToWrite } from './enter-request.server.ts';
import { tellAtOnce } from './notify-recipients.server.ts';
import { LONGEST_MESSAGE, type RequestKind } from './request-kinds.ts';
import { addStep } from './request-steps.server.ts';
import type { PoolClient } from 'pg';

/** As long as the name on a request may be; an address may be longer, and stands whole among the contacts. */
const LONGEST_NAME = 200;

export type CaseRequestRefusal = EntryRefusal | 'not-found' | 'closed';

const SAID = `
  select coalesce(string_agg(body, e'\\n\\n' order by id), '') as said, (select email from persons where id = $2) as email
  from support_messages where case_id = $1 and kind in ('question', 'reply')`;

type Planned = { readonly request: RequestToWrite; readonly rest: readonly string[] };

/** In pieces as long as a message or a note of a request may be; a sign that takes two places is not cut in two. */
const pieces = (text: string): string[] => text.match(new RegExp(`.{1,${LONGEST_MESSAGE}}`, 'gsu')) ?? [];

/** Everything that was asked goes along: what the message has no room for, as notes of the request. */
async function planRequest(client: PoolClient, held: HeldCase, kind: RequestKind): Promise<Planned> {
  const { rows } = await client.query<{ said: string; email: string | null }>(SAID, [held.id, held.personId]);
  const { said = '', email = null } = rows[0] ?? {};
  const { date, time } = wallClock(held.askedAt, ACADEMY_ZONE);
  const [message = '', ...rest] = pieces(said);
  const request: RequestToWrite = {
    kind,
    // Who asked on their own page has signed in, which proves who they are (P3).
    channel: held.personId === null ? 'page' : 'account',
    receivedOn: date,
    receivedAt: time,
    email: email ?? '',
    name: (held.askerName ?? held.askerEmail ?? '').slice(0, LONGEST_NAME),
    contact: [held.askerEmail, held.askerPhone].filter((part) => part !== null).join(', '),
    language: languageFor(held.language, null),
    message,
    follows: null,
  };
  return { request, rest };
}

/** Gives the number of the request. Where one of the kind is open already, the case stays open, and which it is is said. */
export async function makeRequestOfCase(
  actor: StaffActor,
  caseId: number,
  kind: RequestKind,
): Promise<Result<number, { readonly why: CaseRequestRefusal; readonly openId: number | null }>> {
  const made = await changeCase(actor, caseId, async (client, held) => {
    if (held.closedAt !== null) return refused({ why: 'closed' as const, openId: null });
    const { request, rest } = await planRequest(client, held, kind);
    const written = await writeEntered(client, actor, request);
    if (!written.ok) return written;
    for (const note of rest)
      await addStep(client, written.value.id, actor.staffId, { step: 'noted', event: 'request.noted', note });
    await closeHeldCase(client, caseId, 'request', { by: actor.staffId, requestId: written.value.id });
    return written;
  });
  if (made === null) return refused({ why: 'not-found', openId: null });
  if (!made.ok) return made;
  if (made.value.objectedId !== null) await tellAtOnce(made.value.objectedId);
  return ok(made.value.id);
}
