-- Whoever was confirmed by a domain alone waits again when the domain is taken back: nobody stands by it any more.
grant create on schema public to psa_keeper;
set role psa_keeper;
-- Takes back, for whoever did it and for ten minutes, what was confirmed or refused at once, and what the domain that came with it has confirmed since.
-- Gives each employment, and whether it waits again: one that is not as it was left stays as it is.
create or replace function psa_undo_employments(as_change uuid) returns table (id int, undone boolean) language plpgsql security definer
  set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  step record;
  employer int;
  company int;
  named text;
  given text;
  given_to int;
  given_at timestamptz;
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
      given := step.domain;
      given_to := employer;
      given_at := step.made_at;
    end if;
    if undone and step.employer_named is not null then
      named := step.employer_named;
      company := employer;
    end if;
    return next;
  end loop;
  -- They were shown the company as the register has it, and go on to be.
  for step in
    update employments e set confirmed_by = null, confirmed_at = null, claimed_mpn_id = r.mpn_id, claimed_company = r.name
      from persons p, employers r
      where p.id = e.person_id and r.id = e.employer_id and e.employer_id = given_to and split_part(p.email, '@', 2) = given
        and e.confirmed_by = 'email-domain' and e.confirmed_at >= given_at and e.ended_on is null and not e.concurrent
      returning e.id
  loop
    id := step.id;
    undone := true;
    return next;
  end loop;
  -- A company at which somebody else was confirmed since keeps the name.
  update employers r set name = named, named_by = 'registration'
    where r.id = company and not exists (select from employments o where o.employer_id = company and o.confirmed_by is not null);
end $$;
reset role;
revoke create on schema public from psa_keeper;

-- What such a domain has confirmed may have left.
grant select (domain) on undoable_steps to psa_worker;
