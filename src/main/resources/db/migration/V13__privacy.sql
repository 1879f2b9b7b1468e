create table bf_key_check (
    id integer not null primary key,
    sealed bytea not null,
    blind_index varchar(64) not null
);

comment on table bf_key_check is 'One known value, sealed and indexed at first start: tells at each later start whether the keys belong to this database';
comment on column bf_key_check.sealed is 'The known value sealed with the keyset';
comment on column bf_key_check.blind_index is 'The known value under the index keyset';
