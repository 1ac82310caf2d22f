// The sample agreements (design.md §3): monthly on the 1st at 06:00 in Amsterdam, by portal and folder; Microsoft and most
// employers report, those with a single person hold, one coarsens.
import {
  listEmployersWithoutAgreement,
  makeAgreements,
  makeContact,
  type NewAgreement,
} from '#app/features/agreements/make-agreement.server.ts';
import { DATASETS } from '#reports/catalogue.ts';

const TERMS = {
  datasets: { F1: DATASETS.F1.fields, F2: DATASETS.F2.fields, F3: DATASETS.F3.fields },
  cadence: 'monthly',
  anchorDay: 1,
  localTime: '06:00',
  zone: 'Europe/Amsterdam',
  language: 'en',
  channels: ['portal', 'folder'],
  contact: 'Partner Skills Academy, reporting desk, reports@psa.example',
  inForceFrom: '2026-01-01',
} as const satisfies Omit<NewAgreement, 'recipient' | 'reidentificationRule'>;

const MICROSOFT: NewAgreement = {
  ...TERMS,
  recipient: { kind: 'microsoft', slug: 'microsoft', name: 'Microsoft EU' },
  reidentificationRule: 'report',
};

/** Makes an agreement with Microsoft and with every employer that has none, and a contact for each. Gives how many. */
export async function seedAgreements(): Promise<number> {
  const employers = await listEmployersWithoutAgreement();
  const coarse = employers.find(({ people }) => people > 1)?.mpnId;
  const made = await makeAgreements([
    MICROSOFT,
    ...employers.map(({ mpnId, people }): NewAgreement => ({
      ...TERMS,
      recipient: { kind: 'employer', mpnId },
      reidentificationRule: people === 1 ? 'hold' : mpnId === coarse ? 'coarsen' : 'report',
    })),
  ]);
  await makeContact('microsoft', { email: 'reports@microsoft.example', name: 'Morgan Reed' });
  for (const { mpnId } of employers) {
    await makeContact(`employer-${mpnId}`, { email: `hr@employer-${mpnId}.example`, name: `HR of ${mpnId}` });
  }
  return made;
}
