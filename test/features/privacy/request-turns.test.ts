// One request is one officer's at a time: what is decided is carried out once, and whoever comes second learns who was first.
import type { StaffActor } from '#app/features/access/actor.ts';
import { liftAfterTelling, namePerson, proveIdentity } from '#app/features/privacy/handle-request.server.ts';
import { objectToReporting } from '#app/features/privacy/restrict-person.server.ts';
import { findOwnData } from '#app/features/privacy/own-data.server.ts';
import { forgetKeptMail, readKeptMail } from '#test/support/kept-mail.ts';
import { moveClock } from '#test/support/register.ts';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useReported } from './reported-person.ts';
import { arrangeOfficer, consentOf, decide, enter, reasonOf, shown, stepsOf } from './request-desk.ts';

const { database, arrange } = useReported();
let officer: StaffActor;
let other: StaffActor;
beforeAll(async () => {
  officer = await arrangeOfficer(database);
  const [made] = await database.query<{ id: number }>(
    `insert into staff_members (email, name) values ('second@academy.example', 'Second Officer') returning id`,
  );
  other = { kind: 'staff', staffId: made?.id ?? 0, roles: ['privacy-officer'], name: 'Second Officer' };
});
beforeEach(() => forgetKeptMail(database));

const DONE = { ok: true, value: true };

async function proved(kind: 'restriction' | 'withdrawal' | 'complaint' | 'erasure', email: string): Promise<number> {
  const id = await enter(database, officer, { kind, email });
  await proveIdentity(officer, id, 'called-back');
  return id;
}

describe('two officers who decide at once', () => {
  it('carry out one decision, whichever: an objection is upheld or rejected, never both', async () => {
    for (let round = 0; round < 6; round++) {
      const anna = await arrange();
      await objectToReporting(anna.actor, '');
      const id = (await findOwnData(anna.actor))?.requests[0]?.id ?? 0;
      const both = await Promise.all([
        decide(officer, id),
        decide(other, id, { decision: 'refused', answer: 'The contract asks for it.' }),
      ]);
      expect(both.filter(({ ok }) => ok)).toHaveLength(1);
      const { decision, steps, decidedBy } = await shown(officer, id);
      expect(await reasonOf(officer, anna)).toBe(decision === 'refused' ? 'in' : 'restricted');
      expect(decidedBy).toBe(decision === 'refused' ? other.name : officer.name);
      expect(steps.filter(({ step }) => step === 'decided')).toHaveLength(1);
    }
  });

  it('withdraw nothing by a decision that did not come to be', async () => {
    const anna = await arrange();
    await consentOf(database, anna.id, 'marketing-email');
    const id = await proved('withdrawal', anna.email);
    const [carried, no] = await Promise.all([
      decide(officer, id, { consents: ['marketing-email'] }),
      decide(other, id, { decision: 'refused', answer: 'It never stood given.' }),
    ]);
    expect([carried.ok, no.ok].toSorted()).toEqual([false, true]);
    const given = (await shown(officer, id)).consents.includes('marketing-email');
    expect(given).toBe(!carried.ok);
  });

  it('erase once', async () => {
    const anna = await arrange();
    const id = await proved('erasure', anna.email);
    const both = await Promise.all([
      decide(officer, id, { email: anna.email }),
      decide(other, id, { decision: 'refused', answer: 'It has to be kept.' }),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const kept = await database.query('select from persons where id = $1', [anna.id]);
    expect(kept).toHaveLength(both[0].ok ? 0 : 1);
  });
});

describe('a decision that is being carried out', () => {
  it('lets nobody decide in between, and nobody name another; who began is said, and after a crash it is free again', async () => {
    const id = await enter(database, officer, { kind: 'complaint', name: 'X', contact: 'x@x.example' });
    const anna = await arrange();
    await database.query('update privacy_requests set busy_by = $2, busy_since = psa_now() where id = $1', [
      id,
      other.staffId,
    ]);
    const no = { decision: 'refused', answer: 'Nothing is held.' } as const;
    expect(await decide(officer, id, no)).toEqual({ ok: false, reason: 'being-decided' });
    expect(await namePerson(officer, id, anna.email)).toEqual({ ok: false, reason: 'being-decided' });
    expect((await shown(officer, id)).busyBy).toBe(other.name);
    await moveClock(database, '10 minutes');
    expect((await shown(officer, id)).busyBy).toBeNull();
    expect(await decide(officer, id, no)).toEqual(DONE);
    expect((await shown(officer, id)).busyBy).toBeNull();
  });

  it('goes by what was shown: whoever was named meanwhile is not decided about', async () => {
    const id = await enter(database, officer, { kind: 'complaint', name: 'X', contact: 'x@x.example' });
    const anna = await arrange();
    const { decideRequest } = await import('#app/features/privacy/decide-request.server.ts');
    const before = await shown(officer, id);
    await namePerson(other, id, anna.email);
    const form = {
      decision: 'refused',
      answer: 'No such.',
      keeps: [],
      consents: [],
      handover: 'account',
      email: '',
    } as const;
    expect(await decideRequest(officer, before, form)).toEqual({ ok: false, reason: 'changed' });
  });
});

describe('lifting a restriction', () => {
  it('by two officers at once tells the person once', async () => {
    const anna = await arrange();
    const id = await proved('restriction', anna.email);
    await decide(officer, id);
    forgetKeptMail(database);
    const both = await Promise.all([liftAfterTelling(officer, id), liftAfterTelling(other, id)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await readKeptMail(database)).toHaveLength(1);
    expect((await stepsOf(officer, id)).filter((step) => step === 'lifted')).toHaveLength(1);
    expect(await reasonOf(officer, anna)).toBe('in');
  });

  it('belongs to a restriction that was asked for and granted, and to no other request', async () => {
    const anna = await arrange();
    const restriction = await proved('restriction', anna.email);
    const complaint = await proved('complaint', anna.email);
    expect(await liftAfterTelling(officer, restriction)).toEqual({ ok: false, reason: 'not-restricted' });
    await decide(officer, restriction);
    forgetKeptMail(database);
    expect(await liftAfterTelling(officer, complaint)).toEqual({ ok: false, reason: 'no-restriction' });
    expect(await readKeptMail(database)).toEqual([]);
    expect(await reasonOf(officer, anna)).toBe('restricted');
    // Refused, nothing was restricted by it.
    const ben = await arrange();
    const refused = await proved('restriction', ben.email);
    await decide(officer, refused, { decision: 'refused', answer: 'There is no ground.' });
    expect(await liftAfterTelling(officer, refused)).toEqual({ ok: false, reason: 'no-restriction' });
  });
});
