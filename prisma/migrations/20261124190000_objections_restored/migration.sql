-- An objection that a restore brings back from the journal has a request again: how it came is lost.
alter table privacy_requests drop constraint privacy_requests_channel_check,
  add constraint privacy_requests_channel_check check (channel in ('account', 'page', 'mail', 'phone', 'letter', 'journal'));
