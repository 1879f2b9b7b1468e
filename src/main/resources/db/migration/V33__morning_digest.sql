create table bf_morning_digest (
    for_day date not null,
    person varchar(80) not null,
    sent boolean not null,
    told_at timestamp with time zone not null,
    primary key (for_day, person)
);
comment on table bf_morning_digest is 'Who was told of the work of which day: at most once per person and day';
comment on column bf_morning_digest.for_day is 'The day in Asia/Shanghai';
comment on column bf_morning_digest.person is 'Sign-in name of a member of staff';
comment on column bf_morning_digest.sent is 'Whether there was anything to tell';
