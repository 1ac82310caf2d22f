// What versions say otherwise, in words: nothing is left out, and nothing is said of what is the same.
import { describeChanges, summariseChanges, within } from '#app/features/agreements/differences.ts';
import {
  listFields,
  nameOfField,
  datasetsFor,
  type Datasets,
  type TermsWithRule,
} from '#app/features/agreements/terms.ts';
import { inForceOf, stateOf, type VersionSteps } from '#app/features/agreements/version-state.ts';
import { DATASETS, type DatasetId, type FieldId } from '#reports/catalogue.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const TERMS: TermsWithRule = {
  datasets: {},
  onlyCountries: null,
  cadence: 'monthly',
  anchorDay: 1,
  localTime: '06:00',
  zone: 'Europe/Amsterdam',
  language: 'en',
  channels: ['portal'],
  targets: {},
  contact: 'Desk',
  emptyReports: true,
  holdAbove: null,
  inForceFrom: '2026-12-01',
  endsOn: null,
  rule: 'hold',
};
const nameOf = (code: string): string => code;

const someOf = (dataset: DatasetId): fc.Arbitrary<FieldId[]> => fc.subarray([...DATASETS[dataset].fields]);
const datasets: fc.Arbitrary<Datasets> = fc.record({ F1: someOf('F1'), F2: someOf('F2'), F3: someOf('F3') });
const terms: fc.Arbitrary<TermsWithRule> = fc.record({
  datasets,
  onlyCountries: fc.option(fc.subarray(['NL', 'PL', 'DE'])),
  cadence: fc.constantFrom('monthly', 'quarterly'),
  anchorDay: fc.integer({ min: 1, max: 31 }),
  localTime: fc.constantFrom('06:00', '07:30'),
  zone: fc.constantFrom('Europe/Amsterdam', 'Europe/Lisbon'),
  language: fc.constantFrom('en', 'nl'),
  channels: fc.subarray(['portal', 'folder'] as const, { minLength: 1 }),
  targets: fc.constantFrom({}, { graph: { driveId: 'b!12345678', folder: 'Reports' } }),
  contact: fc.constantFrom('Desk', 'Another desk'),
  emptyReports: fc.boolean(),
  holdAbove: fc.option(fc.integer({ min: 1, max: 100 })),
  inForceFrom: fc.constantFrom('2026-12-01', '2027-01-01'),
  endsOn: fc.option(fc.constantFrom('2028-01-01', '2029-01-01')),
  rule: fc.constantFrom('report', 'hold', 'coarsen', 'withhold'),
});

const mentions = (changes: readonly string[], field: FieldId): boolean =>
  changes.some((change) => change.includes(within(nameOfField(field))));

describe('what changes', () => {
  it('names every field of the catalogue that comes or goes, and no other', () => {
    fc.assert(
      fc.property(datasets, datasets, (before, after) => {
        const changes = describeChanges({ ...TERMS, datasets: before }, { ...TERMS, datasets: after }, nameOf);
        const keys = (given: Datasets) => new Set(listFields(given).map(({ dataset, field }) => `${dataset}.${field}`));
        const [old, now] = [keys(before), keys(after)];
        for (const dataset of datasetsFor('employer')) {
          const gone = DATASETS[dataset].fields.every((field) => !now.has(`${dataset}.${field}`));
          for (const field of DATASETS[dataset].fields) {
            const name = `${dataset}.${field}`;
            if (old.has(name) === now.has(name)) continue;
            const words = changes.filter((change) => change.includes(DATASETS[dataset].name));
            // A dataset that is not given any more needs no list of what was in it.
            if (gone) expect(words).toContain(`no longer gives ${DATASETS[dataset].name}`);
            else expect(mentions(words, field), `${name} in ${words.join('; ')}`).toBe(true);
          }
        }
      }),
    );
  });

  it('is nothing exactly where two versions say the same, whatever day they hold from', () => {
    fc.assert(
      fc.property(terms, terms, (one, other) => {
        expect(describeChanges(one, { ...one, inForceFrom: other.inForceFrom }, nameOf)).toEqual([]);
        const same =
          JSON.stringify({ ...one, datasets: listFields(one.datasets), inForceFrom: '' }) ===
          JSON.stringify({ ...other, datasets: listFields(other.datasets), inForceFrom: '' });
        expect(describeChanges(one, other, nameOf).length === 0).toBe(same);
      }),
    );
  });

  it('reads as a sentence about the recipient and the day', () => {
    const phone = { ...TERMS, datasets: { F1: ['email', 'phone'] } } as const;
    const changes = describeChanges({ ...TERMS, datasets: { F1: ['email'] } }, phone, nameOf);
    expect(summariseChanges(changes, 'Contoso', '2026-12-01')).toBe(
      'Adds phone to registration and progress for Contoso from 1 December 2026',
    );
  });
});

describe('the version in force', () => {
  const day = fc.constantFrom('2026-01-01', '2026-06-01', '2026-11-22', '2026-12-01', '2027-01-01');
  const instant = fc.option(fc.constant(new Date(0)));
  const steps: fc.Arbitrary<VersionSteps[]> = fc
    .uniqueArray(
      fc.record({
        inForceFrom: day,
        endsOn: fc.option(day),
        ruleChosenAt: instant,
        proposedAt: instant,
        approvedAt: instant,
        withdrawnAt: instant,
      }),
      {
        maxLength: 6,
        selector: ({ inForceFrom }) => inForceFrom,
      },
    )
    .map((list) => list.map((version, id) => ({ ...version, id, today: '2026-11-22' })));

  it('is never a draft nor one that was withdrawn, and one at most', () => {
    fc.assert(
      fc.property(steps, (versions) => {
        const found = inForceOf(versions);
        const unbound = versions.filter(({ approvedAt, withdrawnAt }) => approvedAt === null || withdrawnAt !== null);
        expect(inForceOf(versions.filter((version) => !unbound.includes(version)))).toEqual(found);
        expect(unbound).not.toContain(found);
        expect(versions.filter((version) => stateOf(version, versions) === 'in-force').length).toBe(
          found === null ? 0 : 1,
        );
      }),
    );
  });
});
