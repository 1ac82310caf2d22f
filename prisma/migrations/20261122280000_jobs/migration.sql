-- The queue of background work. Its tables belong to the queue's own library, which makes and changes them when the portal is
-- migrated (app/platform/job-queue.server.ts); they hold names of jobs and times, and nothing about anybody.

do $$
begin
  create role psa_jobs nologin noinherit;
exception when duplicate_object then null;
end
$$;

-- The login takes it for a connection of its own, on which nothing but the queue is asked.
grant psa_jobs to psa_app;

create schema jobs;
revoke all on schema jobs from public;
grant usage on schema jobs to psa_jobs;
