// Answers "why is this person (not) in that report?" from the gate that the report itself was read through.
import type { PoolClient } from 'pg';
import { actorSettings, type Actor, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvents } from '#app/features/ledger/ledger.server.ts';
import { normaliseEmail } from '#app/features/people/person.ts';
import { inRoleSql, readOften } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { isGateReason, type GateReason } from './run.ts';

export type WhyRefusal = 'person-unknown' | 'run-unknown';

export const WHY_REFUSALS: Readonly<Record<WhyRefusal, string>> = {
  'person-unknown': 'nobody is known by this address',
  'run-unknown': 'there is no run of this recipient for this period; make it with `report run` first',
};

// Several employments may be known; the one that is in counts, else the newest tells why not. Rows are counted as the
// datasets of the run's version have them: what was done under another employment or agreed with nobody is not there, and
// neither are exams once the newest build was made without their sheet.
const REASON = `
  with asked as materialized (select employment_id, reason from reporting.gate where run_id = $1 and person_id = $2)
  select coalesce((select reason from asked order by (reason = 'in') desc, employment_id desc limit 1), 'wrong-recipient') as reason,
  exists (
    select from asked g
    cross join reporting.scope s
    join agreement_fields f on f.version_id = s.version_id
    where s.run_id = $1 and g.reason = 'in' and (
      f.dataset in ('F1', 'F5') and exists (
        select from enrolments n where n.employment_id = g.employment_id and n.state = 'enrolled'
      )
      or f.dataset in ('F2', 'F3') and coalesce((
        select b.sheets @> '[{"id": "exams"}]' from builds b where b.run_id = $1 order by b.number desc limit 1
      ), true) and exists (
        select from sittings t
        where t.employment_id = g.employment_id and (f.dataset = 'F3' or t.month >= s.first_month)
          and psa_sitting_reason(t.state, t.month, t.outcome, t.outcome_changed_at, s.first_month, s.last_month,
            psa_told_until(s.told, t.month)) = 'in'
      )
    )
  ) as "hasRows"`;

type Person = { readonly id: number; readonly key: string; readonly name: string; readonly email: string };

const PERSON = `select p.id, p.audit_key as key, trim(concat(p.first_name, ' ', p.last_name)) as name, p.email from persons p`;

/** By any address that they were ever known by. */
const findByAddress = async (client: PoolClient, typed: string): Promise<Person | undefined> =>
  (
    await readOften<Person>(client, `${PERSON} join person_emails e on e.person_id = p.id where e.email = $1`, [
      normaliseEmail(typed),
    ])
  )[0];

const findByNumber = async (client: PoolClient, id: number): Promise<Person | undefined> =>
  (await readOften<Person>(client, `${PERSON} where p.id = $1`, [id]))[0];

/** The gate's answer for one person and one run, as of now. The question is in the ledger. */
async function askGate(client: PoolClient, runId: number, person: Person): Promise<GateReason> {
  await client.query(`select set_config('psa.run_ids', $1, true)`, [`{${runId}}`]);
  const [answer] = await readOften<{ reason: string; hasRows: boolean }>(client, REASON, [runId, person.id]);
  await appendEvents(client, [{ event: 'reason.asked', subjectId: person.key, details: { run: runId } }]);
  if (answer === undefined || !isGateReason(answer.reason)) throw new Error('The gate gave a reason outside its list');
  return answer.reason === 'in' && !answer.hasRows ? 'out-of-period' : answer.reason;
}

/** Why the person known by `email` is or is not in the run of recipient `slug` for `period`, as of now. */
export async function findReason(
  actor: Actor,
  { email, slug, period }: { email: string; slug: string; period: string },
): Promise<Result<GateReason, WhyRefusal>> {
  return inRoleSql('psa_worker', actorSettings(actor), async (client) => {
    const person = await findByAddress(client, email);
    if (person === undefined) return refused('person-unknown');
    const runs = await client.query<{ id: number }>(
      `select u.id from runs u join agreements a on a.id = u.agreement_id join recipients r on r.id = a.recipient_id
       where r.slug = $1 and u.period = $2`,
      [slug, period],
    );
    const [run] = runs.rows;
    return run === undefined ? refused('run-unknown') : ok(await askGate(client, run.id, person));
  });
}

export type Explained = {
  readonly person: { readonly id: number; readonly name: string; readonly email: string };
  readonly reason: GateReason;
  /** Rows about them in the run's newest file, as a spreadsheet numbers them; which exam rows are somebody's is nobody's business: those are counted. */
  readonly inFile: {
    readonly build: number;
    /** Where people stand by name: a Member is given leads, everybody else registrations. */
    readonly sheet: 'registration' | 'leads';
    readonly rows: readonly number[];
    readonly examRows: number;
  } | null;
};

// Their pages are found by the index of what stands on them, whatever the file's length; only then is it asked which are of this file.
const IN_FILE = `
  with own as materialized (
    select array(select id from enrolments where person_id = $2) as enrolments, array(select id from sittings where person_id = $2) as sittings
  ), pages as materialized (
    select build_id, sheet, first_row, refs from build_pages
    where refs && ((select enrolments from own) || (select sittings from own))
  )
  select b.number as build, case when b.sheets @> '[{"id": "leads"}]' then 'leads' else 'registration' end as sheet,
    array(select g.first_row + r.i::int from pages g cross join own o cross join lateral unnest(g.refs) with ordinality r (ref, i)
      where g.build_id = b.id and g.sheet = any(psa_enrolment_sheets()) and r.ref = any(o.enrolments) order by 1) as rows,
    (select count(*)::int from pages g cross join own o cross join lateral unnest(g.refs) r (ref)
      where g.build_id = b.id and g.sheet = 'exams' and r.ref = any(o.sittings)) as "examRows"
  from builds b where b.run_id = $1 order by b.number desc limit 1`;

const PERSON_NUMBER = /^[1-9]\d{0,8}$/;

/** Tells staff why somebody, by an address or by their number in the register, is or is not in run `runId`, and where they stand in its file. */
export async function explainPerson(
  actor: StaffActor,
  runId: number,
  typed: string,
): Promise<Result<Explained, 'person-unknown'>> {
  return inRoleSql('psa_worker', actorSettings(actor), async (client) => {
    const wanted = typed.trim();
    const found = PERSON_NUMBER.test(wanted)
      ? await findByNumber(client, Number(wanted))
      : await findByAddress(client, wanted);
    if (found === undefined) return refused('person-unknown');
    const reason = await askGate(client, runId, found);
    const [inFile] = await readOften<NonNullable<Explained['inFile']>>(client, IN_FILE, [runId, found.id]);
    const { id, name, email } = found;
    return ok({ person: { id, name, email }, reason, inFile: inFile ?? null });
  });
}
