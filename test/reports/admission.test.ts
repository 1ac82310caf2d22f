import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admit, admitWithRefs, compareRows, type Row } from '#reports/admission.ts';
import { DATASETS } from '#reports/catalogue.ts';
import { settlePlan } from '#reports/minimisation.ts';
import { EXAM_ROWS } from './files.ts';
import { aPlan } from './plans.ts';

const exams = aPlan({ datasets: { F3: DATASETS.F3.fields } });
const coarse = settlePlan(aPlan({ datasets: { F3: DATASETS.F3.fields }, reidentificationRule: 'coarsen' }), [
  { examId: 'AZ-104', month: '2026-09', country: 'Greece', company: 'A.E.', rows: 1, candidates: 1 },
]).plan;
const narrow = aPlan({ datasets: { F1: ['first_name', 'progress'] } });

describe('admission', () => {
  it('lets no value pass that is not one of a planned field', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.string()), { maxLength: 12 }), (row) => {
        try {
          const [admitted = []] = admit(narrow, 'registration', [row]);
          return admitted.length === 2 && (row[1] === null || /^(100|[1-9]?[0-9])$/.test(row[1] ?? ''));
        } catch {
          return true;
        }
      }),
    );
  });

  it.each([
    ['too wide', ['a', '1', 'a@b.example']],
    ['too narrow', ['a']],
    ['of no values', []],
  ])('refuses a row that is %s', (_, row) => {
    expect(() => admit(narrow, 'registration', [row])).toThrow(/Row 1 .* values/);
  });

  it.each(['101', '-1', '1.5', '07', '', ' 5', '1e1', 'NaN', 'Infinity', '٣'])('refuses %j percent', (progress) => {
    expect(() => admit(narrow, 'registration', [['a', progress]])).toThrow('impossible percent');
  });

  it.each(['2026-10-31', '2026-13', '2026-00', '2026-1', '2026', '46082', '2026-Q4', '2026-10\n'])(
    'bad-E10 refuses %j as a month',
    (month) => {
      expect(() => admit(exams, 'exams', [['Greece', 'A.E.', 'AZ-104', month, null]])).toThrow('impossible month');
    },
  );

  it.each([{ formula: '1+1' }, { hyperlink: 'http://x' }, 5, NaN, true, undefined, new Date(0)])(
    'refuses %j, which is not text',
    (value) => {
      const row = [value, '1'] as unknown[] as Row;
      expect(() => admit(narrow, 'registration', [row])).toThrow('holds no text at 1');
    },
  );

  it('names no value when it refuses', () => {
    expect(() => admit(narrow, 'registration', [['secret', 'secret']])).toThrow(/^(?!.*secret)/);
  });

  it('refuses a sheet that the plan does not have, and a plan that the policy did not make', () => {
    expect(() => admit(narrow, 'exams', [])).toThrow("no sheet 'exams'");
    expect(() => admit({ ...narrow }, 'registration', [])).toThrow(TypeError);
  });

  it('sorts exam rows by their own values, however they came', () => {
    expect(admit(exams, 'exams', EXAM_ROWS)).toEqual(EXAM_ROWS.toReversed());
  });

  it('sorts by code point, as the database does, also where UTF-16 would not', () => {
    const names = ['\u{1F600} GmbH', '\uFF21 GmbH', 'Ab', 'a', ''];
    const rows = names.map((name): Row => ['Greece', name, 'AZ-104', '2026-10', null]);
    expect(admit(exams, 'exams', rows).map((row) => row[1])).toEqual(
      names.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
    );
  });

  it('sorts after coarsening, so that months do not show through the order', () => {
    const row = (month: string, result: string): Row => ['Greece', 'A.E.', 'AZ-104', month, result];
    const admitted = admit(coarse, 'exams', [
      row('2026-07', 'passed'),
      row('2026-09', 'failed'),
      row('2026-10', 'failed'),
    ]);
    expect(admitted.map((cells) => cells.slice(3))).toEqual([
      ['2026-Q3', 'failed'],
      ['2026-Q3', 'passed'],
      ['2026-Q4', 'failed'],
    ]);
  });

  it('keeps what is known about a row with that row', () => {
    const { refs, rows } = admitWithRefs(exams, 'exams', { refs: [0, 1, 2], rows: EXAM_ROWS });
    expect(refs.map((ref) => EXAM_ROWS[ref])).toEqual(rows);
    expect(rows).toEqual([...EXAM_ROWS].sort(compareRows));
  });
});
