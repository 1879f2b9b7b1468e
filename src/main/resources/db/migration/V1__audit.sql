-- Who did what and when: one hash chain per filing, its head beside it.

create table bf_audit_entry (
	chain varchar(80) not null,
	entry_no bigint not null,
	happened_at timestamp with time zone not null,
	actor_kind varchar(16) not null,
	actor_id varchar(100) not null,
	act varchar(100) not null,
	facts text not null,
	previous_hash varchar(64) not null,
	entry_hash varchar(64) not null,
	constraint bf_audit_entry_pk primary key (chain, entry_no)
);

comment on table bf_audit_entry is 'Audit trail: appended to, never changed';
comment on column bf_audit_entry.chain is 'Reference of the filing, or person:<id> for acts without a filing';
comment on column bf_audit_entry.entry_no is 'Place in the chain, from 1 without gaps';
comment on column bf_audit_entry.happened_at is 'When it was done, to the microsecond, UTC';
comment on column bf_audit_entry.actor_kind is 'APPLICANT, STAFF, SYSTEM or PUBLIC';
comment on column bf_audit_entry.actor_id is 'Account or name of the job; never the name of a person';
comment on column bf_audit_entry.act is 'What was done, a stable word';
comment on column bf_audit_entry.facts is 'Particulars as JSON with sorted keys; no personal data';
comment on column bf_audit_entry.previous_hash is 'SHA-256 of the entry before, hexadecimal; zeros for the first';
comment on column bf_audit_entry.entry_hash is 'SHA-256 of this entry with the hash before it, hexadecimal';

create table bf_audit_head (
	chain varchar(80) not null,
	entry_no bigint not null,
	entry_hash varchar(64) not null,
	sealed boolean not null,
	constraint bf_audit_head_pk primary key (chain)
);

create index bf_audit_head_sealed_ix on bf_audit_head (sealed);

comment on table bf_audit_head is 'The last entry of each chain; locked last in a transaction';
comment on column bf_audit_head.entry_no is 'Number of the last entry, 0 while there is none';
comment on column bf_audit_head.entry_hash is 'Hash of the last entry';
comment on column bf_audit_head.sealed is 'Whether this head stands in a seal outside the database';
