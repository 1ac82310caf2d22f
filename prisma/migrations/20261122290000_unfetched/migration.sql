-- A schedule pauses by itself when nobody fetches its reports: after it was let go on, only later reports count.
alter table agreements add column resumed_at timestamptz;
grant update (resumed_at) on agreements to psa_portal;
