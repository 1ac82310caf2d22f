-- The trainers' workspace: workshop sessions with their rosters, follow-up after exams, decided conflicts, uploads and imports that are undone.

-- ── workshop sessions ────────────────────────────────────────────────────────────────────────────────────────────────
-- A dated delivery of a workshop.
create table workshop_sessions (
  id int generated always as identity primary key,
  workshop_id int not null references workshops,
  -- To tell two of one workshop apart: "Autumn, evenings".
  title text not null check (title <> '' and length(title) <= 200),
  language text not null default 'en' check (language ~ '^[a-z]{2}$'),
  zone text not null default 'Europe/Amsterdam' check (length(zone) <= 60),
  -- Null: as many as come.
  places int check (places > 0),
  cancelled_at timestamptz,
  -- How often it was changed since: calendars take the newer of two by it.
  revision int not null default 0 check (revision >= 0),
  created_at timestamptz not null default psa_now(),
  unique (id, workshop_id)
);
create index workshop_sessions_workshop_id_idx on workshop_sessions (workshop_id);

create table session_meetings (
  id int generated always as identity primary key,
  session_id int not null references workshop_sessions on delete cascade,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  unique (session_id, starts_at),
  check (ends_at > starts_at and ends_at <= starts_at + interval '24 hours')
);

-- Where a session meets online: for those who are in it, so apart from what everybody may read.
create table session_links (
  session_id int primary key references workshop_sessions on delete cascade,
  url text not null check (url ~ '^https://' and length(url) <= 2000)
);

create table session_trainers (
  session_id int not null references workshop_sessions on delete cascade,
  staff_id int not null references staff_members on delete cascade,
  primary key (session_id, staff_id)
);
create index session_trainers_staff_id_idx on session_trainers (staff_id);

alter table enrolments
  add column session_id int,
  -- Of the trainers, in no report; the person can read it.
  add column note text check (note <> '' and length(note) <= 1000),
  -- Who wrote it, or took it away.
  add column note_by int references staff_members,
  add foreign key (session_id, workshop_id) references workshop_sessions (id, workshop_id);
create index enrolments_session_id_idx on enrolments (session_id) where session_id is not null;

create table attendances (
  enrolment_id int not null references enrolments on delete cascade,
  meeting_id int not null references session_meetings on delete cascade,
  attended boolean not null,
  actor_kind text not null check (actor_kind in ('person', 'staff', 'system')),
  actor_id int,
  recorded_at timestamptz not null default psa_now(),
  primary key (enrolment_id, meeting_id)
);

-- ── follow-up (C8) ───────────────────────────────────────────────────────────────────────────────────────────────────
-- How often somebody is asked about an exam, and when: planned at once, so that it can be seen and cancelled before it happens.
create table follow_ups (
  id int generated always as identity primary key,
  sitting_id int not null references sittings on delete cascade,
  -- The month that is asked about: a sitting that moves is asked about anew.
  month psa_month not null,
  step smallint not null check (step between 1 and 9),
  kind text not null check (kind in ('mail', 'reminder', 'call')),
  due_on date not null,
  state text not null default 'planned' check (state in ('planned', 'done', 'cancelled')),
  -- What came of it, or why it was not done.
  result text check (result in ('sent', 'answered', 'no-answer', 'wrong-number', 'asked-no-more',
    'known', 'moved', 'restricted', 'objected', 'erased', 'cancelled-by-staff')),
  settled_at timestamptz,
  settled_by int references staff_members,
  unique (sitting_id, month, step),
  check ((state = 'planned') = (settled_at is null) and (state = 'planned') = (result is null))
);
create index follow_ups_due_idx on follow_ups (due_on) where state = 'planned';

-- Who decides a conflict for "not taken" appends that, like any outcome: what was recorded before is none any more, and stays in the history.
alter table outcome_entries drop constraint outcome_entries_outcome_check,
  add constraint outcome_entries_outcome_check check (outcome in ('passed', 'failed', 'not-taken', 'unknown')),
  -- An import that is undone leaves nothing known, as it was; nobody else takes an outcome back.
  add check (outcome <> 'unknown' or import_batch_id is not null);

-- ── imports ──────────────────────────────────────────────────────────────────────────────────────────────────────────
-- A file on its way in, until it is applied or a day has passed: its bytes stand in the data folder under the id.
create table import_uploads (
  id uuid primary key default gen_random_uuid(),
  staff_id int not null references staff_members,
  kind text not null check (kind in ('registrations', 'exams', 'workshops')),
  file_name text not null check (length(file_name) <= 120),
  file_sha256 text not null check (file_sha256 ~ '^[0-9a-f]{64}$'),
  bytes int not null check (bytes > 0),
  encoding text,
  -- { "column of ours": "column of the file" }, where a person chose it.
  columns jsonb not null default '{}',
  state text not null default 'reading' check (state in ('reading', 'read', 'applying', 'applied', 'cancelled', 'failed')),
  percent smallint not null default 0 check (percent between 0 and 100),
  -- Counts and reasons, no value of a cell.
  summary jsonb,
  batch_id int references import_batches,
  uploaded_at timestamptz not null default psa_now(),
  expires_at timestamptz not null default psa_now() + interval '1 day'
);
create index import_uploads_staff_id_idx on import_uploads (staff_id);
alter table import_batches
  add column undone_at timestamptz,
  add column undone_by int references staff_members,
  add check (undone_by is null or undone_at is not null);

-- ── settings ─────────────────────────────────────────────────────────────────────────────────────────────────────────
-- What the association decided otherwise than the code proposes; the code says which there are and what they may be.
create table settings (
  name text primary key check (name ~ '^[a-z][a-zA-Z]*$'),
  value jsonb not null,
  changed_at timestamptz not null default psa_now(),
  changed_by int references staff_members
);

-- ── who enrols ───────────────────────────────────────────────────────────────────────────────────────────────────────
grant create on schema public to psa_keeper;
set role psa_keeper;
drop function psa_enrol(int);
-- Enrols the person of the transaction under their open employment, in a session where one is named, on the waiting list where the places are
-- taken. Null: not open, no employment, or enrolled already.
create function psa_enrol(workshop int, session int) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare
  most int;
  employment int;
  given text := 'enrolled';
begin
  perform pg_advisory_xact_lock(psa_enrolment_lock(), workshop);
  select e.id into employment from employments e
    where e.person_id = psa_person_id() and e.ended_on is null and not e.concurrent;
  select w.places into most from workshops w where w.id = workshop and w.open;
  if not found or employment is null then return null; end if;
  if session is not null then
    select s.places into most from workshop_sessions s where s.id = session and s.workshop_id = workshop and s.cancelled_at is null
      and not exists (select from session_meetings m where m.session_id = s.id having max(m.ends_at) < psa_now());
    if not found then return null; end if;
  end if;
  -- A place that came free belongs to whoever waits.
  perform psa_move_up(workshop, session);
  if most <= (select count(*) from enrolments n
      where n.workshop_id = workshop and n.session_id is not distinct from session and n.state = 'enrolled') then
    given := 'waiting';
  end if;
  insert into enrolments (person_id, employment_id, workshop_id, session_id, state)
    values (psa_person_id(), employment, workshop, session, given)
    on conflict do nothing;
  return case when found then given end;
end $$;

-- Gives a place of a workshop, or of a session of it, to whoever waits longest and may still take it, as long as one is free; each is written to.
-- Gives who moved up. The caller holds the lock of enrolments.
create function psa_move_up(workshop int, session int) returns int[] language plpgsql security definer set search_path = public, pg_temp as $$
declare
  most int;
  free int;
  moved int[];
begin
  if session is null then
    select w.places into most from workshops w where w.id = workshop;
  else
    select s.places into most from workshop_sessions s where s.id = session and s.workshop_id = workshop and s.cancelled_at is null;
    if not found then return '{}'; end if;
  end if;
  select most - count(*) into free from enrolments n
    where n.workshop_id = workshop and n.session_id is not distinct from session and n.state = 'enrolled';
  -- Null is "as many as come": all who wait.
  with waiting as (
    select w.id from enrolments w join persons p on p.id = w.person_id join employments e on e.id = w.employment_id
    where w.workshop_id = workshop and w.session_id is not distinct from session and w.state = 'waiting' and e.ended_on is null
      and num_nonnulls(p.erased_at, p.found_minor_at, p.found_false_at) = 0
    order by w.enrolled_at, w.id limit greatest(free, 0)
  ), up as (
    update enrolments n set state = 'enrolled' from waiting w where n.id = w.id returning n.id, n.person_id
  ), told as (
    insert into mails (kind, person_id, about) select 'place-free', person_id, id from up on conflict do nothing
  )
  select coalesce(array_agg(id), '{}') into moved from up;
  return moved;
end $$;

-- Withdraws the person's own enrolment; a place that comes free goes to whoever waits longest. Null: there was nothing to withdraw. Else which
-- enrolment moved up, 0 for none.
drop function psa_withdraw(int);
create function psa_withdraw(enrolment int) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare
  own record;
  was text;
begin
  select n.id, n.workshop_id, n.session_id into own from enrolments n where n.id = enrolment and n.person_id = psa_person_id();
  if own.id is null then return null; end if;
  perform pg_advisory_xact_lock(psa_enrolment_lock(), own.workshop_id);
  select n.state into was from enrolments n where n.id = enrolment for update;
  if was is null or was = 'cancelled' then return null; end if;
  update enrolments set state = 'cancelled' where id = enrolment;
  if was = 'waiting' then return 0; end if;
  return coalesce((psa_move_up(own.workshop_id, own.session_id))[1], 0);
end $$;
create or replace function psa_keep_outcome() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock_shared(psa_outcome_lock());
  update sittings s set state = case when a.outcome = 'not-taken' then 'not-taken' else 'taken' end, outcome = known.outcome,
      outcome_changed_at = case when known.outcome is not null then psa_now() + (clock_timestamp() - now()) end
    from (select distinct on (sitting_id) sitting_id, outcome from added order by sitting_id, id desc) a
    cross join lateral (select case when a.outcome in ('passed', 'failed') then a.outcome end as outcome) known
    where s.id = a.sitting_id and s.outcome is distinct from known.outcome;
  return null;
end $$;
revoke execute on function psa_enrol(int, int), psa_move_up(int, int), psa_withdraw(int) from public;
grant execute on function psa_enrol(int, int), psa_withdraw(int) to psa_portal;
-- Who is erased leaves a place, too.
grant execute on function psa_move_up(int, int) to psa_portal, psa_worker;
reset role;
revoke create on schema public from psa_keeper;
create policy keeper_read on workshop_sessions for select to psa_keeper using (true);
create policy keeper_read on session_meetings for select to psa_keeper using (true);
grant select (erased_at, found_minor_at, found_false_at) on persons to psa_keeper;
grant select (id, workshop_id, places, cancelled_at) on workshop_sessions to psa_keeper;
grant select (session_id, ends_at) on session_meetings to psa_keeper;
grant select (session_id), insert (session_id) on enrolments to psa_keeper;

-- ── rights ───────────────────────────────────────────────────────────────────────────────────────────────────────────
do $$
declare
  t text;
begin
  foreach t in array array['workshop_sessions', 'session_meetings', 'session_links', 'session_trainers', 'attendances', 'follow_ups',
    'import_uploads', 'settings'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy worker_all on %I to psa_worker using (true) with check (true)', t);
  end loop;
  -- Which sessions there are, and what the association set: everybody, signed in or not.
  foreach t in array array['workshop_sessions', 'session_meetings', 'settings'] loop
    execute format('create policy portal_read on %I for select to psa_portal using (true)', t);
    execute format('grant select on %I to psa_portal', t);
  end loop;
  -- What staff change.
  foreach t in array array['workshops', 'workshop_sessions', 'session_meetings', 'session_links', 'session_trainers'] loop
    execute format('create policy portal_staff_add on %I for insert to psa_portal with check ((select psa_is_staff()))', t);
  end loop;
  foreach t in array array['workshops', 'workshop_sessions', 'session_meetings', 'session_links', 'enrolments', 'attendances', 'outcome_conflicts',
    'follow_ups', 'settings'] loop
    execute format('create policy portal_staff_change on %I for update to psa_portal using ((select psa_is_staff())) with check ((select psa_is_staff()))', t);
  end loop;
  foreach t in array array['session_meetings', 'session_links', 'session_trainers', 'attendances'] loop
    execute format('create policy portal_staff_remove on %I for delete to psa_portal using ((select psa_is_staff()))', t);
  end loop;
end
$$;
create policy portal_staff_read on session_trainers for select to psa_portal using ((select psa_is_staff()));
create policy portal_staff_read on follow_ups for select to psa_portal using ((select psa_is_staff()));
create policy portal_own_read on session_links for select to psa_portal
  using ((select psa_is_staff()) or session_id in (
    select session_id from enrolments where person_id = (select psa_person_id()) and state = 'enrolled'));
create policy portal_own_read on attendances for select to psa_portal
  using ((select psa_is_staff()) or enrolment_id in (select id from enrolments where person_id = (select psa_person_id())));
-- An answer that waits keeps staff from asking the same again.
alter policy portal_own_read on outcome_links
  using ((select psa_is_staff()) or sitting_id in (select id from sittings where person_id = (select psa_person_id())));
-- Whoever contested is written to in the transaction that decides it.
create policy portal_staff_write on mails for insert to psa_portal with check ((select psa_is_staff()) and kind = 'conflict-decided');
grant insert (kind, person_id, about) on mails to psa_portal;
-- Whoever marks it is who says so.
create policy portal_staff_mark on attendances for insert to psa_portal
  with check ((select psa_is_staff()) and actor_kind = psa_actor_kind() and actor_id = psa_actor_id());
create policy portal_staff_enrol on enrolments for insert to psa_portal with check ((select psa_is_staff()));
create policy portal_staff_set on settings for insert to psa_portal with check ((select psa_is_staff()));
-- An upload is its uploader's.
create policy portal_own on import_uploads to psa_portal
  using (psa_is_staff() and staff_id = psa_actor_id()) with check (psa_is_staff() and staff_id = psa_actor_id());

grant insert (name, exam_code, open, places), update (name, exam_code, open, places) on workshops to psa_portal;
create policy portal_staff_add on exams for insert to psa_portal with check ((select psa_is_staff()));
grant insert (code) on exams to psa_portal;
grant insert (workshop_id, title, language, zone, places), update (title, language, zone, places, cancelled_at, revision) on workshop_sessions to psa_portal;
grant insert (session_id, starts_at, ends_at), update (starts_at, ends_at), delete on session_meetings to psa_portal;
grant select, insert (session_id, url), update (url), delete on session_links to psa_portal;
grant select, insert (session_id, staff_id), delete on session_trainers to psa_portal;
grant insert (person_id, employment_id, workshop_id, session_id, state), update (state, session_id, note, note_by) on enrolments to psa_portal;
-- A row's lock needs a right to change something of it, and there are others now.
revoke update (enrolled_at) on enrolments from psa_portal;
grant select, insert (enrolment_id, meeting_id, attended, actor_kind, actor_id), update (attended, actor_id, recorded_at), delete on attendances to psa_portal;
grant update (closed_at, closed_by, closed_as) on outcome_conflicts to psa_portal;
grant select, update (due_on, state, result, settled_at, settled_by) on follow_ups to psa_portal;
grant insert (name, value, changed_by), update (value, changed_at, changed_by) on settings to psa_portal;
grant select, insert (id, staff_id, kind, file_name, file_sha256, bytes), update (encoding, columns, state, percent, summary) on import_uploads
  to psa_portal;

grant select on workshop_sessions, session_meetings, settings to psa_worker;
grant select, insert, update on follow_ups to psa_worker;
grant select, update (state, summary, batch_id), delete on import_uploads to psa_worker;
-- An import that is undone: what it made goes, what it changed is as before, and both stay in the history.
grant update (undone_at, undone_by) on import_batches to psa_worker;
grant delete on employers, employments, workshops, enrolments, sittings, exams to psa_worker;
-- Who said something since.
grant select (enrolment_id, import_batch_id, recorded_at) on progress_entries to psa_worker;
grant select (sitting_id, import_batch_id, recorded_at) on outcome_entries to psa_worker;
