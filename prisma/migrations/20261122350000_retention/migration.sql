-- How long things are kept, decided as rows; when an account was last used; and what went, per rule and day.

-- ── use ──────────────────────────────────────────────────────────────────────────────────────────────────────────────
-- Sign-ins are forgotten after some days, and an account that was used must not go (R2): the last day is all that is kept of them.
create table account_uses (
  person_id int primary key references persons on delete cascade,
  used_on date not null
);

-- ── rules ────────────────────────────────────────────────────────────────────────────────────────────────────────────
-- What the privacy officer decided otherwise than the code proposes; which rules there are, and within which bounds, the code says.
create table retention_rules (
  name text primary key check (name ~ '^[a-z][a-z-]*$'),
  amount int not null check (amount between 0 and 1000),
  -- The worker carries it out by itself on its day; else somebody confirms what goes.
  automatic boolean not null,
  owner text not null check (owner <> '' and length(owner) <= 100),
  basis text not null check (basis <> '' and length(basis) <= 300),
  review_on date not null,
  changed_at timestamptz not null default psa_now(),
  changed_by int references staff_members
);

-- ── what was done ────────────────────────────────────────────────────────────────────────────────────────────────────
create table retention_results (
  id bigint generated always as identity primary key,
  rule text not null,
  day date not null default psa_today(),
  -- Why, from a closed list; never whom.
  reason text not null check (reason ~ '^[a-z][a-z-]*$'),
  gone int not null check (gone >= 0),
  -- Shown as due and not gone: live by then, or used again.
  kept int not null default 0 check (kept >= 0),
  how text not null check (how in ('schedule', 'confirmed', 'command-line')),
  actor_id int references staff_members,
  ended_at timestamptz not null default psa_now(),
  check ((how = 'confirmed') = (actor_id is not null))
);
create index retention_results_day_id_idx on retention_results (day desc, id desc);

-- ── the audit: older events may go, the chain stays ─────────────────────────────────────────────────────────────────────
-- Up to which position of the chain events were let go, signed as anchors are: their seals stay, and whoever lets go of others leaves no such signature.
create table audit_trims (
  position bigint primary key check (position > 0),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  signature text not null check (signature ~ '^[0-9a-f]{64}$'),
  trimmed_at timestamptz not null default psa_now()
);

-- ── who may ──────────────────────────────────────────────────────────────────────────────────────────────────────────
do $$
declare t text;
begin
  foreach t in array array['account_uses', 'retention_rules', 'retention_results', 'audit_trims'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('revoke all on %I from public', t);
  end loop;
end
$$;
create policy worker_read on account_uses for select to psa_worker using (true);
grant select on account_uses to psa_worker;
create policy keeper_all on account_uses to psa_keeper using (true) with check (true);
grant select (person_id, used_on), insert (person_id, used_on), update (used_on) on account_uses to psa_keeper;

create policy worker_read on retention_rules for select to psa_worker using (true);
grant select on retention_rules to psa_worker;
create policy portal_staff_read on retention_rules for select to psa_portal using ((select psa_is_staff()));
create policy portal_staff_add on retention_rules for insert to psa_portal
  with check ((select psa_is_staff()) and changed_by = (select psa_actor_id()));
create policy portal_staff_change on retention_rules for update to psa_portal
  using ((select psa_is_staff())) with check ((select psa_is_staff()) and changed_by = (select psa_actor_id()));
grant select, insert (name, amount, automatic, owner, basis, review_on, changed_by),
  update (amount, automatic, owner, basis, review_on, changed_at, changed_by) on retention_rules to psa_portal;

create policy worker_append on retention_results for insert to psa_worker with check (true);
grant insert (rule, reason, gone, kept, how, actor_id) on retention_results to psa_worker;
create policy portal_staff_read on retention_results for select to psa_portal using ((select psa_is_staff()));
grant select on retention_results to psa_portal;

create policy worker_all on audit_trims to psa_worker using (true) with check (true);
grant select, insert (position, hash, signature) on audit_trims to psa_worker;

-- What has its period: removed by the worker. What has no right to be removed one by one goes by the functions below.
grant delete on mails, privacy_requests, notifications to psa_worker;
grant update (email, name) on recipient_contacts to psa_worker;

-- ── what goes by its age alone ──────────────────────────────────────────────────────────────────────────────────────
create policy keeper_read on build_pages for select to psa_keeper using (true);
create policy keeper_forget on build_pages for delete to psa_keeper using (true);
create policy keeper_read on builds for select to psa_keeper using (true);
create policy keeper_read on runs for select to psa_keeper using (true);
grant select (build_id), delete on build_pages to psa_keeper;
grant select (id, run_id) on builds to psa_keeper;
grant select (id, planned_at) on runs to psa_keeper;
create policy keeper_read on audit_events for select to psa_keeper using (true);
create policy keeper_forget on audit_events for delete to psa_keeper using (true);
create policy keeper_read on audit_seals for select to psa_keeper using (true);
create policy keeper_read on audit_trims for select to psa_keeper using (true);
grant select (id, occurred_at), delete on audit_events to psa_keeper;
grant select (position, event_id) on audit_seals to psa_keeper;
grant select (position) on audit_trims to psa_keeper;

grant create on schema public to psa_keeper;
set role psa_keeper;

-- The day of a sign-in, and of each page that is opened in it.
create function psa_note_use() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.person_id is not null then
    insert into account_uses as u (person_id, used_on) values (new.person_id, psa_today())
    on conflict (person_id) do update set used_on = excluded.used_on where u.used_on < excluded.used_on;
  end if;
  return null;
end $$;

-- Whose rows stood in files: so many months after the run was planned, a year at the very least. Files' hashes, dates and recipients stay (R7).
create function psa_forget_rows_of_runs(after_months int) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare
  gone int;
begin
  if psa_actor_kind() is distinct from 'system' and not psa_is_staff() then return 0; end if;
  with old as (
    delete from build_pages p using builds b, runs u
    where b.id = p.build_id and u.id = b.run_id and u.planned_at < psa_now() - make_interval(months => greatest(after_months, 12))
    returning p.build_id
  ) select count(distinct build_id)::int from old into gone;
  return gone;
end $$;

-- Events up to a position of the chain that was signed for it, a year old at the very least (R5).
create function psa_forget_events(up_to bigint) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare
  gone int;
begin
  if psa_actor_kind() is distinct from 'system' or not exists (select from audit_trims t where t.position = up_to) then return 0; end if;
  delete from audit_events e using audit_seals s
  where s.event_id = e.id and s.position <= up_to and e.occurred_at < psa_now() - interval '1 year';
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke execute on function psa_note_use(), psa_forget_rows_of_runs(int), psa_forget_events(bigint) from public;
grant execute on function psa_forget_rows_of_runs(int), psa_forget_events(bigint) to psa_worker;
reset role;
revoke create on schema public from psa_keeper;

create trigger sign_ins_note_use after insert or update of seen_at on sign_ins for each row execute function psa_note_use();

-- Who was here before this was written down: sign-ins of the last thirty days are known, and what was before them is not, in the person's favour.
alter table persons no force row level security;
alter table sign_ins no force row level security;
alter table account_uses no force row level security;
insert into account_uses (person_id, used_on)
select p.id, greatest(psa_today() - 30, (select max((s.seen_at at time zone 'Europe/Amsterdam')::date) from sign_ins s where s.person_id = p.id))
from persons p;
alter table persons force row level security;
alter table sign_ins force row level security;
alter table account_uses force row level security;
