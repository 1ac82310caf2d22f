// What a decision does: it is carried out by the functions that there are, once it is known who asks, and the person is told.
import { sendMails } from '#app/features/mail/mails.server.ts';
import { liftAfterTelling, proveIdentity } from '#app/features/privacy/handle-request.server.ts';
import { makeRequestFile } from '#app/features/privacy/request-files.server.ts';
import { exportPerson } from '#app/features/privacy/export-person.server.ts';
import { findOwnData } from '#app/features/privacy/own-data.server.ts';
import { objectToReporting } from '#app/features/privacy/restrict-person.server.ts';
import { setProgress } from '#app/features/learning/enrolments.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import type { StaffActor } from '#app/features/access/actor.ts';
import { arrangeOfficer, consentOf, decide, enter, reasonOf, shown, stepsOf } from './request-desk.ts';
import { useReported } from './reported-person.ts';
import { forgetKeptMail, readKeptMail } from '#test/support/kept-mail.ts';
import { moveClock } from '#test/support/register.ts';
import { runFor } from '#test/support/runs.ts';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';

const { database, arrange, notifications } = useReported();
let officer: StaffActor;
beforeAll(async () => {
  officer = await arrangeOfficer(database);
});
beforeEach(() => forgetKeptMail(database));

const DONE = { ok: true, value: true };

/** Entered by phone about somebody, and proved. */
async function proved(kind: Parameters<typeof enter>[2]['kind'], email: string): Promise<number> {
  const id = await enter(database, officer, { kind: kind ?? 'access', email });
  await proveIdentity(officer, id, 'called-back');
  return id;
}

const mailsTo = async (email: string) => {
  await sendMails(MAIL_WRITERS);
  return (await readKeptMail(database)).filter(({ to }) => to?.[0]?.address === email);
};

describe('erasure', () => {
  it('erases whoever asked by phone, closes what else they asked for, and tells them by mail afterwards', async () => {
    const anna = await arrange();
    await runFor(anna.slug);
    const id = await proved('erasure', anna.email);
    const other = await enter(database, officer, { kind: 'complaint', email: anna.email, message: 'Anna says' });
    expect(await decide(officer, id, { email: 'somebody@else.example' })).toEqual({ ok: false, reason: 'mismatch' });
    expect(await decide(officer, id, { email: anna.email.toUpperCase() })).toEqual(DONE);
    expect(await database.query('select from persons where id = $1', [anna.id])).toEqual([]);
    expect(await notifications(anna.slug)).toMatchObject([{ cause: 'erased' }]);
    expect(await shown(officer, id)).toMatchObject({
      decision: 'carried-out',
      answeredHow: 'mail',
      personId: null,
      decidedBy: officer.name,
    });
    expect((await shown(officer, id)).closedAt).not.toBeNull();
    expect(await shown(officer, other)).toMatchObject({ message: null, personId: null });
    expect((await shown(officer, other)).closedAt).not.toBeNull();
    const [mail] = await mailsTo(anna.email);
    expect(mail?.text).toContain('Everything that we held about you has been erased');
    expect(mail?.text).toContain('autoriteitpersoonsgegevens.nl');
    // bad-I2: once.
    expect(await decide(officer, id, { email: anna.email })).toEqual({ ok: false, reason: 'decided' });
  });

  it('bad-I3 with something that law obliges to keep is done in part: what, by which law and until when is said, and nothing else is done with it', async () => {
    const anna = await arrange();
    await consentOf(database, anna.id, 'member-sharing');
    const id = await proved('erasure', anna.email);
    const keeps = [{ what: 'Invoice 2026-17', law: 'Tax law, art. 52', until: '2031-12-31' }];
    expect(await decide(officer, id, { decision: 'partly', keeps })).toEqual(DONE);
    const own = await findOwnData(anna.actor);
    expect(own?.requests[0]).toMatchObject({ decision: 'partly', keeps });
    expect(own?.person.restrictedAt).not.toBeNull();
    expect(own?.consents[0]).toMatchObject({ consent: 'member-sharing', given: false, how: 'on-request' });
    expect(await reasonOf(officer, anna)).toBe('restricted');
    // Erased in the end, nothing of what was said about it stays.
    expect(await decide(officer, await proved('erasure', anna.email), { email: anna.email })).toEqual(DONE);
    expect((await shown(officer, id)).keeps).toEqual([{ ...keeps[0], what: null }]);
    expect((await shown(officer, id)).steps.every(({ note }) => note === null)).toBe(true);
  });
});

describe('restriction and objection', () => {
  it('bad-I6 restricted by an officer: in no report; what they do meanwhile is stored, and not reported; told before it is lifted', async () => {
    const anna = await arrange();
    const id = await proved('restriction', anna.email);
    expect(await decide(officer, id)).toEqual(DONE);
    const [enrolment] = await database.query<{ id: number }>('select id from enrolments where person_id = $1', [
      anna.id,
    ]);
    await setProgress(anna.actor, { enrolmentId: enrolment?.id ?? 0, percent: 90 });
    expect(await database.query('select percent from enrolments where person_id = $1', [anna.id])).toEqual([
      { percent: 90 },
    ]);
    expect((await runFor(anna.slug)).build?.sheets[0]).toMatchObject({ rows: 1 });
    forgetKeptMail(database);
    expect(await liftAfterTelling(officer, id)).toEqual(DONE);
    expect((await readKeptMail(database)).map(({ subject }) => subject)).toEqual(['The restriction of your data ends']);
    expect(await reasonOf(officer, anna)).toBe('in');
    expect(await stepsOf(officer, id)).toContain('lifted');
    expect(await liftAfterTelling(officer, id)).toEqual({ ok: false, reason: 'not-restricted' });
  });

  it('an objection that is upheld keeps them out for good, with no moment in between', async () => {
    const anna = await arrange();
    await objectToReporting(anna.actor, 'I do not want it');
    const [own] = (await findOwnData(anna.actor))?.requests ?? [];
    expect(await decide(officer, own?.id ?? 0)).toEqual(DONE);
    const person = (await findOwnData(anna.actor))?.person;
    expect(person).toMatchObject({ objectedAt: null });
    expect(person?.restrictedAt).not.toBeNull();
    expect(await reasonOf(officer, anna)).toBe('restricted');
  });

  it('an objection that is rejected tells them first and once, with where to complain, and they are in again; the reason stands on their page', async () => {
    const anna = await arrange();
    await objectToReporting(anna.actor, 'I do not want it');
    const [own] = (await findOwnData(anna.actor))?.requests ?? [];
    const id = own?.id ?? 0;
    expect(await reasonOf(officer, anna)).toBe('objection-pending');
    expect(await decide(officer, id, { decision: 'refused', answer: 'The contract asks for it.' })).toEqual(DONE);
    expect(await reasonOf(officer, anna)).toBe('in');
    expect((await findOwnData(anna.actor))?.requests[0]).toMatchObject({
      decision: 'refused',
      answer: 'The contract asks for it.',
    });
    const [mail, ...others] = await mailsTo(anna.email);
    expect(others).toEqual([]);
    expect(mail?.text).toContain('in the reports to your employer');
    expect(mail?.text).toContain('autoriteitpersoonsgegevens.nl');
    expect(mail?.text).not.toContain('The contract asks for it');
    expect(await stepsOf(officer, id)).toEqual(['back-in-reports', 'decided', 'closed']);
  });

  it('an objection that is rejected when it stands no more is told as any decision, once', async () => {
    const anna = await arrange();
    await objectToReporting(anna.actor, 'I do not want it');
    const [own] = (await findOwnData(anna.actor))?.requests ?? [];
    await database.query('update persons set objected_at = null where id = $1', [anna.id]);
    expect(await decide(officer, own?.id ?? 0, { decision: 'refused', answer: 'The contract asks for it.' })).toEqual(
      DONE,
    );
    expect(await mailsTo(anna.email)).toHaveLength(1);
  });
});

describe('withdrawal', () => {
  it('bad-I7 bad-I9 counts at once, is recorded as said by an officer, and leaves the employer’s report as it is', async () => {
    const anna = await arrange();
    await consentOf(database, anna.id, 'marketing-email');
    await consentOf(database, anna.id, 'member-sharing');
    const id = await proved('withdrawal', anna.email);
    expect((await shown(officer, id)).consents).toEqual(['marketing-email', 'member-sharing']);
    expect(await decide(officer, id, { consents: ['marketing-email', 'marketing-phone'] })).toEqual(DONE);
    expect((await shown(officer, id)).consents).toEqual(['member-sharing']);
    expect(
      await database.query(
        `select consent, given, how, actor_kind, actor_id from consent_entries where person_id = $1 and how = 'on-request'`,
        [anna.id],
      ),
    ).toEqual([
      { consent: 'marketing-email', given: false, how: 'on-request', actor_kind: 'staff', actor_id: officer.staffId },
    ]);
    expect(await reasonOf(officer, anna)).toBe('in');
    expect((await findOwnData(anna.actor))?.requests[0]).toMatchObject({ decision: 'carried-out', channel: 'phone' });
  });
});

describe('access and portability', () => {
  it('bad-I10 hands over all of the proven person’s data and nobody else’s, names no staff, and each file is written down', async () => {
    const anna = await arrange();
    const ben = await arrange();
    const id = await enter(database, officer, { email: anna.email, kind: 'access' });
    expect(await makeRequestFile(officer, id, 'everything.json')).toEqual({ ok: false, reason: 'unproved' });
    await proveIdentity(officer, id, 'document-seen');
    expect(await decide(officer, id, { handover: 'file' })).toEqual({ ok: false, reason: 'no-file' });
    const file = await makeRequestFile(officer, id, 'everything.json');
    const body = file.ok ? String(file.value.body) : '';
    expect(JSON.parse(body)).toMatchObject({ format: 'psa-person-export/1' });
    expect(body).toContain(anna.email);
    expect(body).not.toContain(ben.email);
    expect(body).not.toContain(officer.name);
    expect(await makeRequestFile(officer, id, 'given.json')).toMatchObject({ ok: false });
    expect(await decide(officer, id, { handover: 'file' })).toEqual(DONE);
    expect(
      await database.query(`select details from audit_events where event = 'request.file-made' and subject_id = $1`, [
        String(id),
      ]),
    ).toEqual([{ details: { file: 'everything.json' } }]);
    expect(
      await database.query(
        `select from audit_events where event = 'person.exported' and actor_kind = 'staff' and actor_id = $1`,
        [officer.staffId],
      ),
    ).toHaveLength(1);
  });

  it('bad-I11 what was said and answered reads in the export as text, with formulas and HTML as they are, in JSON that is valid', async () => {
    const anna = await arrange();
    const nasty = '=HYPERLINK("x") <script>alert(1)</script> "quoted"';
    const id = await enter(database, officer, { email: anna.email, kind: 'complaint', message: nasty });
    await proveIdentity(officer, id, 'called-back');
    expect(await decide(officer, id, { answer: nasty })).toEqual(DONE);
    const found = await exportPerson(anna.actor, anna.id);
    const again = JSON.parse(JSON.stringify(found)) as typeof found;
    const rows = again.tables.find(({ table }) => table === 'privacy_requests')?.rows;
    expect(rows?.[0]).toMatchObject({
      kind: 'complaint',
      message: nasty,
      answer: nasty,
      entered_by: null,
      decided_by: null,
    });
    const steps = again.tables.find(({ table }) => table === 'privacy_request_steps')?.rows;
    expect(steps?.map((row) => row['step'])).toEqual(['entered', 'identity-proved', 'decided', 'closed']);
    expect(steps?.every((row) => row['staff_id'] === null)).toBe(true);
  });

  it('of somebody who is not known is answered in words alone', async () => {
    const id = await enter(database, officer, { name: 'X', contact: 'x@x.example' });
    await proveIdentity(officer, id, 'document-seen');
    expect(await makeRequestFile(officer, id, 'everything.json')).toEqual({ ok: false, reason: 'not-found' });
    expect(await decide(officer, id, { answer: 'Nothing is held about you.' })).toEqual(DONE);
    await moveClock(database, '1 day');
    expect((await shown(officer, id)).askerName).toBe('X');
  });
});
