// An objection that came by phone or mail counts as one from the account: in no report until it is decided, and recipients are told at once (P5).
import type { StaffActor } from '#app/features/access/actor.ts';
import { namePerson, proveIdentity } from '#app/features/privacy/handle-request.server.ts';
import { findOwnData } from '#app/features/privacy/own-data.server.ts';
import { runFor } from '#test/support/runs.ts';
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { useReported } from './reported-person.ts';
import { arrangeOfficer, decide, enter, reasonOf, shown } from './request-desk.ts';

const { database, arrange, notifications } = useReported();
let officer: StaffActor;
beforeAll(async () => {
  officer = await arrangeOfficer(database);
});

const DONE = { ok: true, value: true };
const objections = (key: string) =>
  database.query(
    `select e.actor_kind from audit_events e join persons p on p.audit_key::text = e.subject_id
     where e.event = 'person.objected' and p.email = $1`,
    [key],
  );

describe('an objection that staff enter', () => {
  it('keeps the person out of every report from that moment, and recipients who were given rows are told at once', async () => {
    const anna = await arrange();
    await runFor(anna.slug);
    const id = await enter(database, officer, { kind: 'objection', email: anna.email });
    expect(await reasonOf(officer, anna)).toBe('objection-pending');
    expect(await notifications(anna.slug)).toMatchObject([{ cause: 'objection' }]);
    expect(await objections(anna.email)).toEqual([{ actor_kind: 'staff' }]);
    expect((await shown(officer, id)).objectedAt).not.toBeNull();
    // Rejected, they are in again; nobody has to have proved who asked for that.
    expect(await decide(officer, id, { decision: 'refused', answer: 'The contract asks for it.' })).toEqual(DONE);
    expect(await reasonOf(officer, anna)).toBe('in');
  });

  it('by somebody unknown does so from when it is known who it is', async () => {
    const anna = await arrange();
    await runFor(anna.slug);
    const id = await enter(database, officer, { kind: 'objection', name: 'Ann', contact: 'ann@private.example' });
    expect(await reasonOf(officer, anna)).toBe('in');
    expect(await namePerson(officer, id, anna.email)).toEqual(DONE);
    expect(await reasonOf(officer, anna)).toBe('objection-pending');
    expect(await notifications(anna.slug)).toMatchObject([{ cause: 'objection' }]);
    expect(await objections(anna.email)).toHaveLength(1);
  });

  it('of another kind restricts nobody', async () => {
    const anna = await arrange();
    await enter(database, officer, { kind: 'complaint', email: anna.email });
    expect((await findOwnData(anna.actor))?.person.objectedAt).toBeNull();
  });
});

it('those that an earlier version let stand without a word of it are written down by the migration, once each', async () => {
  const [anna, ben] = [await arrange(), await arrange()];
  for (const { email } of [anna, ben]) await enter(database, officer, { kind: 'objection', email });
  await database.query('truncate audit_events, audit_seals');
  const sql = await readFile('prisma/migrations/20261123150000_support_rests/migration.sql', 'utf8');
  const [, block = ''] = sql.split('-- ── objections that');
  for (let time = 0; time < 2; time++) await database.query(`-- ${block}`);
  for (const { email } of [anna, ben]) expect(await objections(email)).toEqual([{ actor_kind: 'system' }]);
});

describe('who somebody unknown said they were', () => {
  it('is proved for nobody else: whoever is named later has to prove it again before anything is carried out', async () => {
    const anna = await arrange();
    const id = await enter(database, officer, { kind: 'erasure', name: 'Ann', contact: 'ann@private.example' });
    expect(await proveIdentity(officer, id, 'document-seen')).toEqual(DONE);
    expect(await namePerson(officer, id, anna.email)).toEqual(DONE);
    expect(await shown(officer, id)).toMatchObject({ personId: anna.id, identityAt: null, identityHow: null });
    expect(await decide(officer, id, { email: anna.email })).toEqual({ ok: false, reason: 'unproved' });
    expect(await proveIdentity(officer, id, 'called-back')).toEqual(DONE);
    expect((await shown(officer, id)).identityHow).toBe('called-back');
  });

  it('is taken back by the database, too', async () => {
    const anna = await arrange();
    const id = await enter(database, officer, { kind: 'access', name: 'Ann', contact: 'ann@private.example' });
    await proveIdentity(officer, id, 'document-seen');
    await database.query(
      'update privacy_requests set person_id = $2, asker_name = null, asker_contact = null where id = $1',
      [id, anna.id],
    );
    expect((await shown(officer, id)).identityAt).toBeNull();
  });
});
