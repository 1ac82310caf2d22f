// Probes of how agreements are drafted, chosen for, approved, paused and begun.
import { approveVersions, chooseRule } from '#app/features/agreements/approve-agreement.server.ts';
import {
  draftFrom,
  proposeDrafts,
  saveDraft,
  sendBack,
  withdrawVersions,
} from '#app/features/agreements/draft-agreement.server.ts';
import { exposureOfDrafts } from '#app/features/agreements/draft-exposure.server.ts';
import { setPaused } from '#app/features/agreements/pause-agreement.server.ts';
import { findAgreement, listAgreements } from '#app/features/agreements/read-agreements.server.ts';
import { showAgreement } from '#app/features/agreements/show-agreement.server.ts';
import {
  listWithoutAgreement,
  startAgreement,
  startForEmployers,
} from '#app/features/agreements/start-agreements.server.ts';
import type { Version } from '#app/features/agreements/stored-version.ts';
import { listWaiting } from '#app/features/agreements/waiting-drafts.server.ts';
import type { TestDatabase } from '#test/support/database.ts';
import type { TwoSides } from '#test/support/two-sides.ts';
import type { Probe } from './probe.ts';

const agreementOf = async (database: TestDatabase, slug: string): Promise<number> =>
  (
    await database.query<{ id: number }>(
      'select a.id from agreements a join recipients r on r.id = a.recipient_id where r.slug = $1',
      [slug],
    )
  )[0]?.id ?? 0;

async function versionOf({ officer }: TwoSides, agreement: number, number: number): Promise<Version> {
  const found = (await findAgreement(officer, agreement))?.versions.find((version) => version.number === number);
  if (found === undefined) throw new Error('There is no such version');
  return found;
}

export const AGREEMENT_PROBES: readonly Probe[] = [
  {
    name: 'agreements are listed, and one is shown with its versions, its wall and today’s count',
    run: async (sides, database) => {
      const { officer } = sides;
      const id = await agreementOf(database, 'employer-2000001');
      const agreement = await findAgreement(officer, id);
      if (agreement === null) return 'none';
      const exposure = await exposureOfDrafts(
        officer,
        agreement.versions.map((version) => version.id),
      );
      return [
        await listAgreements(officer, { search: '', page: 1 }),
        await showAgreement(officer, agreement, { version: null, than: null }),
        [...exposure],
        (await listWaiting(officer)).total,
      ];
    },
  },
  {
    name: 'today’s count of somebody who was told nothing, whose employment ended, or who passed the gate',
    run: async ({ officer }, database) => {
      const id = await agreementOf(database, 'microsoft');
      const [version] = await database.query<{ id: number }>(
        'select id from agreement_versions where agreement_id = $1 and number = 1',
        [id],
      );
      return [...(await exposureOfDrafts(officer, [version?.id ?? 0]))];
    },
  },
  {
    name: 'a draft is changed, proposed, sent back, proposed again, chosen for and approved by a second person, and withdrawn',
    run: async (sides, database) => {
      const { administrator, officer } = sides;
      const id = await agreementOf(database, 'employer-1000001');
      const drafted = await draftFrom(administrator, id, 1, '2031-01-01');
      if (!drafted.ok) return drafted;
      const first = await versionOf(sides, id, drafted.value);
      const terms = { ...first.terms, datasets: { F1: ['email', 'phone'] }, onlyCountries: ['NL'] } as const;
      const saved = await saveDraft(administrator, first.id, first.digest, terms);
      const proposed = await proposeDrafts(administrator, [first.id]);
      const back = await sendBack(officer, first.id, 'other');
      const again = await proposeDrafts(administrator, [first.id]);
      const chosen = await chooseRule(officer, [await versionOf(sides, id, drafted.value)], 'withhold');
      const approved = await approveVersions(officer, [await versionOf(sides, id, drafted.value)]);
      // A digest is of instants, too.
      const told = (await findAgreement(officer, id))?.versions.map((version) => ({ ...version, digest: '' }));
      const withdrawn = await withdrawVersions(administrator, 'coming', [await versionOf(sides, id, drafted.value)]);
      return [saved, proposed, back, again, chosen, approved, told, withdrawn];
    },
  },
  {
    name: 'agreements are begun for one and for many',
    run: async (sides, database) => {
      const { administrator } = sides;
      await database.query(
        `insert into employers (mpn_id, name) values ('4000001', 'Another'), ('4000002', 'One more')`,
      );
      const found = await listWithoutAgreement(administrator, 'one more');
      const one = await startAgreement(administrator, { kind: 'member', country: 'PL', name: 'Member' }, '2031-01-01');
      const template = await versionOf(sides, await agreementOf(database, 'employer-1000001'), 1);
      const many = await startForEmployers(administrator, template.id, '2031-01-01');
      return [found.employers.length, found.total, found.templates.length, one.ok, many];
    },
  },
  {
    name: 'a schedule is paused and goes on',
    run: async ({ administrator }, database) => {
      const id = await agreementOf(database, 'microsoft');
      return [
        await setPaused(administrator, id, true),
        await findAgreement(administrator, id),
        await setPaused(administrator, id, false),
      ];
    },
  },
];
