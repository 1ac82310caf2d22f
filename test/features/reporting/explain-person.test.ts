// What staff are told who ask about one person in one run: the gate's answer, and where the person stands in the file.
import type { StaffActor } from '#app/features/access/actor.ts';
import { explainPerson, type Explained } from '#app/features/reporting/why.server.ts';
import { GATE_REASONS } from '#app/features/reporting/run.ts';
import { GATE_RULES } from '#app/features/reporting/why-words.ts';
import { buildPath } from '#app/features/reporting/report-files.server.ts';
import { DATASETS } from '#reports/catalogue.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeAgreement, arrangeNotice, arrangePerson } from '#test/support/register.ts';
import { buildFor, planFor, thePeriod } from '#test/support/runs.ts';
import { readCells } from '#test/support/workbook.ts';
import { beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
const OFFICER: StaffActor = { kind: 'staff', staffId: 1, roles: ['privacy-officer'], name: 'Noor' };
const MPN_ID = '1000001';
let runId = 0;
let sanne = 0;

async function ask(typed: string, run = runId): Promise<Explained> {
  const answer = await explainPerson(OFFICER, run, typed);
  if (!answer.ok) throw new Error(answer.reason);
  return answer.value;
}

beforeAll(async () => {
  await arrangeNotice();
  await database.query(`insert into staff_members (email, name) values ('noor@psa.example', 'Noor')`);
  const people = { mpnId: MPN_ID, company: 'Bluecloud' };
  await arrangePerson(database, {
    email: 'anna@bluecloud.example',
    ...people,
    workshops: [{ name: 'Azure Administrator', percent: 1 }],
  });
  sanne = await arrangePerson(database, {
    email: 'sanne@bluecloud.example',
    ...people,
    workshops: [
      { name: 'Azure Administrator', percent: 2 },
      { name: 'Fabric Data Engineer', percent: 3 },
    ],
    sittings: [{ exam: 'AZ-104', month: await thePeriod() }],
  });
  await arrangeAgreement({ kind: 'employer', mpnId: MPN_ID });
  [runId = 0] = await buildFor([`employer-${MPN_ID}`]);
});

describe('asked about one person, a run', () => {
  it('answers with the reason and the very rows, by any address and by their number', async () => {
    const answer = await ask(' Sanne@Bluecloud.example ');
    expect(answer).toMatchObject({ person: { id: sanne, email: 'sanne@bluecloud.example' }, reason: 'in' });
    expect(answer.inFile).toEqual({ build: 1, sheet: 'registration', rows: [3, 4], examRows: 1 });
    const cells = await readCells(buildPath(runId, 1), 'Registration and progress');
    for (const row of answer.inFile?.rows ?? []) expect(cells[row - 1]?.[5]).toBe('sanne@bluecloud.example');
    await database.query(`insert into person_emails (email, person_id) values ('former@bluecloud.example', $1)`, [
      sanne,
    ]);
    expect(await ask('former@bluecloud.example')).toEqual(answer);
    expect(await ask(String(sanne))).toEqual(answer);
  });

  it('tells who is in the file and would not be now, and who would be and has no file yet', async () => {
    await database.query(`update persons set restricted_at = psa_now() where email = 'anna@bluecloud.example'`);
    expect(await ask('anna@bluecloud.example')).toMatchObject({
      reason: 'restricted',
      inFile: { rows: [2], examRows: 0 },
    });
    await arrangePerson(database, {
      email: 'only@planned.example',
      mpnId: '1000002',
      company: 'Planned',
      workshops: [{ name: 'Azure Administrator', percent: 1 }],
    });
    await arrangeAgreement({ kind: 'employer', mpnId: '1000002' });
    const [planned = 0] = await planFor(['employer-1000002']);
    expect(await ask('only@planned.example', planned)).toMatchObject({ reason: 'in', inFile: null });
    expect(await ask('only@planned.example')).toMatchObject({
      reason: 'wrong-recipient',
      inFile: { rows: [], examRows: 0 },
    });
  });

  it('tells a Member’s run where somebody stands among its leads', async () => {
    const lead = await arrangePerson(database, {
      email: 'lead@member.example',
      mpnId: '1000003',
      company: 'Led',
      workshops: [{ name: 'Azure Administrator', percent: 1 }],
    });
    await database.query(
      `insert into consent_entries (person_id, consent, given, notice_version, notice_language, how, actor_kind, actor_id)
       values ($1, 'member-sharing', true, 1, 'en', 'my-data', 'person', $1)`,
      [lead],
    );
    await arrangeAgreement(
      { kind: 'member', slug: 'member-NL', name: 'Opleiders Nederland' },
      { datasets: { F5: DATASETS.F5.fields } },
    );
    const [leads = 0] = await buildFor(['member-NL']);
    expect(await ask('lead@member.example', leads)).toMatchObject({
      reason: 'in',
      inFile: { sheet: 'leads', rows: [2], examRows: 0 },
    });
  });

  it('knows nobody by what is neither', async () => {
    for (const typed of ['nobody@bluecloud.example', '999999', 'Sanne', '%', '0', '-1', '99999999999999'])
      expect(await explainPerson(OFFICER, runId, typed), typed).toEqual({ ok: false, reason: 'person-unknown' });
  });

  it('writes each question down, by the person’s key and without a name', async () => {
    const events = await database.query<{ subject_id: string; actor_id: number; details: unknown }>(
      `select e.subject_id, e.actor_id, e.details from audit_events e join persons p on p.audit_key::text = e.subject_id
       where e.event = 'reason.asked' and p.id = $1`,
      [sanne],
    );
    expect(events).toHaveLength(3);
    expect(events[0]).toMatchObject({ actor_id: 1, details: { run: runId } });
    expect(JSON.stringify(events)).not.toMatch(/sanne|@/i);
  });
});

it('every reason has its rule in words', () => {
  expect(Object.keys(GATE_RULES).toSorted()).toEqual(Object.keys(GATE_REASONS).toSorted());
});
