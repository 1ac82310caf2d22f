// What goes is never held back by what hangs on it: a reference to a row that a job or a person may delete goes with it or lets it go, or it is listed here why it can't be in the way.
import { useDatabase } from '#test/support/database.ts';
import { expect, it } from 'vitest';

const database = useDatabase();

const UNDONE = 'goes only as an import is taken back that made it, which is refused while anything refers to it';
const MERGED =
  'goes only as it is made part of another, to which what referred to it is moved, or while nothing refers to it';

const WITH_THE_BREACH = 'goes in the statement in which its breach goes';

/** 'from.column → to', with why nothing refers to the row by the time it is deleted. */
const NOT_IN_THE_WAY: Readonly<Record<string, string>> = {
  'breach_builds.breach_id → breaches': WITH_THE_BREACH,
  'breach_letters.breach_id → breaches': WITH_THE_BREACH,
  'breach_steps.breach_id → breaches': WITH_THE_BREACH,
  'employer_aliases.employer_id → employers': MERGED,
  'employer_domains.employer_id → employers': MERGED,
  'employments.employer_id → employers': MERGED,
  'enrolments.workshop_id → workshops': UNDONE,
  'recipients.employer_id → employers': MERGED,
  'recordings.workshop_id → workshops': UNDONE,
  'sittings.exam_code → exams': UNDONE,
  'workshop_sessions.workshop_id → workshops': UNDONE,
  'workshops.exam_code → exams': UNDONE,
};

// Whatever a role of the portal may delete, and what goes with it.
const IN_THE_WAY = `
  with recursive deletable as (
    select distinct c.oid from pg_class c join pg_roles r on r.rolname in ('psa_portal', 'psa_worker', 'psa_door', 'psa_doorkeeper', 'psa_recipient')
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and has_table_privilege(r.oid, c.oid, 'delete')
    union
    select k.conrelid from pg_constraint k join deletable d on d.oid = k.confrelid where k.contype = 'f' and k.confdeltype = 'c'
  )
  select k.conrelid::regclass::text || '.' || string_agg(a.attname, '+' order by a.attnum) || ' → ' || k.confrelid::regclass::text as name
  from pg_constraint k join deletable d on d.oid = k.confrelid join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any(k.conkey)
  where k.contype = 'f' and k.confdeltype not in ('c', 'n', 'd')
  group by k.oid, k.conrelid, k.confrelid order by 1`;

it('no row that may be deleted is held by another', async () => {
  const found = await database.query<{ name: string }>(IN_THE_WAY);
  expect(found.map(({ name }) => name)).toEqual(Object.keys(NOT_IN_THE_WAY).toSorted());
});
