// Probes of the desk's record of disclosures, of breaches and of the register.
import { exportPeople, listPeople } from '#app/features/privacy/list-touched.server.ts';
import { addFile, findReach, recordBreach, takeStep } from '#app/features/privacy/breaches.server.ts';
import { findBreach, listBreaches } from '#app/features/privacy/read-breaches.server.ts';
import { listTouchable } from '#app/features/privacy/breach-choices.server.ts';
import { readLetters } from '#app/features/privacy/tell-touched.server.ts';
import { watchBreaches } from '#app/features/privacy/watch-breaches.server.ts';
import { keepProcessor, listProcessors } from '#app/features/privacy/processors.server.ts';
import { listGiven } from '#app/features/privacy/record-of-processing.server.ts';
import { parseDisclosureFilter } from '#app/features/reporting/disclosure-filter.ts';
import { findFile } from '#app/features/reporting/file-people.server.ts';
import { findPersonByAddress, searchFiles, searchRows } from '#app/features/reporting/search-disclosures.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import type { Probe } from './probe.ts';

const ANY = parseDisclosureFilter(new URLSearchParams());
const PROCESSOR = {
  name: 'Mailer',
  does: 'mail',
  details: 'Sends mail',
  country: 'US',
  safeguard: 'scc',
  since: '2026-01-01',
  until: null,
} as const;

export const BREACH_PROBES: readonly Probe[] = [
  {
    name: 'a lost file is recorded, counted, assessed, told of and closed; officers are reminded of another',
    async run({ officer }, database) {
      await database.query('delete from breach_builds');
      const [build] = await database.query<{ sha256: string }>('select sha256 from builds order by id limit 1');
      const [second] = await database.query<{ sha256: string }>('select sha256 from builds order by id desc limit 1');
      const knownAt = new Date((await databaseNow()).getTime() - 25 * 3_600_000);
      const recorded = await recordBreach(officer, {
        kind: 'lost-file',
        sha256: build?.sha256 ?? '',
        title: 'A stick',
        what: 'On a train',
        knownAt,
        happenedFrom: null,
        happenedTo: null,
      });
      const id = recorded.ok ? recorded.value : 0;
      const reach = (await findReach(officer, id)) ?? { buildIds: [], everybody: false, happenedTo: null };
      const done: unknown[] = [
        recorded,
        await addFile(officer, id, second?.sha256 ?? ''),
        // Within reach before, and fetched since.
        await database.query('update breach_builds set taken = false where breach_id = $1', [id]),
        await addFile(officer, id, second?.sha256 ?? ''),
        await listPeople(officer, id, reach, 0),
        await exportPeople(officer, id, reach),
        await listTouchable(officer, 'wrong-recipient'),
        await listTouchable(officer, 'account-taken'),
        await watchBreaches(),
        await takeStep(officer, id, {
          intent: 'assessed',
          risk: 'high',
          why: 'Names',
          consequences: ['phishing'],
          measures: ['police-told'],
        }),
        await takeStep(officer, id, { intent: 'reported', at: knownAt, reference: 'AP-1', lateWhy: null }),
        await takeStep(officer, id, { intent: 'told', how: 'mail' }),
        await watchBreaches(),
        (await readLetters(officer, id)).queued.map(({ people }) => people),
        (await readLetters(officer, id)).states,
        await takeStep(officer, id, { intent: 'closed', why: 'Sticks are encrypted now' }),
      ];
      const page = await findBreach(officer, id);
      return [...done, page?.files.length, page?.breach.steps.length, (await listBreaches(officer)).breaches.length];
    },
  },
  {
    name: 'an account that was taken over and a period touch what left, everybody is counted',
    async run({ officer }) {
      const now = await databaseNow();
      const shared = {
        title: 'An account',
        what: 'Somebody else was in',
        knownAt: now,
        happenedFrom: new Date(now.getTime() - 3_600_000),
        happenedTo: now,
      };
      const ids = [
        await recordBreach(officer, { ...shared, kind: 'account-taken', contactId: 1 }),
        await recordBreach(officer, { ...shared, kind: 'wrong-recipient', recipientId: 1 }),
        await recordBreach(officer, { ...shared, kind: 'other', reach: 'everybody', people: null, drill: 'on' }),
      ].map((recorded) => (recorded.ok ? recorded.value : 0));
      const pages = await Promise.all(ids.map((id) => findBreach(officer, id)));
      return pages.map((page) => [page?.files.length, page?.breach.steps.map(({ step }) => step)]);
    },
  },
  {
    name: 'disclosures are searched by file and by person, and a file tells its people',
    async run({ officer }) {
      const person = await findPersonByAddress(officer, 'sanne@bluecloud.example');
      const { files } = await searchFiles(officer, ANY);
      const rows = await searchRows(officer, { ...ANY, person: person ?? 0 });
      const page = await findFile(officer, files[0]?.buildId ?? 0, null, 0);
      return [
        person,
        files.map(({ recipient, channel, firstBy }) => `${recipient} ${channel} ${firstBy}`).toSorted(),
        rows?.rows.length,
        page?.rows.map(({ name }) => name),
      ];
    },
  },
  {
    name: 'a processor is added and changed, and the register says who is given what',
    async run({ officer }) {
      const added = await keepProcessor(officer, PROCESSOR);
      const id = added.ok ? added.value : 0;
      const changed = await keepProcessor(officer, { ...PROCESSOR, id, until: '2026-06-30' });
      return [added.ok, changed.ok, await listProcessors(), await listGiven(officer)];
    },
  },
];
