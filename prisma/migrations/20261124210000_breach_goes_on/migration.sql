-- A file that lay within reach when a breach was recorded may have been fetched since: that is written down, and never taken back.
create policy portal_staff_taken on breach_builds for update to psa_portal using ((select psa_is_staff())) with check (taken);
grant update (taken) on breach_builds to psa_portal;
