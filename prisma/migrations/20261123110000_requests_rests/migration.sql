-- Requests: one officer at a time, a proof that is of one person alone, and nothing anybody wrote once there is nobody left whom it was about.

alter table privacy_requests
  -- Who is carrying something out for it, which takes several transactions; after a crash it is free again (`psa_is_busy`).
  add column busy_by int references staff_members,
  add column busy_since timestamptz,
  add check (num_nulls(busy_by, busy_since) in (0, 2));
-- What was kept goes with the person; by which law and until when is the association's to answer for.
alter table privacy_request_keeps alter column what drop not null;

create function psa_is_busy(since timestamptz) returns boolean language sql stable as $$
  select since is not null and since > psa_now() - interval '5 minutes'
$$;

-- As it was, and besides: who somebody unknown was proved to be is proved for nobody else.
create or replace function psa_request_goes_on() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if old.decision is not null and new.decision is distinct from old.decision then
    raise exception 'what is decided stays decided' using errcode = 'check_violation';
  end if;
  if old.person_id is null and new.person_id is not null then
    new.identity_how := null;
    new.identity_by := null;
    new.identity_at := null;
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

-- ── what goes once nobody is left ────────────────────────────────────────────────────────────────────────────────
alter table privacy_requests no force row level security;
alter table privacy_request_steps no force row level security;
alter table privacy_request_keeps no force row level security;
update privacy_request_steps s set note = null from privacy_requests r
where r.id = s.request_id and r.person_id is null and r.closed_at is not null and s.note is not null;
update privacy_request_keeps k set what = null from privacy_requests r
where r.id = k.request_id and r.person_id is null and r.closed_at is not null;
update privacy_requests set message = null, answer = null, language = null, extension_reason = case when extended_at is not null then '' end
where person_id is null and closed_at is not null;
alter table privacy_requests add constraint privacy_requests_no_words_of_nobody
  check (closed_at is null or person_id is not null or (num_nonnulls(message, answer, language) = 0 and coalesce(extension_reason, '') = ''));

-- Nothing is written to a request that is closed and nobody’s.
create function psa_words_have_somebody() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from privacy_requests where id = new.request_id and person_id is null and closed_at is not null) then
    raise exception 'nobody is left whom this could be about' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger privacy_request_steps_have_somebody before insert or update of note on privacy_request_steps
  for each row when (new.note is not null) execute function psa_words_have_somebody();
create trigger privacy_request_keeps_have_somebody before insert or update of what on privacy_request_keeps
  for each row when (new.what is not null) execute function psa_words_have_somebody();

-- ── objections that came by mail or phone and wait for their decision restrict as well (P5) ──────────────────────
alter table persons no force row level security;
alter table notification_duties no force row level security;
update persons p set objected_at = psa_now() where p.objected_at is null and exists (
  select from privacy_requests r where r.person_id = p.id and r.kind = 'objection' and r.decided_at is null);
alter table notification_duties force row level security;
alter table persons force row level security;
alter table privacy_request_keeps force row level security;
alter table privacy_request_steps force row level security;
alter table privacy_requests force row level security;

grant update (busy_by, busy_since) on privacy_requests to psa_worker;
grant update (what) on privacy_request_keeps to psa_worker;
revoke delete on privacy_request_keeps from psa_worker;
revoke execute on function psa_is_busy(timestamptz) from public;
grant execute on function psa_is_busy(timestamptz) to psa_portal, psa_worker;
