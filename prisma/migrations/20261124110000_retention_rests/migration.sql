-- Officers are reminded once the last day is over until which something was kept of somebody who asked to be erased: else it would stay for ever.
alter table privacy_request_steps
  drop constraint privacy_request_steps_step_check,
  add constraint privacy_request_steps_step_check check (step in ('entered', 'noted', 'person-named', 'identity-asked', 'identity-proved', 'extended', 'file-made', 'restricted', 'lifted',
    'back-in-reports', 'consent-withdrawn', 'erased', 'decided', 'told', 'not-told', 'closed', 'followed',
    'reminded-day-21', 'reminded-day-26', 'reminded-ten-left', 'reminded-five-left', 'reminded-late', 'reminded-keep-over'));
