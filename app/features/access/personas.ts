// Decides which made-up people the demonstration offers. Production has none of them.
export const PERSONAS = {
  learner: { title: 'Learner', does: 'Sets progress, sees exams by month and what was reported.' },
  trainer: { title: 'Trainer', does: 'Books exams for people and records how they went.' },
  administrator: { title: 'Administrator', does: 'Reads each run: preview, checks, file.' },
  'privacy-officer': {
    title: 'Privacy officer',
    does: 'Decides about runs that wait, and releases them with a reason.',
  },
  microsoft: { title: 'Microsoft contact', does: 'Fetches the reports about all participants.' },
  employer: { title: 'Employer contact', does: 'Fetches the reports about the own people, and nothing else.' },
} as const satisfies Record<string, { title: string; does: string }>;

export type PersonaId = keyof typeof PERSONAS;

export function isPersonaId(value: string | undefined): value is PersonaId {
  return value !== undefined && Object.hasOwn(PERSONAS, value);
}
