create table bf_material (
    id varchar(36) not null primary key,
    filing varchar(20) not null,
    kind varchar(40) not null,
    slot varchar(64) not null,
    withdrawn boolean not null,
    constraint bf_material_once unique (filing, kind, slot)
);
comment on table bf_material is 'A material of a filing, the same through all its versions';
comment on column bf_material.filing is 'Reference of the filing';
comment on column bf_material.kind is 'Name of the MaterialKind (domain.md §9)';
comment on column bf_material.slot is 'Which one of its kind: empty, front, 0.front; for generated documents their name';
comment on column bf_material.withdrawn is 'The applicant took it back; its versions stay';

create table bf_material_version (
    id varchar(36) not null primary key,
    material varchar(36) not null,
    version integer not null,
    object_key varchar(64) not null,
    file_key bytea not null,
    file_name bytea not null,
    media_type varchar(100) not null,
    plain_size bigint not null,
    plain_sha256 varchar(64) not null,
    sealed_size bigint not null,
    sealed_sha256 varchar(64) not null,
    uploaded_by_kind varchar(20) not null,
    uploaded_by varchar(100) not null,
    uploaded_at timestamp with time zone not null,
    state varchar(20) not null,
    reason varchar(1000),
    scan varchar(20) not null,
    constraint bf_material_version_material foreign key (material) references bf_material (id),
    constraint bf_material_version_once unique (material, version),
    constraint bf_material_version_object unique (object_key)
);
comment on table bf_material_version is 'One file as handed in or generated; its content never changes';
comment on column bf_material_version.object_key is 'Random key of the sealed object in the store';
comment on column bf_material_version.file_key is 'Key of this one file, wrapped by the keyset; without it the object is noise';
comment on column bf_material_version.file_name is 'Name it was uploaded under, sealed: it may name a person';
comment on column bf_material_version.media_type is 'Real type, found in the content';
comment on column bf_material_version.plain_sha256 is 'Sum of the content';
comment on column bf_material_version.sealed_sha256 is 'Sum of the object; checks of the store compare it';
comment on column bf_material_version.state is 'RECEIVED, ACCEPTED, REJECTED or EXPIRED';
comment on column bf_material_version.reason is 'Why it was rejected';
comment on column bf_material_version.scan is 'CLEAN or NOT_SCANNED';

create table bf_material_upload (
    id varchar(36) not null primary key,
    object_key varchar(64) not null,
    claimed_at timestamp with time zone not null,
    constraint bf_material_upload_object unique (object_key)
);
create index bf_material_upload_claimed on bf_material_upload (claimed_at);
comment on table bf_material_upload is 'An object that is being put into the store and belongs to no version yet; what stays here past its grace is swept';
comment on column bf_material_upload.id is 'Id of the version it will become';
comment on column bf_material_upload.object_key is 'Key of the object in the store';
