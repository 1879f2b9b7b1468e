create table bf_applicant (
    id varchar(36) not null primary key,
    login_name bytea not null,
    login_name_index varchar(64) not null,
    phone bytea not null,
    phone_index varchar(64) not null,
    email bytea not null,
    email_index varchar(64) not null,
    password_hash varchar(255) not null,
    locale varchar(8) not null,
    state varchar(16) not null,
    registered_at timestamp with time zone not null,
    password_changed_at timestamp with time zone not null
);
create unique index bf_applicant_login_name on bf_applicant (login_name_index);
create unique index bf_applicant_phone on bf_applicant (phone_index);
create unique index bf_applicant_email on bf_applicant (email_index);
comment on table bf_applicant is 'Accounts of applicants; staff live in the engine''s identity store';
comment on column bf_applicant.id is 'Random and stable; the owner of filings and the actor in the audit trail';
comment on column bf_applicant.login_name is 'Sealed';
comment on column bf_applicant.login_name_index is 'Blind index of the name in small letters';
comment on column bf_applicant.phone is 'Sealed mainland mobile number, digits only';
comment on column bf_applicant.phone_index is 'Blind index of the mobile number';
comment on column bf_applicant.email is 'Sealed';
comment on column bf_applicant.email_index is 'Blind index of the address in small letters';
comment on column bf_applicant.password_hash is 'With the name of its algorithm in front';
comment on column bf_applicant.locale is 'zh-CN or en: the language of notices';
comment on column bf_applicant.state is 'ACTIVE, LOCKED or CLOSED';

create table bf_api_token (
    token_hash varchar(64) not null primary key,
    applicant_id varchar(36) not null references bf_applicant (id),
    issued_at timestamp with time zone not null,
    expires_at timestamp with time zone not null
);
create index bf_api_token_applicant on bf_api_token (applicant_id);
create index bf_api_token_expiry on bf_api_token (expires_at);
comment on table bf_api_token is 'Bearer tokens of applicants for the API; a revoked token is deleted';
comment on column bf_api_token.token_hash is 'SHA-256 of the token; the token itself is nowhere stored';
