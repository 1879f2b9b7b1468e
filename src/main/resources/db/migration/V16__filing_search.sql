-- What the staff console searches and counts by.

alter table bf_filing_step add column province varchar(6);
alter table bf_filing_step add column lasted_seconds bigint;
comment on column bf_filing_step.province is 'province of the filing at this step';
comment on column bf_filing_step.lasted_seconds is 'how long the filing was in the state it left; null for the first step';
create index bf_filing_step_time on bf_filing_step (at, from_state);

create table bf_filing_key (
  reference varchar(14) not null references bf_filing (reference),
  kind      varchar(10) not null,
  term      varchar(64) not null,
  primary key (reference, kind, term)
);
create index bf_filing_key_term on bf_filing_key (kind, term, reference);
comment on table bf_filing_key is 'what a submitted filing is found by';
comment on column bf_filing_key.kind is 'NUMBER, MOBILE and PERSON: blind index of a certificate, a mobile number, a name of an individual; PAIR: two neighbouring characters of the name of a unit';

create index bf_filing_province on bf_filing (province, reference);
create index bf_filing_number on bf_filing (filing_number);
create index bf_filing_submitted on bf_filing (submitted_at);
create index bf_filing_task_assignee on bf_filing_task (assignee, reference);
create index bf_deadline_open on bf_deadline (closed_at, due_at);
