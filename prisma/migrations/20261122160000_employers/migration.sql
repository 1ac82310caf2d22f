-- Employers as administrators keep them: their names, the domains that confirm who works there, and several that are one company.

-- The partner ID of an employer that became part of another: files and forms that still name it mean the other.
create table employer_aliases (
  mpn_id text collate "C" primary key check (mpn_id = upper(mpn_id) and length(mpn_id) between 1 and 32),
  employer_id int not null references employers,
  name text not null check (name <> '' and length(name) <= 300),
  merged_at timestamptz not null default psa_now(),
  merged_by int references staff_members
);
create index employer_aliases_employer_id_idx on employer_aliases (employer_id);

-- The employer that a partner ID means today; null for none.
create function psa_employer_of(partner_id text) returns int language sql stable parallel safe
  return (select id from employers where mpn_id = partner_id union all select employer_id from employer_aliases where mpn_id = partner_id limit 1);

-- A name or a partner ID that changes was told to whoever was given the rows of its people.
grant create on schema public to psa_keeper;
set role psa_keeper;
create or replace function psa_owe_employment_correction() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into notification_duties (person_id, cause, fields)
  select n.person_id, 'corrected', f.fields
  from changed_to n join changed_from o on o.id = n.id
  left join employers was on was.id = o.employer_id and o.employer_id <> n.employer_id
  left join employers now_is on now_is.id = n.employer_id and o.employer_id <> n.employer_id
  cross join lateral (select array_remove(array[case when n.country_code <> o.country_code then 'country' end,
    case when n.job_role <> o.job_role then 'job_role' end, case when was.name <> now_is.name then 'company' end,
    case when was.mpn_id <> now_is.mpn_id then 'mpn_id' end], null) as fields) f
  where cardinality(f.fields) > 0;
  return null;
end $$;
create function psa_owe_company_correction() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into notification_duties (person_id, cause, fields)
  select distinct e.person_id, 'corrected', array['company']
  from changed_to n join changed_from o on o.id = n.id join employments e on e.employer_id = n.id
  where n.name <> o.name and e.confirmed_by is not null;
  return null;
end $$;
revoke execute on function psa_owe_company_correction() from public;
reset role;
revoke create on schema public from psa_keeper;
create trigger employers_owe_correction after update on employers
  referencing old table as changed_from new table as changed_to for each statement execute function psa_owe_company_correction();
grant select (mpn_id) on employers to psa_keeper;

-- ── rights ───────────────────────────────────────────────────────────────────────────────────────────────────────────
alter table employer_aliases enable row level security;
alter table employer_aliases force row level security;
create policy worker_all on employer_aliases to psa_worker using (true) with check (true);
create policy portal_staff_read on employer_aliases for select to psa_portal using ((select psa_is_staff()));
create policy portal_staff_read on employer_domains for select to psa_portal using ((select psa_is_staff()));
create policy portal_staff_add on employer_domains for insert to psa_portal with check ((select psa_is_staff()));
create policy portal_staff_remove on employer_domains for delete to psa_portal using ((select psa_is_staff()));
create policy portal_staff_change on employers for update to psa_portal using ((select psa_is_staff())) with check ((select psa_is_staff()));
grant select on employer_aliases, employer_domains to psa_portal;
grant insert (domain, employer_id), delete on employer_domains to psa_portal;
grant update (name, named_by) on employers to psa_portal;
grant select, insert, update (employer_id) on employer_aliases to psa_worker;
grant update (employer_id) on employer_domains to psa_worker;
