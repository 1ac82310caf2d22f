-- What a restore still forgot: what people were told and said of a notice that the backup does not know, and why a schedule came back paused.

-- What a version tells people, as one value: two of one number that differ are told apart by it. Null where there is no such version.
create function psa_notice_digest(told int) returns text language sql stable as $$
  select encode(sha256(convert_to(concat_ws(E'\n',
    (select string_agg(language || ' ' || sha256, E'\n' order by language) from privacy_notice_texts where version = told),
    (select string_agg(concat_ws(' ', recipient_kind, dataset, field), E'\n' order by recipient_kind, dataset, field)
       from privacy_notice_scopes where version = told)), 'UTF8')), 'hex')
  from privacy_notices where version = told
$$;
revoke execute on function psa_notice_digest(int) from public;
grant execute on function psa_notice_digest(int) to psa_worker;

-- Of versions that were published after the backup that was restored: no reference, since they are not here. It counts again once the same is published
-- again; an objection counts against whatever tells of more.
create table lost_tellings (
  person_id int not null references persons on delete cascade,
  version int not null,
  said text not null check (said ~ '^[0-9a-f]{64}$'),
  mailed_at timestamptz,
  objected_at timestamptz,
  primary key (person_id, version, said),
  check (num_nonnulls(mailed_at, objected_at) > 0)
);
alter table lost_tellings enable row level security;
alter table lost_tellings force row level security;
create policy worker_all on lost_tellings to psa_worker using (true) with check (true);
grant select, insert, update (objected_at), delete on lost_tellings to psa_worker;

-- Told and answered then, it is neither told nor asked again.
grant insert (mailed_at, answered_at, answer) on notice_tellings to psa_worker;

-- Somebody who stood in it was erased: the same bytes can't be made again.
alter table builds add column not_reproducible_at timestamptz;
grant update (not_reproducible_at) on builds to psa_worker;

-- Paused, or agreed anew, after the backup that was restored.
alter table agreements drop constraint agreements_paused_because_check;
alter table agreements add constraint agreements_paused_because_check check (paused_because in ('by-staff', 'not-fetched', 'restored'));
