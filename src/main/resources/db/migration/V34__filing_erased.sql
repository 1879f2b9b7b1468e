alter table bf_filing add column erased_at timestamp with time zone;
comment on column bf_filing.erased_at is 'When form and documents were erased, because the time they may be kept had passed; null while they are there';
