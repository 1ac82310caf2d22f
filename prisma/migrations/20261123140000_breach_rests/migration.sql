-- Breaches: that people were written to is a fact of its own, and what is documented has its time.

-- ── letters ──────────────────────────────────────────────────────────────────────────────────────────────────────────
-- Each time that letters were queued: for the people in which files, and how many they were. Mails go by their own time, and say nothing of it after that.
create table breach_letters (
  id int generated always as identity primary key,
  breach_id int not null references breaches,
  -- All files that were known to be touched by then; whoever stands in one of them is not written to again.
  build_ids int[] not null,
  people int not null check (people >= 0),
  queued_at timestamptz not null default psa_now()
);
create index breach_letters_breach_id_id_idx on breach_letters (breach_id, id);

alter table breaches no force row level security;
alter table breach_builds no force row level security;
alter table breach_steps no force row level security;
alter table mails no force row level security;
-- What was queued before this was written down. Where its mails are gone, letters of before yesterday were queued, and of a closed breach none wait.
insert into breach_letters (breach_id, build_ids, people, queued_at)
select b.id, array(select f.build_id from breach_builds f where f.breach_id = b.id and (e.step is not distinct from 'closed' or f.added_at <= coalesce(m.first_at, t.recorded_at)) order by 1),
  coalesce(m.people, 0), coalesce(m.first_at, t.recorded_at)
from breaches b
cross join lateral (select s.recorded_at from breach_steps s where s.breach_id = b.id and s.step = 'told' and s.how = 'mail' order by s.id limit 1) t
left join lateral (select min(queued_at) as first_at, count(*)::int as people from mails where kind = 'breach-letter' and about = b.id having count(*) > 0) m on true
left join lateral (select s.step from breach_steps s where s.breach_id = b.id and s.step in ('closed', 'reopened') order by s.id desc limit 1) e on true
where not b.drill and (m.people is not null or e.step = 'closed' or t.recorded_at < psa_now() - interval '1 day');
alter table breaches force row level security;
alter table breach_builds force row level security;
alter table breach_steps force row level security;
alter table mails force row level security;

alter table breach_letters enable row level security;
alter table breach_letters force row level security;
create policy worker_all on breach_letters to psa_worker using (true) with check (true);
grant select on breach_letters to psa_worker;
grant insert (breach_id, build_ids, people) on breach_letters to psa_worker;

-- True until it was closed, and again once it is opened anew.
create function psa_breach_open(breach int) returns boolean language sql stable as $$
  select coalesce((select s.step from breach_steps s where s.breach_id = breach and s.step in ('closed', 'reopened') order by s.id desc limit 1) <> 'closed', true)
$$;
revoke execute on function psa_breach_open(int) from public;
grant execute on function psa_breach_open(int) to psa_worker;

-- ── what goes by its age ─────────────────────────────────────────────────────────────────────────────────────────────
do $$
declare
  t text;
begin
  foreach t in array array['breaches', 'breach_builds', 'breach_steps', 'breach_letters'] loop
    execute format('grant delete on %I to psa_worker', t);
  end loop;
  foreach t in array array['breaches', 'breach_builds', 'breach_steps'] loop
    execute format('create policy worker_forget on %I for delete to psa_worker using (true)', t);
  end loop;
end
$$;

-- Whose rows stood in a file that an open breach touches stays: whom it touches is asked of nothing else.
create policy keeper_read on breach_builds for select to psa_keeper using (true);
create policy keeper_read on breach_steps for select to psa_keeper using (true);
grant select (breach_id, build_id) on breach_builds to psa_keeper;
grant select (id, breach_id, step) on breach_steps to psa_keeper;
grant execute on function psa_breach_open(int) to psa_keeper;
grant create on schema public to psa_keeper;
set role psa_keeper;
create or replace function psa_forget_rows_of_runs(after_months int) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare
  gone int;
begin
  if psa_actor_kind() is distinct from 'system' and not psa_is_staff() then return 0; end if;
  with old as (
    delete from build_pages p using builds b, runs u
    where b.id = p.build_id and u.id = b.run_id and u.planned_at < psa_now() - make_interval(months => greatest(after_months, 12))
      and not exists (select from breach_builds f where f.build_id = b.id and psa_breach_open(f.breach_id))
    returning p.build_id
  ) select count(distinct build_id)::int from old into gone;
  return gone;
end $$;
reset role;
revoke create on schema public from psa_keeper;
