// People who do not exist, for sample workbooks: nothing of theirs comes from the register.
import type { FieldId, Language } from '#reports/catalogue.ts';

type SamplePerson = Readonly<Partial<Record<FieldId, string>>>;

export const SAMPLE_PEOPLE: readonly SamplePerson[] = [
  {
    first_name: 'Robin',
    last_name: 'Example',
    mpn_id: '0000001',
    phone: '+31201234567',
    country: 'Netherlands',
    email: 'robin@company.example',
    company: 'Example Company',
    job_role: 'Cloud engineer',
    workshop_name: 'Azure Administrator',
    progress: '64',
  },
  {
    first_name: 'Maj-Britt',
    last_name: 'Sample',
    mpn_id: '0000001',
    phone: '+46101234567',
    country: 'Sweden',
    email: 'maj-britt@company.example',
    company: 'Example Company',
    job_role: 'Data engineer',
    workshop_name: 'Fabric Data Engineer',
    progress: '100',
  },
  {
    first_name: 'Żaneta',
    last_name: 'Wymyślona',
    mpn_id: '0000001',
    phone: '+48221234567',
    country: 'Poland',
    email: 'zaneta@company.example',
    company: 'Example Company',
    job_role: 'Security analyst',
    workshop_name: 'Azure Administrator',
    progress: '0',
  },
];

/** Exam rows in the order of their values; `month` counts from the reported one. */
export const SAMPLE_EXAMS: readonly (SamplePerson & { readonly month: number })[] = [
  { country: 'Netherlands', company: 'Example Company', exam_id: 'AZ-104', month: 0, result: 'passed' },
  { country: 'Netherlands', company: 'Example Company', exam_id: 'AZ-104', month: 1 },
  { country: 'Poland', company: 'Example Company', exam_id: 'AZ-104', month: 0, result: 'failed' },
  { country: 'Sweden', company: 'Example Company', exam_id: 'DP-700', month: 0, result: 'passed' },
];

/** Recordings and counts, made up as well; `recording_link` leads nowhere. */
export const SAMPLE_RECORDINGS: readonly SamplePerson[] = [
  { workshop_name: 'Azure Administrator', recording_link: 'https://video.example/azure-administrator' },
  { workshop_name: 'Fabric Data Engineer', recording_link: 'https://video.example/fabric-data-engineer' },
];

export const SAMPLE_STATISTICS: readonly SamplePerson[] = [
  { country: 'Netherlands', subject: 'AZ-104', people: '24', sittings: '24', passed: '19' },
  { country: 'Netherlands', subject: 'Azure Administrator', people: '31', completed: '22' },
  { country: 'Poland', subject: 'Azure Administrator', people: '12', completed: '7' },
];

/** What stands beside the recipient's name in `About`, so that nobody takes it for a report. */
export const SAMPLE_MARK: Readonly<Record<Language, string>> = {
  en: 'SAMPLE with made-up people',
  nl: 'VOORBEELD met verzonnen personen',
  de: 'MUSTER mit erfundenen Personen',
  fr: 'EXEMPLE avec des personnes fictives',
  pl: 'PRZYKŁAD ze zmyślonymi osobami',
  es: 'EJEMPLO con personas ficticias',
};
