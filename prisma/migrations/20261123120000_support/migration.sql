-- Support cases (R3): somebody asks, is answered, and the case is closed; with it goes at once what was kept to reach somebody who has no account here.
-- That there was a case, when, about what and how long it took stays for a while.

create table support_cases (
  id int generated always as identity primary key,
  -- Whoever asked on their own page; null for somebody without an account, and once a person is erased.
  person_id int references persons on delete set null,
  topic text not null check (topic in ('account', 'workshop', 'exam', 'report', 'other')),
  -- Of the mails to somebody without an account.
  language text not null check (language ~ '^[a-z]{2}$'),
  asker_name text check (length(asker_name) between 1 and 200),
  asker_email text collate "C" check (length(asker_email) between 3 and 254),
  asker_phone text check (length(asker_phone) between 1 and 40),
  asked_at timestamptz not null default psa_now(),
  -- Who is to write next.
  waits_for text not null default 'staff' check (waits_for in ('staff', 'asker')),
  last_at timestamptz not null default psa_now(),
  answered_at timestamptz,
  warned_at timestamptz,
  -- Of the one link under which somebody without an account writes again.
  reply_token_sha256 bytea unique check (length(reply_token_sha256) = 32),
  reply_expires_at timestamptz,
  closed_at timestamptz,
  closed_by int references staff_members,
  closed_how text check (closed_how in ('answered', 'request', 'time-over', 'erased')),
  request_id int references privacy_requests on delete set null,
  check (num_nulls(reply_token_sha256, reply_expires_at) in (0, 2)),
  check (num_nulls(closed_at, closed_how) in (0, 2)),
  check (closed_how is distinct from 'request' or closed_by is not null),
  -- Whoever is to be answered can be reached; of somebody who was, nothing is left to reach them by (R3).
  check (person_id is not null or closed_at is not null or asker_email is not null),
  check (person_id is null or num_nonnulls(asker_name, asker_email, asker_phone) = 0),
  constraint support_cases_closed_without_contact check (closed_at is null
    or num_nonnulls(asker_name, asker_email, asker_phone, reply_token_sha256) = 0)
);
create index support_cases_open_idx on support_cases (last_at, id) where closed_at is null;
create index support_cases_person_id_idx on support_cases (person_id) where person_id is not null;
create index support_cases_request_id_idx on support_cases (request_id) where request_id is not null;

create table support_messages (
  id int generated always as identity primary key,
  case_id int not null references support_cases on delete cascade,
  kind text not null check (kind in ('question', 'reply', 'answer', 'asked-back', 'note')),
  body text not null check (length(body) between 1 and 4000),
  -- Null where whoever asked wrote it.
  staff_id int references staff_members,
  at timestamptz not null default psa_now(),
  check ((staff_id is null) = (kind in ('question', 'reply')))
);
create index support_messages_case_id_id_idx on support_messages (case_id, id);

-- A mail to somebody without an account holds where it goes and what it says until it has gone, whatever became of the case meanwhile.
alter table mails
  add column case_id int references support_cases on delete cascade,
  add column body text check (length(body) <= 4000),
  add check (body is null or case_id is not null),
  drop constraint mails_one_addressee,
  add constraint mails_one_addressee check (num_nonnulls(person_id, contact_id, staff_id, case_id) = 1);
create unique index mails_once_a_case on mails (kind, case_id, about) where case_id is not null;

create function psa_mail_of_case_is_over() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  new.to_address := null;
  new.body := null;
  return new;
end $$;
create trigger mails_of_cases_are_over before insert or update on mails for each row
  when (new.case_id is not null and new.state in ('sent', 'dropped', 'dead')) execute function psa_mail_of_case_is_over();

-- What is closed stays closed, and holds no word of somebody without an account.
create function psa_case_goes_on() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if old.closed_at is not null and (new.closed_at, new.closed_how, new.closed_by) is distinct from (old.closed_at, old.closed_how, old.closed_by) then
    raise exception 'a case that is closed stays closed' using errcode = 'check_violation';
  end if;
  if new.closed_at is not null and new.person_id is null and exists (select from support_messages where case_id = new.id) then
    raise exception 'a closed case of nobody holds no words' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger support_cases_go_on before update on support_cases for each row execute function psa_case_goes_on();

create function psa_case_is_open() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (select from support_cases where id = new.case_id and closed_at is null) then
    raise exception 'nothing is written to a case that is closed' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger support_messages_need_a_case before insert on support_messages for each row execute function psa_case_is_open();

-- ── rights ───────────────────────────────────────────────────────────────────────────────────────────────────────
do $$
declare
  t text;
begin
  foreach t in array array['support_cases', 'support_messages'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy worker_all on %I to psa_worker using (true) with check (true)', t);
    execute format('grant select on %I to psa_portal', t);
  end loop;
end
$$;
create policy portal_read on support_cases for select to psa_portal using ((select psa_is_staff()) or person_id = (select psa_person_id()));
-- What staff note is no word to whoever asked.
create policy portal_read on support_messages for select to psa_portal
  using ((select psa_is_staff()) or kind <> 'note' and case_id in (select id from support_cases where person_id = (select psa_person_id())));
grant select, insert (person_id, topic, language), delete, update (person_id, asker_name, asker_email, asker_phone, waits_for, last_at, answered_at,
  warned_at, reply_token_sha256, reply_expires_at, closed_at, closed_by, closed_how, request_id) on support_cases to psa_worker;
grant select, insert (case_id, kind, body, staff_id), delete on support_messages to psa_worker;

grant select (case_id) on mails to psa_portal;

-- Somebody who is not signed in: asks, and writes again by the link of a mail.
create policy door_read on support_cases for select to psa_door using (person_id is null);
create policy door_ask on support_cases for insert to psa_door with check (person_id is null and closed_at is null);
create policy door_reply on support_cases for update to psa_door using (person_id is null and closed_at is null) with check (person_id is null and closed_at is null);
create policy door_read on support_messages for select to psa_door
  using (kind = 'asked-back' and case_id in (select id from support_cases where person_id is null));
create policy door_write on support_messages for insert to psa_door
  with check (kind in ('question', 'reply') and case_id in (select id from support_cases where person_id is null));
grant select (id, person_id, topic, language, reply_token_sha256, reply_expires_at, closed_at), insert (topic, language, asker_name, asker_email, asker_phone),
  update (waits_for, last_at, warned_at, reply_token_sha256, reply_expires_at) on support_cases to psa_door;
grant select (id, case_id, kind, body), insert (case_id, kind, body) on support_messages to psa_door;
