-- Roles, the clock, the month type, and the settings that row policies read.

-- Roles belong to the whole server, so another database of the same server may have made them already.
do $$
declare
  purpose text;
begin
  foreach purpose in array array['psa_portal', 'psa_report', 'psa_recipient', 'psa_worker', 'psa_views', 'psa_keeper'] loop
    begin
      execute format('create role %I nologin noinherit', purpose);
    exception when duplicate_object then null;
    end;
  end loop;
  begin
    create role psa_app login noinherit;
  exception when duplicate_object then null;
  end;
end
$$;

-- The login takes a purpose role inside each transaction and has nothing outside one.
grant psa_portal, psa_report, psa_recipient, psa_worker to psa_app;

revoke all on schema public from public;
-- The report role uses functions of this schema, the clock above all; it may select from no table of it.
grant usage on schema public to psa_portal, psa_report, psa_recipient, psa_worker, psa_views, psa_keeper;

create schema reporting;
revoke all on schema reporting from public;

-- What is due, late or expired is decided by this clock alone. Tests replace the function; the login cannot.
create function psa_now() returns timestamptz language sql stable parallel safe
  return now();

-- A month that cannot hold a day.
create domain psa_month as text check (value ~ '^[0-9]{4}-(0[1-9]|1[0-2])$');

-- A reporting period: a month or a quarter.
create domain psa_period as text check (value ~ '^[0-9]{4}-(0[1-9]|1[0-2]|Q[1-4])$');

create function psa_first_month(period text) returns text language sql immutable parallel safe
  return case when period like '%Q%'
    then left(period, 5) || lpad((right(period, 1)::int * 3 - 2)::text, 2, '0')
    else period end;

create function psa_last_month(period text) returns text language sql immutable parallel safe
  return case when period like '%Q%'
    then left(period, 5) || lpad((right(period, 1)::int * 3)::text, 2, '0')
    else period end;

-- A custom setting is '' rather than null after its first use on a connection: hence nullif.
create function psa_actor_kind() returns text language sql stable parallel safe
  return nullif(current_setting('psa.actor_kind', true), '');

create function psa_actor_id() returns int language sql stable parallel safe
  return nullif(current_setting('psa.actor_id', true), '')::int;

create function psa_person_id() returns int language sql stable parallel safe
  return case when psa_actor_kind() = 'person' then psa_actor_id() end;

create function psa_is_staff() returns boolean language sql stable parallel safe
  return coalesce(psa_actor_kind() in ('staff', 'system'), false);

create function psa_recipient_id() returns int language sql stable parallel safe
  return case when psa_actor_kind() = 'contact' then nullif(current_setting('psa.recipient_id', true), '')::int end;

create function psa_run_ids() returns int[] language sql stable parallel safe
  return coalesce(nullif(current_setting('psa.run_ids', true), '')::int[], '{}');
