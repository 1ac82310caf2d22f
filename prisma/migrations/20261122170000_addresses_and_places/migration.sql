-- What an old address leaves behind, places that come free in whichever way, and addresses that may come back.

-- ── a new address ────────────────────────────────────────────────────────────────────────────────────────────────────
grant create on schema public to psa_doorkeeper;
set role psa_doorkeeper;
-- The sign-in in which the new address was proved goes on, whatever ends the others.
create or replace function psa_end_sign_ins() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  touched jsonb := to_jsonb(new);
begin
  update sign_ins s set ended_at = psa_now(), ended_because = tg_argv[0]
  where s.ended_at is null and case tg_table_name
    when 'persons' then s.person_id = (touched ->> 'id')::int
    when 'recipient_contacts' then s.contact_id = (touched ->> 'id')::int
    when 'staff_members' then s.staff_id = (touched ->> 'id')::int
    when 'staff_roles' then s.staff_id = (touched ->> 'staff_id')::int
    when 'identities' then s.identity_id = (touched ->> 'id')::int
  end
  and not (tg_argv[0] in ('address-changed', 'rights-changed') and s.person_id is not null
    and s.id is not distinct from nullif(current_setting('psa.sign_in_id', true), '')::int);
  return null;
end $$;
-- Codes and invitations that are on their way to the old address open nothing any more, nor do links that ask how an exam went; and the work account
-- that was tied to it is nobody's: the employer that keeps it may be one of before.
create or replace function psa_withdraw_ways_in() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from sign_in_codes where person_id = new.id;
  update invitations set withdrawn_at = psa_now() where person_id = new.id and used_at is null and withdrawn_at is null;
  update identities set person_id = null where person_id = new.id;
  update outcome_links l set expires_at = psa_now() from sittings s
    where s.id = l.sitting_id and s.person_id = new.id and l.answer is null and l.expires_at > psa_now();
  return null;
end $$;
reset role;
revoke create on schema public from psa_doorkeeper;
create policy doorkeeper_read on outcome_links for select to psa_doorkeeper using (true);
create policy doorkeeper_end on outcome_links for update to psa_doorkeeper using (true) with check (true);
create policy doorkeeper_read on sittings for select to psa_doorkeeper using (true);
grant select (sitting_id, answer, expires_at), update (expires_at) on outcome_links to psa_doorkeeper;
grant select (id, person_id) on sittings to psa_doorkeeper;

-- ── whoever waits comes before whoever comes ───────────────────────────────────────────────────────────────────────
grant create on schema public to psa_keeper;
set role psa_keeper;
create or replace function psa_enrol(workshop int, session int) returns text language plpgsql security definer set search_path = public, pg_temp as $$
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

-- ── claims ───────────────────────────────────────────────────────────────────────────────────────────────────────────
-- Whoever is confirmed knows what the company is called: their spelling takes the place of a name that a registration gave.
create or replace function psa_confirm_employment(employment int, with_domain boolean) returns int language plpgsql security definer
  set search_path = public, pg_temp as $$
declare
  employer int;
  claimed text;
  of_address text;
  others int;
begin
  if not psa_is_staff() then return 0; end if;
  select e.employer_id, e.claimed_company into employer, claimed from employments e
    where e.id = employment and e.ended_on is null and e.confirmed_by is null for update;
  if employer is null then return 0; end if;
  update employments set confirmed_by = 'staff', confirmed_at = psa_now(), claimed_mpn_id = null, claimed_company = null where id = employment;
  update employers set named_by = 'register', name = coalesce(claimed, name) where id = employer and named_by <> 'register';
  if not with_domain then return 1; end if;
  select split_part(p.email, '@', 2) into of_address from persons p join employments e on e.person_id = p.id where e.id = employment;
  insert into employer_domains (domain, employer_id) values (of_address, employer) on conflict do nothing;
  update employments e set confirmed_by = 'email-domain', confirmed_at = psa_now(), claimed_mpn_id = null, claimed_company = null from persons p
    where p.id = e.person_id and e.employer_id = employer and e.ended_on is null and e.confirmed_by is null
      and split_part(p.email, '@', 2) = of_address
      and exists (select from employer_domains d where d.domain = of_address and d.employer_id = employer);
  get diagnostics others = row_count;
  return 1 + others;
end $$;
-- Staff know better: the claim ends, and the person may make another.
create function psa_refuse_claim(employment int) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not psa_is_staff() then return false; end if;
  update employments set ended_on = greatest(started_on, (psa_now() at time zone 'Europe/Amsterdam')::date)
    where id = employment and ended_on is null and confirmed_by is null;
  return found;
end $$;
revoke execute on function psa_refuse_claim(int) from public;
grant execute on function psa_refuse_claim(int) to psa_portal;
reset role;
revoke create on schema public from psa_keeper;
grant update (name) on employers to psa_keeper;
grant select (claimed_company, started_on), update (ended_on) on employments to psa_keeper;
grant execute on function psa_move_up(int, int) to psa_worker;

-- ── coming back ──────────────────────────────────────────────────────────────────────────────────────────────────────
-- Somebody who was erased may ask to be let in again.
grant delete on suppressed_emails to psa_worker;
-- More is said about what was asked before, while nobody decided.
create policy portal_own_say on privacy_requests for update to psa_portal
  using (person_id = (select psa_person_id()) and decided_at is null) with check (person_id = (select psa_person_id()) and decided_at is null);
grant update (message) on privacy_requests to psa_portal;
