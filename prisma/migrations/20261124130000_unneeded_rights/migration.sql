-- Rights that nothing needs, found by taking each away.

-- The worker has no right on these tables: a policy for it there lets nobody in and says something else.
drop policy worker_all on site_logos;
drop policy worker_all on attendances;
drop policy worker_all on session_trainers;
drop policy worker_all on session_links;

-- Addresses of a person are written down by a trigger, with its own rights.
revoke insert on person_emails from psa_worker;

-- A recipient reads what it was told about, not which delivery that was or which of its contacts confirmed it.
revoke select (delivery_id, confirmed_by) on notifications from psa_recipient;
