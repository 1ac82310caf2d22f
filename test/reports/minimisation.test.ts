import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AgreementVersion } from '#reports/agreement-version.ts';
import { DATASETS, FIELDS, type FieldId } from '#reports/catalogue.ts';
import { assertPlan, planDisclosure, settlePlan } from '#reports/minimisation.ts';
import type { ExposedGroup } from '#reports/reidentification.ts';
import { NOW, PERIOD, aPlan, anAgreement } from './plans.ts';

const plan = (changes: Parameters<typeof anAgreement>[0], period = PERIOD, now = NOW) => {
  const planned = planDisclosure(anAgreement(changes), period, now);
  return planned.ok ? planned.plan.sheets.map(({ id, fields }) => [id, ...fields]) : planned.reason;
};

describe('a disclosure plan', () => {
  it('holds the agreed fields and no others, in the order of the catalogue', () => {
    expect(plan({ datasets: { F1: ['progress', 'first_name', 'progress'] } })).toEqual([
      ['registration', 'first_name', 'progress'],
    ]);
  });

  it('never holds a field that the agreement does not name, whatever the agreement', () => {
    const some = (fields: readonly FieldId[]) => fc.subarray([...fields]);
    fc.assert(
      fc.property(some(DATASETS.F1.fields), some(DATASETS.F2.fields), some(DATASETS.F3.fields), (F1, F2, F3) => {
        const planned = planDisclosure(anAgreement({ datasets: { F1, F2, F3 } }), PERIOD, NOW);
        if (!planned.ok) return F1.length + F2.length + F3.length === 0;
        return planned.plan.sheets.every(({ dataset, fields, columns }) => {
          const agreed = new Map<string, FieldId[]>([
            ['F1', F1],
            ['F2', F2],
            ['F3', F3],
          ]).get(dataset);
          return fields.every((field) => agreed?.includes(field)) && columns.length === fields.length;
        });
      }),
    );
  });

  it('reads exams from exam success when that is agreed, and from exam scheduling otherwise', () => {
    expect(plan({ datasets: { F2: ['exam_id'], F3: ['exam_month', 'result'] } })).toEqual([
      ['exams', 'exam_month', 'result'],
    ]);
    expect(plan({ datasets: { F2: ['exam_id', 'exam_month'] } })).toEqual([['exams', 'exam_id', 'exam_month']]);
  });

  it.each([
    ['a field that is not in the catalogue', { datasets: { F1: ['gender'] } }, 'field-unknown'],
    ['a field that is inherited by every object', { datasets: { F1: ['constructor'] } }, 'field-unknown'],
    ['a field of another dataset: an e-mail beside an exam', { datasets: { F3: ['email'] } }, 'field-not-in-dataset'],
    ['an unknown dataset', { datasets: { F9: ['email'] } }, 'dataset-unknown'],
    [
      'bad-E3 counts of a month, which two reports of a quarter would tell apart',
      { recipient: { id: 1, kind: 'partner', slug: 'x', name: 'X' }, datasets: { F6: ['people'] } },
      'dataset-by-quarter-only',
    ],
    [
      'leads to anybody but a Member',
      { recipient: { id: 1, kind: 'microsoft', slug: 'microsoft', name: 'Microsoft' }, datasets: { F5: ['email'] } },
      'dataset-not-for-recipient',
    ],
    [
      'a dataset that such a recipient may not have',
      { recipient: { id: 1, kind: 'partner', slug: 'x', name: 'X' } },
      'dataset-not-for-recipient',
    ],
    ['an agreement about nothing', { datasets: { F1: [] } }, 'nothing-agreed'],
    ['a version that starts after the period', { inForceFrom: '2026-11-01' }, 'not-in-force'],
    ['an agreement that ended within the period', { endsOn: '2026-10-30' }, 'not-in-force'],
    ['a quarterly agreement', { cadence: 'quarterly' }, 'period-of-other-cadence'],
  ] as const)('is refused for %s', (_, changes, reason) => {
    expect(plan(changes)).toBe(reason);
  });

  it('bad-E19 is refused for a period of the future, of ten years ago, of ten years, or of no calendar', () => {
    expect(plan({}, '2026-11')).toBe('period-not-over');
    expect(plan({}, '2027-10')).toBe('period-not-over');
    expect(plan({ inForceFrom: '2000-01-01' }, '2016-10')).toBe('period-too-old');
    expect(plan({ inForceFrom: '2000-01-01' }, '2016-11')).not.toBe('period-too-old');
    for (const period of [
      '2016-01/2025-12',
      '2026-13',
      '2026-00',
      '2026-1',
      '2026-10-31',
      '2026-Q5',
      '',
      '２０２６-10',
      '2026-10\n',
    ]) {
      expect(plan({}, period)).toBe('period-invalid');
    }
  });

  it("ends with its period in the agreement's own zone, not in this machine's", () => {
    const justBefore = new Date('2026-10-31T22:59:59Z');
    const midnight = new Date('2026-10-31T23:00:00Z');
    expect(plan({}, PERIOD, justBefore)).toBe('period-not-over');
    expect(plan({}, PERIOD, midnight)).not.toBe('period-not-over');
    expect(plan({ zone: 'Pacific/Kiritimati' }, PERIOD, new Date('2026-10-31T10:00:00Z'))).not.toBe('period-not-over');
    expect(plan({ cadence: 'quarterly', zone: 'Pacific/Niue' }, '2026-Q3', new Date('2026-10-01T10:59:00Z'))).toBe(
      'period-not-over',
    );
  });

  it('is refused when the policy did not make it', () => {
    const real = aPlan();
    expect(() => assertPlan(real)).not.toThrow();
    expect(() => assertPlan({ ...real })).toThrow(TypeError);
    expect(Reflect.set(real, 'coarsened', true)).toBe(false);
    expect(Reflect.set(real.sheets[0] ?? {}, 'fields', Object.keys(FIELDS))).toBe(false);
    expect(() => (real.sheets[0]?.fields as FieldId[]).push('email')).toThrow();
  });
});

describe('an agreement version', () => {
  it('is read as it is written', () => {
    const agreement = anAgreement();
    expect(AgreementVersion.parse(agreement)).toEqual(agreement);
  });

  it.each([
    { zone: 'Europe/Amsterdan' },
    { inForceFrom: '2026-02-30' },
    { language: 'xx' },
    { recipient: { id: 1, kind: 'employer', slug: '../x', name: 'X' } },
  ])('is refused with $zone $inForceFrom $language', (changes) => {
    expect(AgreementVersion.safeParse({ ...anAgreement(), ...changes }).success).toBe(false);
  });
});

describe('the re-identification rule', () => {
  const group = (rows: number, candidates: number): ExposedGroup => ({
    examId: 'AZ-104',
    month: '2026-10',
    country: 'Greece',
    company: 'A.E.',
    rows,
    candidates,
  });
  const settle = (rule: AgreementVersion['reidentificationRule'], exposure = [group(2, 1), group(1, 0), group(9, 2)]) =>
    settlePlan(aPlan({ reidentificationRule: rule }), exposure);

  it('bad-E8 report: sends, and says how many rows', () => {
    expect(settle('report')).toMatchObject({ decision: 'send', exposedRows: 3, plan: { coarsened: false } });
  });

  it('bad-E8 hold: waits for a person, with a reason', () => {
    const { decision, reasons } = settle('hold');
    expect(decision).toBe('hold');
    expect(reasons).toEqual(['3 exam rows have fewer than two people who could be behind them']);
  });

  it('bad-E8 coarsen: quarters instead of months', () => {
    expect(settle('coarsen')).toMatchObject({ decision: 'send', plan: { coarsened: true, examsWithheld: false } });
  });

  it('bad-E8 withhold: no exam sheet', () => {
    const { decision, plan: settled } = settle('withhold');
    expect(decision).toBe('send');
    expect(settled.sheets.map(({ id }) => id)).toEqual(['registration']);
    expect(settled.examsWithheld).toBe(true);
  });

  it.each(['report', 'hold', 'coarsen', 'withhold'] as const)(
    '%s changes nothing while enough people are listed',
    (rule) => {
      const before = aPlan({ reidentificationRule: rule });
      expect(settlePlan(before, [group(9, 2)])).toEqual({
        plan: before,
        decision: 'send',
        reasons: [],
        exposedRows: 0,
      });
    },
  );
});
