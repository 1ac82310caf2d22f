-- Requests as the privacy officer handles them: however they came, with who it was that asked, a clock that is extended once, an answer, and a line for every step.

alter table privacy_requests
  add column channel text not null default 'account' check (channel in ('account', 'mail', 'phone', 'letter')),
  add column entered_by int references staff_members,
  -- Somebody who is not known here: as they said it, gone when the request is closed.
  add column asker_name text check (length(asker_name) between 1 and 200),
  add column asker_contact text check (length(asker_contact) between 1 and 400),
  -- Of the letters to somebody who is not known here; others are written to in the language of their account.
  add column language text check (language ~ '^[a-z]{2}$'),
  -- The same day of the month in which it is due, before weekends and holidays move it to `due_on`.
  add column nominal_on date,
  add column follows_id int references privacy_requests on delete set null,
  add column identity_how text check (identity_how in ('signed-in', 'called-back', 'answered-from-address', 'document-seen', 'known-in-person')),
  add column identity_by int references staff_members,
  add column identity_at timestamptz,
  add column extended_at timestamptz,
  add column extended_by int references staff_members,
  add column extension_reason text check (length(extension_reason) <= 2000),
  add column answer text check (length(answer) <= 4000),
  add column closed_at timestamptz,
  add column closed_by int references staff_members,
  add column answered_how text check (answered_how in ('account', 'mail', 'letter', 'phone')),
  add check (num_nulls(identity_how, identity_at) in (0, 2)),
  add check (num_nulls(extended_at, extended_by, extension_reason) in (0, 1, 3)),
  -- Nothing is closed that was not answered (bad-I13).
  add check (closed_at is null or decided_at is not null),
  add check (closed_at is null or num_nonnulls(asker_name, asker_contact) = 0),
  drop constraint privacy_requests_decision_check,
  add constraint privacy_requests_decision_check check (decision in ('carried-out', 'partly', 'refused', 'joined'));

alter table privacy_requests no force row level security;
update privacy_requests set nominal_on = ((received_at at time zone 'Europe/Amsterdam')::date + interval '1 month')::date,
  identity_how = 'signed-in', identity_at = received_at, closed_at = decided_at;
alter table privacy_requests force row level security;
alter table privacy_requests alter column nominal_on set not null, add check (due_on >= nominal_on);
create index privacy_requests_open_idx on privacy_requests (due_on, id) where closed_at is null;
create index privacy_requests_person_id_idx on privacy_requests (person_id) where person_id is not null;
create index privacy_requests_follows_id_idx on privacy_requests (follows_id) where follows_id is not null;

-- Whoever asks on their own page has signed in; the clock runs from the day of receipt where the association sits.
create function psa_request_begins() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  new.nominal_on := coalesce(new.nominal_on, ((new.received_at at time zone 'Europe/Amsterdam')::date + interval '1 month')::date);
  if new.channel = 'account' then
    new.identity_how := 'signed-in';
    new.identity_at := new.received_at;
  end if;
  return new;
end $$;
create trigger privacy_requests_begin before insert on privacy_requests for each row execute function psa_request_begins();

-- What holds for every request, whoever writes it: nothing is carried out for somebody who was not proved to be who they say, nothing is refused or
-- kept back without a reason, what is decided stays so, and the time is extended once, within the first month (bad-I13).
create function psa_request_goes_on() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if old.decision is not null and new.decision is distinct from old.decision then
    raise exception 'what is decided stays decided' using errcode = 'check_violation';
  end if;
  if old.decision is null and new.decision is not null then
    if new.decision = 'joined' or new.decided_by is null then
      -- It goes on elsewhere, or there is nobody left to answer.
      new.closed_at := new.decided_at;
    elsif new.decision in ('carried-out', 'partly') and new.identity_at is null then
      raise exception 'nothing is carried out before it is known who asks' using errcode = 'check_violation';
    elsif new.decision = 'refused' and new.answer is null then
      raise exception 'a refusal says why' using errcode = 'check_violation';
    end if;
  end if;
  if old.closed_at is not null and new.closed_at is distinct from old.closed_at then
    raise exception 'what is closed stays closed' using errcode = 'check_violation';
  end if;
  if new.extended_at is distinct from old.extended_at then
    if old.extended_at is not null or old.decided_at is not null or new.extension_reason is null then
      raise exception 'a request is extended once, before it is decided, with a reason' using errcode = 'check_violation';
    end if;
    if (new.extended_at at time zone 'Europe/Amsterdam')::date > ((old.received_at at time zone 'Europe/Amsterdam')::date + interval '1 month')::date then
      raise exception 'a request is extended within its first month' using errcode = 'check_violation';
    end if;
  elsif (new.due_on, new.nominal_on) is distinct from (old.due_on, old.nominal_on) then
    raise exception 'the clock of a request runs on' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger privacy_requests_go_on before update on privacy_requests for each row execute function psa_request_goes_on();

-- What was done about a request, step by step; its receipt and its decision stand on the request itself, too.
create table privacy_request_steps (
  id int generated always as identity primary key,
  request_id int not null references privacy_requests on delete cascade,
  step text not null check (step in ('entered', 'noted', 'person-named', 'identity-asked', 'identity-proved', 'extended', 'file-made', 'restricted', 'lifted',
    'back-in-reports', 'consent-withdrawn', 'erased', 'decided', 'told', 'not-told', 'closed', 'followed',
    'reminded-day-21', 'reminded-day-26', 'reminded-ten-left', 'reminded-five-left', 'reminded-late')),
  at timestamptz not null default psa_now(),
  -- Null where the portal did it by itself.
  staff_id int references staff_members,
  -- What was said to the person or noted about it.
  note text check (length(note) <= 2000)
);
create index privacy_request_steps_request_id_id_idx on privacy_request_steps (request_id, id);
create unique index privacy_request_steps_reminded_once on privacy_request_steps (request_id, step) where step like 'reminded-%';

-- What is not erased although somebody asked: by which law, and until when (bad-I3).
create table privacy_request_keeps (
  id int generated always as identity primary key,
  request_id int not null references privacy_requests on delete cascade,
  what text not null check (length(what) between 1 and 300),
  law text not null check (length(law) between 1 and 300),
  until date not null
);
create index privacy_request_keeps_request_id_idx on privacy_request_keeps (request_id);

-- Said by a privacy officer for somebody who asked for it in another way than on their own page (C4).
alter table consent_entries drop constraint consent_entries_how_check,
  add constraint consent_entries_how_check check (how in ('registration', 'my-data', 'unsubscribe-link', 'merge', 'on-request'));

-- ── rights ───────────────────────────────────────────────────────────────────────────────────────────────────────────
do $$
declare
  t text;
begin
  foreach t in array array['privacy_request_steps', 'privacy_request_keeps'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy worker_all on %I to psa_worker using (true) with check (true)', t);
    execute format('create policy portal_own_read on %I for select to psa_portal
      using ((select psa_is_staff()) or request_id in (select id from privacy_requests where person_id = (select psa_person_id())))', t);
    execute format('grant select on %I to psa_portal', t);
  end loop;
end
$$;
grant select, insert, update (note) on privacy_request_steps to psa_worker;
grant select, insert, delete on privacy_request_keeps to psa_worker;
grant update (person_id, asker_name, asker_contact, language, nominal_on, due_on, identity_how, identity_by, identity_at, extended_at, extended_by,
  extension_reason, answer, closed_at, closed_by, answered_how) on privacy_requests to psa_worker;
