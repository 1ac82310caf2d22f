-- Breaches and drills of them (S5, GDPR art. 33 and 34), who processes on the academy's behalf (S1, S2), and the ways in which disclosures are searched.

-- ── breaches ─────────────────────────────────────────────────────────────────────────────────────────────────────────
-- What happened, as it was recorded. What is found out or decided later is a step, and nothing is rewritten.
create table breaches (
  id int generated always as identity primary key,
  -- Tried out: written to nobody.
  drill boolean not null,
  kind text not null check (kind in ('wrong-recipient', 'lost-file', 'account-taken', 'other')),
  title text not null check (title <> '' and length(title) <= 200),
  what text not null check (what <> '' and length(what) <= 4000),
  -- As far as it is known.
  happened_from timestamptz,
  happened_to timestamptz,
  -- The seventy-two hours count from here, by the hour and not by the calendar.
  known_at timestamptz not null,
  recipient_id int references recipients,
  contact_id int references recipient_contacts on delete set null,
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  -- Everybody in the register is touched, not the people of some files.
  everybody boolean not null default false,
  -- Where no file tells who: as many as the officer says.
  people_said int check (people_said >= 0),
  recorded_by int not null references staff_members,
  recorded_at timestamptz not null default psa_now(),
  check (known_at <= recorded_at),
  check (happened_from <= known_at and happened_to <= known_at),
  check (happened_from <= happened_to)
);

-- The files that it touches. What is said of one stays, whatever becomes of the build: hence no foreign key.
create table breach_builds (
  breach_id int not null references breaches,
  build_id int not null,
  -- It was handed out there; else it lay within reach.
  taken boolean not null,
  added_at timestamptz not null default psa_now(),
  primary key (breach_id, build_id)
);

create table breach_steps (
  id int generated always as identity primary key,
  breach_id int not null references breaches,
  step text not null check (step in ('counted', 'assessed', 'reported', 'supplemented', 'not-reported', 'told', 'not-told', 'closed', 'reopened')),
  -- When it took place, which may be before it was written down.
  at timestamptz not null,
  staff_id int not null references staff_members,
  -- The risk to people (art. 33 and 34): none to speak of, some, high.
  risk text check (risk in ('none', 'risk', 'high')),
  why text check (why <> '' and length(why) <= 4000),
  consequences text[] not null default '{}',
  measures text[] not null default '{}',
  -- The authority's number of the report.
  reference text check (reference <> '' and length(reference) <= 200),
  -- Why it was reported after more than seventy-two hours (art. 33(1)).
  late_why text check (late_why <> '' and length(late_why) <= 4000),
  -- How people were told: by mail from here, or otherwise.
  how text check (how in ('mail', 'otherwise')),
  -- Numbers of people and rows, by recipient, country and employer.
  counts jsonb,
  recorded_at timestamptz not null default psa_now(),
  check (at <= recorded_at),
  check ((step = 'counted') = (counts is not null)),
  check ((step = 'assessed') = (risk is not null)),
  check ((step = 'told') = (how is not null)),
  check (why is not null or step in ('counted', 'reported', 'told', 'closed'))
);
create index breach_steps_breach_id_id_idx on breach_steps (breach_id, id);
-- What is found out later supplements the one report (art. 33(4)).
create unique index breach_steps_reported_once on breach_steps (breach_id) where step = 'reported';

-- ── processors ───────────────────────────────────────────────────────────────────────────────────────────────────────
create table processors (
  id int generated always as identity primary key,
  name text not null check (name <> '' and length(name) <= 200),
  does text not null check (does in ('hosting', 'mail', 'sign-in', 'files', 'recordings', 'support', 'backup', 'other')),
  -- What exactly, for the register.
  details text not null check (details <> '' and length(details) <= 1000),
  country_code text not null references countries,
  -- What covers the transfer; inside the European Economic Area nothing has to.
  safeguard text not null check (safeguard in ('within-eea', 'adequacy', 'scc', 'bcr')),
  since date not null,
  until date check (until >= since),
  changed_by int references staff_members,
  changed_at timestamptz not null default psa_now(),
  check ((safeguard = 'within-eea') = (country_code in ('AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU', 'IE', 'IS',
    'IT', 'LI', 'LT', 'LU', 'LV', 'MT', 'NL', 'NO', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK')))
);

-- ── rights ───────────────────────────────────────────────────────────────────────────────────────────────────────────
do $$
declare
  t text;
begin
  foreach t in array array['breaches', 'breach_builds', 'breach_steps', 'processors'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
  foreach t in array array['breaches', 'breach_builds', 'breach_steps'] loop
    execute format('create policy worker_read on %I for select to psa_worker using (true)', t);
    execute format('create policy portal_staff_read on %I for select to psa_portal using ((select psa_is_staff()))', t);
    execute format('grant select on %I to psa_portal, psa_worker', t);
  end loop;
end
$$;
-- Each in one's own name, and at the time it is.
create policy portal_staff_record on breaches for insert to psa_portal
  with check ((select psa_is_staff()) and recorded_by = psa_actor_id());
grant insert (drill, kind, title, what, happened_from, happened_to, known_at, recipient_id, contact_id, sha256, everybody, people_said, recorded_by)
  on breaches to psa_portal;
create policy portal_staff_add on breach_builds for insert to psa_portal with check ((select psa_is_staff()));
grant insert (breach_id, build_id, taken) on breach_builds to psa_portal;
-- A report after more than seventy-two elapsed hours says why it is late, whoever writes it down.
create policy portal_staff_append on breach_steps for insert to psa_portal
  with check ((select psa_is_staff()) and staff_id = psa_actor_id() and (step <> 'reported' or late_why is not null
    or at <= (select b.known_at + interval '72 hours' from breaches b where b.id = breach_id)));
grant insert (breach_id, step, at, staff_id, risk, why, consequences, measures, reference, late_why, how, counts) on breach_steps to psa_portal;

-- Who processes for the academy, and where, is for everybody to read.
create policy portal_read on processors for select to psa_portal using (true);
create policy portal_staff_add on processors for insert to psa_portal with check ((select psa_is_staff()) and changed_by = psa_actor_id());
create policy portal_staff_change on processors for update to psa_portal
  using ((select psa_is_staff())) with check (changed_by = psa_actor_id());
grant select, insert (name, does, details, country_code, safeguard, since, until, changed_by),
  update (name, does, details, country_code, safeguard, since, until, changed_by, changed_at) on processors to psa_portal;

-- ── searching disclosures ────────────────────────────────────────────────────────────────────────────────────────────
create index deliveries_disclosed_idx on deliveries (disclosed_at desc, id desc) where disclosed_at is not null;
create index runs_period_idx on runs (period);
