-- Whose address an attempt used: that of the version under which the report was made, or of a later one in force. Where nobody knows whether it arrived, it is asked there.
alter table deliveries add column target_version_id int references agreement_versions;
