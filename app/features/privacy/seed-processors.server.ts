// Made-up companies that work for the academy of the demonstration, in and outside the European Economic Area.
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import type { GivenProcessor } from './processor-form.ts';
import { keepProcessor, listProcessors } from './processors.server.ts';

const SAMPLES: readonly GivenProcessor[] = [
  {
    name: 'Polder Hosting B.V.',
    does: 'hosting',
    details: 'Servers and database of the portal, with all data that it holds.',
    country: 'NL',
    safeguard: 'within-eea',
    since: '2024-01-01',
    until: null,
  },
  {
    name: 'Briefpost GmbH',
    does: 'mail',
    details: 'Mail server: addresses, first names and what mails say; no mail holds other personal data.',
    country: 'DE',
    safeguard: 'within-eea',
    since: '2024-06-01',
    until: null,
  },
  {
    name: 'Cloudreel Inc.',
    does: 'recordings',
    details: 'Keeps recordings of workshops until their last day.',
    country: 'US',
    safeguard: 'scc',
    since: '2025-03-01',
    until: null,
  },
];

const OFFICER = `
  select s.id, s.name from staff_members s join staff_roles r on r.staff_id = s.id
  where r.role = 'privacy-officer' and r.revoked_at is null order by s.id limit 1`;

/** Adds them once, in the name of the demonstration's privacy officer. */
export async function seedProcessors(): Promise<void> {
  if ((await listProcessors()).length > 0) return;
  const system = actorSettings({ kind: 'system', name: 'demonstration' });
  const { rows } = await inRoleSql('psa_worker', system, (client) =>
    client.query<{ id: number; name: string }>(OFFICER),
  );
  const [found] = rows;
  if (found === undefined) return;
  const officer: StaffActor = { kind: 'staff', staffId: found.id, roles: ['privacy-officer'], name: found.name };
  for (const sample of SAMPLES) await keepProcessor(officer, sample);
}
