-- What went is written down as it goes; mail that came back is written again to the next address; a notice can say more without a field more.

-- ── results ──────────────────────────────────────────────────────────────────────────────────────────────────────────
-- A line counts on with each deletion, in its transaction: nothing goes without a line that says so.
create policy worker_count on retention_results for update to psa_worker using (true) with check (true);
create policy worker_read on retention_results for select to psa_worker using (true);
grant select (id, gone), update (gone, kept, ended_at) on retention_results to psa_worker;

-- ── mail that came back ──────────────────────────────────────────────────────────────────────────────────────────────
-- What somebody has to be told, and was not because no mail reached them, is written to the address that they have next, whoever changed it. Whatever is not true any more
-- is dropped as it goes.
grant update (attempts, next_attempt_at) on mails to psa_keeper;
grant create on schema public to psa_keeper;
set role psa_keeper;
create function psa_write_to_new_address() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update mails set state = 'queued', attempts = 0, detail = null, next_attempt_at = null
  where person_id = new.id and state = 'dead' and to_address is null
    and kind in ('imported', 'notice-changed', 'breach-letter', 'account-goes');
  return null;
end $$;
revoke execute on function psa_write_to_new_address() from public;
reset role;
revoke create on schema public from psa_keeper;
create trigger persons_write_to_new_address after update of email on persons
  for each row when (old.email is distinct from new.email) execute function psa_write_to_new_address();

-- ── notices ──────────────────────────────────────────────────────────────────────────────────────────────────────────
-- A version may let more happen with the data by its words alone: whoever drafts it says so, one way or the other.
alter table privacy_notices add column widens boolean not null default false;
alter table notice_drafts add column widens boolean;
grant update (widens) on notice_drafts to psa_portal;

-- True when the one tells people that more leaves than the other did, or a version after that one says that more is done.
create or replace function psa_notice_widens(older int, newer int) returns boolean language sql stable as $$
  select exists (
    select from privacy_notice_scopes n where n.version = newer and not exists (
      select from privacy_notice_scopes o where o.version = older
        and (o.recipient_kind, o.dataset, o.field) = (n.recipient_kind, n.dataset, n.field)))
    or exists (select from privacy_notices n where n.version > older and n.version <= newer and n.widens)
$$;

-- ── what is looked for every minute ──────────────────────────────────────────────────────────────────────────────────
-- The lists outside the database are compared with these: few rows of large tables.
create index audit_events_erased_idx on audit_events (id) where event = 'person.erased';
create index persons_marked_idx on persons (id)
  where restricted_at is not null or objected_at is not null or found_minor_at is not null or found_false_at is not null;
create index consent_entries_withdrawn_idx on consent_entries (person_id, consent, id) where not given;
