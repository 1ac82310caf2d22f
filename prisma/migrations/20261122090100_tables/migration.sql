-- People, employers, notices, learning, exams, agreements, runs, imports and the ledger.

-- ── places ───────────────────────────────────────────────────────────────────────────────────────────────────────
create table countries (
  code text primary key check (code ~ '^[A-Z]{2}$'),
  name text not null unique
);

-- ── notices ──────────────────────────────────────────────────────────────────────────────────────────────────────
create table privacy_notices (
  version int primary key check (version > 0),
  published_on date not null,
  announced_at timestamptz
);

create table privacy_notice_texts (
  version int not null references privacy_notices,
  language text not null check (language ~ '^[a-z]{2}$'),
  body text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  primary key (version, language)
);

-- What a version tells people: this field of this dataset goes to this kind of recipient.
create table privacy_notice_scopes (
  version int not null references privacy_notices,
  recipient_kind text not null check (recipient_kind in ('microsoft', 'employer', 'member', 'partner')),
  dataset text not null check (dataset ~ '^F[1-6]$'),
  field text not null,
  primary key (version, recipient_kind, dataset, field)
);

-- ── people ───────────────────────────────────────────────────────────────────────────────────────────────────────
create table persons (
  id int generated always as identity primary key,
  -- Names the person in the ledger; it goes with the person, and the chain stays.
  audit_key uuid not null unique default gen_random_uuid(),
  email text collate "C" not null unique check (email = lower(btrim(email)) and email ~ '^[^[:space:]@]+@[^[:space:]@]+$' and length(email) <= 254),
  first_name text not null check (length(first_name) <= 200),
  last_name text not null check (length(last_name) <= 200),
  phone text check (length(phone) <= 40),
  city text check (length(city) <= 200),
  language text not null default 'en' check (language ~ '^[a-z]{2}$'),
  -- The version last acknowledged; kept by notice_acknowledgements.
  notice_version int references privacy_notices,
  restricted_at timestamptz,
  objected_at timestamptz,
  found_minor_at timestamptz,
  found_false_at timestamptz,
  erased_at timestamptz,
  created_at timestamptz not null default psa_now(),
  check (first_name <> '' or last_name <> '')
);

-- Every address a person was ever known by, the one in use included.
create table person_emails (
  email text collate "C" primary key,
  person_id int not null references persons on delete cascade,
  added_at timestamptz not null default psa_now()
);
create index person_emails_person_id_idx on person_emails (person_id);

-- Addresses that must not come back: keyed hashes, never the address (bad case D16).
create table suppressed_emails (
  email_hmac text primary key check (email_hmac ~ '^[0-9a-f]{64}$'),
  reason text not null check (reason in ('erased', 'restricted', 'objection', 'minor', 'false-registration')),
  suppressed_at timestamptz not null default psa_now()
);

create table notice_acknowledgements (
  id int generated always as identity primary key,
  person_id int not null references persons on delete cascade,
  version int not null,
  language text not null,
  how text not null check (how in ('portal', 'attested')),
  attested_by text,
  acknowledged_at timestamptz not null default psa_now(),
  foreign key (version, language) references privacy_notice_texts,
  check ((how = 'attested') = (attested_by is not null))
);
create index notice_acknowledgements_person_id_idx on notice_acknowledgements (person_id);

-- ── employers ────────────────────────────────────────────────────────────────────────────────────────────────────
create table employers (
  id int generated always as identity primary key,
  mpn_id text collate "C" not null unique check (mpn_id ~ '^[0-9A-Za-z][0-9A-Za-z-]{0,31}$'),
  name text not null check (name <> '' and length(name) <= 300),
  created_at timestamptz not null default psa_now()
);

create table employments (
  id int generated always as identity primary key,
  person_id int not null references persons on delete cascade,
  employer_id int not null references employers,
  country_code text not null references countries,
  job_role text not null check (length(job_role) <= 200),
  started_on date not null,
  ended_on date,
  confirmed_by text check (confirmed_by in ('email-domain', 'staff')),
  confirmed_at timestamptz,
  -- A second employment at the same time, which staff confirmed.
  concurrent boolean not null default false,
  unique (id, person_id),
  check (ended_on >= started_on),
  check ((confirmed_by is null) = (confirmed_at is null)),
  check (not concurrent or confirmed_by = 'staff')
);
create unique index employments_one_open on employments (person_id) where ended_on is null and not concurrent;
create unique index employments_one_open_per_employer on employments (person_id, employer_id) where ended_on is null;
create index employments_employer_id_idx on employments (employer_id);

-- ── learning ─────────────────────────────────────────────────────────────────────────────────────────────────────
create table exams (
  code text primary key check (code ~ '^[A-Z0-9]{1,6}-[A-Z0-9]{1,8}$')
);

create table workshops (
  id int generated always as identity primary key,
  name text collate "C" not null check (name <> '' and length(name) <= 200),
  exam_code text references exams
);
create unique index workshops_name_key on workshops (lower(name));

create table enrolments (
  id int generated always as identity primary key,
  person_id int not null,
  employment_id int not null,
  workshop_id int not null references workshops,
  state text not null default 'enrolled' check (state in ('enrolled', 'waiting', 'cancelled')),
  -- The last appended progress, in whole percent; kept by progress_entries.
  percent smallint not null default 0 check (percent between 0 and 100),
  enrolled_at timestamptz not null default psa_now(),
  foreign key (employment_id, person_id) references employments (id, person_id) on delete cascade
);
create unique index enrolments_one_open on enrolments (person_id, workshop_id) where state <> 'cancelled';
create index enrolments_employment_id_idx on enrolments (employment_id);

-- ── imports (before progress and outcomes, which name the batch they came with) ──────────────────────────────────────
create table import_batches (
  id int generated always as identity primary key,
  kind text not null check (kind in ('registrations', 'exams', 'workshops')),
  file_name text not null,
  file_sha256 text not null check (file_sha256 ~ '^[0-9a-f]{64}$'),
  actor_kind text not null,
  actor_id int,
  notice_version int references privacy_notices,
  attested_by text,
  rows_read int not null,
  rows_created int not null,
  rows_changed int not null,
  rows_same int not null,
  rows_refused int not null,
  applied_at timestamptz not null default psa_now()
);

-- What an import changed, row by row with before and after, and what it made, one entry per table (row_id '*', before is
-- null, after lists the ids), so that the whole import can be undone.
create table import_changes (
  batch_id int not null references import_batches on delete cascade,
  table_name text not null,
  row_id text not null,
  before jsonb,
  after jsonb not null,
  primary key (batch_id, table_name, row_id)
);

create table progress_entries (
  id bigint generated always as identity primary key,
  enrolment_id int not null references enrolments on delete cascade,
  percent smallint not null check (percent between 0 and 100),
  actor_kind text not null check (actor_kind in ('person', 'staff', 'system')),
  actor_id int,
  -- No foreign key: batches are never removed, and an import of 50,000 rows would pay for as many look-ups.
  import_batch_id int,
  recorded_at timestamptz not null default psa_now()
);
create index progress_entries_enrolment_id_idx on progress_entries (enrolment_id);

-- ── exams ────────────────────────────────────────────────────────────────────────────────────────────────────────
create table sittings (
  id int generated always as identity primary key,
  person_id int not null,
  employment_id int not null,
  exam_code text not null references exams,
  attempt smallint not null check (attempt > 0),
  month psa_month not null,
  state text not null default 'booked' check (state in ('booked', 'taken', 'not-taken', 'cancelled')),
  -- The last agreed outcome, null while unknown; kept by outcome_entries.
  outcome text check (outcome in ('passed', 'failed')),
  outcome_changed_at timestamptz,
  -- "Rather not say" stops the questions, and is no outcome (C8).
  ask_no_more boolean not null default false,
  created_at timestamptz not null default psa_now(),
  unique (person_id, exam_code, attempt),
  foreign key (employment_id, person_id) references employments (id, person_id) on delete cascade,
  check (outcome is null or state = 'taken'),
  check ((outcome is null) = (outcome_changed_at is null))
);
create unique index sittings_one_open on sittings (person_id, exam_code)
  where outcome is null and state in ('booked', 'taken');
create index sittings_employment_id_idx on sittings (employment_id);

create table outcome_entries (
  id bigint generated always as identity primary key,
  sitting_id int not null references sittings on delete cascade,
  outcome text not null check (outcome in ('passed', 'failed')),
  actor_kind text not null check (actor_kind in ('person', 'staff', 'system')),
  actor_id int,
  import_batch_id int,
  recorded_at timestamptz not null default psa_now()
);
create index outcome_entries_sitting_id_idx on outcome_entries (sitting_id);

-- ── staff and recipients ─────────────────────────────────────────────────────────────────────────────────────────
create table staff_members (
  id int generated always as identity primary key,
  email text not null unique,
  name text not null,
  disabled_at timestamptz,
  created_at timestamptz not null default psa_now()
);

create table staff_roles (
  id int generated always as identity primary key,
  staff_id int not null references staff_members on delete cascade,
  role text not null check (role in ('trainer', 'administrator', 'privacy-officer')),
  granted_by text not null,
  granted_at timestamptz not null default psa_now(),
  revoked_at timestamptz
);
create unique index staff_roles_one_open on staff_roles (staff_id, role) where revoked_at is null;

create table recipients (
  id int generated always as identity primary key,
  kind text not null check (kind in ('microsoft', 'employer', 'member', 'partner')),
  slug text not null unique check (slug ~ '^[a-z0-9][a-zA-Z0-9-]*$'),
  -- An employer's name is the employer's own.
  name text,
  employer_id int unique references employers,
  check ((kind = 'employer') = (employer_id is not null)),
  check ((kind = 'employer') = (name is null))
);

create table recipient_contacts (
  id int generated always as identity primary key,
  recipient_id int not null references recipients,
  email text not null unique,
  name text not null,
  confirmed_at timestamptz,
  removed_at timestamptz,
  created_at timestamptz not null default psa_now()
);

-- ── agreements ───────────────────────────────────────────────────────────────────────────────────────────────────
create table agreements (
  id int generated always as identity primary key,
  recipient_id int not null unique references recipients,
  paused_at timestamptz,
  created_at timestamptz not null default psa_now()
);

create table agreement_versions (
  id int generated always as identity primary key,
  agreement_id int not null references agreements,
  number int not null check (number > 0),
  -- In force from this day until the next version's, or until it ends.
  in_force_from date not null,
  ends_on date,
  cadence text not null check (cadence in ('monthly', 'quarterly')),
  anchor_day smallint not null default 1 check (anchor_day between 1 and 31),
  local_time text not null default '06:00' check (local_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  zone text not null default 'Europe/Amsterdam',
  language text not null default 'en' check (language ~ '^[a-z]{2}$'),
  reidentification_rule text not null check (reidentification_rule in ('report', 'hold', 'coarsen', 'withhold')),
  channels text[] not null check (channels <@ array['portal', 'folder', 'graph', 'sftp'] and cardinality(channels) > 0),
  -- Null admits every country of the recipient's people; an empty list admits none.
  only_countries text[],
  contact text not null,
  unique (agreement_id, number),
  unique (agreement_id, in_force_from),
  unique (id, agreement_id),
  check (ends_on >= in_force_from)
);

create table agreement_fields (
  version_id int not null references agreement_versions,
  dataset text not null check (dataset ~ '^F[1-6]$'),
  field text not null,
  primary key (version_id, dataset, field)
);

-- ── runs ─────────────────────────────────────────────────────────────────────────────────────────────────────────
create table runs (
  id int generated always as identity primary key,
  agreement_id int not null,
  version_id int not null,
  period psa_period not null,
  state text not null default 'planned' check (state in
    ('planned', 'built', 'checked', 'awaiting-release', 'ready', 'done', 'stale', 'failed', 'missed', 'withdrawn')),
  -- Why the run waits, failed or was missed, in words that name nobody.
  reasons text[] not null default '{}',
  due_at timestamptz not null,
  -- What this recipient's reports of earlier periods could tell: [{ "month": their last month, "until": their cut-off }].
  -- An outcome is news unless one of them held its month and was read after it was known.
  told jsonb not null default '[]',
  released_by int references staff_members,
  release_reason text,
  released_at timestamptz,
  planned_at timestamptz not null default psa_now(),
  unique (agreement_id, period),
  foreign key (version_id, agreement_id) references agreement_versions (id, agreement_id),
  check ((release_reason is null) = (released_at is null))
);
create index runs_state_idx on runs (state);

create table builds (
  id int generated always as identity primary key,
  run_id int not null references runs,
  number int not null check (number > 0),
  cut_off timestamptz not null,
  file_name text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint not null check (bytes > 0),
  -- [{ id, dataset, fields, rows }], in the order of the workbook.
  sheets jsonb not null,
  -- [{ id, passed, detail }], of the finished file opened again.
  checks jsonb not null,
  -- [{ examId, month, country, company, rows, candidates }]: exam rows with fewer than two candidates.
  exposure jsonb not null,
  took_ms int not null,
  built_at timestamptz not null default psa_now(),
  -- When the file itself was deleted; its hash stays (R7).
  file_removed_at timestamptz,
  unique (run_id, number),
  unique (id, run_id)
);
create index builds_sha256_idx on builds (sha256);

-- Whose rows stand in a build: refs[i] is the enrolment or sitting on row first_row + i - 1 of the sheet. Kept by the
-- page, so that a million rows are recorded in a moment, and by the row's own key, so that merging two people moves
-- their record with them and erasing a person leaves a number that means nothing.
create table build_pages (
  build_id int not null references builds on delete cascade,
  sheet text not null check (sheet in ('registration', 'exams')),
  first_row int not null check (first_row > 0),
  refs int[] not null,
  primary key (build_id, sheet, first_row)
);
create index build_pages_refs_idx on build_pages using gin (refs) with (gin_pending_list_limit = 65536);

create table deliveries (
  id int generated always as identity primary key,
  run_id int not null references runs,
  build_id int not null,
  channel text not null check (channel in ('portal', 'folder', 'graph', 'sftp')),
  state text not null default 'queued' check (state in ('queued', 'sending', 'delivered', 'unknown', 'failed', 'dead')),
  attempts int not null default 0,
  detail text,
  queued_at timestamptz not null default psa_now(),
  claimed_at timestamptz,
  next_attempt_at timestamptz,
  delivered_at timestamptz,
  -- When the rows reached the recipient: at once on most channels, at the first download on the portal.
  disclosed_at timestamptz,
  unique (run_id, channel),
  foreign key (build_id, run_id) references builds (id, run_id),
  check ((state = 'delivered') = (delivered_at is not null)),
  check (disclosed_at is null or delivered_at is not null)
);
create index deliveries_waiting_idx on deliveries (queued_at) where state in ('queued', 'sending', 'unknown', 'failed');

-- ── ledger ───────────────────────────────────────────────────────────────────────────────────────────────────────
create table audit_events (
  id bigint generated always as identity primary key,
  occurred_at timestamptz not null default psa_now(),
  actor_kind text not null check (actor_kind in ('person', 'staff', 'contact', 'system', 'nobody')),
  actor_id int,
  event text not null,
  subject_kind text,
  -- A number, or a person's audit key; never a value.
  subject_id text,
  fields text[] not null default '{}',
  details jsonb not null default '{}'
);

-- The chain over committed events, in the order in which they were sealed.
create table audit_seals (
  position bigint primary key check (position > 0),
  event_id bigint not null unique,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  sealed_at timestamptz not null default psa_now()
);

-- ── what a change carries along ──────────────────────────────────────────────────────────────────────────────────
-- Statement triggers with transition tables: an import of 50,000 rows pays for each of them once. What is kept from appended
-- history is written by psa_keeper, which can do that and nothing else: nobody else changes a percentage or an outcome
-- without saying so in its history.

create function psa_keep_person_emails() returns trigger language plpgsql as $$
begin
  insert into person_emails (email, person_id)
    select email, id from touched
    on conflict (email) do nothing;
  if exists (select from touched t join person_emails e using (email) where e.person_id <> t.id) then
    raise exception 'the address belongs to another person' using errcode = 'unique_violation', constraint = 'person_emails_pkey';
  end if;
  return null;
end $$;
create trigger persons_keep_emails_on_insert after insert on persons
  referencing new table as touched for each statement execute function psa_keep_person_emails();
create trigger persons_keep_emails_on_update after update on persons
  referencing new table as touched for each statement execute function psa_keep_person_emails();

create function psa_keep_notice_version() returns trigger language plpgsql as $$
begin
  update persons p set notice_version = a.version
    from (select distinct on (person_id) person_id, version from added order by person_id, id desc) a
    where p.id = a.person_id and p.notice_version is distinct from a.version;
  return null;
end $$;
create trigger notice_acknowledgements_keep_version after insert on notice_acknowledgements
  referencing new table as added for each statement execute function psa_keep_notice_version();

create function psa_keep_percent() returns trigger language plpgsql security definer set search_path = public as $$
begin
  -- An import writes both at once; then there is nothing to keep up.
  if not exists (select from added a join enrolments n on n.id = a.enrolment_id where n.percent <> a.percent) then
    return null;
  end if;
  update enrolments n set percent = a.percent
    from (select distinct on (enrolment_id) enrolment_id, percent from added order by enrolment_id, id desc) a
    where n.id = a.enrolment_id and n.percent <> a.percent;
  return null;
end $$;
create trigger progress_entries_keep_percent after insert on progress_entries
  referencing new table as added for each statement execute function psa_keep_percent();

-- An outcome is new from the moment at which its writer holds this lock, shared; a snapshot is opened by one who holds it
-- alone. So an outcome that a report did not see is always later than that report's cut-off, and comes with the next.
create function psa_outcome_lock() returns bigint language sql immutable parallel safe return 7240119;

create function psa_keep_outcome() returns trigger language plpgsql security definer set search_path = public as $$
begin
  perform pg_advisory_xact_lock_shared(psa_outcome_lock());
  update sittings s set state = 'taken', outcome = a.outcome,
      outcome_changed_at = psa_now() + (clock_timestamp() - now())
    from (select distinct on (sitting_id) sitting_id, outcome from added order by sitting_id, id desc) a
    where s.id = a.sitting_id and s.outcome is distinct from a.outcome;
  return null;
end $$;
create trigger outcome_entries_keep_outcome after insert on outcome_entries
  referencing new table as added for each statement execute function psa_keep_outcome();

-- ISO 3166-1
insert into countries (code, name) values
  ('AD', 'Andorra'),
  ('AE', 'United Arab Emirates'),
  ('AF', 'Afghanistan'),
  ('AG', 'Antigua & Barbuda'),
  ('AI', 'Anguilla'),
  ('AL', 'Albania'),
  ('AM', 'Armenia'),
  ('AO', 'Angola'),
  ('AQ', 'Antarctica'),
  ('AR', 'Argentina'),
  ('AS', 'American Samoa'),
  ('AT', 'Austria'),
  ('AU', 'Australia'),
  ('AW', 'Aruba'),
  ('AX', 'Åland Islands'),
  ('AZ', 'Azerbaijan'),
  ('BA', 'Bosnia & Herzegovina'),
  ('BB', 'Barbados'),
  ('BD', 'Bangladesh'),
  ('BE', 'Belgium'),
  ('BF', 'Burkina Faso'),
  ('BG', 'Bulgaria'),
  ('BH', 'Bahrain'),
  ('BI', 'Burundi'),
  ('BJ', 'Benin'),
  ('BL', 'St. Barthélemy'),
  ('BM', 'Bermuda'),
  ('BN', 'Brunei'),
  ('BO', 'Bolivia'),
  ('BQ', 'Caribbean Netherlands'),
  ('BR', 'Brazil'),
  ('BS', 'Bahamas'),
  ('BT', 'Bhutan'),
  ('BV', 'Bouvet Island'),
  ('BW', 'Botswana'),
  ('BY', 'Belarus'),
  ('BZ', 'Belize'),
  ('CA', 'Canada'),
  ('CC', 'Cocos (Keeling) Islands'),
  ('CD', 'Congo - Kinshasa'),
  ('CF', 'Central African Republic'),
  ('CG', 'Congo - Brazzaville'),
  ('CH', 'Switzerland'),
  ('CI', 'Côte d''Ivoire'),
  ('CK', 'Cook Islands'),
  ('CL', 'Chile'),
  ('CM', 'Cameroon'),
  ('CN', 'China'),
  ('CO', 'Colombia'),
  ('CR', 'Costa Rica'),
  ('CU', 'Cuba'),
  ('CV', 'Cape Verde'),
  ('CW', 'Curaçao'),
  ('CX', 'Christmas Island'),
  ('CY', 'Cyprus'),
  ('CZ', 'Czechia'),
  ('DE', 'Germany'),
  ('DJ', 'Djibouti'),
  ('DK', 'Denmark'),
  ('DM', 'Dominica'),
  ('DO', 'Dominican Republic'),
  ('DZ', 'Algeria'),
  ('EC', 'Ecuador'),
  ('EE', 'Estonia'),
  ('EG', 'Egypt'),
  ('EH', 'Western Sahara'),
  ('ER', 'Eritrea'),
  ('ES', 'Spain'),
  ('ET', 'Ethiopia'),
  ('FI', 'Finland'),
  ('FJ', 'Fiji'),
  ('FK', 'Falkland Islands'),
  ('FM', 'Micronesia'),
  ('FO', 'Faroe Islands'),
  ('FR', 'France'),
  ('GA', 'Gabon'),
  ('GB', 'United Kingdom'),
  ('GD', 'Grenada'),
  ('GE', 'Georgia'),
  ('GF', 'French Guiana'),
  ('GG', 'Guernsey'),
  ('GH', 'Ghana'),
  ('GI', 'Gibraltar'),
  ('GL', 'Greenland'),
  ('GM', 'Gambia'),
  ('GN', 'Guinea'),
  ('GP', 'Guadeloupe'),
  ('GQ', 'Equatorial Guinea'),
  ('GR', 'Greece'),
  ('GS', 'South Georgia & South Sandwich Islands'),
  ('GT', 'Guatemala'),
  ('GU', 'Guam'),
  ('GW', 'Guinea-Bissau'),
  ('GY', 'Guyana'),
  ('HK', 'Hong Kong'),
  ('HM', 'Heard & McDonald Islands'),
  ('HN', 'Honduras'),
  ('HR', 'Croatia'),
  ('HT', 'Haiti'),
  ('HU', 'Hungary'),
  ('ID', 'Indonesia'),
  ('IE', 'Ireland'),
  ('IL', 'Israel'),
  ('IM', 'Isle of Man'),
  ('IN', 'India'),
  ('IO', 'British Indian Ocean Territory'),
  ('IQ', 'Iraq'),
  ('IR', 'Iran'),
  ('IS', 'Iceland'),
  ('IT', 'Italy'),
  ('JE', 'Jersey'),
  ('JM', 'Jamaica'),
  ('JO', 'Jordan'),
  ('JP', 'Japan'),
  ('KE', 'Kenya'),
  ('KG', 'Kyrgyzstan'),
  ('KH', 'Cambodia'),
  ('KI', 'Kiribati'),
  ('KM', 'Comoros'),
  ('KN', 'St. Kitts & Nevis'),
  ('KP', 'North Korea'),
  ('KR', 'South Korea'),
  ('KW', 'Kuwait'),
  ('KY', 'Cayman Islands'),
  ('KZ', 'Kazakhstan'),
  ('LA', 'Laos'),
  ('LB', 'Lebanon'),
  ('LC', 'St. Lucia'),
  ('LI', 'Liechtenstein'),
  ('LK', 'Sri Lanka'),
  ('LR', 'Liberia'),
  ('LS', 'Lesotho'),
  ('LT', 'Lithuania'),
  ('LU', 'Luxembourg'),
  ('LV', 'Latvia'),
  ('LY', 'Libya'),
  ('MA', 'Morocco'),
  ('MC', 'Monaco'),
  ('MD', 'Moldova'),
  ('ME', 'Montenegro'),
  ('MF', 'St. Martin'),
  ('MG', 'Madagascar'),
  ('MH', 'Marshall Islands'),
  ('MK', 'North Macedonia'),
  ('ML', 'Mali'),
  ('MM', 'Myanmar'),
  ('MN', 'Mongolia'),
  ('MO', 'Macao'),
  ('MP', 'Northern Mariana Islands'),
  ('MQ', 'Martinique'),
  ('MR', 'Mauritania'),
  ('MS', 'Montserrat'),
  ('MT', 'Malta'),
  ('MU', 'Mauritius'),
  ('MV', 'Maldives'),
  ('MW', 'Malawi'),
  ('MX', 'Mexico'),
  ('MY', 'Malaysia'),
  ('MZ', 'Mozambique'),
  ('NA', 'Namibia'),
  ('NC', 'New Caledonia'),
  ('NE', 'Niger'),
  ('NF', 'Norfolk Island'),
  ('NG', 'Nigeria'),
  ('NI', 'Nicaragua'),
  ('NL', 'Netherlands'),
  ('NO', 'Norway'),
  ('NP', 'Nepal'),
  ('NR', 'Nauru'),
  ('NU', 'Niue'),
  ('NZ', 'New Zealand'),
  ('OM', 'Oman'),
  ('PA', 'Panama'),
  ('PE', 'Peru'),
  ('PF', 'French Polynesia'),
  ('PG', 'Papua New Guinea'),
  ('PH', 'Philippines'),
  ('PK', 'Pakistan'),
  ('PL', 'Poland'),
  ('PM', 'St. Pierre & Miquelon'),
  ('PN', 'Pitcairn Islands'),
  ('PR', 'Puerto Rico'),
  ('PS', 'Palestinian Territories'),
  ('PT', 'Portugal'),
  ('PW', 'Palau'),
  ('PY', 'Paraguay'),
  ('QA', 'Qatar'),
  ('RE', 'Réunion'),
  ('RO', 'Romania'),
  ('RS', 'Serbia'),
  ('RU', 'Russia'),
  ('RW', 'Rwanda'),
  ('SA', 'Saudi Arabia'),
  ('SB', 'Solomon Islands'),
  ('SC', 'Seychelles'),
  ('SD', 'Sudan'),
  ('SE', 'Sweden'),
  ('SG', 'Singapore'),
  ('SH', 'St. Helena'),
  ('SI', 'Slovenia'),
  ('SJ', 'Svalbard & Jan Mayen'),
  ('SK', 'Slovakia'),
  ('SL', 'Sierra Leone'),
  ('SM', 'San Marino'),
  ('SN', 'Senegal'),
  ('SO', 'Somalia'),
  ('SR', 'Suriname'),
  ('SS', 'South Sudan'),
  ('ST', 'São Tomé & Príncipe'),
  ('SV', 'El Salvador'),
  ('SX', 'Sint Maarten'),
  ('SY', 'Syria'),
  ('SZ', 'Eswatini'),
  ('TC', 'Turks & Caicos Islands'),
  ('TD', 'Chad'),
  ('TF', 'French Southern Territories'),
  ('TG', 'Togo'),
  ('TH', 'Thailand'),
  ('TJ', 'Tajikistan'),
  ('TK', 'Tokelau'),
  ('TL', 'Timor-Leste'),
  ('TM', 'Turkmenistan'),
  ('TN', 'Tunisia'),
  ('TO', 'Tonga'),
  ('TR', 'Türkiye'),
  ('TT', 'Trinidad & Tobago'),
  ('TV', 'Tuvalu'),
  ('TW', 'Taiwan'),
  ('TZ', 'Tanzania'),
  ('UA', 'Ukraine'),
  ('UG', 'Uganda'),
  ('UM', 'U.S. Outlying Islands'),
  ('US', 'United States'),
  ('UY', 'Uruguay'),
  ('UZ', 'Uzbekistan'),
  ('VA', 'Vatican City'),
  ('VC', 'St. Vincent & Grenadines'),
  ('VE', 'Venezuela'),
  ('VG', 'British Virgin Islands'),
  ('VI', 'U.S. Virgin Islands'),
  ('VN', 'Vietnam'),
  ('VU', 'Vanuatu'),
  ('WF', 'Wallis & Futuna'),
  ('WS', 'Samoa'),
  ('YE', 'Yemen'),
  ('YT', 'Mayotte'),
  ('ZA', 'South Africa'),
  ('ZM', 'Zambia'),
  ('ZW', 'Zimbabwe');
