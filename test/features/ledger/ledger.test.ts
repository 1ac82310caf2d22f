// The ledger tells what was done and by whom, never about a value of a person; and nobody changes it unseen.
import { bookSitting, recordOutcome } from '#app/features/exams/exams.server.ts';
import { importBytes } from '#app/features/intake/import.server.ts';
import { setProgress } from '#app/features/learning/enrolments.server.ts';
import { appendEvents } from '#app/features/ledger/ledger.server.ts';
import { sealLedger, verifyLedger } from '#app/features/ledger/seal.server.ts';
import { findPreview } from '#app/features/reporting/preview-run.server.ts';
import { releaseRun } from '#app/features/reporting/release-run.server.ts';
import { findReason } from '#app/features/reporting/why.server.ts';
import { findRunFile } from '#app/features/delivery/fetch-report.server.ts';
import { closeDatabase, inRoleSql } from '#app/platform/db.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { registration, registrations } from '#test/support/import-files.ts';
import { arrangeAgreement, arrangeNotice, arrangePerson } from '#test/support/register.ts';
import { bringOut, runFor, SYSTEM, thePeriod } from '#test/support/runs.ts';
import pg from 'pg';
import { beforeEach, describe, expect, it } from 'vitest';

const database = useDatabase();

/** Appends so many events, each in a transaction of its own. */
async function happen(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    await inRoleSql('psa_worker', { 'psa.actor_kind': 'system' }, (client) =>
      appendEvents(client, [{ event: 'run.built', subjectId: i, fields: ['email'], details: { build: i } }]),
    );
  }
}

/** The event that stands at a position of the chain. */
async function eventAt(position: number): Promise<string> {
  const [seal] = await database.query<{ event_id: string }>('select event_id from audit_seals where position = $1', [
    position,
  ]);
  return seal?.event_id ?? '';
}

describe('the chain', () => {
  beforeEach(async () => {
    await database.query('truncate audit_events, audit_seals');
    await happen(6);
    expect(await sealLedger()).toBe(6);
    expect(await verifyLedger()).toMatchObject({ ok: true, sealed: 6, unsealed: 0 });
  });

  const EDITS: Readonly<Record<string, string>> = {
    occurred_at: `occurred_at + interval '1 microsecond'`,
    actor_kind: `'nobody'`,
    actor_id: '7',
    event: `'run.failed'`,
    subject_kind: `'person'`,
    subject_id: 'null',
    fields: `fields || array['phone']`,
    details: `details || '{"build": 99}'`,
  };
  for (const [column, value] of Object.entries(EDITS)) {
    it(`bad-H12 tells the position of an event whose ${column} was edited`, async () => {
      await database.query(`update audit_events set ${column} = ${value} where id = $1`, [await eventAt(3)]);
      expect(await verifyLedger()).toEqual({ ok: false, position: 3, fault: 'edited' });
    });
  }

  it('bad-H12 covers every column of an event', async () => {
    const columns = await database.query<{ name: string }>(
      `select attname as name from pg_attribute where attrelid = 'audit_events'::regclass and attnum > 0 and not attisdropped`,
    );
    expect(columns.map(({ name }) => name).toSorted()).toEqual([...Object.keys(EDITS), 'id'].toSorted());
  });

  it('bad-H12 tells the position of an event that was removed', async () => {
    await database.query('delete from audit_events where id = $1', [await eventAt(2)]);
    expect(await verifyLedger()).toEqual({ ok: false, position: 2, fault: 'removed' });
  });

  it('bad-H12 tells where an event was removed together with its seal', async () => {
    await database.query('delete from audit_events where id = $1', [await eventAt(4)]);
    await database.query('delete from audit_seals where position = 4');
    expect(await verifyLedger()).toEqual({ ok: false, position: 4, fault: 'gap' });
  });

  it('bad-H12 sees through positions that were closed up after a removal', async () => {
    await database.query('delete from audit_events where id = $1', [await eventAt(4)]);
    await database.query('delete from audit_seals where position = 4');
    await database.query('update audit_seals set position = -position + 1000 where position > 4');
    await database.query('update audit_seals set position = 999 - position where position > 900');
    expect(await verifyLedger()).toEqual({ ok: false, position: 4, fault: 'edited' });
  });

  it('bad-H12 tells of two events that changed places', async () => {
    const [second, third] = [await eventAt(2), await eventAt(3)];
    await database.query('update audit_seals set event_id = -1 where position = 2');
    await database.query('update audit_seals set event_id = $1 where position = 3', [second]);
    await database.query('update audit_seals set event_id = $1 where position = 2', [third]);
    expect(await verifyLedger()).toEqual({ ok: false, position: 2, fault: 'edited' });
  });

  it('bad-H12 tells of a hash that was rewritten', async () => {
    await database.query(`update audit_seals set hash = repeat('0', 64) where position = 6`);
    expect(await verifyLedger()).toEqual({ ok: false, position: 6, fault: 'edited' });
  });

  it('bad-H12 counts events whose seals were cut off at the end as not sealed', async () => {
    await database.query('delete from audit_seals where position > 4');
    expect(await verifyLedger()).toMatchObject({ ok: true, sealed: 4, unsealed: 2 });
  });

  it('counts what has committed and is not sealed yet, and nothing that was rolled back', async () => {
    await happen(2);
    const broken = inRoleSql('psa_worker', { 'psa.actor_kind': 'system' }, async (client) => {
      await appendEvents(client, [{ event: 'run.built', subjectId: 1 }]);
      throw new Error('rolled back');
    });
    await expect(broken).rejects.toThrow('rolled back');
    expect(await verifyLedger()).toMatchObject({ ok: true, sealed: 6, unsealed: 2 });
    expect(await sealLedger()).toBe(2);
    expect(await verifyLedger()).toMatchObject({ ok: true, sealed: 8, unsealed: 0 });
  });

  it('holds for an event that was begun before others and committed after they were sealed', async () => {
    await inRoleSql('psa_worker', { 'psa.actor_kind': 'system' }, async (client) => {
      await appendEvents(client, [{ event: 'run.planned', subjectId: 1 }]);
      await happen(1);
      expect(await sealLedger()).toBe(1);
    });
    expect(await verifyLedger()).toMatchObject({ ok: true, sealed: 7, unsealed: 1 });
    expect(await sealLedger()).toBe(1);
    expect(await verifyLedger()).toMatchObject({ ok: true, sealed: 8, unsealed: 0 });
    const sealed = await database.query<{ event: string }>(
      'select e.event from audit_seals s join audit_events e on e.id = s.event_id order by s.position desc limit 1',
    );
    expect(sealed).toEqual([{ event: 'run.planned' }]);
  });

  it('finds among the recent ones what committed late, and by the look at everything what committed much later', async () => {
    const [sequence] = await database.query<{ name: string }>(
      `select pg_get_serial_sequence('audit_events', 'id') as name`,
    );
    await inRoleSql('psa_worker', { 'psa.actor_kind': 'system' }, async (client) => {
      await appendEvents(client, [{ event: 'run.planned', subjectId: 1 }]);
      await happen(1);
      expect(await sealLedger('recent')).toBe(1);
    });
    expect(await sealLedger('recent')).toBe(1);
    await inRoleSql('psa_worker', { 'psa.actor_kind': 'system' }, async (client) => {
      await appendEvents(client, [{ event: 'run.planned', subjectId: 2 }]);
      await database.query(`select setval($1, nextval($1) + 200000)`, [sequence?.name]);
      await happen(1);
      expect(await sealLedger('recent')).toBe(1);
    });
    expect(await sealLedger('recent')).toBe(0);
    expect(await sealLedger()).toBe(1);
    expect(await verifyLedger()).toMatchObject({ ok: true, sealed: 10, unsealed: 0 });
  });

  it('is one chain although several seal it at once', async () => {
    await happen(5);
    const counts = await Promise.all([sealLedger(), sealLedger(), sealLedger()]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(5);
    expect(await verifyLedger()).toMatchObject({ ok: true, sealed: 11, unsealed: 0 });
  });

  it('has the same head in whatever time zone the server works', async () => {
    const before = await verifyLedger();
    await closeDatabase();
    await database.query(`alter database ${database.name} set timezone = 'Pacific/Auckland'`);
    const fresh = new pg.Client({ connectionString: database.appUrl });
    await fresh.connect();
    expect((await fresh.query('show timezone')).rows).toEqual([{ TimeZone: 'Pacific/Auckland' }]);
    await fresh.end();
    expect(await verifyLedger()).toEqual(before);
    await closeDatabase();
    await database.query(`alter database ${database.name} reset timezone`);
  });
});

describe('events', () => {
  const CANARY = 'Canary7c1f';

  it('hold no value of a person, whatever is done about them', async () => {
    const slug = 'employer-1007001';
    const email = `${CANARY.toLowerCase()}@canary.example`;
    await database.query('truncate audit_events, audit_seals');
    await arrangeNotice();
    await database.query(
      `insert into exams values ('AZ-204'); insert into workshops (name, exam_code) values ('Azure Developer', 'AZ-204')`,
    );
    const imported = await importBytes(SYSTEM, {
      kind: 'registrations',
      fileName: `${CANARY}.csv`,
      bytes: registrations(
        registration({
          first: CANARY,
          last: `${CANARY} Last`,
          email,
          phone: '+31 6 87654321',
          company: `${CANARY} B.V.`,
          mpn: '1007001',
          role: `${CANARY} Role`,
        }),
      ),
      notice: { version: 1, by: `${CANARY} Centre` },
    });
    expect(imported.refused).toEqual([]);
    const [person] = await database.query<{ id: number; enrolment: number; key: string }>(
      'select p.id, n.id as enrolment, p.audit_key as key from persons p join enrolments n on n.person_id = p.id where p.email = $1',
      [email],
    );
    if (person === undefined) throw new Error('The person was not imported');
    await database.query(`update employments set confirmed_by = 'staff', confirmed_at = now()`);
    await database.query(`insert into exams (code) values ('AZ-104') on conflict do nothing`);
    await setProgress(
      { kind: 'person', personId: person.id, name: CANARY },
      { enrolmentId: person.enrolment, percent: 77 },
    );
    const [made] = await database.query<{ id: number }>(
      `insert into staff_members (email, name) values ('${CANARY.toLowerCase()}@psa.example', '${CANARY} Staff') returning id`,
    );
    const staff = { kind: 'staff', staffId: made?.id ?? 0, roles: ['trainer'], name: `${CANARY} Staff` } as const;
    const actor = { ...staff, roles: [...staff.roles] };
    const month = (await database.query<{ m: string }>(`select to_char(psa_now(), 'YYYY-MM') as m`))[0]?.m ?? '';
    const booked = await bookSitting(actor, { personId: person.id, examCode: 'AZ-104', month });
    if (!booked.ok) throw new Error(booked.reason);
    expect(await recordOutcome(actor, booked.value.sittingId, 'passed')).toMatchObject({ ok: true });
    await database.query(`update sittings set month = $1`, [await thePeriod()]);
    await arrangePerson(database, { email: 'other@canary.example', mpnId: '1007002', company: 'Other' });
    await arrangeAgreement({ kind: 'employer', mpnId: '1007001' }, { reidentificationRule: 'hold' });
    const held = await runFor(slug);
    expect(held.state).toBe('awaiting-release');
    await findPreview(actor, { runId: held.id, sheet: 'registration', offset: 0, limit: 10 });
    (await findRunFile(actor, held.id))?.stream.destroy();
    await findReason(actor, { email, slug, period: held.period });
    expect(await releaseRun(actor, held.id, `${CANARY} agreed to it in writing`)).toMatchObject({ ok: true });
    expect(await bringOut([held.id])).toBe(2);

    const events = await database.query<{ event: string; text: string }>(
      'select event, to_jsonb(e)::text as text from audit_events e order by id',
    );
    expect(new Set(events.map(({ event }) => event))).toEqual(
      new Set([
        'import.applied',
        'progress.set',
        'sitting.booked',
        'outcome.recorded',
        'run.planned',
        'run.built',
        'report.previewed',
        'report.downloaded',
        'reason.asked',
        'run.released',
        'delivery.made',
      ]),
    );
    const text = events.map((event) => event.text).join('\n');
    expect(text).toContain(person.key);
    for (const value of [CANARY, CANARY.toLowerCase(), '@', '87654321', '1007001', 'passed', 'AZ-104'])
      expect(text).not.toContain(value);
    // The percentage and the month as values; hashes, keys and instants may hold the same digits.
    expect(text).not.toMatch(/[": ]77[,"}]/);
    expect(text).not.toMatch(new RegExp(`"${month}"`));
  });
});
