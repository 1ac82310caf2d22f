// An outcome that was reported and is another now, or none: whoever was given the row is told that row, and nothing else (P6).
import { decideConflict } from '#app/features/exams/decide-conflict.server.ts';
import { recordOutcome } from '#app/features/exams/exams.server.ts';
import type { Claim } from '#app/features/exams/sitting.ts';
import { tellRecipients } from '#app/features/privacy/notify-recipients.server.ts';
import { DATASETS } from '#reports/catalogue.ts';
import { arrangeAgreement, MICROSOFT, moveClock } from '#test/support/register.ts';
import { runFor } from '#test/support/runs.ts';
import { describe, expect, it } from 'vitest';
import { arrangeStaff } from '../exams/arrange-staff.ts';
import { useReported } from './reported-person.ts';

const { database, arrange, notifications } = useReported();

/** Microsoft is given nameless exam rows alone; the person has two of them in the file. */
let months = 0;
async function arrangeExamRows() {
  // A report of a month of its own.
  await moveClock(database, `${++months * 2} months`);
  const anna = await arrange();
  const trainer = await arrangeStaff(database, 'bram@psa.example');
  await arrangeAgreement(MICROSOFT, { datasets: { F3: [...DATASETS.F3.fields] }, channels: ['folder'] });
  await runFor('microsoft');
  const [made] = await database.query<{ id: number }>('select id from sittings where person_id = $1', [anna.id]);
  const sittingId = made?.id ?? 0;
  /** What somebody claims instead, decided for the claim. */
  const decide = async (claimed: Claim) => {
    await recordOutcome(trainer, sittingId, claimed);
    const [open] = await database.query<{ id: number }>(
      'select id from outcome_conflicts where sitting_id = $1 and closed_at is null',
      [sittingId],
    );
    await decideConflict(trainer, { conflictId: open?.id ?? 0, decision: 'changed' });
    await tellRecipients();
  };
  const told = async () => (await notifications(anna.id)).filter(({ sheet }) => sheet === 'exams');
  return { anna, trainer, sittingId, decide, told };
}

describe('an outcome that is another', () => {
  it.each<[Claim, string[]]>([
    ['failed', ['result']],
    ['not-taken', ['exam_month', 'result']],
  ])('and was decided to be “%s” is told to whoever was given its row: %j', async (claimed, fields) => {
    const { decide, told } = await arrangeExamRows();
    await decide(claimed);
    expect(await told()).toMatchObject([{ cause: 'corrected', fields }]);
    await tellRecipients();
    expect(await told()).toHaveLength(1);
  });

  it('is told of its own row, and of no other exam of the person', async () => {
    const { anna, decide, told } = await arrangeExamRows();
    const ROW = `select p.first_row + position.i::int - 1 as row from build_pages p cross join lateral unnest(p.refs) with ordinality as position (ref, i)
      join builds b on b.id = p.build_id join runs r on r.id = b.run_id join agreements a on a.id = r.agreement_id join recipients c on c.id = a.recipient_id
      where p.sheet = 'exams' and c.slug = 'microsoft' and position.ref in (select min(id) from sittings where person_id = $1)`;
    await database.query(
      `insert into sittings (person_id, employment_id, exam_code, attempt, month, state, outcome, outcome_changed_at)
       select person_id, employment_id, 'AZ-104', 2, month, 'taken', 'failed', now() from sittings where person_id = $1`,
      [anna.id],
    );
    await moveClock(database, `${months * 2 + 1} months`);
    await runFor('microsoft');
    const rows = await database.query(ROW, [anna.id]);
    await decide('failed');
    expect(rows).toHaveLength(1);
    expect(await told()).toMatchObject(rows);
  });

  it('is told to nobody whose file was read before it was known', async () => {
    const { anna, trainer, told } = await arrangeExamRows();
    await database.query(
      `insert into sittings (person_id, employment_id, exam_code, attempt, month) select person_id, employment_id, 'AZ-104', 3, '2099-01' from sittings where person_id = $1`,
      [anna.id],
    );
    await moveClock(database, `${months * 2 + 1} months`);
    await runFor('microsoft');
    const [booked] = await database.query<{ id: number }>(
      `update sittings set month = to_char(psa_now(), 'YYYY-MM') where month = '2099-01' and person_id = $1 returning id`,
      [anna.id],
    );
    await recordOutcome(trainer, booked?.id ?? 0, 'passed');
    await recordOutcome(trainer, booked?.id ?? 0, 'failed');
    await database.query(
      `insert into outcome_entries (sitting_id, outcome, actor_kind, import_batch_id) values ($1, 'unknown', 'system', 1)`,
      [booked?.id],
    );
    await tellRecipients();
    expect(await told()).toEqual([]);
  });

  it('and taken back is told, too', async () => {
    const { sittingId, told } = await arrangeExamRows();
    await database.query(
      `insert into outcome_entries (sitting_id, outcome, actor_kind, import_batch_id) values ($1, 'unknown', 'system', 1)`,
      [sittingId],
    );
    await tellRecipients();
    expect(await told()).toMatchObject([{ cause: 'corrected', fields: ['result'] }]);
  });
});
