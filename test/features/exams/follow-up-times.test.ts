// When people are asked: never on the day on which it is planned, never at night, never while an import is new, and not a month late.
import { askOutcomes } from '#app/features/exams/ask-outcomes.server.ts';
import { moveSitting } from '#app/features/exams/exams.server.ts';
import { planAnew } from '#app/features/exams/plan-anew.server.ts';
import { monthAfter } from '#app/features/exams/sitting.ts';
import { undoImport } from '#app/features/intake/undo-import.server.ts';
import { sendMails } from '#app/features/mail/mails.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import { moveToMorning } from '#test/support/asking.ts';
import { exams } from '#test/support/import-files.ts';
import { importFile } from '#test/support/importing.ts';
import { describe, expect, it } from 'vitest';
import { usePlans } from './plans.ts';

const { database, staff, arrange, ask, planOf, told, show, mailsTo } = usePlans();
const ASKED = ['mail done sent', 'reminder planned', 'call planned'];
const PLANNED = ['mail planned', 'reminder planned', 'call planned'];

/** How many days from today each step that is planned is due. */
const daysOf = async (sittingId: number) =>
  (await planOf(sittingId)).filter(({ state }) => state === 'planned').map(({ late }) => late);
const emailOf = async (personId: number): Promise<string> =>
  (await database.query<{ email: string }>('select email from persons where id = $1', [personId]))[0]?.email ?? '';

describe('a first contact', () => {
  it.each([
    ['late in the evening', '13 hours 30 minutes'],
    ['early in the morning', '-9 hours -20 minutes'],
    ['by day', '0'],
  ])('that is planned %s goes on the next day, in the morning and not before', async (_when, later) => {
    const { sittingId, personId } = await arrange();
    await moveToMorning(database, 1, later);
    await askOutcomes();
    await askOutcomes();
    expect(await told(sittingId)).toEqual(PLANNED);
    expect(await daysOf(sittingId)).toEqual([1, 8, 15]);
    await moveToMorning(database, 2, '-1 hours -31 minutes');
    await askOutcomes();
    expect(await told(sittingId)).toEqual(PLANNED);
    await moveToMorning(database, 2, '-1 hours -30 minutes');
    await askOutcomes();
    expect(await told(sittingId)).toEqual(ASKED);
    expect(await mailsTo(personId)).toEqual(['outcome-asked']);
  });

  it('and a reminder that are late wait for the day, too', async () => {
    const { sittingId } = await arrange();
    await askOutcomes();
    for (const night of ['10 hours 30 minutes', '14 hours 20 minutes', '20 hours']) {
      await moveToMorning(database, 5, night);
      await askOutcomes();
      expect(await told(sittingId)).toEqual(PLANNED);
    }
    await moveToMorning(database, 5, '10 hours 29 minutes');
    await askOutcomes();
    expect(await told(sittingId)).toEqual(ASKED);
  });

  it('about the month that an exam is moved back to does not go on that day either', async () => {
    const { sittingId } = await arrange();
    await askOutcomes();
    await moveToMorning(database, 3);
    await moveSitting(staff.trainer, sittingId, monthAfter(staff.now, 2));
    await askOutcomes();
    await moveSitting(staff.trainer, sittingId, monthAfter(staff.now, -1));
    await askOutcomes();
    expect(await told(sittingId)).toEqual(PLANNED);
    expect((await daysOf(sittingId))[0]).toBe(1);
  });
});

describe('an exam that an import brought', () => {
  const importIt = async (email: string, exam: string, month: string): Promise<number> => {
    await importFile('exams', exams([email, exam, month, '']));
    const [batch] = await database.query<{ id: number }>('select max(id) as id from import_batches');
    return batch?.id ?? 0;
  };
  const sittingOf = async (personId: number, exam: string): Promise<number> =>
    (
      await database.query<{ id: number }>('select id from sittings where person_id = $1 and exam_code = $2', [
        personId,
        exam,
      ])
    )[0]?.id ?? 0;

  it('or moved within a day is asked about a day later, so that whoever finds it wrong can undo it', async () => {
    const { personId, sittingId } = await arrange(0);
    const email = await emailOf(personId);
    await database.query(`insert into exams (code) values ('DP-700') on conflict do nothing`);
    await importIt(email, 'DP-700', monthAfter(staff.now, -2));
    await importIt(email, 'AZ-104', monthAfter(staff.now, -1));
    await askOutcomes();
    const brought = await sittingOf(personId, 'DP-700');
    expect(await daysOf(brought)).toEqual([2, 9, 16]);
    expect(await daysOf(sittingId)).toEqual([2, 9, 16]);
    await ask(1);
    expect([await told(brought), await told(sittingId)]).toEqual([PLANNED, PLANNED]);
    await ask(2);
    expect([await told(brought), await told(sittingId)]).toEqual([ASKED, ASKED]);
  });

  it('that is undone is asked about by nobody, and being planned does not stand in the way', async () => {
    const { personId } = await arrange(0);
    await database.query(`insert into exams (code) values ('DP-700') on conflict do nothing`);
    const batch = await importIt(await emailOf(personId), 'DP-700', monthAfter(staff.now, -2));
    await askOutcomes();
    expect(await undoImport(staff.trainer, batch)).toMatchObject({ ok: true });
    await ask(3);
    expect(await mailsTo(personId)).toEqual([]);
  });

  it('longer ago is asked about like any other', async () => {
    const { personId } = await arrange(0);
    await database.query(`insert into exams (code) values ('DP-700') on conflict do nothing`);
    await importIt(await emailOf(personId), 'DP-700', monthAfter(staff.now, -2));
    await moveToMorning(database, 3);
    await askOutcomes();
    expect((await daysOf(await sittingOf(personId, 'DP-700')))[0]).toBe(1);
  });
});

describe('a mail that waited because nothing ran', () => {
  it('goes when it is thirty days late, and is shown as one that goes on that day', async () => {
    const { sittingId, name } = await arrange();
    await askOutcomes();
    await moveToMorning(database, 31);
    const { rows, days, stale } = await show('planned', name);
    expect(rows[0]).toMatchObject({ kind: 'mail', isStale: false });
    expect([rows[0]?.on.toISOString().slice(0, 10), stale]).toEqual([days[0]?.on.toISOString().slice(0, 10), 0]);
    await askOutcomes();
    expect(await told(sittingId)).toEqual(ASKED);
  });

  it('is not sent when it is later than that, but shown, and planned anew by staff', async () => {
    const { sittingId, personId, name } = await arrange();
    await askOutcomes();
    await moveToMorning(database, 32);
    await askOutcomes();
    expect(await told(sittingId)).toEqual(PLANNED);
    const shown = await show('planned', name);
    expect([shown.stale, shown.rows.map(({ kind, isStale }) => [kind, isStale])]).toEqual([
      1,
      [
        ['mail', true],
        ['reminder', false],
        ['call', false],
      ],
    ]);
    const followUpId = shown.rows[0]?.id ?? 0;
    expect(await planAnew(staff.trainer, shown.rows[1]?.id ?? 0)).toEqual({ ok: false, reason: 'not-planned' });
    expect(await planAnew(staff.trainer, followUpId)).toEqual({ ok: true, value: { name } });
    expect(await planAnew(staff.trainer, followUpId)).toEqual({ ok: false, reason: 'not-planned' });
    expect(await daysOf(sittingId)).toEqual([1, 8, 15]);
    const [event] = await database.query(
      `select details from audit_events where event = 'follow-up.planned-anew' order by id desc limit 1`,
    );
    expect(event).toEqual({ details: { sittingId, step: 1 } });
    await ask(33);
    expect(await mailsTo(personId)).toEqual(['outcome-asked']);
  });

  it('is not planned anew for somebody who may not be asked any more', async () => {
    const { personId, sittingId } = await arrange();
    await askOutcomes();
    await moveToMorning(database, 40);
    const [mail] = await planOf(sittingId);
    await database.query('update persons set restricted_at = now() where id = $1', [personId]);
    expect(await planAnew(staff.trainer, mail?.id ?? 0)).toEqual({ ok: false, reason: 'not-planned' });
  });

  it('at the server for longer than that is not sent either', async () => {
    const late = await arrange();
    await ask();
    await moveToMorning(database, 32);
    const { personId } = late;
    await sendMails(MAIL_WRITERS);
    expect(await mailsTo(personId)).toEqual([]);
  });
});
