// Tells the privacy officer what goes within thirty or ninety days: people by name, with the reason, the day and what keeps them; of everything else how much.
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { theAcademy } from '#app/features/language/academy.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { writePlainWorkbook } from '#reports/workbook/write-plain.ts';
import { countAhead } from './forget-by-age.server.ts';
import { sortForecast, type ForecastPerson, type ForecastView } from './forecast-view.ts';
import { wasWarned, type DuePerson } from './due-person.ts';
import { readDuePeople } from './inactive-people.server.ts';
import { periodsOf, readRules, type Decided } from './retention-periods.server.ts';
import { GONE_REASONS, LIVE_REASONS, periodOf, ruleOf } from './retention-rules.ts';

const READ_LIMIT_MS = 5 * 60_000;
export const FORECAST_DAYS = [30, 90] as const;

export type RuleForecast = Decided & {
  /** How many go within 30 and within 90 days; null where nothing stays long enough to be foreseen. */
  readonly within30: number | null;
  readonly within90: number | null;
};
export type RetentionOverview = {
  readonly rules: readonly RuleForecast[];
  /** Whose time is over today: those whom nothing keeps, and the others. */
  readonly due: number;
  readonly held: number;
  /** Of those whom nothing keeps: how many no mail reaches, so that somebody has to let them go. */
  readonly unreached: number;
  /** 'YYYY-MM-DD'. */
  readonly today: string;
};

const isWithin = ({ goesOn, keptBecause }: DuePerson, until: string): boolean =>
  goesOn <= until && (keptBecause === null || keptBecause === 'not-warned');

const dayAfter = (today: string, days: number): string => {
  const day = new Date(`${today}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
};

/** Every rule with what goes by it soon. */
export function readRetention(actor: StaffActor): Promise<RetentionOverview> {
  return inRoleSql(
    'psa_worker',
    actorSettings(actor),
    async (client) => {
      const decided = await readRules(client);
      const clock = await client.query<{ today: string }>('select psa_today()::text as today');
      const today = clock.rows[0]?.today ?? '';
      const people = await readDuePeople(client, periodsOf(decided), 90);
      const rules: RuleForecast[] = [];
      for (const rule of decided) {
        const ahead = async (days: number): Promise<number | null> =>
          ruleOf(rule.name).ofPeople
            ? people.filter((person) => person.rule === rule.name && isWithin(person, dayAfter(today, days))).length
            : countAhead(client, rule.name, rule.amount, days);
        rules.push({ ...rule, within30: await ahead(30), within90: await ahead(90) });
      }
      const over = people.filter(({ isOver }) => isOver);
      const unreached = over.filter(({ keptBecause }) => keptBecause === 'warning-lost').length;
      const due = over.filter(wasWarned).length + unreached;
      return { rules, due, held: over.length - due, unreached, today };
    },
    { timeoutMs: READ_LIMIT_MS },
  );
}

const told = (person: DuePerson): ForecastPerson => ({
  ...person,
  reason: GONE_REASONS[person.rule === 'prospect' ? 'never-took-part' : 'inactive'],
  kept: person.keptBecause === null ? null : LIVE_REASONS[person.keptBecause],
});

/** Whose time is over within so many days, in the order asked for. That somebody looked is in the ledger, and so is taking the list along. */
export function forecastPeople(
  actor: StaffActor,
  view: ForecastView,
  taken: boolean,
): Promise<readonly ForecastPerson[]> {
  return inRoleSql(
    'psa_worker',
    actorSettings(actor),
    async (client) => {
      const people = await readDuePeople(client, periodsOf(await readRules(client)), view.days);
      const shown = people.filter(({ rule }) => view.rule === null || rule === view.rule).map(told);
      await appendEvent(
        client,
        taken
          ? { event: 'retention.downloaded', details: { days: view.days, count: shown.length } }
          : { event: 'people.read', details: { page: 'retention', count: shown.length } },
      );
      return sortForecast(shown, view.sort);
    },
    { timeoutMs: READ_LIMIT_MS },
  );
}

/** The forecast as a workbook: people on one sheet, rules on the other. */
export async function takeForecast(actor: StaffActor, view: ForecastView): Promise<Uint8Array<ArrayBuffer>> {
  const people = await forecastPeople(actor, view, true);
  const { rules, today } = await readRetention(actor);
  return writePlainWorkbook(
    [
      {
        name: `Within ${view.days} days`,
        headers: ['First name', 'Last name', 'Goes on', 'Last used', 'Warned on', 'By rule', 'Reason', 'Kept because'],
        rows: people.map((person) => [
          person.firstName,
          person.lastName,
          person.goesOn,
          person.usedOn,
          person.warnedOn ?? '',
          ruleOf(person.rule).label,
          person.reason,
          person.kept ?? '',
        ]),
      },
      {
        name: 'Rules',
        headers: ['Rule', 'What goes', 'Period', 'Basis', 'Owner', 'Review on', 'Within 30 days', 'Within 90 days'],
        rows: rules.map((rule) => [
          ruleOf(rule.name).label,
          ruleOf(rule.name).what,
          periodOf(rule.name, rule.amount),
          rule.basis,
          rule.owner,
          rule.reviewOn ?? '',
          String(rule.within30 ?? ''),
          String(rule.within90 ?? ''),
        ]),
      },
      { name: 'About', headers: ['As of'], rows: [[today]] },
    ],
    theAcademy().name,
  );
}
