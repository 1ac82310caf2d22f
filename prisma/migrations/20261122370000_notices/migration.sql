-- The privacy officer's notices (C6): drafts that become versions, and whom each version was told to, by mail and on the site. A published
-- version is never rewritten; what it widens applies to a person thirty days after they were told, unless they object.

create table notice_drafts (
  version int primary key check (version > 0),
  publish_on date,
  revision int not null default 1,
  drafted_by int not null references staff_members,
  drafted_at timestamptz not null default psa_now()
);
-- One at a time: the next version.
create unique index notice_drafts_one on notice_drafts ((true));

create table notice_draft_texts (
  version int not null references notice_drafts on delete cascade,
  language text not null check (language ~ '^[a-z]{2}$'),
  body text not null check (length(body) <= 50000),
  changed_at timestamptz not null default psa_now(),
  changed_by int not null references staff_members,
  primary key (version, language)
);

create table notice_draft_scopes (
  version int not null references notice_drafts on delete cascade,
  recipient_kind text not null check (recipient_kind in ('microsoft', 'employer', 'member', 'partner')),
  dataset text not null check (dataset ~ '^F[1-6]$'),
  field text not null,
  primary key (version, recipient_kind, dataset, field)
);

-- A person and a version that is newer than theirs: when it was said to them, and what they said.
create table notice_tellings (
  person_id int not null references persons on delete cascade,
  version int not null references privacy_notices,
  due_at timestamptz not null default psa_now(),
  mailed_at timestamptz,
  seen_at timestamptz,
  answered_at timestamptz,
  answer text check (answer in ('acknowledged', 'objected')),
  applied_at timestamptz,
  primary key (person_id, version),
  check ((answer is null) = (answered_at is null))
);
create index notice_tellings_version_person_id_idx on notice_tellings (version, person_id);


-- True when the one tells people that more leaves than the other did.
create function psa_notice_widens(older int, newer int) returns boolean language sql stable as $$
  select exists (
    select from privacy_notice_scopes n where n.version = newer and not exists (
      select from privacy_notice_scopes o where o.version = older
        and (o.recipient_kind, o.dataset, o.field) = (n.recipient_kind, n.dataset, n.field)))
$$;

-- ── rights ───────────────────────────────────────────────────────────────────────────────────────────────────────
do $$
declare
  t text;
begin
  foreach t in array array['notice_drafts', 'notice_draft_texts', 'notice_draft_scopes', 'notice_tellings'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
  -- Staff write the draft; becoming a version takes the worker's role, which also takes the draft away.
  foreach t in array array['notice_drafts', 'notice_draft_texts', 'notice_draft_scopes'] loop
    execute format('create policy portal_staff on %I to psa_portal using ((select psa_is_staff())) with check ((select psa_is_staff()))', t);
    execute format('create policy worker_take on %I for select to psa_worker using (true)', t);
    execute format('grant select on %I to psa_portal, psa_worker', t);
  end loop;
end
$$;
create policy worker_publish on notice_drafts for delete to psa_worker using (true);
grant delete on notice_drafts to psa_worker, psa_portal;
grant insert (version, drafted_by), update (publish_on, revision) on notice_drafts to psa_portal;
grant insert (version, language, body, changed_by), update (body, changed_at, changed_by) on notice_draft_texts to psa_portal;
grant insert, delete on notice_draft_scopes to psa_portal;

create policy portal_own_read on notice_tellings for select to psa_portal
  using ((select psa_is_staff()) or person_id = (select psa_person_id()));
grant select on notice_tellings to psa_portal;
-- That it was shown to them on the site.
create policy portal_own_see on notice_tellings for update to psa_portal
  using (person_id = (select psa_person_id())) with check (person_id = (select psa_person_id()));
grant update (seen_at) on notice_tellings to psa_portal;
create policy worker_all on notice_tellings to psa_worker using (true) with check (true);
grant select, insert (person_id, version), update (mailed_at, seen_at, answered_at, answer, applied_at) on notice_tellings to psa_worker;

-- Whether the mail about it went.
grant select (person_id, about) on mails to psa_portal;

-- Publishing, telling, and whose version it is from then on.
grant select on privacy_notices, privacy_notice_scopes to psa_worker;
grant update (announced_at) on privacy_notices to psa_worker;
revoke execute on function psa_notice_widens(int, int) from public;
grant execute on function psa_notice_widens(int, int) to psa_portal, psa_worker;
