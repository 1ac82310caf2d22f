// Any order of what people, staff and schedules do, carried out on a real database, with a record of what was lawful at each moment.
import type { PersonActor } from '#app/features/access/actor.ts';
import { runReports } from '#app/features/delivery/run-reports.server.ts';
import { setProgress } from '#app/features/learning/enrolments.server.ts';
import { erasePerson } from '#app/features/privacy/erase-person.server.ts';
import { correctOwnData, setConsent } from '#app/features/privacy/own-changes.server.ts';
import { liftRestriction, objectToReporting, restrictPerson } from '#app/features/privacy/restrict-person.server.ts';
import { importFile, NOTICE } from '#test/support/importing.ts';
import { registration, registrations } from '#test/support/import-files.ts';
import type { TestDatabase } from '#test/support/database.ts';
import { SYSTEM } from '#test/support/runs.ts';
import fc from 'fast-check';

export const WORKSHOP = 'Azure Administrator';
const PEOPLE = ['anna', 'ben'] as const;
type Name = (typeof PEOPLE)[number];

export type Step =
  | { readonly kind: 'import' | 'withdraw' | 'restrict' | 'lift' | 'object' | 'erase'; readonly who: Name }
  | { readonly kind: 'progress'; readonly who: Name; readonly percent: number }
  | { readonly kind: 'outcome'; readonly who: Name; readonly outcome: 'passed' | 'failed' }
  | { readonly kind: 'correct'; readonly who: Name; readonly phone: string }
  | { readonly kind: 'run' };

const who = fc.constantFrom(...PEOPLE);
const simple = fc.record({
  kind: fc.constantFrom(
    'import' as const,
    'import' as const,
    'withdraw' as const,
    'restrict' as const,
    'lift' as const,
    'object' as const,
    'erase' as const,
  ),
  who,
});

/** A run comes about as often as everything that can stand in its way. */
export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: simple },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('progress' as const), who, percent: fc.integer({ min: 1, max: 100 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('outcome' as const),
      who,
      outcome: fc.constantFrom('passed' as const, 'failed' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('correct' as const),
      who,
      phone: fc.constantFrom('+31611111111', '+31622222222'),
    }),
  },
  { weight: 4, arbitrary: fc.constant({ kind: 'run' as const }) },
);

type Model = { restricted: boolean; objected: boolean; hasExam: boolean; phone: string | null };
/** One named row that left. */
type Sent = { readonly email: string; readonly delivery: number; readonly row: number; changed: Set<string> };

export class Orders {
  readonly #database: TestDatabase;
  readonly #mpnId: string;
  readonly #tag: string;
  readonly #people = new Map<Name, Model>();
  readonly #erased = new Set<Name>();
  readonly #sent: Sent[] = [];
  #month = 0;

  /** `number` tells one order from another: a company and people of its own. */
  constructor(database: TestDatabase, number: number) {
    this.#database = database;
    this.#mpnId = String(6_000_000 + number);
    this.#tag = `order-${number}`;
  }

  get slug(): string {
    return `employer-${this.#mpnId}`;
  }
  get mpnId(): string {
    return this.#mpnId;
  }

  #email = (name: Name): string => `${name}@${this.#tag}.example`;

  async #actor(name: Name): Promise<PersonActor | null> {
    const [found] = await this.#database.query<{ id: number }>('select id from persons where email = $1', [
      this.#email(name),
    ]);
    return found === undefined ? null : { kind: 'person', personId: found.id, name };
  }

  /** Whoever the model lets into a report at this moment. */
  #lawful = (): string[] =>
    [...this.#people]
      .filter(([, { restricted, objected }]) => !restricted && !objected)
      .map(([name]) => this.#email(name))
      .toSorted();

  #mark(name: Name, what: string): void {
    for (const sent of this.#sent) if (sent.email === this.#email(name)) sent.changed.add(what);
  }

  async take(step: Step): Promise<void> {
    if (step.kind === 'run') return this.#run();
    if (step.kind === 'import') return this.#import(step.who);
    const actor = await this.#actor(step.who);
    const model = this.#people.get(step.who);
    if ((actor === null) !== (model === undefined)) throw new Error(`${step.who} is there or not, other than was said`);
    if (actor === null || model === undefined) return;
    await this.#change(step, actor, model);
  }

  async #import(name: Name): Promise<void> {
    const model = this.#people.get(name);
    const row = registration({
      first: name,
      email: this.#email(name),
      mpn: this.#mpnId,
      company: this.#tag,
      workshop: WORKSHOP,
      phone: model?.phone ?? '+31 6 12345678',
    });
    const { refused } = await importFile('registrations', registrations(row), { notice: NOTICE, acceptValid: true });
    const blocked = this.#erased.has(name) || model?.restricted === true || model?.objected === true;
    if (refused.length > 0 !== blocked)
      throw new Error(`The import of ${name} was ${refused.length > 0 ? '' : 'not '}refused`);
    if (!blocked && model === undefined)
      this.#people.set(name, { restricted: false, objected: false, hasExam: false, phone: '+31 6 12345678' });
    // As the mail that tells them has gone (C2b).
    await this.#database.query('update persons set informed_at = psa_now() where informed_at is null');
  }

  async #change(step: Exclude<Step, { kind: 'run' }>, actor: PersonActor, model: Model): Promise<void> {
    switch (step.kind) {
      case 'progress': {
        const [enrolment] = await this.#database.query<{ id: number }>(
          'select id from enrolments where person_id = $1',
          [actor.personId],
        );
        await setProgress(actor, { enrolmentId: enrolment?.id ?? 0, percent: step.percent, because: 'mistake' });
        return;
      }
      case 'outcome':
        await this.#outcome(actor, model, step.outcome);
        return;
      case 'withdraw':
        await setConsent(actor, 'member-sharing', true);
        await setConsent(actor, 'member-sharing', false);
        return;
      case 'correct': {
        const before = model.phone;
        await correctOwnData(actor, { firstName: step.who, lastName: 'de Vries', phone: step.phone, city: '' });
        model.phone = step.phone;
        if (before !== step.phone) this.#mark(step.who, 'corrected');
        return;
      }
      case 'restrict':
        if (await restrictPerson(actor, actor.personId)) this.#mark(step.who, 'restricted');
        model.restricted = true;
        return;
      case 'lift':
        await liftRestriction(actor, actor.personId);
        model.restricted = false;
        return;
      case 'object':
        if (await objectToReporting(actor, '')) this.#mark(step.who, 'objection');
        model.objected = true;
        return;
      case 'erase':
        await erasePerson(SYSTEM, actor.personId);
        this.#mark(step.who, 'erased');
        this.#people.delete(step.who);
        this.#erased.add(step.who);
        return;
      case 'import':
    }
  }

  async #outcome({ personId }: PersonActor, model: Model, outcome: string): Promise<void> {
    if (model.hasExam) return;
    model.hasExam = true;
    await this.#database.query(
      `with sitting as (
         insert into sittings (person_id, employment_id, exam_code, attempt, month)
         select person_id, id, 'AZ-104', 1, '2020-01' from employments where person_id = $1 returning id)
       insert into outcome_entries (sitting_id, outcome, actor_kind, actor_id) select id, $2, 'person', $1 from sitting`,
      [personId, outcome],
    );
  }

  /** The report of a month that had none yet: what it holds is what the model lets out now. */
  async #run(): Promise<void> {
    this.#month++;
    const period = `${2021 + Math.floor(this.#month / 12)}-${String((this.#month % 12) + 1).padStart(2, '0')}`;
    const [clock] = await this.#database.query<{ now: Date }>('select psa_now() as now');
    if (clock === undefined) throw new Error('There is no clock');
    const made = await runReports({ kind: 'slugs', slugs: [this.slug] }, period, clock.now);
    if (!made.ok) throw new Error(made.reason);
    const rows = await this.#database.query<{ email: string; delivery: number; row: number }>(
      `select p.email, d.id as delivery, g.first_row + r.i::int - 1 as row
       from deliveries d join build_pages g on g.build_id = d.build_id and g.sheet = 'registration'
       cross join lateral unnest(g.refs) with ordinality as r (ref, i)
       left join enrolments n on n.id = r.ref left join persons p on p.id = n.person_id
       where d.run_id = $1 and d.disclosed_at is not null order by 1`,
      [made.value[0]],
    );
    const exams = await this.#database.query<{ email: string | null }>(
      `select p.email from deliveries d join build_pages g on g.build_id = d.build_id and g.sheet = 'exams' cross join lateral unnest(g.refs) r (ref)
       left join sittings s on s.id = r.ref left join persons p on p.id = s.person_id where d.run_id = $1 and d.disclosed_at is not null`,
      [made.value[0]],
    );
    const lawful = this.#lawful();
    const sent = rows.map(({ email }) => email);
    if (JSON.stringify(sent) !== JSON.stringify(lawful))
      throw new Error(`Sent were ${sent.join()}, lawful ${lawful.join()}`);
    for (const { email } of exams)
      if (email === null || !lawful.includes(email)) throw new Error(`An exam of ${email ?? 'nobody'} was sent`);
    this.#sent.push(...rows.map((row) => ({ ...row, changed: new Set<string>() })));
  }

  /** Every row that was sent of somebody who changed since has its notification, for each cause that arose after; no others are there. */
  async checkNotifications(): Promise<void> {
    const made = await this.#database.query<{ delivery: number; row: number; cause: string }>(
      `select distinct n.delivery_id as delivery, n.sheet_row as row, n.cause from notifications n join recipients r on r.id = n.recipient_id
       where r.slug = $1 and n.sheet = 'registration'`,
      [this.slug],
    );
    const said = new Set(made.map(({ delivery, row, cause }) => `${delivery} ${row} ${cause}`));
    for (const { delivery, row, changed } of this.#sent)
      for (const cause of changed)
        if (!said.has(`${delivery} ${row} ${cause}`))
          throw new Error(`Nobody was told that row ${row} of ${delivery} was ${cause}`);
    const known = new Set(this.#sent.map(({ delivery, row }) => `${delivery} ${row}`));
    for (const { delivery, row } of made)
      if (!known.has(`${delivery} ${row}`)) throw new Error(`Row ${row} of ${delivery} was never sent`);
  }
}
