// What staff do about a request before and after it is decided: note, find who it is, prove it, ask for more, take longer, close (P2, P3).
import type { StaffActor } from '#app/features/access/actor.ts';
import { queueMail } from '#app/features/mail/mails.server.ts';
import { normaliseEmail } from '#app/features/people/person.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { dayOf, mayExtend } from './due-date.ts';
import { findPerson } from './find-person.server.ts';
import { forgetWords } from './forget-requests.server.ts';
import { tellOfLifting } from './lifting-mail.server.ts';
import { tellAtOnce } from './notify-recipients.server.ts';
import type { RequestStepForm } from './request-forms.ts';
import type { AnsweredHow, IdentityWay } from './request-kinds.ts';
import { addStep, aloneWith, changeRequest, type HeldRequest, type Step } from './request-steps.server.ts';
import { clockOf, nowIn } from './requests.server.ts';
import { beginObjection, liftRestriction } from './restrict-person.server.ts';

export type StepRefusal =
  | 'not-found'
  | 'decided'
  | 'undecided'
  | 'closed'
  | 'known-already'
  | 'being-decided'
  | 'nobody-left'
  | 'unknown-address'
  | 'open-already'
  | 'too-late'
  | 'extended-already'
  | 'proved-already'
  | 'no-restriction'
  | 'not-restricted'
  | 'kept-by-law'
  | 'mail-failed';

export const STEP_REFUSALS: Readonly<Record<Exclude<StepRefusal, 'not-found'>, string>> = {
  decided: 'It is decided. Whoever asks again has a new request, which names this one.',
  undecided: 'It has no answer yet, and is not closed without one. Decide it first.',
  closed: 'It is closed already.',
  'being-decided': 'Somebody is deciding it at this moment. Look at it again in a minute.',
  'nobody-left': 'It is closed, and nobody is left whom a note could be about. Nothing more is written to it.',
  'known-already': 'It is known whose request it is.',
  'unknown-address': 'Nobody here has that address.',
  'open-already': 'That person has an open request of this kind. Note there what was said here, and refuse this one.',
  'too-late':
    'It can’t be extended any more: that is told within a month of the receipt, whatever day it is due. It has to be answered now.',
  'extended-already': 'It was extended once, and can’t be again: three months in all is the most there is.',
  'proved-already': 'It is known who asks.',
  'no-restriction': 'This request restricted nobody: a restriction ends on the request that asked for it.',
  'not-restricted': 'Nothing is restricted any more.',
  'kept-by-law':
    'A law keeps something of this person, and nothing else is done with it until its last day is over. Their request for erasure says which, and until when.',
  'mail-failed': 'The mail that tells the person first did not go. Nothing was changed: try again.',
};

type Done = Result<true, StepRefusal>;
const DONE: Done = ok(true);
const whatCame = (done: Done | null): Done => done ?? refused('not-found');

/** A line for the timeline. */
export const noteOn = async (actor: StaffActor, id: number, note: string): Promise<Done> =>
  whatCame(
    await changeRequest<Done>(actor, id, async (client, request) => {
      if (request.closedAt !== null && request.personId === null) return refused('nobody-left');
      await addStep(client, id, actor.staffId, { step: 'noted', event: 'request.noted', note });
      return DONE;
    }),
  );

/**
 * Says whose request it is that somebody unknown made; what they said of themselves goes. What was proved was of them: that it is this person has to be proved
 * anew, which a trigger sees to. An objection counts for the person from here on.
 */
export async function namePerson(actor: StaffActor, id: number, email: string): Promise<Done> {
  const named = await changeRequest<Result<{ readonly objectedId: number | null }, StepRefusal>>(
    actor,
    id,
    async (client, request) => {
      if (request.decidedAt !== null) return refused('decided');
      if (request.isBusy) return refused('being-decided');
      if (request.personId !== null) return refused('known-already');
      const found = await client.query<{ id: number }>('select person_id as id from person_emails where email = $1', [
        normaliseEmail(email.normalize('NFC')),
      ]);
      const personId = found.rows[0]?.id;
      if (personId === undefined) return refused('unknown-address');
      const open = await client.query(
        'select from privacy_requests where person_id = $1 and kind = $2 and decided_at is null',
        [personId, request.kind],
      );
      if (open.rowCount !== 0) return refused('open-already');
      await client.query(
        'update privacy_requests set person_id = $2, asker_name = null, asker_contact = null, language = null where id = $1',
        [id, personId],
      );
      await addStep(client, id, actor.staffId, { step: 'person-named', event: 'request.person-named' });
      await queueMail(client, { kind: 'request-received', personId, about: id });
      const began = request.kind === 'objection' && (await beginObjection(client, personId));
      return ok({ objectedId: began ? personId : null });
    },
  );
  if (named === null) return refused('not-found');
  if (!named.ok) return named;
  if (named.value.objectedId !== null) await tellAtOnce(named.value.objectedId);
  return DONE;
}

/** Asks for more proof of who it is; the clock runs on. */
export const askIdentity = async (actor: StaffActor, id: number, note: string): Promise<Done> =>
  whatCame(
    await changeRequest<Done>(actor, id, async (client, request) => {
      if (request.decidedAt !== null) return refused('decided');
      if (request.identityAt !== null) return refused('proved-already');
      await addStep(client, id, actor.staffId, { step: 'identity-asked', event: 'request.identity-asked', note });
      if (request.personId !== null) {
        const { rows } = await client.query<{ id: number }>(
          `select max(id) as id from privacy_request_steps where request_id = $1 and step = 'identity-asked'`,
          [id],
        );
        // Each time it is asked is a mail of its own.
        await queueMail(client, { kind: 'request-identity', personId: request.personId, about: rows[0]?.id ?? 0 });
      }
      return DONE;
    }),
  );

export const proveIdentity = async (actor: StaffActor, id: number, how: IdentityWay): Promise<Done> =>
  whatCame(
    await changeRequest<Done>(actor, id, async (client, request) => {
      if (request.decidedAt !== null) return refused('decided');
      if (request.identityAt !== null) return refused('proved-already');
      await client.query(
        'update privacy_requests set identity_how = $2, identity_by = $3, identity_at = psa_now() where id = $1',
        [id, how, actor.staffId],
      );
      await addStep(client, id, actor.staffId, {
        step: 'identity-proved',
        event: 'request.identity-proved',
        details: { how },
      });
      return DONE;
    }),
  );

/** Once, within the first month, with a reason that the person is told; three months in all, counted from the receipt (bad-I13). */
export const extendRequest = async (actor: StaffActor, id: number, reason: string): Promise<Done> =>
  whatCame(
    await changeRequest<Done>(actor, id, async (client, request) => {
      if (request.decidedAt !== null) return refused('decided');
      if (request.extendedAt !== null) return refused('extended-already');
      const { receivedOn, nominalOn, dueOn } = await clockOf(client, request.receivedAt, 3);
      if (!mayExtend(receivedOn, dayOf(await nowIn(client)))) return refused('too-late');
      await client.query(
        `update privacy_requests set extended_at = psa_now(), extended_by = $2, extension_reason = $3, nominal_on = $4::date, due_on = $5::date where id = $1`,
        [id, actor.staffId, reason, nominalOn, dueOn],
      );
      await addStep(client, id, actor.staffId, {
        step: 'extended',
        event: 'request.extended',
        details: { due: dueOn },
      });
      if (request.personId !== null)
        await queueMail(client, { kind: 'request-extended', personId: request.personId, about: id });
      return DONE;
    }),
  );

/** Says that the answer reached somebody who has no page here; every word of theirs and about them goes (R3, bad-I13). */
export const closeRequest = async (actor: StaffActor, id: number, how: AnsweredHow): Promise<Done> =>
  whatCame(
    await changeRequest<Done>(actor, id, async (client, request) => {
      if (request.closedAt !== null) return refused('closed');
      if (request.decidedAt === null) return refused('undecided');
      await client.query('update privacy_requests set closed_by = $2, answered_how = $3 where id = $1', [
        id,
        actor.staffId,
        how,
      ]);
      if (request.personId === null) await forgetWords(client, [id]);
      else await client.query('update privacy_requests set closed_at = psa_now() where id = $1', [id]);
      await addStep(client, id, actor.staffId, { step: 'closed', event: 'request.closed', details: { how } });
      return DONE;
    }),
  );

/** Ends a restriction that was asked for; the person is told before (GDPR art. 18(3)). */
export async function liftAfterTelling(actor: StaffActor, id: number): Promise<Done> {
  return whatCame(await aloneWith<true, StepRefusal>(actor, id, whyNotLift, () => lift(actor, id)));
}

const whyNotLift = ({ kind, decision, decidedAt }: HeldRequest): StepRefusal | null => {
  if (kind !== 'restriction') return 'no-restriction';
  if (decidedAt === null) return 'not-restricted';
  return decision === 'carried-out' || decision === 'partly' ? null : 'no-restriction';
};

async function lift(actor: StaffActor, id: number): Promise<Done> {
  const found = await changeRequest(actor, id, async (client, request) => {
    const { rows } = await client.query<{ email: string }>(
      'select email from persons where id = $1 and restricted_at is not null',
      [request.personId],
    );
    return rows[0]?.email ?? null;
  });
  const person = found === null ? null : await findPerson(found);
  if (person === null) return refused('not-restricted');
  if (person.isKeptByLaw) return refused('kept-by-law');
  const told = await tellOfLifting(person).catch(() => null);
  if (told === null) return refused('mail-failed');
  if (!(await liftRestriction(actor, person.id))) return refused('not-restricted');
  await changeRequest(actor, id, (client) =>
    addStep(client, id, actor.staffId, { step: 'lifted', event: 'request.noted', details: { told } }),
  );
  return DONE;
}

const TOLD_BY = { letter: 'By letter', phone: 'By phone' } as const;

/** Says that somebody whom a mail about it did not reach was told in another way. */
export const tellOtherwise = async (actor: StaffActor, id: number, how: keyof typeof TOLD_BY): Promise<Done> =>
  whatCame(
    await changeRequest<Done>(actor, id, async (client, request) => {
      if (request.personId === null) return refused('nobody-left');
      const told: Step = { step: 'told', event: 'request.noted', note: TOLD_BY[how], details: { how } };
      await addStep(client, id, actor.staffId, told);
      return DONE;
    }),
  );

/** Takes the step that a form asked for. */
export function takeStep(actor: StaffActor, id: number, form: RequestStepForm): Promise<Done> {
  switch (form.intent) {
    case 'note':
      return noteOn(actor, id, form.note);
    case 'name-person':
      return namePerson(actor, id, form.email);
    case 'ask-identity':
      return askIdentity(actor, id, form.note);
    case 'prove-identity':
      return proveIdentity(actor, id, form.how);
    case 'extend':
      return extendRequest(actor, id, form.reason);
    case 'close':
      return closeRequest(actor, id, form.how);
    case 'lift':
      return liftAfterTelling(actor, id);
    case 'told':
      return tellOtherwise(actor, id, form.how);
  }
}
