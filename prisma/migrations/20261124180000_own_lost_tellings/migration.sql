-- Whoever objected to a notice that a restore lost is told on their own pages what that means for a newer one: they and staff read of it what they read of any telling.
create policy portal_own_read on lost_tellings for select to psa_portal
  using ((select psa_is_staff()) or person_id = (select psa_person_id()));
grant select on lost_tellings to psa_portal;
