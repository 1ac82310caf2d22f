-- Staff see how many mails never went, and of which kind; to whom they were is not theirs to read.
create policy portal_staff_read on mails for select to psa_portal using ((select psa_is_staff()));
grant select (state) on mails to psa_portal;
