-- A run is held against this recipient's last report: its columns can't change behind the agreement's back, and whoever lets it go is a second person.

-- The build that the recipient of a run was given last, for an earlier period; null before the first.
create function psa_last_published(run int) returns int language sql stable
  return (
    select d.build_id
    from runs u
    join runs e on e.agreement_id = u.agreement_id and psa_last_month(e.period) < psa_last_month(u.period)
    join deliveries d on d.run_id = e.id and d.state = 'delivered'
    where u.id = run
    order by psa_last_month(e.period) desc, d.build_id desc
    limit 1
  );

-- Whether two builds of one version have other columns. An exam sheet that the version's rule withholds comes and goes by that rule.
create function psa_columns_differ(sheets jsonb, earlier jsonb, rule text) returns boolean language sql immutable parallel safe
  return exists (
    select
    from jsonb_to_recordset(sheets) n (id text, dataset text, fields jsonb)
    full join jsonb_to_recordset(earlier) b (id text, dataset text, fields jsonb) on b.id = n.id
    where case when n.id is null or b.id is null then not (rule = 'withhold' and coalesce(n.id, b.id) = 'exams')
      else n.dataset <> b.dataset or n.fields <> b.fields end
  );

-- Whether a version agrees to these very columns.
create function psa_agrees_to(version int, sheets jsonb) returns boolean language sql stable
  return not exists (
    select from jsonb_to_recordset(sheets) s (dataset text, fields jsonb)
    where array(select jsonb_array_elements_text(s.fields) order by 1)
      <> array(select f.field from agreement_fields f where f.version_id = version and f.dataset = s.dataset order by 1)
  );

-- THE rule about columns. The newest build of a run has other columns than this recipient's last report under the same version, and no later version
-- that binds agrees to them: it stays here.
create function psa_columns_blocked(run int) returns boolean language sql stable
  return exists (
    select
    from runs u
    join agreement_versions v on v.id = u.version_id
    join lateral (select sheets from builds where run_id = u.id order by number desc limit 1) b on true
    join builds p on p.id = psa_last_published(u.id)
    join runs e on e.id = p.run_id
    where u.id = run and e.version_id = u.version_id
      and psa_columns_differ(b.sheets, p.sheets, v.reidentification_rule)
      and not exists (
        select from agreement_versions l
        where l.agreement_id = u.agreement_id and l.number > v.number and psa_binds(l.approved_at, l.withdrawn_at)
          and psa_agrees_to(l.id, b.sheets)
      )
  );

-- However a run comes to be ready: not with other columns.
create function psa_keep_columns() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if psa_columns_blocked(new.id) then
    raise exception 'other columns than in the last report of this version' using errcode = 'check_violation', constraint = 'runs_columns_agreed';
  end if;
  return new;
end $$;
revoke execute on function psa_keep_columns() from public;
create trigger runs_keep_columns before update of state on runs for each row
  when (new.state in ('ready', 'done') and old.state not in ('ready', 'done')) execute function psa_keep_columns();

-- The second person: whoever drafted what was agreed does not let go what is held under it, and nobody lets it go in the name of another.
create function psa_keep_release() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if new.released_by is distinct from (case when psa_actor_kind() = 'staff' then psa_actor_id() end) then
    raise exception 'a run is released in one''s own name' using errcode = 'insufficient_privilege';
  end if;
  if new.released_by = (select drafted_by from agreement_versions where id = new.version_id) then
    raise exception 'whoever drafted the agreement does not release its run' using errcode = 'check_violation', constraint = 'runs_second_person';
  end if;
  return new;
end $$;
revoke execute on function psa_keep_release() from public;
create trigger runs_keep_release before update of released_at on runs for each row
  when (new.released_at is not null and new.released_at is distinct from old.released_at) execute function psa_keep_release();

-- A build that failed for no reason of its own is tried again by itself, ever later; after eight a person is told.
alter table runs
  add column failures int not null default 0 check (failures >= 0),
  add column next_try_at timestamptz,
  add check (next_try_at is null or state = 'failed');
