// Lists support cases for staff: what waits for us stands first, the oldest on top. Names are not in the list: what it is about says enough (S1).
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import type { CaseFilter, CaseShown } from './case-filter.ts';
import { CASES_A_PAGE } from './case-filter.ts';
import type { ClosedHow, Topic } from './case-kinds.ts';
import { seesEveryCase } from './passed-on.ts';

export type ListedCase = {
  readonly id: number;
  readonly topic: Topic;
  readonly isKnown: boolean;
  readonly waitsFor: 'staff' | 'asker';
  /** A privacy officer has it. */
  readonly isPassedOn: boolean;
  readonly askedAt: Date;
  readonly lastAt: Date;
  /** Whole days since it was asked, and since anybody wrote. */
  readonly ageDays: number;
  readonly quietDays: number;
  readonly closedAt: Date | null;
  readonly closedHow: ClosedHow | null;
  readonly messages: number;
};
export type CaseCounts = Readonly<Record<CaseShown, number>>;
export type CaseList = { readonly cases: readonly ListedCase[]; readonly total: number; readonly counts: CaseCounts };

const SHOWS: Readonly<Record<CaseShown, string>> = {
  ours: `c.closed_at is null and c.waits_for = 'staff'`,
  theirs: `c.closed_at is null and c.waits_for = 'asker'`,
  open: 'c.closed_at is null',
  closed: 'c.closed_at is not null',
  all: 'true',
};

const FITS = `($3 or c.passed_at is not null) and ($1::text is null or c.topic = $1) and ($2 = '' or exists (
  select from (select p.email, p.first_name, p.last_name from persons p where p.id = c.person_id union all select c.asker_email, c.asker_name, null) w
  where psa_contains(concat_ws(' ', w.first_name, w.last_name, w.email), $2)) or c.id::text = $2)`;

const COUNTS = `
  select ${Object.entries(SHOWS)
    .map(([name, where]) => `count(*) filter (where ${where})::int as "${name}"`)
    .join(', ')} from support_cases c where ${FITS}`;

const daysSince = (time: string): string => `floor(extract(epoch from psa_now() - ${time}) / 86400)::int`;
const ROWS = `
  select c.id, c.topic, c.person_id is not null as "isKnown", c.waits_for as "waitsFor", c.passed_at is not null as "isPassedOn", c.asked_at as "askedAt", c.last_at as "lastAt",
    ${daysSince('c.asked_at')} as "ageDays", ${daysSince('c.last_at')} as "quietDays", c.closed_at as "closedAt", c.closed_how as "closedHow",
    (select count(*)::int from support_messages m where m.case_id = c.id and m.kind <> 'note') as messages
  from support_cases c`;

const NOTHING: CaseCounts = { ours: 0, theirs: 0, open: 0, closed: 0, all: 0 };

export function listCases(actor: StaffActor, { show, topic, search, page }: CaseFilter): Promise<CaseList> {
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => {
      const found = await client.query<CaseCounts>(COUNTS, [topic, search, seesEveryCase(actor)]);
      const counts = found.rows[0] ?? NOTHING;
      const { rows } = await client.query<ListedCase>(
        `${ROWS} where ${FITS} and ${SHOWS[show]}
         order by c.closed_at is not null, c.waits_for desc, c.closed_at desc, case when c.closed_at is null then c.last_at end, c.id limit $4 offset $5`,
        [topic, search, seesEveryCase(actor), CASES_A_PAGE, (page - 1) * CASES_A_PAGE],
      );
      return { cases: rows, total: counts[show], counts };
    },
    { readOnly: true },
  );
}
