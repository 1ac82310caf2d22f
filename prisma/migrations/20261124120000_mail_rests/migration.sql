-- Rests about mail and support.

-- ── mail that came back ──────────────────────────────────────────────────────────────────────────────────────────
-- What it had to say is said anew as soon as another address of the person counts: one that they changed to, and one of an entry that became one with
-- theirs. Answers to requests are among it.
grant create on schema public to psa_keeper;
set role psa_keeper;
create function psa_write_anew(person int) returns void language sql security definer set search_path = public, pg_temp as $$
  update mails set state = 'queued', queued_at = psa_now(), attempts = 0, detail = null, next_attempt_at = null
  where person_id = person and state = 'dead' and to_address is null
    and kind in ('imported', 'notice-changed', 'breach-letter', 'account-goes', 'request-received', 'request-identity', 'request-extended', 'request-decided');
$$;
revoke execute on function psa_write_anew(int) from public;
grant execute on function psa_write_anew(int) to psa_worker;
create or replace function psa_write_to_new_address() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform psa_write_anew(new.id);
  return null;
end $$;
reset role;
revoke create on schema public from psa_keeper;

-- ── support at the door ──────────────────────────────────────────────────────────────────────────────────────────
-- Nobody reads there what a case is about, in which language, or which of its messages is which.
revoke select (topic, language) on support_cases from psa_door;
revoke select (id, kind) on support_messages from psa_door;
