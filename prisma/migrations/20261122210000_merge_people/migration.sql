-- Persons who are one: what makes two entries one person's, and what is remembered of it.

-- ── what is remembered ───────────────────────────────────────────────────────────────────────────────────────────────
-- A person who became one with another. The row that they had is gone; its number and key stand in imports and in the ledger.
create table person_merges (
  id int generated always as identity primary key,
  kept_id int not null references persons on delete cascade,
  gone_id int not null unique,
  gone_key uuid not null unique,
  merged_at timestamptz not null default psa_now(),
  merged_by int references staff_members,
  check (gone_id <> kept_id)
);
create index person_merges_kept_id_idx on person_merges (kept_id);

-- Two who look like one, of whom staff said that they are not.
create table people_apart (
  low_id int not null references persons on delete cascade,
  high_id int not null references persons on delete cascade,
  decided_at timestamptz not null default psa_now(),
  decided_by int references staff_members,
  primary key (low_id, high_id),
  check (low_id < high_id)
);
create index people_apart_high_id_idx on people_apart (high_id);

-- ── a row moves with its employment, whoever it belongs to ───────────────────────────────────────────────────────────
alter table enrolments drop constraint enrolments_employment_id_person_id_fkey,
  add constraint enrolments_employment_id_person_id_fkey foreign key (employment_id, person_id) references employments (id, person_id)
    on delete cascade on update cascade;
alter table sittings drop constraint sittings_employment_id_person_id_fkey,
  add constraint sittings_employment_id_person_id_fkey foreign key (employment_id, person_id) references employments (id, person_id)
    on delete cascade on update cascade;

-- What recipients are owed a word about: all rows of the person, or those alone that one of two entries had before they were one.
alter table notification_duties add column enrolment_ids int[], add column sitting_ids int[],
  add check (num_nulls(enrolment_ids, sitting_ids) in (0, 2));

-- Of two open requests of a kind one goes on, with what was said in both; the other is part of it.
alter table privacy_requests drop constraint privacy_requests_decision_check,
  add constraint privacy_requests_decision_check check (decision in ('carried-out', 'refused', 'joined'));
-- Where it is in doubt what somebody agreed to, they did not.
alter table consent_entries drop constraint consent_entries_how_check,
  add constraint consent_entries_how_check check (how in ('registration', 'my-data', 'unsubscribe-link', 'merge'));

-- ── what no role may change otherwise ────────────────────────────────────────────────────────────────────────────────
grant create on schema public to psa_keeper;
set role psa_keeper;
-- What was recorded about one person is about the other from here on, and otherwise as it was. Their enrolments and sittings go with their
-- employments; `attended` says from which enrolment attendance goes to which.
create function psa_move_person(gone int, kept int, attended int[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if psa_actor_kind() is distinct from 'staff' then raise exception 'only staff make two people one' using errcode = 'insufficient_privilege'; end if;
  update person_emails set person_id = kept where person_id = gone;
  update notice_acknowledgements set person_id = kept where person_id = gone;
  update consent_entries set person_id = kept where person_id = gone;
  update notifications set person_id = kept where person_id = gone;
  update notification_duties set person_id = kept where person_id = gone;
  update recording_openings set person_id = kept where person_id = gone;
  -- What both were written about stays beside what the other was: numbers below zero are no row's.
  update mails m set about = -m.id, detail = case when m.state = 'queued' then 'merged' else m.detail end,
      state = case when m.state = 'queued' then 'dropped' else m.state end
    where m.person_id = gone and exists (select from mails o where o.person_id = kept and o.kind = m.kind and o.about = m.about);
  update mails m set person_id = kept, to_address = coalesce(m.to_address, case when m.state <> 'queued' then p.email end)
    from persons p where p.id = gone and m.person_id = gone;
  update privacy_requests r set person_id = kept where person_id = gone;
  update attendances a set enrolment_id = m.stands
    from (select attended[i] as gave, attended[i + 1] as stands from generate_series(1, cardinality(attended), 2) i) m
    where a.enrolment_id = m.gave
      and not exists (select from attendances o where o.enrolment_id = m.stands and o.meeting_id = a.meeting_id);
end $$;
revoke execute on function psa_move_person(int, int, int[]) from public;
grant execute on function psa_move_person(int, int, int[]) to psa_worker;
reset role;
revoke create on schema public from psa_keeper;
do $$
declare
  t text;
begin
  foreach t in array array['notice_acknowledgements', 'consent_entries', 'notifications', 'privacy_requests', 'recording_openings', 'attendances'] loop
    execute format('create policy keeper_read on %I for select to psa_keeper using (true)', t);
  end loop;
  create policy keeper_read on notification_duties for select to psa_keeper using (true);
  create policy keeper_read on mails for select to psa_keeper using (true);
  foreach t in array array['person_emails', 'notice_acknowledgements', 'consent_entries', 'notifications', 'notification_duties', 'mails',
    'privacy_requests', 'recording_openings', 'attendances'] loop
    execute format('create policy keeper_move on %I for update to psa_keeper using (true) with check (true)', t);
  end loop;
end
$$;
grant update (person_id) on person_emails, notice_acknowledgements, consent_entries, notifications, notification_duties, privacy_requests, recording_openings
  to psa_keeper;
grant select (person_id) on notice_acknowledgements, consent_entries, notifications, notification_duties, privacy_requests, recording_openings
  to psa_keeper;
grant select (id, person_id, kind, about, state, detail, to_address), update (person_id, about, state, detail, to_address) on mails to psa_keeper;
grant select (enrolment_id, meeting_id), update (enrolment_id) on attendances to psa_keeper;

grant create on schema public to psa_doorkeeper;
set role psa_doorkeeper;
-- Which accounts, sign-ins and seats persons have, for staff who look whether two are one.
create function psa_seats_of(persons int[]) returns table (person_id int, accounts int, staff_ids int[], contact_ids int[], seen_at timestamptz)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if psa_actor_kind() is distinct from 'staff' then return; end if;
  return query select w.id, (select count(*)::int from identities i where i.person_id = w.id),
    array(select distinct i.staff_id from identities i where i.person_id = w.id and i.staff_id is not null order by 1),
    array(select distinct i.contact_id from identities i where i.person_id = w.id and i.contact_id is not null order by 1),
    (select max(s.seen_at) from sign_ins s where s.person_id = w.id)
  from unnest(persons) w (id) order by 1;
end $$;
-- Whoever signed in as the one signs in as the other: work accounts go over; what was under way under the one has ended.
create function psa_move_ways_in(gone int, kept int) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if psa_actor_kind() is distinct from 'staff' then raise exception 'only staff make two people one' using errcode = 'insufficient_privilege'; end if;
  update sign_ins set ended_at = psa_now(), ended_because = 'rights-changed' where person_id = gone and ended_at is null;
  update sign_ins set person_id = kept where person_id = gone;
  update identities set person_id = kept where person_id = gone;
  update outcome_links l set expires_at = psa_now() from sittings s
    where s.id = l.sitting_id and s.person_id = gone and l.answer is null and l.expires_at > psa_now();
end $$;
revoke execute on function psa_seats_of(int[]), psa_move_ways_in(int, int) from public;
grant execute on function psa_seats_of(int[]), psa_move_ways_in(int, int) to psa_worker;
reset role;
revoke create on schema public from psa_doorkeeper;
grant update (person_id) on sign_ins to psa_doorkeeper;

-- ── rights ───────────────────────────────────────────────────────────────────────────────────────────────────────────
do $$
declare
  t text;
begin
  foreach t in array array['person_merges', 'people_apart'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy worker_all on %I to psa_worker using (true) with check (true)', t);
  end loop;
end
$$;
create policy portal_staff_say on people_apart for insert to psa_portal with check ((select psa_is_staff()) and decided_by = psa_actor_id());
grant insert (low_id, high_id, decided_by) on people_apart to psa_portal;
grant select, insert (low_id, high_id, decided_at, decided_by) on people_apart to psa_worker;
-- Whoever looks up what was done about a person in the ledger finds what was done about the one that is gone, too.
create policy portal_staff_read on person_merges for select to psa_portal using ((select psa_is_staff()));
grant select on person_merges to psa_portal;
grant select, insert (kept_id, gone_id, gone_key, merged_by), update (kept_id) on person_merges to psa_worker;
grant select (person_id, version, acknowledged_at) on notice_acknowledgements to psa_worker;
grant insert (person_id, cause, fields, enrolment_ids, sitting_ids), update (enrolment_ids, sitting_ids) on notification_duties to psa_worker;
grant update (decided_by) on privacy_requests to psa_worker;
grant update (sitting_id, closed_at, closed_by, closed_as) on outcome_conflicts to psa_worker;
