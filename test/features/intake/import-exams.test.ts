// What a file may and may not change about sittings, outcomes and workshops.
import { useDatabase } from '#test/support/database.ts';
import { csv, exams, registration, type Cells } from '#test/support/import-files.ts';
import { changesOf, counts, importFile, importRows, reasons, useEmptyRegister } from '#test/support/importing.ts';
import { beforeEach, describe, expect, it } from 'vitest';

const database = useDatabase();
useEmptyRegister(database);

describe('exams', () => {
  const MONTHS = { past: '2026-08', later: '2099-01' };
  beforeEach(() => importRows(registration()));
  const importExams = (...rows: Cells[]) => importFile('exams', exams(...rows));
  const sittings = () => database.query('select attempt, month, state, outcome from sittings order by attempt');
  const mail = 'sanne@fjord.example';

  it('are booked for people who are registered, and for exams that are known', async () => {
    expect(
      reasons(await importExams(['who@x.example', 'AZ-204', MONTHS.past, ''], [mail, 'XX-999', MONTHS.past, ''])),
    ).toEqual([
      [2, 'E-mail', 'person-unknown'],
      [3, 'Exam ID', 'exam-unknown'],
    ]);
    expect(counts(await importExams([mail, 'az-204', MONTHS.later, '']))).toEqual([1, 1, 0, 0, 0]);
    expect(await sittings()).toEqual([{ attempt: 1, month: MONTHS.later, state: 'booked', outcome: null }]);
  });

  it('move with another month while they are open, and get their outcome', async () => {
    await importExams([mail, 'AZ-204', '2026-09', '']);
    expect(counts(await importExams([mail, 'AZ-204', '2026-10', '']))).toEqual([1, 0, 1, 0, 0]);
    expect(counts(await importExams([mail, 'AZ-204', '2026-10', 'passed']))).toEqual([1, 0, 1, 0, 0]);
    expect(counts(await importExams([mail, 'AZ-204', '2026-10', '']))).toEqual([1, 0, 0, 1, 0]);
    expect(await sittings()).toEqual([{ attempt: 1, month: '2026-10', state: 'taken', outcome: 'passed' }]);
    expect(await changesOf(database, 'sittings')).toEqual([
      { before: { month: '2026-09' }, after: { month: '2026-10' } },
      { before: { outcome: null, state: 'booked' }, after: { outcome: 'passed', state: 'taken' } },
    ]);
  });

  it('bad-C5 never have a recorded outcome overwritten, nor one ahead of time', async () => {
    await importExams([mail, 'AZ-204', MONTHS.past, 'failed']);
    expect(
      reasons(await importExams([mail, 'AZ-204', MONTHS.past, 'passed'], [mail, 'AZ-104', MONTHS.later, 'passed'])),
    ).toEqual([
      [2, 'Result', 'outcome-differs'],
      [3, 'Result', 'outcome-ahead'],
    ]);
    expect(await database.query('select outcome from outcome_entries')).toEqual([{ outcome: 'failed' }]);
  });

  it('are taken again as another attempt, in one file or in two', async () => {
    expect(counts(await importExams([mail, 'AZ-204', '2026-09', ''], [mail, 'AZ-204', '2026-07', 'failed']))).toEqual([
      2, 2, 0, 0, 0,
    ]);
    expect(await sittings()).toEqual([
      { attempt: 1, month: '2026-07', state: 'taken', outcome: 'failed' },
      { attempt: 2, month: '2026-09', state: 'booked', outcome: null },
    ]);
    expect(counts(await importExams([mail, 'AZ-204', '2026-09', 'passed'], [mail, 'AZ-204', '2099-01', '']))).toEqual([
      2, 1, 1, 0, 0,
    ]);
  });

  it('contradict each other as two results in a month, or two open months', async () => {
    const result = await importExams(
      [mail, 'AZ-204', '2026-07', 'failed'],
      [mail, 'AZ-204', '2026-07', 'passed'],
      [mail, 'AZ-104', '2026-09', ''],
      [mail, 'AZ-104', '2026-10', ''],
    );
    expect(reasons(result).map(([row, , code]) => [row, code])).toEqual(
      [2, 3, 4, 5].map((row) => [row, 'rows-contradict']),
    );
  });

  it('that were cancelled do not come back by a file', async () => {
    await importExams([mail, 'AZ-204', '2026-09', '']);
    await database.query(`update sittings set state = 'cancelled'`);
    expect(reasons(await importExams([mail, 'AZ-204', '2026-09', 'passed']))).toEqual([
      [2, 'Exam month', 'sitting-closed'],
    ]);
    expect(counts(await importExams([mail, 'AZ-204', '2026-10', '']))).toEqual([1, 1, 0, 0, 0]);
  });
});

describe('workshops', () => {
  it('are new, or lead to another exam, or contradict each other', async () => {
    const header = ['Workshop name', 'Exam ID'];
    const result = await importFile(
      'workshops',
      csv([header, ['Azure Developer', 'AZ-999'], ['Brand new', ''], ['DevOps Engineer', 'AZ-400']]),
    );
    expect(counts(result)).toEqual([3, 1, 1, 1, 0]);
    expect(await changesOf(database, 'workshops')).toEqual([
      { before: { exam_code: 'AZ-204' }, after: { exam_code: 'AZ-999' } },
    ]);
    expect(reasons(await importFile('workshops', csv([header, ['One', 'AZ-1'], ['ONE', 'AZ-2']])))).toEqual([
      [2, 'Exam ID', 'rows-contradict'],
      [3, 'Exam ID', 'rows-contradict'],
    ]);
  });
});
