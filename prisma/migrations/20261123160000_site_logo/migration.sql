-- The picture that a site shows instead of its name, for where it is light, and one for where it is dark if it needs another. It is in the database, so
-- that every process shows the same and a backup holds it.
create table site_logos (
  theme text primary key check (theme in ('light', 'dark')),
  png bytea not null check (octet_length(png) between 67 and 100000),
  sha256 text not null check (sha256 = encode(pg_catalog.sha256(png), 'hex')),
  width int not null check (width between 32 and 1200),
  height int not null check (height between 32 and 600),
  changed_at timestamptz not null default psa_now(),
  changed_by int references staff_members
);
alter table site_logos enable row level security;
alter table site_logos force row level security;
create policy worker_all on site_logos to psa_worker using (true) with check (true);
-- It stands on pages that anyone may read.
create policy portal_read on site_logos for select to psa_portal using (true);
create policy portal_staff_set on site_logos for insert to psa_portal with check ((select psa_is_staff()));
create policy portal_staff_change on site_logos for update to psa_portal using ((select psa_is_staff())) with check ((select psa_is_staff()));
create policy portal_staff_remove on site_logos for delete to psa_portal using ((select psa_is_staff()));
grant select, insert (theme, png, sha256, width, height, changed_by), update (png, sha256, width, height, changed_at, changed_by), delete
  on site_logos to psa_portal;
