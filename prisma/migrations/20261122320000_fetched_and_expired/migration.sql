-- How long files stay is told to whom they are for, and contacts answer each quarter for who fetches with them.

-- A recipient reads until when its files are there, and nothing else of what the association decided.
create policy recipient_period on settings for select to psa_recipient using (name = 'reportFileDays');
grant select (name, value) on settings to psa_recipient;

-- Who fetches for the same recipient.
create policy recipient_own on recipient_contacts for select to psa_recipient using (recipient_id = psa_recipient_id());
grant select (id, recipient_id, name, email, confirmed_at, removed_at) on recipient_contacts to psa_recipient;
-- Each says so of themselves and of the others, as of now, of whom once accepted an invitation; who has left is taken out by the others. Nobody comes
-- in that way, and nobody comes back.
create policy recipient_confirm on recipient_contacts for update to psa_recipient
  using (recipient_id = psa_recipient_id() and confirmed_at is not null and removed_at is null)
  with check (recipient_id = psa_recipient_id()
    and (removed_at is null and confirmed_at = psa_now() or removed_at = psa_now() and id <> psa_actor_id()));
grant update (confirmed_at, removed_at) on recipient_contacts to psa_recipient;
