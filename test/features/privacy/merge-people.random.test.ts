// Any two people, made one: nothing of either is lost, what a person can have once they have once, and it is whole or it is not at all.
import { mergePeople, previewPeopleMerge, type MergeOrder } from '#app/features/privacy/merge-people.server.ts';
import { EMPLOYMENT_CHOICES } from '#app/features/privacy/merge-plan.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeNotice } from '#test/support/register.ts';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { ADMINISTRATOR, arrangeWorld, countHistory, drawnPerson, findFaults, writePerson } from './merge-world.ts';

const database = useDatabase();
const PAIRS = 60;
let pairs = 0;

beforeAll(async () => {
  await arrangeNotice();
  await arrangeWorld(database);
});

const marksOf = async (ids: readonly number[]) =>
  (
    await database.query<{ restricted: boolean; objected: boolean; informed: boolean; acknowledged: boolean }>(
      `select bool_or(restricted_at is not null) as restricted, bool_or(objected_at is not null) as objected, bool_or(informed_at is not null) as informed,
         bool_or(notice_version is not null) as acknowledged from persons where id = any($1)`,
      [ids],
    )
  )[0];

it('two people of any kind become one, whole', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      drawnPerson,
      drawnPerson,
      fc.constantFrom(...EMPLOYMENT_CHOICES),
      async (one, other, employment) => {
        pairs++;
        const kept = await writePerson(database, `kept${pairs}@bluecloud.example`, one);
        const gone = await writePerson(database, `gone${pairs}@home.example`, other);
        const ids = [kept, gone];
        const before = { rows: await countHistory(database, ids), marks: await marksOf(ids) };
        const order: MergeOrder = { keptId: kept, goneId: gone, employment, knowsSeats: false };
        const seen = await previewPeopleMerge(ADMINISTRATOR, order);
        if (!seen.ok) throw new Error(seen.reason);
        const merged = await mergePeople(ADMINISTRATOR, order, seen.value.digest);
        if (seen.value.refusal !== null) {
          expect(merged).toEqual({ ok: false, reason: seen.value.refusal });
          expect(await countHistory(database, [gone])).not.toEqual(await countHistory(database, [0]));
        } else expect(merged).toEqual({ ok: true, value: null });
        const whose = merged.ok ? [kept] : ids;
        expect(await countHistory(database, whose)).toEqual(before.rows);
        expect(await marksOf(whose)).toEqual(before.marks);
        if (merged.ok) expect(await findFaults(database, kept)).toEqual([]);
        expect(await database.query('select from persons where id = $1', [gone])).toHaveLength(merged.ok ? 0 : 1);
      },
    ),
    { numRuns: PAIRS, seed: 20261122 },
  );
});

it('a table that refers to a person is one that merging thought of', async () => {
  const found = await database.query<{ name: string }>(
    `select distinct conrelid::regclass::text as name from pg_constraint where contype = 'f' and confrelid = 'persons'::regclass order by 1`,
  );
  expect(found.map(({ name }) => name)).toEqual([
    // Goes: that two became one counts as use.
    'account_uses',
    'consent_entries',
    // Goes: the change was asked for by the entry that goes.
    'email_changes',
    'employments',
    'identities',
    // Ways in of the entry that goes end with it.
    'invitations',
    // What was said of a notice before a restore: objections are kept.
    'lost_tellings',
    'mails',
    'notice_acknowledgements',
    'notice_tellings',
    'notification_duties',
    'notifications',
    'people_apart',
    'person_emails',
    'person_merges',
    'privacy_requests',
    'recording_openings',
    'sign_in_codes',
    'sign_ins',
    'support_cases',
  ]);
});
