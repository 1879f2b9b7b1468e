create table bf_filing (
  reference        varchar(14) not null primary key,
  kind             varchar(20) not null,
  applicant_id     varchar(64) not null,
  province         varchar(6),
  profile          varchar(10),
  state            varchar(20) not null,
  round            integer not null,
  return_cause     varchar(20),
  access_data_only boolean not null,
  listed_paths     text not null,
  listed_materials text not null,
  form             bytea not null,
  nature           varchar(30),
  shown_name       varchar(200),
  shown_domain     varchar(253),
  subject_key      varchar(64),
  running_subject  varchar(64),
  created_at       timestamp with time zone not null,
  last_edited_at   timestamp with time zone not null,
  submitted_at     timestamp with time zone,
  state_since      timestamp with time zone not null,
  filing_number    varchar(40),
  version          bigint not null,
  constraint bf_filing_one_running unique (running_subject)
);
create index bf_filing_applicant on bf_filing (applicant_id, reference);
create index bf_filing_state on bf_filing (state, province, reference);
create index bf_filing_subject on bf_filing (subject_key);
comment on table bf_filing is '办件: one row per filing, its present state';
comment on column bf_filing.form is 'the form as JSON, sealed (personal data)';
comment on column bf_filing.shown_name is 'name for lists: of a unit in full, of an individual masked';
comment on column bf_filing.subject_key is 'blind index of certificate type and number';
comment on column bf_filing.running_subject is 'subject_key from first submission to the end, null otherwise: one running filing per subject (R11)';

create table bf_filing_step (
  reference  varchar(14) not null references bf_filing (reference),
  seq        integer not null,
  from_state varchar(20),
  to_state   varchar(20) not null,
  at         timestamp with time zone not null,
  actor_kind varchar(10) not null,
  actor_id   varchar(64) not null,
  primary key (reference, seq)
);
comment on table bf_filing_step is 'history of a filing: appended, never changed';

create table bf_filing_round (
  reference     varchar(14) not null references bf_filing (reference),
  round         integer not null,
  submitted_at  timestamp with time zone not null,
  form          bytea not null,
  form_sha256   varchar(64) not null,
  sealed_at     timestamp with time zone,
  form_document varchar(36),
  pdf_document  varchar(36),
  list_document varchar(36),
  primary key (reference, round)
);
comment on table bf_filing_round is 'what was submitted in each round; immutable once sealed';
comment on column bf_filing_round.form is 'the submitted form as JSON, sealed (personal data)';
comment on column bf_filing_round.form_document is 'generated document in the material store: the form as JSON';
comment on column bf_filing_round.pdf_document is 'generated document in the material store: 备案申请表';
comment on column bf_filing_round.list_document is 'generated document in the material store: list of materials with hashes';

create table bf_filing_domain (
  reference varchar(14) not null references bf_filing (reference),
  domain    varchar(253) not null,
  primary key (reference, domain)
);
create index bf_filing_domain_name on bf_filing_domain (domain);
comment on table bf_filing_domain is 'domains of a filing in ASCII form, for search and duplicate checks';

create table bf_filing_finding (
  reference varchar(14) not null references bf_filing (reference),
  round     integer not null,
  seq       integer not null,
  path      varchar(200) not null,
  verdict   varchar(12) not null,
  message   varchar(120) not null,
  arguments text not null,
  primary key (reference, round, seq)
);
comment on table bf_filing_finding is 'findings of the automatic checks of a round: advice to the reviewer';

create table bf_filing_package (
  reference    varchar(14) not null references bf_filing (reference),
  package_no   varchar(40) not null primary key,
  round        integer not null,
  attempt      integer not null,
  document     varchar(36) not null,
  made_at      timestamp with time zone not null,
  outcome      varchar(10),
  refusal_code varchar(20),
  receipt_no   varchar(60),
  answered_at  timestamp with time zone,
  unique (reference, attempt)
);
comment on table bf_filing_package is 'packages sent to the authority, with its acknowledgement or refusal code';

create table bf_filing_task (
  task_id       varchar(64) not null primary key,
  reference     varchar(14) not null references bf_filing (reference),
  task_key      varchar(64) not null,
  candidate_groups varchar(200) not null,
  province      varchar(6),
  assignee      varchar(64),
  created_at    timestamp with time zone not null,
  due_at        timestamp with time zone
);
create index bf_filing_task_reference on bf_filing_task (reference);
create index bf_filing_task_due on bf_filing_task (province, due_at);
comment on table bf_filing_task is 'open staff tasks: read model for the task cards and lists';

create table bf_filing_task_draft (
  task_id  varchar(64) not null primary key references bf_filing_task (task_id),
  version  integer not null,
  content  bytea not null,
  saved_at timestamp with time zone not null
);
comment on table bf_filing_task_draft is 'what staff entered into a task form and did not decide yet; sealed';

create table bf_counter (
  name        varchar(40) not null primary key,
  last_number bigint not null
);
comment on table bf_counter is 'running numbers';

create table bf_idempotency (
  applicant_id varchar(64) not null,
  key_value    varchar(100) not null,
  request_hash varchar(64) not null,
  reference    varchar(14) not null,
  created_at   timestamp with time zone not null,
  primary key (applicant_id, key_value)
);
comment on table bf_idempotency is 'answers given to creation requests with an idempotency key';
