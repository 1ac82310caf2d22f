-- Whose rows a file holds is known for as long as the file stands, however old its run is: it may still go, and whoever is erased meanwhile is looked for in it.
grant select (file_removed_at) on builds to psa_keeper;
grant create on schema public to psa_keeper;
set role psa_keeper;
create or replace function psa_forget_rows_of_runs(after_months int) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare
  gone int;
begin
  if psa_actor_kind() is distinct from 'system' and not psa_is_staff() then return 0; end if;
  with old as (
    delete from build_pages p using builds b, runs u
    where b.id = p.build_id and u.id = b.run_id and b.file_removed_at is not null
      and u.planned_at < psa_now() - make_interval(months => greatest(after_months, 12))
      and not exists (select from breach_builds f where f.build_id = b.id and psa_breach_open(f.breach_id))
    returning p.build_id
  ) select count(distinct build_id)::int from old into gone;
  return gone;
end $$;
reset role;
revoke create on schema public from psa_keeper;
