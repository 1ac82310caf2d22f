-- Recordings of workshop sessions (F4, R6): said before the session meets, open to the workshop's learners until a day, and who opened one. And what
-- people with a place in a session are told by mail when something about it changes.

-- ── sessions ─────────────────────────────────────────────────────────────────────────────────────────────────────────
alter table workshop_sessions
  -- It is recorded: names, pictures and voices may be seen and heard.
  add column recorded boolean not null default false,
  -- When that was said to those in it; the clock of the database, by a trigger.
  add column recording_told_at timestamptz,
  add check (recorded = (recording_told_at is not null));

-- What those in a session are told by mail; a mail of the kind 'session-…' is about a row here. A newer one of its kind takes the place of what has not
-- gone yet.
create table session_news (
  id int generated always as identity primary key,
  session_id int not null references workshop_sessions on delete cascade,
  what text not null check (what in ('recorded', 'changed', 'cancelled', 'reopened')),
  made_at timestamptz not null default psa_now()
);
create index session_news_session_id_idx on session_news (session_id);

-- ── recordings ───────────────────────────────────────────────────────────────────────────────────────────────────────
alter table recordings
  add column session_id int,
  add column added_by int references staff_members,
  add foreign key (session_id, workshop_id) references workshop_sessions (id, workshop_id),
  -- Those of before end by themselves.
  add check (session_id is not null) not valid;
create index recordings_session_id_idx on recordings (session_id);
create index recordings_available_until_idx on recordings (available_until);

-- Who opened a recording, and when; goes with the recording.
create table recording_openings (
  id bigint generated always as identity primary key,
  recording_id int not null references recordings on delete cascade,
  person_id int not null references persons on delete cascade,
  opened_at timestamptz not null default psa_now()
);
create index recording_openings_recording_id_idx on recording_openings (recording_id);
create index recording_openings_person_id_idx on recording_openings (person_id);

-- The day it is where the association sits.
create function psa_today() returns date language sql stable parallel safe
  return (psa_now() at time zone 'Europe/Amsterdam')::date;

-- The last day that a recording of this session may have at the very most: a year after the last meeting that is over. Null where there can be none:
-- nothing of it is over, or those in it were not told before it first met.
create function psa_recording_ends(session int) returns date language sql stable parallel safe
  return (select (max(m.ends_at) filter (where m.ends_at <= psa_now()) at time zone 'Europe/Amsterdam')::date + 365
    from workshop_sessions s join session_meetings m on m.session_id = s.id where s.id = session
    group by s.id having s.recording_told_at < min(m.starts_at));

-- ── what the database does by itself ─────────────────────────────────────────────────────────────────────────────────
create function psa_date_announcement() returns trigger language plpgsql as $$
begin
  new.recording_told_at := case when not new.recorded then null
    when tg_op = 'UPDATE' and old.recorded then old.recording_told_at else psa_now() end;
  return new;
end $$;
revoke execute on function psa_date_announcement() from public;
create trigger workshop_sessions_date_announcement before insert or update on workshop_sessions
  for each row execute function psa_date_announcement();

grant create on schema public to psa_keeper;
set role psa_keeper;
-- Queues a mail to everybody with a place in the session, and to those who wait for one where it takes place no more, or again. Not for one that is
-- over. Ten minutes are left to put a mistake right, unless it meets soon.
create function psa_queue_session_news(session int, news_of text) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  news int;
  starts timestamptz;
begin
  -- What was to come and was taken away is news of a session that seems over since: whoever changes it says whether it is.
  if news_of <> 'changed' and exists (select from session_meetings m where m.session_id = session having max(m.ends_at) <= psa_now()) then return; end if;
  select min(m.starts_at) into starts from session_meetings m where m.session_id = session and m.ends_at > psa_now();
  insert into session_news (session_id, what) values (session, news_of) returning id into news;
  insert into mails (kind, person_id, about, next_attempt_at)
    select 'session-' || news_of, n.person_id, news, case when starts < psa_now() + interval '2 hours' then null else psa_now() + interval '10 minutes' end
    from enrolments n
    where n.session_id = session and (n.state = 'enrolled' or n.state = 'waiting' and news_of in ('cancelled', 'reopened'))
    on conflict do nothing;
end $$;
revoke execute on function psa_queue_session_news(int, text) from public;

-- The same, for staff who changed, cancelled or reopened one.
create function psa_tell_session(session int, news_of text) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if psa_is_staff() and news_of in ('changed', 'cancelled', 'reopened') then perform psa_queue_session_news(session, news_of); end if;
end $$;
revoke execute on function psa_tell_session(int, text) from public;
grant execute on function psa_tell_session(int, text) to psa_portal;

-- That a session is recorded is never set without those in it being told.
create function psa_announce_recording() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.recorded and (tg_op = 'INSERT' or not old.recorded) then perform psa_queue_session_news(new.id, 'recorded'); end if;
  return null;
end $$;
revoke execute on function psa_announce_recording() from public;

-- Whoever gets a place later, and did not take it by themselves from a page that says so, is told as well.
create function psa_announce_to_newcomer() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.person_id is not distinct from psa_person_id() then return null; end if;
  insert into mails (kind, person_id, about)
    select 'session-recorded', new.person_id, max(w.id) from session_news w join workshop_sessions s on s.id = w.session_id
    where s.id = new.session_id and s.recorded and w.what = 'recorded'
      and not exists (select from session_meetings m where m.session_id = s.id having max(m.ends_at) <= psa_now())
    having max(w.id) is not null
    on conflict do nothing;
  return null;
end $$;
revoke execute on function psa_announce_to_newcomer() from public;

-- The link of a recording: for staff, and for those with a place in its workshop, each of whose openings is written down. Null: not theirs, or not
-- there any more.
create function psa_open_recording(recording int) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare
  own record;
begin
  select r.id, r.url into own from recordings r
    where r.id = recording and r.available_until >= psa_today() and (psa_is_staff() or exists (
      select from enrolments n where n.workshop_id = r.workshop_id and n.person_id = psa_person_id() and n.state = 'enrolled'));
  if own.id is null then return null; end if;
  if not psa_is_staff() then insert into recording_openings (recording_id, person_id) values (own.id, psa_person_id()); end if;
  return own.url;
end $$;
revoke execute on function psa_open_recording(int) from public;
grant execute on function psa_open_recording(int) to psa_portal;
reset role;
revoke create on schema public from psa_keeper;

create trigger workshop_sessions_announce_recording after insert or update of recorded on workshop_sessions
  for each row execute function psa_announce_recording();
create trigger enrolments_announce_recording after insert or update of state, session_id on enrolments
  for each row when (new.session_id is not null and new.state = 'enrolled') execute function psa_announce_to_newcomer();

create policy keeper_read on session_news for select to psa_keeper using (true);
create policy keeper_write on session_news for insert to psa_keeper with check (true);
create policy keeper_read on recordings for select to psa_keeper using (true);
create policy keeper_write on recording_openings for insert to psa_keeper with check (true);
grant select (id, session_id, what), insert (session_id, what) on session_news to psa_keeper;
grant select (recorded) on workshop_sessions to psa_keeper;
grant select (starts_at) on session_meetings to psa_keeper;
grant select (id, workshop_id, url, available_until) on recordings to psa_keeper;
grant insert (recording_id, person_id) on recording_openings to psa_keeper;
grant insert (next_attempt_at) on mails to psa_keeper;

-- ── rights ───────────────────────────────────────────────────────────────────────────────────────────────────────────
do $$
declare
  t text;
begin
  foreach t in array array['session_news', 'recording_openings'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy worker_all on %I to psa_worker using (true) with check (true)', t);
  end loop;
end
$$;
-- After its last day it is gone for everybody.
alter policy portal_own_read on recordings using (available_until >= (select psa_today()) and ((select psa_is_staff()) or workshop_id in (
  select workshop_id from enrolments where person_id = (select psa_person_id()) and state = 'enrolled')));
-- Never of a session whose people were not told before it first met.
create policy portal_staff_add on recordings for insert to psa_portal with check (
  (select psa_is_staff()) and added_by = (select psa_actor_id()) and available_until between (select psa_today()) and psa_recording_ends(session_id));
create policy portal_staff_change on recordings for update to psa_portal using ((select psa_is_staff()))
  with check ((select psa_is_staff()) and available_until between (select psa_today()) and psa_recording_ends(session_id));
create policy portal_staff_remove on recordings for delete to psa_portal using ((select psa_is_staff()));
create policy portal_own_read on recording_openings for select to psa_portal
  using (((select psa_is_staff()) or person_id = (select psa_person_id())) and recording_id in (select id from recordings));

revoke select on recordings from psa_portal;
-- The link is given by psa_open_recording alone.
grant select (id, workshop_id, session_id, title, available_until, added_at, added_by), insert (workshop_id, session_id, title, url, available_until, added_by),
  update (title, url, available_until), delete on recordings to psa_portal;
grant select on recording_openings to psa_portal;
grant insert (recorded), update (recorded) on workshop_sessions to psa_portal;

revoke select, insert on recordings from psa_worker;
grant select (id, workshop_id, title, available_until), delete on recordings to psa_worker;
grant select on recording_openings, session_news to psa_worker;
