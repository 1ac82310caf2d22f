// Probes of what staff do with the exams board, conflicts, settings and follow-up.
import { recordCall } from '#app/features/exams/call-person.server.ts';
import { cancelFollowUp } from '#app/features/exams/cancel-follow-up.server.ts';
import { recordOutcome } from '#app/features/exams/exams.server.ts';
import { changeBoard } from '#app/features/exams/change-board.server.ts';
import type { CallResult } from '#app/features/exams/follow-up.ts';
import { FOLLOW_UP_VIEWS } from '#app/features/exams/follow-up-filter.ts';
import { getFollowUps } from '#app/features/exams/list-follow-ups.server.ts';
import { getBoard } from '#app/features/exams/list-sittings.server.ts';
import { answerOutcome, outcomeToken } from '#app/features/exams/outcome-links.server.ts';
import { monthAfter } from '#app/features/exams/sitting.ts';
import { takeCallBack } from '#app/features/exams/take-call-back.server.ts';
import { theAcademy } from '#app/features/language/academy.ts';
import { sendMails } from '#app/features/mail/mails.server.ts';
import { memberNames, privacyContacts, refreshBrand, siteLogo } from '#app/features/settings/brand.server.ts';
import { LOGO_THEMES, type LogoTheme } from '#app/features/settings/logo.ts';
import { changeLogo, findLogo, listLogos } from '#app/features/settings/logos.server.ts';
import { readPng } from '#app/features/settings/read-png.server.ts';
import { listMembers, removeMember, setMember } from '#app/features/settings/members.server.ts';
import { listSettings, resetSetting, setSettings } from '#app/features/settings/settings.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import { askNow } from '#test/support/asking.ts';
import type { TestDatabase } from '#test/support/database.ts';
import { pngOf } from '#test/support/png.ts';
import type { TwoSides } from '#test/support/two-sides.ts';
import type { Probe } from './probe.ts';

const BOARD = { view: 'all', exam: null, month: null, search: null, page: 1, pageSize: 50 } as const;

/** Every view, as the trainer sees it; without days, which are other ones tomorrow. */
const show = async ({ trainer }: TwoSides): Promise<unknown[]> => {
  const views: unknown[] = [];
  for (const view of FOLLOW_UP_VIEWS) {
    const { counts, rows, total } = await getFollowUps(trainer, { view, search: null, page: 1, pageSize: 50 });
    views.push([
      counts,
      total,
      // Of two who were asked in one morning, which stands first hangs on milliseconds.
      rows
        .map(({ kind, step, state, result, by, name, phone }) =>
          JSON.stringify([kind, step, state, result, by, name, phone]),
        )
        .toSorted(),
    ]);
  }
  return views;
};

/** Every sitting whose outcome is unknown is of last month, and has no plan yet. */
const forget = async ({ now }: TwoSides, database: TestDatabase): Promise<void> => {
  await database.query('delete from outcome_links');
  await database.query('delete from follow_ups');
  await database.query(`update persons set informed_at = now() where informed_at is null`);
  await database.query(`update sittings set month = $1 where outcome is null and state = 'booked'`, [
    monthAfter(now, -1),
  ]);
};

const callsOf = async (database: TestDatabase): Promise<number[]> =>
  (
    await database.query<{ id: number }>(
      `select min(id) as id from follow_ups where kind = 'call' and state = 'planned' group by sitting_id order by sitting_id`,
    )
  ).map(({ id }) => id);

export const FOLLOW_UP_PROBES: readonly Probe[] = [
  {
    name: 'conflicts are shown and decided, and their people written to',
    async run({ trainer, learner, otherLearner }, database) {
      await database.query(
        `insert into outcome_conflicts (sitting_id, claimed, opened_by_kind, opened_by_id)
         select min(id), 'not-taken', 'person', $1 from sittings where person_id = $1 and outcome is not null`,
        [learner.personId],
      );
      const [failed] = await database.query<{ id: number }>(
        `select min(id) as id from sittings where person_id = $1 and outcome = 'failed'`,
        [otherLearner.personId],
      );
      const contested = await recordOutcome(trainer, failed?.id ?? 0, 'passed');
      const { conflicts } = await getBoard(trainer, BOARD);
      const decided: unknown[] = [conflicts.map(({ id, recorded, claimed }) => [id, recorded.says, claimed.says])];
      for (const [index, { id }] of conflicts.entries())
        decided.push(
          await changeBoard(trainer, {
            intent: 'decide',
            conflictId: id,
            decision: index === 0 ? 'changed' : 'stands',
          }),
        );
      return [contested, decided, await sendMails(MAIL_WRITERS)];
    },
  },
  {
    name: 'people are asked, reminded and rung as planned, late and with an answer that waits',
    async run(sides, database) {
      const { trainer, now } = sides;
      await forget(sides, database);
      await database.query(`update settings set value = '4' where name = 'followUpContacts'`);
      const steps: unknown[] = [await askNow(database), await show(sides)];
      await database.query(`update follow_ups set due_on = due_on - 20 where state = 'planned'`);
      steps.push(await askNow(database));
      await database.query(`update follow_ups set due_on = due_on - 20 where state = 'planned'`);
      const calls = await callsOf(database);
      const results: CallResult[] = ['no-answer', 'asked-no-more', 'passed'];
      steps.push(await show(sides));
      for (const [index, followUpId] of calls.entries())
        steps.push(await recordCall(trainer, { followUpId, result: results[index] ?? 'wrong-number' }));
      // The last call is taken back, and made again; another word about it is a conflict.
      steps.push(await takeCallBack(trainer, calls[2] ?? 0));
      for (const result of ['passed', 'failed'] as const)
        steps.push(await recordCall(trainer, { followUpId: calls[2] ?? 0, result }));
      await database.query(`update follow_ups set due_on = due_on - 20 where state = 'planned'`);
      steps.push(await show(sides));
      const [open] = await database.query<{ id: number }>(
        `select sitting_id as id from follow_ups where state = 'planned' order by id limit 1`,
      );
      steps.push(await answerOutcome(outcomeToken(open?.id ?? 0, monthAfter(now, -1)), 'passed'), await show(sides));
      return steps;
    },
  },
  {
    name: 'plans are cancelled by staff, and end by themselves where they are moot',
    async run(sides, database) {
      await forget(sides, database);
      await database.query(`update persons set restricted_at = now() where email like 'lukasz%'`);
      await askNow(database);
      await database.query('update persons set restricted_at = null');
      await askNow(database);
      await database.query(
        'update sittings set ask_no_more = true where id = (select max(sitting_id) from follow_ups)',
      );
      const [first] = await callsOf(database);
      return [
        await cancelFollowUp(sides.trainer, { followUpId: first ?? 0, all: true }),
        await askNow(database),
        await show(sides),
      ];
    },
  },
  {
    name: 'settings are listed, set for the first time and set again',
    run: async ({ administrator }) => [
      await listSettings(administrator),
      await setSettings(administrator, { followUpContacts: 5, followUpCallDays: 9 }),
      await listSettings(administrator),
      await resetSetting(administrator, 'followUpContacts'),
      await listSettings(administrator),
    ],
  },
  {
    name: 'Members are set, renamed and removed, and whoever is asked is told of them',
    async run({ administrator }) {
      const versionOf = async (wanted: string): Promise<string | null> =>
        (await listMembers(administrator)).members.find(({ country }) => country === wanted)?.version ?? null;
      const steps: unknown[] = [];
      for (const country of ['BE', 'NL']) {
        const given = { country, name: `Taught ${country}`, email: 'a@taught.example' };
        steps.push(await setMember(administrator, given, await versionOf(country)));
      }
      await refreshBrand();
      const { members, countries } = await listMembers(administrator);
      steps.push(
        memberNames(),
        members.map(({ country, name, email, changedBy }) => ({ country, name, email, changedBy })),
        countries,
      );
      steps.push(await removeMember(administrator, 'NL', (await versionOf('NL')) ?? ''));
      return [...steps, memberNames()];
    },
  },
  {
    name: 'a logo is set, another for dark, both are seen by anybody, and both are removed',
    async run({ administrator }) {
      const steps: unknown[] = [];
      const seenOf = async (theme: LogoTheme): Promise<string> =>
        (await listLogos(administrator)).find((shown) => shown.theme === theme)?.sha256 ?? '';
      for (const theme of LOGO_THEMES) {
        const png = readPng(pngOf(120, 40, { colour: theme === 'light' ? [9, 9, 9, 255] : [250, 250, 250, 255] }));
        if (!png.ok) throw new Error(png.reason);
        const change = { theme, seen: await seenOf(theme), intent: 'set', png: png.value } as const;
        steps.push(await changeLogo(administrator, change), siteLogo()?.[theme]?.width);
        steps.push((await findLogo(await seenOf(theme)))?.equals(png.value.bytes));
      }
      steps.push((await listLogos(administrator)).map(({ theme, width, changedBy }) => [theme, width, changedBy]));
      const removed = { theme: 'light', seen: await seenOf('light'), intent: 'remove' } as const;
      return [...steps, await changeLogo(administrator, removed), siteLogo()];
    },
  },
  {
    name: 'the names and contacts that were decided are read without a sign-in',
    async run({ administrator }) {
      await setSettings(administrator, { academyName: 'Taught Academy', privacyEmail: 'dpo@taught.example' });
      await refreshBrand();
      const decided = [theAcademy(), privacyContacts()];
      await resetSetting(administrator, 'academyName');
      return [decided, theAcademy()];
    },
  },
];
