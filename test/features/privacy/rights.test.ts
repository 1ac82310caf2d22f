// Erasing, restricting, objecting and correcting: who was given what is told, and nothing leaves any more.
import { deliverDue } from '#app/features/delivery/deliver.server.ts';
import { CHANNELS, OWN_CHANNELS } from '#app/features/agreements/channel-names.ts';
import { claimDeliveries } from '#app/features/delivery/claim-deliveries.server.ts';
import { listPublishedReports } from '#app/features/delivery/fetch-report.server.ts';
import { enrol } from '#app/features/learning/enrol.server.ts';
import { erasePerson } from '#app/features/privacy/erase-person.server.ts';
import { askFor } from '#app/features/privacy/requests.server.ts';
import { sweepRemovedFiles } from '#app/features/privacy/removed-files.server.ts';
import {
  eraseFound,
  liftRestriction,
  markFound,
  objectToReporting,
  restrictPerson,
} from '#app/features/privacy/restrict-person.server.ts';
import { dataPath } from '#app/platform/files.server.ts';
import { download, useReported } from './reported-person.ts';
import { importFile, NOTICE, reasons } from '#test/support/importing.ts';
import { registration, registrations } from '#test/support/import-files.ts';
import { moveClock } from '#test/support/register.ts';
import { buildFor, runFor, SYSTEM } from '#test/support/runs.ts';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const { database, arrange, contactOf, notifications } = useReported();

describe('erasePerson', () => {
  it('erases everything, tells whoever was given a named row by that row alone, and removes the file', async () => {
    const anna = await arrange();
    const contact = await contactOf(anna);
    const run = await runFor(anna.slug);
    const [build] = await database.query<{ sha256: string }>('select sha256 from builds where run_id = $1', [run.id]);
    expect(existsSync(dataPath('files', `run-${run.id}-1.xlsx`))).toBe(true);
    const erased = await erasePerson(SYSTEM, anna.id);
    expect(erased).toMatchObject({ erased: true, notifications: 1, filesRemoved: 1 });
    expect(erased.receipt).toMatchObject({ filesRemoved: [build?.sha256], runsNotReproducible: [run.id] });
    expect(await notifications(anna.slug)).toEqual([{ sheet: 'registration', row: 1, cause: 'erased', fields: [] }]);
    expect(
      await database.query('select person_id, sha256 from notifications where recipient_id = $1', [
        contact.recipientId,
      ]),
    ).toEqual([{ person_id: null, ...build }]);
    expect(await database.query(`select kind, contact_id from mails`)).toEqual([
      { kind: 'notifications-made', contact_id: contact.contactId },
    ]);
    expect(existsSync(dataPath('files', `run-${run.id}-1.xlsx`))).toBe(false);
    for (const table of ['persons', 'person_emails', 'employments', 'enrolments', 'sittings', 'sign_ins'])
      expect(
        await database.query(`select from ${table} where ${table === 'persons' ? 'id' : 'person_id'} = $1`, [anna.id]),
      ).toEqual([]);
    expect(
      await database.query(`select subject_kind, details from audit_events where event = 'person.erased'`),
    ).toEqual([{ subject_kind: 'person', details: { because: 'erased', notifications: 1, files: 1 } }]);
  });

  it('bad-I2 erases once, and an import of the same person under any of their addresses is refused', async () => {
    const anna = await arrange();
    await database.query(`insert into person_emails (email, person_id) values ($1, $2)`, [
      `old-${anna.email}`,
      anna.id,
    ]);
    const twice = await Promise.all([erasePerson(SYSTEM, anna.id), erasePerson(SYSTEM, anna.id)]);
    expect(twice.map(({ erased }) => erased).toSorted()).toEqual([false, true]);
    for (const email of [anna.email, `old-${anna.email}`]) {
      const row = registration({
        email,
        mpn: anna.mpnId,
        company: `Company ${anna.mpnId}`,
        workshop: 'Azure Administrator',
      });
      const result = await importFile('registrations', registrations(row), { notice: NOTICE });
      expect(reasons(result)).toEqual([[2, 'E-mail', 'suppressed']]);
    }
  });

  it('leaves an account that is a contact’s as well: the other seat is not the learner’s to erase', async () => {
    const anna = await arrange();
    const other = await contactOf(await arrange());
    await database.query(
      `insert into identities (tenant_id, object_id, person_id, contact_id) values (gen_random_uuid(), gen_random_uuid(), $1, $2),
         (gen_random_uuid(), gen_random_uuid(), $1, null)`,
      [anna.id, other.contactId],
    );
    await erasePerson(SYSTEM, anna.id);
    expect(await database.query('select person_id, contact_id from identities')).toEqual([
      { person_id: null, contact_id: other.contactId },
    ]);
  });

  it('gives the places of somebody erased to whoever waits, before anybody who comes', async () => {
    const [first, second, third] = [await arrange(), await arrange(), await arrange()];
    await database.query(`update workshops set places = 1`);
    await database.query(`update enrolments set state = 'waiting' where person_id = $1`, [second.id]);
    await database.query(`delete from enrolments where person_id not in ($1, $2)`, [first.id, second.id]);
    await database.query(`delete from mails`);
    const [{ id: workshop } = { id: 0 }] = await database.query<{ id: number }>(
      'select workshop_id as id from enrolments where person_id = $1',
      [second.id],
    );
    await erasePerson(first.actor, first.id);
    expect(await enrol(third.actor, workshop)).toMatchObject({ value: { as: 'waiting' } });
    expect(await database.query('select person_id as id, state from enrolments order by state')).toEqual([
      { id: second.id, state: 'enrolled' },
      { id: third.id, state: 'waiting' },
    ]);
    expect(await database.query('select kind, person_id as id from mails')).toEqual([
      { kind: 'place-free', id: second.id },
    ]);
    await database.query('update workshops set places = null');
  });

  it('bad-I1 erased while a file is made, or before it goes: it never goes with them, and leaves the disk', async () => {
    const anna = await arrange();
    const [runId = 0] = await buildFor([anna.slug]);
    // As recorded after the erasure by a build that had read the rows before.
    const [pages] = await database.query<{ refs: number[] }>(
      `select refs from build_pages p join builds b on b.id = p.build_id where run_id = $1 and sheet = 'registration'`,
      [runId],
    );
    await erasePerson(SYSTEM, anna.id);
    expect((await deliverDue([runId])).delivered).toBe(0);
    expect(await database.query('select state from runs where id = $1', [runId])).toEqual([{ state: 'stale' }]);
    const rebuilt = await runFor(anna.slug);
    expect(rebuilt).toMatchObject({ state: 'done', build: { number: 2 } });
    expect(await notifications(anna.slug)).toEqual([]);
    await database.query(
      `with late as (insert into builds (run_id, number, cut_off, file_name, sha256, bytes, sheets, checks, exposure, took_ms)
         select run_id, 3, cut_off, file_name, sha256, bytes, sheets, checks, exposure, took_ms from builds where run_id = $1 and number = 1 returning id)
       insert into build_pages (build_id, sheet, first_row, refs) select id, 'registration', 1, $2 from late`,
      [runId, pages?.refs],
    );
    await sweepRemovedFiles();
    expect(
      await database.query(
        'select number, file_removed_at is not null as removed from builds where run_id = $1 order by number',
        [runId],
      ),
    ).toEqual([
      { number: 1, removed: true },
      { number: 2, removed: false },
      { number: 3, removed: true },
    ]);
  });

  it('bad-I1 bad-I8 erased while a file is being sent: its recipient is told', async () => {
    const anna = await arrange();
    const [runId = 0] = await buildFor([anna.slug]);
    expect((await claimDeliveries([runId], CHANNELS)).claimed).toHaveLength(1);
    expect(await erasePerson(SYSTEM, anna.id)).toMatchObject({ erased: true, notifications: 1 });
    expect(await notifications(anna.slug)).toMatchObject([{ sheet: 'registration', cause: 'erased' }]);
  });

  it('bad-I8 erased in the moment in which a sender claims: not sent, or told, and never neither', async () => {
    for (let count = 0; count < 4; count++) {
      const anna = await arrange();
      const runIds = await buildFor([anna.slug]);
      const [{ claimed }, erased] = await Promise.all([
        claimDeliveries(runIds, OWN_CHANNELS),
        erasePerson(SYSTEM, anna.id),
      ]);
      expect(erased).toMatchObject({ erased: true, notifications: claimed.length });
    }
  });

  it('a published file that nobody has read is pulled, and the one in its place is without the person', async () => {
    const anna = await arrange(['portal']);
    const contact = await contactOf(anna);
    const run = await runFor(anna.slug);
    await erasePerson(SYSTEM, anna.id);
    expect(await listPublishedReports(contact)).toEqual([]);
    expect(await download(contact, run.id)).toBe(false);
    await runFor(anna.slug);
    expect(await listPublishedReports(contact)).toMatchObject([{ sheets: [{ rows: 1 }, { rows: 0 }] }]);
    expect(await notifications(anna.slug)).toEqual([]);
  });

  it('a downloaded file is offered no more once it is gone', async () => {
    const anna = await arrange(['portal']);
    const contact = await contactOf(anna);
    const run = await runFor(anna.slug);
    expect(await download(contact, run.id)).toBe(true);
    expect(await erasePerson(SYSTEM, anna.id)).toMatchObject({ notifications: 1, filesRemoved: 1 });
    expect(await listPublishedReports(contact)).toEqual([]);
  });

  it('nothing of what an import changed about them stays, and what they asked for is closed', async () => {
    const anna = await arrange();
    await database.query(
      `insert into import_batches (kind, file_name, file_sha256, actor_kind, rows_read, rows_created, rows_changed, rows_same, rows_refused) values ('registrations', 'f', repeat('0', 64), 'system', 1, 0, 1, 0, 0)`,
    );
    await database.query(
      `insert into import_changes (batch_id, table_name, row_id, before, after) select max(id), 'persons', $1, '{"phone": "1"}', '{"phone": "2"}' from import_batches`,
      [String(anna.id)],
    );
    await objectToReporting(anna.actor, 'My reasons');
    expect(await askFor(anna.actor, 'complaint', 'Sanne was here')).toBe('made');
    // What is said to it later stands with it, and nothing is lost silently.
    expect(await askFor(anna.actor, 'complaint', 'And here')).toBe('added');
    expect(await askFor(anna.actor, 'complaint', '')).toBe('already');
    expect(await askFor(anna.actor, 'complaint', 'x'.repeat(2000))).toBe('already');
    expect(await database.query(`select message from privacy_requests where kind = 'complaint'`)).toEqual([
      { message: 'Sanne was here\n\nAnd here' },
    ]);
    await database.query(
      `update privacy_requests set decided_at = now(), decision = 'refused' where kind = 'complaint'`,
    );
    await erasePerson(anna.actor, anna.id);
    expect(await database.query('select from privacy_requests where message is not null')).toEqual([]);
    expect(await database.query(`select from import_changes where row_id <> '*'`)).toEqual([]);
    expect(await database.query(`select from privacy_requests where decided_at is null`)).toEqual([]);
  });
});

describe('a person who may not be reported', () => {
  it('bad-I5 restricted, in no report and told to whom they were; lifted, in again', async () => {
    const anna = await arrange();
    await runFor(anna.slug);
    expect(await restrictPerson(anna.actor, anna.id)).toBe(true);
    expect(await restrictPerson(anna.actor, anna.id)).toBe(false);
    expect(await notifications(anna.id)).toEqual([{ sheet: 'registration', row: 1, cause: 'restricted', fields: [] }]);
    await moveClock(database, '1 month');
    expect((await runFor(anna.slug)).build?.sheets[0]).toMatchObject({ rows: 1 });
    expect(await liftRestriction(anna.actor, anna.id)).toBe(true);
    await moveClock(database, '2 months');
    expect((await runFor(anna.slug)).build?.sheets[0]).toMatchObject({ rows: 2 });
    expect(await notifications(anna.id)).toHaveLength(1);
  });

  it('objects: a request is due in a month, and until it is decided they are in no report', async () => {
    const anna = await arrange();
    await runFor(anna.slug);
    expect(await objectToReporting(anna.actor, 'Not my job')).toBe(true);
    expect(await objectToReporting(anna.actor, '')).toBe(false);
    expect(
      await database.query(
        'select kind, message, due_on > current_date as due from privacy_requests where person_id = $1',
        [anna.id],
      ),
    ).toEqual([{ kind: 'objection', message: 'Not my job', due: true }]);
    expect(await notifications(anna.id)).toMatchObject([{ cause: 'objection' }]);
  });

  it('bad-I17 found to be a minor: out at once, told, and deleted within seven days', async () => {
    const anna = await arrange();
    await runFor(anna.slug);
    expect(await markFound(SYSTEM, anna.id, 'minor')).toBe(true);
    expect(await notifications(anna.id)).toMatchObject([{ cause: 'minor' }]);
    expect(await eraseFound()).toBe(0);
    await moveClock(database, '6 days');
    expect(await eraseFound()).toBe(1);
    expect(await database.query('select from persons where id = $1', [anna.id])).toEqual([]);
    expect(await database.query(`select reason from suppressed_emails where reason = 'minor'`)).toHaveLength(1);
  });
});
