-- Officers are told as each thing ends that was kept of somebody who asked to be erased, and not at the last alone. Several may end, so that this step can stand
-- there more than once: once a day, whoever looks at the same moment.
alter table privacy_request_steps
  drop constraint privacy_request_steps_step_check,
  add constraint privacy_request_steps_step_check check (step in ('entered', 'noted', 'person-named', 'identity-asked', 'identity-proved', 'extended', 'file-made', 'restricted', 'lifted',
    'back-in-reports', 'consent-withdrawn', 'erased', 'decided', 'told', 'not-told', 'closed', 'followed', 'keep-ended',
    'reminded-day-21', 'reminded-day-26', 'reminded-ten-left', 'reminded-five-left', 'reminded-late', 'reminded-keep-over'));
create unique index privacy_request_steps_keep_ended_once on privacy_request_steps (request_id, ((at at time zone 'Europe/Amsterdam')::date)) where step = 'keep-ended';
