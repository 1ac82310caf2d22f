// Reads what a learner's first page shows, in one transaction: workshops, exams, and what was last reported to whom.
import type { PoolClient } from 'pg';

import { actorSettings, type PersonActor } from '#app/features/access/actor.ts';
import { readOwnSittings, type OwnSitting } from '#app/features/exams/list-sittings.server.ts';
import { readLearning, type Learning } from '#app/features/learning/enrolments.server.ts';
import { inRoleSql, readOften } from '#app/platform/db.server.ts';
import { readDisclosures, type Disclosure } from './disclosures.server.ts';

const DISCLOSURES_SHOWN = 8;

export type LearnerHome = {
  /** Somebody still has to say that the learner works where they say. */
  readonly isUnconfirmed: boolean;
  readonly learning: Learning;
  readonly exams: { /** The month that it is. */ now: string; sittings: OwnSitting[] };
  readonly disclosures: Disclosure[];
};

async function isUnconfirmed(client: PoolClient, actor: PersonActor): Promise<boolean> {
  const found = await readOften(
    client,
    'select from employments where person_id = $1 and ended_on is null and confirmed_by is null limit 1',
    [actor.personId],
  );
  return found.length > 0;
}

export function getLearnerHome(actor: PersonActor): Promise<LearnerHome> {
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => ({
      isUnconfirmed: await isUnconfirmed(client, actor),
      learning: await readLearning(client, actor),
      exams: await readOwnSittings(client, actor),
      disclosures: await readDisclosures(client, actor.personId, DISCLOSURES_SHOWN),
    }),
    { readOnly: true },
  );
}
