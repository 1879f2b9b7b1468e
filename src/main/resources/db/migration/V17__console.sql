-- Personal views of the staff console.

create table bf_console_view (
  owner      varchar(64) not null,
  name       varchar(60) not null,
  query      varchar(500) not null,
  changed_at timestamp with time zone not null,
  primary key (owner, name)
);
comment on table bf_console_view is 'lists of filings that a member of staff saved under a name';
comment on column bf_console_view.query is 'filters, order and columns as they stand in the address; never personal data';
