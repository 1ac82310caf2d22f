// Probes of the datasets beside registrations and exams: recordings, leads and statistics.
import { runReports } from '#app/features/delivery/run-reports.server.ts';
import { monthAfter } from '#app/features/exams/sitting.ts';
import { listDisclosures } from '#app/features/reporting/disclosures.server.ts';
import { listRuns } from '#app/features/reporting/runs.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { DATASETS } from '#reports/catalogue.ts';
import { quarterOf } from '#reports/period.ts';
import { arrangeAgreement, MICROSOFT } from '#test/support/register.ts';
import type { Probe } from './probe.ts';

export const DATASET_PROBES: readonly Probe[] = [
  {
    name: 'recordings, leads and statistics are reported',
    async run({ learner, officer, now }, database) {
      await database.query('truncate agreements cascade');
      await database.query(
        `insert into consent_entries (person_id, consent, given, notice_version, notice_language, how, actor_kind, actor_id)
         values ($1, 'member-sharing', true, 1, 'en', 'my-data', 'person', $1)`,
        [learner.personId],
      );
      await database.query(`update recordings set available_until = (now() + interval '9 days')::date`);
      const channels = ['folder'] as const;
      await arrangeAgreement(MICROSOFT, { datasets: { F4: DATASETS.F4.fields }, channels });
      await arrangeAgreement(
        { kind: 'member', slug: 'member-NL', name: 'Taught in NL' },
        { datasets: { F5: DATASETS.F5.fields }, channels },
      );
      await arrangeAgreement(
        { kind: 'partner', slug: 'partner-acme', name: 'Acme' },
        { datasets: { F6: DATASETS.F6.fields }, channels, cadence: 'quarterly' },
      );
      const at = await databaseNow();
      return [
        await runReports({ kind: 'all' }, monthAfter(now, -1), at),
        await runReports({ kind: 'slugs', slugs: ['partner-acme'] }, quarterOf(monthAfter(now, -3)), at),
        (await listRuns(officer)).map(({ id, state, build }) => [id, state, build?.sheets]),
        await listDisclosures(learner, learner.personId),
      ];
    },
  },
];
