-- What somebody else changed meanwhile is seen before it is overwritten; who took something away is known; and a file whose reader is gone says so.

-- ── from what a form was made ────────────────────────────────────────────────────────────────────────────────────────
-- How often it was changed since: a form says which one it showed. Counted here, so that an import counts as much as a form.
alter table workshops add column revision int not null default 0 check (revision >= 0);
alter table recordings add column revision int not null default 0 check (revision >= 0);
create function psa_count_revision() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  new.revision := old.revision + 1;
  return new;
end $$;
revoke execute on function psa_count_revision() from public;
create trigger workshops_count_revision before update on workshops
  for each row when (old.* is distinct from new.*) execute function psa_count_revision();
create trigger recordings_count_revision before update on recordings
  for each row when (old.* is distinct from new.*) execute function psa_count_revision();
grant select (revision) on recordings to psa_portal;

-- ── attendance that was cleared ──────────────────────────────────────────────────────────────────────────────────────
-- Null: it was marked, and somebody took the mark away. Who that was stays, so that whoever marks it at the same time can be told.
alter table attendances alter column attended drop not null;
drop policy portal_staff_remove on attendances;
revoke delete on attendances from psa_portal;

-- ── a file that nobody reads any more ────────────────────────────────────────────────────────────────────────────────
-- When whoever reads it last said that they do. What has not been said for some minutes is said by nobody any more.
alter table import_uploads add column reading_at timestamptz not null default psa_now();
grant update (reading_at) on import_uploads to psa_portal;
