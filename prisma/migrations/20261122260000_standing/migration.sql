-- What staff did a moment ago and can still take back, for ten minutes: exams that were cancelled, employments that were confirmed, claims that were
-- refused. What can't be taken back any more is seen by nobody, and removed.

create table undoable_steps (
  id int generated always as identity primary key,
  -- What was done at once is taken back at once.
  change uuid not null,
  kind text not null check (kind in ('sitting-cancelled', 'employment-confirmed', 'claim-refused')),
  sitting_id int references sittings on delete cascade,
  sitting_was text check (sitting_was in ('booked', 'taken')),
  employment_id int references employments on delete cascade,
  -- What the person had typed, which a confirmation lets go of.
  claimed_mpn_id text collate "C" check (length(claimed_mpn_id) <= 32),
  claimed_company text check (length(claimed_company) <= 300),
  -- What the employer was called by a registration, where confirming named it.
  employer_named text check (length(employer_named) <= 300),
  -- The domain that the employer got with it.
  domain text collate "C" check (length(domain) <= 253),
  staff_id int not null references staff_members,
  made_at timestamptz not null default psa_now(),
  check ((kind = 'sitting-cancelled') = (sitting_id is not null) and (sitting_id is null) = (sitting_was is null)
    and (sitting_id is null) = (employment_id is not null))
);
create index undoable_steps_staff_id_made_at_idx on undoable_steps (staff_id, made_at);
create index undoable_steps_sitting_id_idx on undoable_steps (sitting_id) where sitting_id is not null;
create index undoable_steps_employment_id_idx on undoable_steps (employment_id) where employment_id is not null;

-- ── employments ──────────────────────────────────────────────────────────────────────────────────────────────────────
grant create on schema public to psa_keeper;
set role psa_keeper;
drop function psa_confirm_employment(int, boolean);
drop function psa_refuse_claim(int);

-- Staff confirm that somebody works where they say; with the domain of the address, everybody of the company who waits with it is confirmed, and the
-- domain is the company's from then on. Nobody is where the domain is another company's. Gives who was confirmed, and by what.
create function psa_confirm_employment(employment int, with_domain boolean, as_change uuid) returns table (id int, confirmed_by text)
  language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  employer int;
  claimed text;
  was_named text;
  of_address text;
  given text;
begin
  if not psa_is_staff() then return; end if;
  select e.employer_id, e.claimed_company into employer, claimed from employments e
    where e.id = employment and e.ended_on is null and e.confirmed_by is null for update;
  if employer is null then return; end if;
  if with_domain then
    select split_part(p.email, '@', 2) into of_address from persons p join employments e on e.person_id = p.id where e.id = employment;
    insert into employer_domains as d (domain, employer_id) values (of_address, employer) on conflict do nothing returning d.domain into given;
    if not exists (select from employer_domains d where d.domain = of_address and d.employer_id = employer) then return; end if;
  end if;
  -- Whoever is confirmed knows what the company is called: their spelling takes the place of a name that a registration gave.
  select r.name into was_named from employers r where r.id = employer and r.named_by <> 'register' for update;
  update employers r set named_by = 'register', name = coalesce(claimed, r.name) where r.id = employer and was_named is not null;
  return query
    with waiting as (
      select e.id, e.claimed_mpn_id, e.claimed_company from employments e join persons p on p.id = e.person_id
      where e.employer_id = employer and e.ended_on is null and e.confirmed_by is null
        and (e.id = employment or with_domain and split_part(p.email, '@', 2) = of_address)
      order by e.id for update of e
    ), confirmed as (
      update employments e set confirmed_by = case when e.id = employment then 'staff' else 'email-domain' end, confirmed_at = psa_now(),
        claimed_mpn_id = null, claimed_company = null
      from waiting w where w.id = e.id
      returning e.id, e.confirmed_by, w.claimed_mpn_id, w.claimed_company
    ), kept as (
      insert into undoable_steps (change, kind, employment_id, claimed_mpn_id, claimed_company, employer_named, domain, staff_id)
      select as_change, 'employment-confirmed', c.id, c.claimed_mpn_id, c.claimed_company, case when c.id = employment then was_named end,
        case when c.id = employment then given end, psa_actor_id()
      from confirmed c
    )
    select c.id, c.confirmed_by from confirmed c order by c.id;
end $$;

-- Staff know better: the claim ends, and the person may make another.
create function psa_refuse_claim(employment int, as_change uuid) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not psa_is_staff() then return false; end if;
  update employments set ended_on = greatest(started_on, (psa_now() at time zone 'Europe/Amsterdam')::date)
    where id = employment and ended_on is null and confirmed_by is null;
  if not found then return false; end if;
  insert into undoable_steps (change, kind, employment_id, staff_id) values (as_change, 'claim-refused', employment, psa_actor_id());
  return true;
end $$;

-- Takes back, for whoever did it and for ten minutes, what was confirmed or refused at once. Gives each employment, and whether it waits again: one that
-- is not as it was left stays as it is.
create function psa_undo_employments(as_change uuid) returns table (id int, undone boolean) language plpgsql security definer
  set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  step record;
  employer int;
  company int;
  named text;
begin
  if not psa_is_staff() then return; end if;
  for step in
    with taken as (
      delete from undoable_steps u where u.change = as_change and u.staff_id = psa_actor_id() and u.employment_id is not null
        and u.made_at > psa_now() - interval '10 minutes' returning u.*
    ) select * from taken order by employment_id
  loop
    if step.kind = 'employment-confirmed' then
      update employments e set confirmed_by = null, confirmed_at = null, claimed_mpn_id = step.claimed_mpn_id, claimed_company = step.claimed_company
        where e.id = step.employment_id and e.confirmed_at = step.made_at and e.ended_on is null and not e.concurrent
        returning e.employer_id into employer;
    else
      update employments e set ended_on = null
        where e.id = step.employment_id and e.confirmed_by is null and e.ended_on is not null and not exists (
          select from employments o where o.person_id = e.person_id and o.id <> e.id and o.ended_on is null and not o.concurrent)
        returning e.employer_id into employer;
    end if;
    id := step.employment_id;
    undone := found;
    if undone and step.domain is not null then
      delete from employer_domains d where d.domain = step.domain and d.employer_id = employer;
    end if;
    if undone and step.employer_named is not null then
      named := step.employer_named;
      company := employer;
    end if;
    return next;
  end loop;
  -- A company at which somebody else was confirmed since keeps the name.
  update employers r set name = named, named_by = 'registration'
    where r.id = company and not exists (select from employments o where o.employer_id = company and o.confirmed_by is not null);
end $$;
revoke execute on function psa_confirm_employment(int, boolean, uuid), psa_refuse_claim(int, uuid), psa_undo_employments(uuid) from public;
grant execute on function psa_confirm_employment(int, boolean, uuid), psa_refuse_claim(int, uuid) to psa_portal;
-- Whoever takes something back has to know what has left since.
grant execute on function psa_undo_employments(uuid) to psa_worker;
reset role;
revoke create on schema public from psa_keeper;

-- ── rights ───────────────────────────────────────────────────────────────────────────────────────────────────────────
alter table undoable_steps enable row level security;
alter table undoable_steps force row level security;
-- Whoever did it, as long as it can be taken back.
create policy portal_own on undoable_steps to psa_portal
  using ((select psa_is_staff()) and staff_id = psa_actor_id() and made_at > psa_now() - interval '10 minutes')
  with check ((select psa_is_staff()) and staff_id = psa_actor_id() and kind = 'sitting-cancelled');
grant select, insert (change, kind, sitting_id, sitting_was, staff_id), delete on undoable_steps to psa_portal;
create policy keeper_all on undoable_steps to psa_keeper using (true) with check (true);
grant select, insert (change, kind, employment_id, claimed_mpn_id, claimed_company, employer_named, domain, staff_id), delete on undoable_steps to psa_keeper;
create policy worker_all on undoable_steps to psa_worker using (true) with check (true);
grant select (change, kind, employment_id, staff_id, made_at), delete on undoable_steps to psa_worker;
create policy keeper_remove on employer_domains for delete to psa_keeper using (true);
grant delete on employer_domains to psa_keeper;
grant select (confirmed_at, claimed_mpn_id) on employments to psa_keeper;
