-- Who gets in: identities, sign-ins, invitations, codes, the second person behind a powerful role, limits, anchors.

-- psa_door signs people in, before anybody is known: it reaches what that needs and nothing of learning, exams or reports.
-- psa_doorkeeper owns the one function that the login may call outside a transaction, and the trigger that ends sign-ins.
do $$
declare
  purpose text;
begin
  foreach purpose in array array['psa_door', 'psa_doorkeeper'] loop
    begin
      execute format('create role %I nologin noinherit', purpose);
    exception when duplicate_object then null;
    end;
  end loop;
end
$$;
grant psa_door to psa_app;
grant usage on schema public to psa_door, psa_doorkeeper;
create schema door;
revoke all on schema door from public;

-- ── who may come in ──────────────────────────────────────────────────────────────────────────────────────────────
-- An account of an identity provider: a tenant and an object of it, never an address. One may be nobody yet.
create table identities (
  id int generated always as identity primary key,
  tenant_id uuid not null,
  object_id uuid not null,
  person_id int references persons on delete cascade,
  staff_id int unique references staff_members on delete cascade,
  contact_id int references recipient_contacts on delete cascade,
  created_at timestamptz not null default psa_now(),
  unique (tenant_id, object_id)
);
create index identities_person_id_idx on identities (person_id);
create index identities_contact_id_idx on identities (contact_id);

-- A link by mail, for one use within seven days, that ties a sign-in to somebody known. Only its hash is kept.
create table invitations (
  id int generated always as identity primary key,
  token_sha256 bytea not null unique check (length(token_sha256) = 32),
  person_id int references persons on delete cascade,
  staff_id int references staff_members on delete cascade,
  contact_id int references recipient_contacts on delete cascade,
  invited_by int references staff_members,
  created_at timestamptz not null default psa_now(),
  expires_at timestamptz not null default psa_now() + interval '7 days',
  used_at timestamptz,
  -- A newer one took its place, or staff took it back.
  withdrawn_at timestamptz,
  check (num_nonnulls(person_id, staff_id, contact_id) = 1)
);
create unique index invitations_one_open_person on invitations (person_id) where used_at is null and withdrawn_at is null;
create unique index invitations_one_open_staff on invitations (staff_id) where used_at is null and withdrawn_at is null;
create unique index invitations_one_open_contact on invitations (contact_id) where used_at is null and withdrawn_at is null;

-- ── sign-ins ─────────────────────────────────────────────────────────────────────────────────────────────────────
create table sign_ins (
  id int generated always as identity primary key,
  -- Of the 256 random bits in the browser's cookie; new at each sign-in and each time the person proves it is them again.
  token_sha256 bytea not null unique check (length(token_sha256) = 32),
  actor_kind text not null check (actor_kind in ('person', 'staff', 'contact', 'visitor')),
  person_id int references persons on delete cascade,
  staff_id int references staff_members on delete cascade,
  contact_id int references recipient_contacts on delete cascade,
  identity_id int references identities on delete cascade,
  actor_id int generated always as (case actor_kind
    when 'person' then person_id when 'staff' then staff_id when 'contact' then contact_id else identity_id end) stored,
  method text not null check (method in ('entra', 'code', 'demo')),
  -- 'Firefox on Windows': for the person to know it again, no more.
  browser text not null check (length(browser) <= 80),
  started_at timestamptz not null default psa_now(),
  -- When the person last proved to be who they are; the provider's word where it gives one.
  authenticated_at timestamptz not null,
  seen_at timestamptz not null default psa_now(),
  ended_at timestamptz,
  ended_because text check (ended_because in ('signed-out', 'ended-by-person', 'ended-by-staff', 'rights-changed', 'disabled', 'removed', 'erased')),
  check (num_nonnulls(person_id, staff_id, contact_id) = (actor_kind <> 'visitor')::int),
  check (actor_id is not null),
  check ((method = 'entra') = (identity_id is not null)),
  check ((ended_at is null) = (ended_because is null))
);
create index sign_ins_actor_idx on sign_ins (actor_kind, actor_id) where ended_at is null;

-- Idle for 30 minutes (staff: 15), or eight hours after its start, a sign-in is over.
create function psa_sign_in_lives(actor_kind text, started_at timestamptz, seen_at timestamptz, ended_at timestamptz)
  returns boolean language sql stable parallel safe
  return ended_at is null and psa_now() < started_at + interval '8 hours'
    and psa_now() < seen_at + case actor_kind when 'staff' then interval '15 minutes' else interval '30 minutes' end;

-- What one browser carries to the identity provider and back: used once, within ten minutes, by that browser alone.
create table sign_in_flows (
  state_sha256 bytea primary key check (length(state_sha256) = 32),
  browser_sha256 bytea not null check (length(browser_sha256) = 32),
  nonce text not null,
  verifier text not null,
  authority text not null check (authority in ('organizations', 'staff')),
  -- The sign-in whose person is asked to prove it again, if that is what this is for.
  sign_in_id int references sign_ins on delete cascade,
  invitation_id int references invitations on delete cascade,
  return_to text not null,
  started_at timestamptz not null default psa_now(),
  expires_at timestamptz not null default psa_now() + interval '10 minutes'
);

-- A one-time code by mail. One that was asked for an unknown address looks the same and opens nothing.
create table sign_in_codes (
  browser_sha256 bytea primary key check (length(browser_sha256) = 32),
  person_id int references persons on delete cascade,
  contact_id int references recipient_contacts on delete cascade,
  sign_in_id int references sign_ins on delete cascade,
  invitation_id int references invitations on delete cascade,
  -- Of the address that was typed, known or not: what happens next goes by it alone.
  address_hmac bytea not null check (length(address_hmac) = 32),
  code_hmac bytea not null check (length(code_hmac) = 32),
  tries smallint not null default 0 check (tries between 0 and 5),
  return_to text not null,
  started_at timestamptz not null default psa_now(),
  expires_at timestamptz not null default psa_now() + interval '10 minutes',
  check (num_nonnulls(person_id, contact_id) <= 1)
);

-- ── a second person behind a powerful role ───────────────────────────────────────────────────────────────────────
create table role_requests (
  id int generated always as identity primary key,
  staff_id int not null references staff_members on delete cascade,
  role text not null check (role in ('administrator', 'privacy-officer')),
  wish text not null check (wish in ('grant', 'revoke')),
  asked_by int not null references staff_members,
  asked_at timestamptz not null default psa_now(),
  decision text check (decision in ('approved', 'declined')),
  decided_by int references staff_members,
  decided_at timestamptz,
  check (num_nulls(decision, decided_by, decided_at) in (0, 3)),
  -- Whoever asks may take the wish back; letting it through takes somebody else; the one it is about has no say.
  check (decision is distinct from 'approved' or decided_by <> asked_by),
  check (decided_by is null or decided_by <> staff_id or decided_by = asked_by and decision = 'declined')
);
create unique index role_requests_one_open on role_requests (staff_id, role) where decision is null;

alter table staff_roles
  add column granted_on_request int unique references role_requests,
  add column revoked_on_request int unique references role_requests;

-- ── limits ───────────────────────────────────────────────────────────────────────────────────────────────────────
-- How often somebody did something in the window under way. Who: a keyed hash, gone with the window.
create unlogged table rate_counts (
  limit_name text not null,
  subject_hmac bytea not null,
  window_start timestamptz not null,
  taken int not null,
  primary key (limit_name, subject_hmac)
);

-- Takes one turn. Gives 0, or after how many seconds the next may be taken.
create function psa_take_turn(name text, subject bytea, most int, seconds int) returns int language sql volatile
begin atomic
  insert into rate_counts as c (limit_name, subject_hmac, window_start, taken) values (name, subject, psa_now(), 1)
  on conflict (limit_name, subject_hmac) do update set
    window_start = case when c.window_start + make_interval(secs => seconds) <= psa_now() then psa_now() else c.window_start end,
    taken = case when c.window_start + make_interval(secs => seconds) <= psa_now() then 1 else least(c.taken, most) + 1 end
  returning case when taken <= most then 0
    else greatest(1, ceil(extract(epoch from window_start + make_interval(secs => seconds) - psa_now()))::int) end;
end;
revoke execute on function psa_take_turn(text, bytea, int, int) from public;
grant execute on function psa_take_turn(text, bytea, int, int) to psa_door;

-- ── anchors ──────────────────────────────────────────────────────────────────────────────────────────────────────
-- One a day: how far the chain had come. What was written outside the database tells whether this table is true.
create table audit_anchors (
  day date primary key,
  position bigint not null check (position >= 0),
  head text not null check (head ~ '^[0-9a-f]{64}$'),
  signature text not null check (signature ~ '^[0-9a-f]{64}$'),
  anchored_at timestamptz not null default psa_now(),
  mailed_at timestamptz
);

alter table audit_events drop constraint audit_events_actor_kind_check;
alter table audit_events add constraint audit_events_actor_kind_check
  check (actor_kind in ('person', 'staff', 'contact', 'visitor', 'system', 'nobody'));
create index audit_events_occurred_at_id_idx on audit_events (occurred_at desc, id desc);
create index audit_events_subject_idx on audit_events (subject_kind, subject_id);

-- ── rights ───────────────────────────────────────────────────────────────────────────────────────────────────────
do $$
declare
  t text;
begin
  foreach t in array array['identities', 'invitations', 'sign_ins', 'sign_in_flows', 'sign_in_codes', 'role_requests',
    'rate_counts', 'audit_anchors'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
  -- What signing in is made of is the door's alone.
  foreach t in array array['identities', 'invitations', 'sign_ins', 'sign_in_flows', 'sign_in_codes', 'rate_counts'] loop
    execute format('create policy door_all on %I to psa_door using (true) with check (true)', t);
  end loop;
  foreach t in array array['persons', 'person_emails', 'staff_members', 'recipient_contacts'] loop
    execute format('create policy door_read on %I for select to psa_door using (true)', t);
  end loop;
  foreach t in array array['persons', 'staff_members', 'staff_roles', 'recipient_contacts', 'sign_ins', 'identities'] loop
    execute format('create policy doorkeeper_read on %I for select to psa_doorkeeper using (true)', t);
  end loop;
end
$$;

grant select, insert on identities, sign_ins to psa_door;
grant update (person_id, staff_id, contact_id), delete on identities to psa_door;
grant select, delete on invitations to psa_door;
grant insert (token_sha256, person_id, staff_id, contact_id, invited_by) on invitations to psa_door;
grant update (used_at, withdrawn_at) on invitations to psa_door;
grant update (token_sha256, authenticated_at, seen_at, ended_at, ended_because) on sign_ins to psa_door;
grant select, insert, delete on sign_in_flows, sign_in_codes to psa_door;
grant update (tries) on sign_in_codes to psa_door;
grant delete on sign_ins to psa_door;
grant select, insert, update, delete on rate_counts to psa_door;
grant select (id, first_name, last_name, email, erased_at, language) on persons to psa_door;
grant select on person_emails to psa_door;
grant select (id, email, name, disabled_at) on staff_members to psa_door;
grant select (id, recipient_id, email, name, confirmed_at, removed_at) on recipient_contacts to psa_door;
-- Accepting an invitation proves the address, which confirms the contact for this quarter.
grant update (confirmed_at) on recipient_contacts to psa_door;
create policy door_confirm on recipient_contacts for update to psa_door using (true) with check (removed_at is null);
create policy door_append on audit_events for insert to psa_door
  with check (actor_kind = coalesce(psa_actor_kind(), 'nobody') and actor_id is not distinct from psa_actor_id());
grant insert (actor_kind, actor_id, event, subject_kind, subject_id, fields, details) on audit_events to psa_door;

-- One's own sign-ins, to see and to end.
create policy portal_own on sign_ins for select to psa_portal, psa_recipient
  using (actor_kind = psa_actor_kind() and actor_id = psa_actor_id());
create policy portal_own_end on sign_ins for update to psa_portal, psa_recipient
  using (actor_kind = psa_actor_kind() and actor_id = psa_actor_id()) with check (ended_at is not null);
grant select (id, actor_kind, actor_id, method, browser, started_at, seen_at, ended_at, ended_because) on sign_ins
  to psa_portal, psa_recipient;
grant update (ended_at, ended_because) on sign_ins to psa_portal, psa_recipient;

-- Staff, their roles and recipients' contacts: staff's to change, and a powerful role only on a request that somebody
-- else approved.
create policy portal_staff_read on role_requests for select to psa_portal using ((select psa_is_staff()));
create policy portal_staff_ask on role_requests for insert to psa_portal
  with check ((select psa_is_staff()) and asked_by = psa_actor_id() and decision is null);
create policy portal_staff_decide on role_requests for update to psa_portal
  using ((select psa_is_staff()) and decision is null) with check (decided_by = psa_actor_id());
grant select on role_requests to psa_portal;
grant insert (staff_id, role, wish, asked_by) on role_requests to psa_portal;
grant update (decision, decided_by, decided_at) on role_requests to psa_portal;

create policy portal_staff_add on staff_members for insert to psa_portal with check ((select psa_is_staff()));
create policy portal_staff_change on staff_members for update to psa_portal
  using ((select psa_is_staff())) with check (true);
grant insert (email, name) on staff_members to psa_portal;
grant update (name, disabled_at) on staff_members to psa_portal;

create policy portal_staff_grant on staff_roles for insert to psa_portal
  with check ((select psa_is_staff()) and (role = 'trainer' or exists (
    select from role_requests q where q.id = granted_on_request and q.staff_id = staff_roles.staff_id
      and q.role = staff_roles.role and q.wish = 'grant' and q.decision = 'approved')));
create policy portal_staff_revoke on staff_roles for update to psa_portal
  using ((select psa_is_staff())) with check (revoked_at is not null and (role = 'trainer' or exists (
    select from role_requests q where q.id = revoked_on_request and q.staff_id = staff_roles.staff_id
      and q.role = staff_roles.role and q.wish = 'revoke' and q.decision = 'approved')));
grant insert (staff_id, role, granted_by, granted_on_request) on staff_roles to psa_portal;
grant update (revoked_at, revoked_on_request) on staff_roles to psa_portal;

create policy portal_staff_add on recipient_contacts for insert to psa_portal with check ((select psa_is_staff()));
create policy portal_staff_change on recipient_contacts for update to psa_portal
  using ((select psa_is_staff())) with check (true);
grant insert (recipient_id, email, name) on recipient_contacts to psa_portal;
grant update (recipient_id, name, confirmed_at, removed_at) on recipient_contacts to psa_portal;

-- Who has a way in, without the way itself.
create policy portal_staff_read on identities for select to psa_portal using ((select psa_is_staff()));
create policy portal_staff_read on invitations for select to psa_portal using ((select psa_is_staff()));
grant select (id, person_id, staff_id, contact_id, created_at) on identities to psa_portal;
grant select (id, person_id, staff_id, contact_id, invited_by, created_at, expires_at, used_at, withdrawn_at)
  on invitations to psa_portal;

create policy worker_all on audit_anchors to psa_worker using (true) with check (true);
grant select, insert on audit_anchors to psa_worker;
grant update (mailed_at) on audit_anchors to psa_worker;
create policy portal_staff_read on audit_anchors for select to psa_portal using ((select psa_is_staff()));
grant select on audit_anchors to psa_portal;

-- ── the door ─────────────────────────────────────────────────────────────────────────────────────────────────────
grant select (id, first_name, last_name, erased_at) on persons to psa_doorkeeper;
grant select (id, name, disabled_at) on staff_members to psa_doorkeeper;
grant select (staff_id, role, revoked_at) on staff_roles to psa_doorkeeper;
grant select (id, recipient_id, name, confirmed_at, removed_at) on recipient_contacts to psa_doorkeeper;
grant select (id, tenant_id, person_id, contact_id), update (person_id, contact_id) on identities to psa_doorkeeper;
grant select (person_id, contact_id, used_at, withdrawn_at), update (withdrawn_at) on invitations to psa_doorkeeper;
create policy doorkeeper_keep on identities for update to psa_doorkeeper using (true) with check (true);
create policy doorkeeper_read on invitations for select to psa_doorkeeper using (true);
create policy doorkeeper_keep on invitations for update to psa_doorkeeper using (true) with check (true);
grant select on sign_ins to psa_doorkeeper;
grant update (seen_at, ended_at, ended_because) on sign_ins to psa_doorkeeper;
create policy doorkeeper_keep on sign_ins for update to psa_doorkeeper using (true) with check (true);

-- A contact whom nobody confirmed for three months gets nothing.
create function psa_contact_counts(confirmed_at timestamptz, removed_at timestamptz) returns boolean
  language sql stable parallel safe
  return removed_at is null and coalesce(confirmed_at > psa_now() - interval '3 months', false);

-- Who is behind a cookie, with the rights of this moment: the one thing the login may ask outside a transaction, in one
-- round trip. No row: nobody. It notes that the sign-in was used, once a minute at most.
create function door.enter(token bytea) returns table (
  sign_in_id int, actor_kind text, actor_id int, recipient_id int, name text, roles text[], method text, tenant_id uuid,
  authenticated_ago_s int
) language sql volatile security definer set search_path = public
begin atomic
  with live as (
    select s.* from sign_ins s
    where s.token_sha256 = token and psa_sign_in_lives(s.actor_kind, s.started_at, s.seen_at, s.ended_at)
  ), seen as (
    update sign_ins s set seen_at = psa_now() from live l
    where s.id = l.id and l.seen_at < psa_now() - interval '1 minute'
  )
  select l.id, l.actor_kind, l.actor_id, c.recipient_id,
    case l.actor_kind when 'person' then trim(concat(p.first_name, ' ', p.last_name)) when 'staff' then m.name
      when 'contact' then c.name else '' end,
    array(select r.role from staff_roles r where r.staff_id = m.id and r.revoked_at is null order by r.role),
    l.method, i.tenant_id, least(extract(epoch from psa_now() - l.authenticated_at), 1000000000)::int
  from live l
  left join persons p on p.id = l.person_id and p.erased_at is null
  left join staff_members m on m.id = l.staff_id and m.disabled_at is null
  left join recipient_contacts c on c.id = l.contact_id and psa_contact_counts(c.confirmed_at, c.removed_at)
  left join identities i on i.id = l.identity_id
  where l.actor_kind = 'visitor' or num_nonnulls(p.id, m.id, c.id) = 1;
end;

-- Rights that change end the sign-ins that were made with them, whoever changes them and however.
create function psa_end_sign_ins() returns trigger language plpgsql security definer set search_path = public as $$
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
  end;
  return null;
end $$;
create trigger persons_end_sign_ins after update of erased_at on persons for each row
  when (new.erased_at is not null and old.erased_at is null) execute function psa_end_sign_ins('erased');
-- Who is removed or erased leaves no way in behind: accounts are nobody's again, and open invitations are withdrawn.
create function psa_close_ways_in() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update identities set
    person_id = case when tg_table_name = 'persons' then null else person_id end,
    contact_id = case when tg_table_name = 'recipient_contacts' then null else contact_id end
  where tg_table_name = 'persons' and person_id = new.id or tg_table_name = 'recipient_contacts' and contact_id = new.id;
  update invitations set withdrawn_at = psa_now()
  where used_at is null and withdrawn_at is null
    and (tg_table_name = 'persons' and person_id = new.id or tg_table_name = 'recipient_contacts' and contact_id = new.id);
  return null;
end $$;
create trigger persons_close_ways_in after update of erased_at on persons for each row
  when (new.erased_at is not null and old.erased_at is null) execute function psa_close_ways_in();
create trigger recipient_contacts_close_ways_in after update of removed_at, recipient_id on recipient_contacts for each row
  when (new.removed_at is not null or new.recipient_id <> old.recipient_id) execute function psa_close_ways_in();
create trigger recipient_contacts_end_sign_ins after update of removed_at, recipient_id on recipient_contacts for each row
  when (new.removed_at is not null or new.recipient_id <> old.recipient_id) execute function psa_end_sign_ins('removed');
create trigger staff_members_end_sign_ins after update of disabled_at on staff_members for each row
  when (new.disabled_at is not null) execute function psa_end_sign_ins('disabled');
create trigger staff_roles_end_sign_ins after insert or update on staff_roles for each row
  execute function psa_end_sign_ins('rights-changed');
create trigger identities_end_sign_ins after update on identities for each row
  when ((new.person_id, new.staff_id, new.contact_id) is distinct from (old.person_id, old.staff_id, old.contact_id))
  execute function psa_end_sign_ins('rights-changed');

grant psa_doorkeeper to current_user with set true;
grant create on schema public, door to psa_doorkeeper;
revoke execute on function door.enter(bytea), psa_end_sign_ins(), psa_close_ways_in() from public;
alter function door.enter(bytea) owner to psa_doorkeeper;
alter function psa_end_sign_ins() owner to psa_doorkeeper;
alter function psa_close_ways_in() owner to psa_doorkeeper;
revoke create on schema public, door from psa_doorkeeper;
-- psa_door asks the same as it lets somebody in: whoever would find nobody behind the new cookie is not signed in at all.
grant usage on schema door to psa_app, psa_door;
grant execute on function door.enter(bytea) to psa_app, psa_door;

-- ── one's own rows are found by an index, however many people there are ─────────────────────────────────────────────
create index employments_person_id_idx on employments (person_id);
create index enrolments_person_id_idx on enrolments (person_id);
alter policy portal_own_read on recipients
  using ((select psa_is_staff()) or kind <> 'employer'
    or employer_id in (select employer_id from employments where person_id = (select psa_person_id())));
alter policy portal_own_read on employers
  using ((select psa_is_staff()) or id in (select employer_id from employments where person_id = (select psa_person_id())));
alter policy portal_own_read on progress_entries
  using ((select psa_is_staff()) or enrolment_id in (select id from enrolments where person_id = (select psa_person_id())));
alter policy portal_own_read on outcome_entries
  using ((select psa_is_staff()) or sitting_id in (select id from sittings where person_id = (select psa_person_id())));
alter policy portal_own_append on progress_entries
  with check (actor_kind = psa_actor_kind() and actor_id = psa_actor_id()
    and exists (select from enrolments n where n.id = enrolment_id));
