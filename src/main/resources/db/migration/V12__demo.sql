create table bf_demo_clock (
  id             integer not null primary key,
  offset_seconds bigint not null
);
comment on table bf_demo_clock is 'how far the demo clock is ahead of (or, while demo filings are made, behind) real time; empty outside the demo';
