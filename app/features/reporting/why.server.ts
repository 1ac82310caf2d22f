// Answers "why is this person (not) in that report?" from the gate that the report itself was read through.
import { actorSettings, type Actor } from '#app/features/access/actor.ts';
import { appendEvents } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
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
  select coalesce((
    select g.reason from reporting.gate g
    where g.run_id = $1 and g.person_id = $2 order by (g.reason = 'in') desc, g.employment_id desc limit 1
  ), 'wrong-recipient') as reason,
  exists (
    select from reporting.gate g
    join reporting.scope s on s.run_id = g.run_id
    join agreement_fields f on f.version_id = s.version_id
    where g.run_id = $1 and g.person_id = $2 and g.reason = 'in' and (
      f.dataset = 'F1' and exists (
        select from enrolments n where n.employment_id = g.employment_id and n.state = 'enrolled'
      )
      or f.dataset in ('F2', 'F3') and coalesce((
        select b.sheets @> '[{"id": "exams"}]' from builds b where b.run_id = g.run_id order by b.number desc limit 1
      ), true) and exists (
        select from sittings t
        where t.employment_id = g.employment_id and (f.dataset = 'F3' or t.month >= s.first_month)
          and psa_sitting_reason(t.state, t.month, t.outcome, t.outcome_changed_at, s.first_month, s.last_month,
            psa_told_until(s.told, t.month)) = 'in'
      )
    )
  ) as "hasRows"`;

/** Why the person known by `email` is or is not in the run of recipient `slug` for `period`, as of now. */
export async function findReason(
  actor: Actor,
  { email, slug, period }: { email: string; slug: string; period: string },
): Promise<Result<GateReason, WhyRefusal>> {
  return inRoleSql('psa_worker', actorSettings(actor), async (client) => {
    const persons = await client.query<{ id: number; key: string }>(
      `select p.id, p.audit_key as key from person_emails e join persons p on p.id = e.person_id where e.email = lower(btrim($1))`,
      [email],
    );
    const [person] = persons.rows;
    if (person === undefined) return refused('person-unknown');
    const runs = await client.query<{ id: number }>(
      `select u.id from runs u join agreements a on a.id = u.agreement_id join recipients r on r.id = a.recipient_id
       where r.slug = $1 and u.period = $2`,
      [slug, period],
    );
    const [run] = runs.rows;
    if (run === undefined) return refused('run-unknown');
    await client.query(`select set_config('psa.run_ids', $1, true)`, [`{${run.id}}`]);
    const found = await client.query<{ reason: string; hasRows: boolean }>(REASON, [run.id, person.id]);
    await appendEvents(client, [{ event: 'reason.asked', subjectId: person.key, details: { run: run.id } }]);
    const [answer] = found.rows;
    if (answer === undefined || !isGateReason(answer.reason))
      throw new Error('The gate gave a reason outside its list');
    return ok(answer.reason === 'in' && !answer.hasRows ? 'out-of-period' : answer.reason);
  });
}
