// Decides a request and carries it out (P3, P5): nothing before it is known who asks, and nothing twice. What is done stands in functions of its own; here is which of
// them a decision calls, that one officer decides at a time, and that the person is told.
import type { StaffActor } from '#app/features/access/actor.ts';
import { queueMail } from '#app/features/mail/mails.server.ts';
import { normaliseEmail } from '#app/features/people/person.ts';
import { log } from '#app/platform/log.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { endObjection, upholdObjection } from './decide-objection.server.ts';
import { erasePerson, evenIfKept } from './erase-person.server.ts';
import { forgetWords } from './forget-requests.server.ts';
import type { DecisionForm } from './request-forms.ts';
import { tellOfDecision } from './request-mails.server.ts';
import { addStep, aloneWith, changeRequest, type HeldRequest, type Step } from './request-steps.server.ts';
import { restrictPerson } from './restrict-person.server.ts';
import type { ShownRequest } from './show-request.server.ts';
import { withdrawOnRequest } from './withdraw-on-request.server.ts';

export type DecisionRefusal =
  'not-found' | 'decided' | 'being-decided' | 'changed' | 'unproved' | 'mismatch' | 'no-file' | 'mail-failed';

export const DECISION_REFUSALS: Readonly<Record<Exclude<DecisionRefusal, 'not-found'>, string>> = {
  decided: 'It is decided already. Nothing was changed.',
  'being-decided': 'Somebody else is deciding it at this moment. Nothing was changed.',
  changed: 'It was found meanwhile whose request it is. Look at it again: nothing was changed.',
  unproved: 'Nothing is carried out before it is known who asks. Check that first.',
  mismatch: 'That is not the address of the person who is to be erased.',
  'no-file': 'No file was made for this request yet. Download it first, then hand it over with the letter.',
  'mail-failed': 'The mail that tells the person first did not go. Nothing was changed: try again.',
};

type Done = Result<true, DecisionRefusal>;

/** What was done about the person, as steps, and whether a mail told them before. */
type CarriedOut = { readonly steps: readonly Step[]; readonly isTold: boolean };
type Carried = Result<CarriedOut, 'mail-failed'>;
const did = (...names: readonly string[]): Carried => ok({ steps: names.map(step), isTold: false });
const step = (name: string): Step => ({ step: name, event: 'request.carried-out', details: { what: name } });

/** What stays although somebody asked for its erasure is used for nothing else: out of every report, and nothing that rests on consent. */
async function eraseInPart(actor: StaffActor, personId: number, request: ShownRequest): Promise<Carried> {
  await restrictPerson(actor, personId);
  await withdrawOnRequest(actor, personId, request.consents);
  return did('restricted');
}

async function carryOut(actor: StaffActor, request: ShownRequest, form: DecisionForm): Promise<Carried> {
  const { personId, kind } = request;
  if (personId === null) return did();
  if (form.decision === 'refused') {
    if (kind !== 'objection') return did();
    const end = await endObjection(actor, personId, request);
    if (end === null) return refused('mail-failed');
    return ok({ steps: end.isEnded ? [step('back-in-reports')] : [], isTold: end.isTold });
  }
  if (kind === 'restriction') {
    await restrictPerson(actor, personId);
    return did('restricted');
  }
  if (kind === 'objection') {
    await upholdObjection(actor, personId);
    return did('restricted');
  }
  if (kind === 'withdrawal') {
    await withdrawOnRequest(actor, personId, form.consents);
    return did('consent-withdrawn');
  }
  if (kind === 'erasure' && form.decision === 'partly') return eraseInPart(actor, personId, request);
  return did();
}

const DECIDE = `
  update privacy_requests set decided_at = psa_now(), decision = $2, decided_by = $3, answer = nullif($4, '') where id = $1`;
const KEEP = `
  insert into privacy_request_keeps (request_id, what, law, until) select $1, k.what, k.law, k.until
  from jsonb_to_recordset($2::text::jsonb) as k (what text, law text, until date)`;

const CLOSE_BY_ACCOUNT = `
  update privacy_requests set closed_at = psa_now(), closed_by = $2, answered_how = 'account' where id = $1`;

/** The decision and what was done, in one transaction; whoever has a page here reads the answer there, is told of it once, and the request is closed. */
async function writeDecision(
  actor: StaffActor,
  { id, personId }: Pick<ShownRequest, 'id' | 'personId'>,
  form: DecisionForm,
  { steps, isTold }: CarriedOut,
): Promise<Done> {
  const written = await changeRequest<Done>(actor, id, async (client, held) => {
    if (held.decidedAt !== null) return refused('decided');
    await client.query(DECIDE, [id, form.decision, actor.staffId, form.answer]);
    if (form.keeps.length > 0) await client.query(KEEP, [id, JSON.stringify(form.keeps)]);
    for (const one of steps) await addStep(client, id, actor.staffId, one);
    const details = { decision: form.decision };
    await addStep(client, id, actor.staffId, { step: 'decided', event: 'request.decided', details });
    if (personId === null) return ok(true);
    if (!isTold) await queueMail(client, { kind: 'request-decided', personId, about: id });
    await client.query(CLOSE_BY_ACCOUNT, [id, actor.staffId]);
    await addStep(client, id, actor.staffId, { step: 'closed', event: 'request.closed', details: { how: 'account' } });
    return ok(true);
  });
  return written ?? refused('not-found');
}

/**
 * The person goes, and the request is decided with them; they are told by mail at once, since no page of theirs is left. Where none takes the mail, the request stays
 * open with name and address, and an officer sends the letter.
 */
async function eraseOnRequest(actor: StaffActor, request: ShownRequest, personId: number): Promise<Done> {
  const answering = { requestId: request.id, staffId: actor.staffId };
  const { erased } = await erasePerson(actor, personId, 'erased', evenIfKept, answering);
  // They went by themselves at this moment, and read on their page what became of them.
  if (!erased) return ok(true);
  const told = await tellOfDecision(request).catch((error: unknown) => {
    log.error({ err: error, request: request.id }, 'somebody who was erased could not be told by mail');
    return false;
  });
  await changeRequest(actor, request.id, async (client) => {
    const add = (one: Step): Promise<void> => addStep(client, request.id, actor.staffId, one);
    if (!told) return add({ step: 'not-told', event: 'request.noted', details: { told } });
    await client.query(`update privacy_requests set closed_by = $2, answered_how = 'mail' where id = $1`, [
      request.id,
      actor.staffId,
    ]);
    await forgetWords(client, [request.id]);
    return add({ step: 'told', event: 'request.closed', details: { how: 'mail' } });
  });
  return ok(true);
}

const isCarriedOut = ({ decision }: DecisionForm): boolean => decision !== 'refused';

function whyNot(request: ShownRequest, held: HeldRequest, form: DecisionForm): DecisionRefusal | null {
  if (held.decidedAt !== null) return 'decided';
  if (held.personId !== request.personId) return 'changed';
  if (isCarriedOut(form) && held.identityAt === null) return 'unproved';
  const isErased = request.kind === 'erasure' && form.decision === 'carried-out' && held.personId !== null;
  if (isErased && normaliseEmail(form.email.normalize('NFC')) !== request.email) return 'mismatch';
  const isHandedOver = (request.kind === 'access' || request.kind === 'portability') && held.personId !== null;
  const isMade = request.steps.some((made) => made.step === 'file-made');
  if (isHandedOver && isCarriedOut(form) && form.handover === 'file' && !isMade) return 'no-file';
  return null;
}

/** `request` as it was shown. Of several who decide at once the first does, and nothing of the others is carried out (bad-I8). */
export async function decideRequest(actor: StaffActor, request: ShownRequest, form: DecisionForm): Promise<Done> {
  const done = await aloneWith<true, DecisionRefusal>(
    actor,
    request.id,
    (held) => whyNot(request, held, form),
    () => carryOutAndWrite(actor, request, form),
  );
  return done ?? refused('not-found');
}

async function carryOutAndWrite(actor: StaffActor, request: ShownRequest, form: DecisionForm): Promise<Done> {
  if (request.kind === 'erasure' && form.decision === 'carried-out' && request.personId !== null)
    return eraseOnRequest(actor, request, request.personId);
  const carried = await carryOut(actor, request, form);
  if (!carried.ok) return carried;
  return writeDecision(actor, request, form, carried.value);
}
