// Reads what a learner's first page shows, in one transaction: workshops, exams, and what was last reported to whom.
import { actorSettings, type PersonActor } from '#app/features/access/actor.ts';
import { readOwnSittings, type OwnSitting } from '#app/features/exams/list-sittings.server.ts';
import { readLearning, type Learning } from '#app/features/learning/enrolments.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { readDisclosures, type Disclosure } from './disclosures.server.ts';

const DISCLOSURES_SHOWN = 8;

export type LearnerHome = {
  readonly learning: Learning;
  readonly exams: { /** The month that it is. */ now: string; sittings: OwnSitting[] };
  readonly disclosures: Disclosure[];
};

export function getLearnerHome(actor: PersonActor): Promise<LearnerHome> {
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => ({
      learning: await readLearning(client, actor),
      exams: await readOwnSittings(client, actor),
      disclosures: await readDisclosures(client, actor.personId, DISCLOSURES_SHOWN),
    }),
    { readOnly: true },
  );
}
