alter table bf_filing_task add column about varchar(64);
comment on column bf_filing_task.about is 'id of the refund or notice the task is about; null where it is about the filing as a whole';
