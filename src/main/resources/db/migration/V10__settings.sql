-- Uploads that were given back, and how much the library takes.

-- What still arrives for a slot that was cancelled is deleted by the audit.
alter table upload drop constraint upload_state_check;
alter table upload add constraint upload_state_check
    check (state in ('open', 'completed', 'duplicate', 'expired', 'deleted', 'cancelled'));

-- Bytes of all renditions; null until they are made, and where the audit has not counted them yet.
alter table image add rendition_size bigint check (rendition_size >= 0);

-- Failures are listed from the latest on, and grouped by what they say.
create index job_failed on job (finished_at desc, id desc) where state = 'failed';
