-- Secret addresses of calendar feeds.

create table bf_calendar_feed (
	person varchar(120) primary key,
	secret_hash varchar(64) not null,
	language varchar(16) not null,
	created_at timestamp with time zone not null,
	constraint bf_calendar_feed_secret_uk unique (secret_hash)
);

comment on table bf_calendar_feed is 'Who lets a calendar program read the own dates; deleting the row revokes the address';
comment on column bf_calendar_feed.person is 'applicant:<id> or staff:<id>';
comment on column bf_calendar_feed.secret_hash is 'SHA-256 of the secret in the address; the secret itself is shown once';
comment on column bf_calendar_feed.language is 'Language tag in which the dates are written';
