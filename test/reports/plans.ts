/** Agreements and plans for tests: complete and in force, so that a test says only what it is about. */
import type { AgreementVersion } from '#reports/agreement-version.ts';
import { DATASETS } from '#reports/catalogue.ts';
import { planDisclosure, type DisclosurePlan } from '#reports/minimisation.ts';

export const NOW = new Date('2026-11-01T05:00:00Z');
export const CUT_OFF = NOW;
export const PERIOD = '2026-10';

export function anAgreement(changes: Partial<AgreementVersion> = {}): AgreementVersion {
  return {
    agreementId: 7,
    versionId: 70,
    version: 2,
    recipient: { id: 3, kind: 'employer', slug: 'employer-4032514', name: 'Balticstack A.E.' },
    datasets: { F1: DATASETS.F1.fields, F3: DATASETS.F3.fields },
    cadence: 'monthly',
    zone: 'Europe/Amsterdam',
    language: 'en',
    reidentificationRule: 'report',
    inForceFrom: '2026-01-01',
    endsOn: null,
    contact: 'Privacy desk, privacy@psa.example',
    ...changes,
  };
}

export function aPlan(changes: Partial<AgreementVersion> = {}): DisclosurePlan {
  const planned = planDisclosure(anAgreement(changes), PERIOD, NOW);
  if (!planned.ok) throw new Error(planned.reason);
  return planned.plan;
}
