-- Hosted feature services. What a run writes carries a version of its own, which its service takes over when the job succeeds.

create table hosted_services (
    name_key text collate "C" primary key,  -- the name in lower case
    name text collate "C" not null,
    owner text collate "C" not null,        -- empty for an anonymous caller
    service text collate "C" not null,      -- the geoprocessing service that made it
    job text collate "C" not null,          -- the job that reserved the name, or made what is published
    version bigint,                         -- null while the name is only reserved
    created_at bigint not null,
    updated_at bigint not null,
    expires_at bigint,                      -- null while it is kept until somebody deletes it
    description text not null,
    features bigint not null,
    bytes bigint not null
);
create index hosted_services_owner on hosted_services (owner);
create index hosted_services_expiry on hosted_services (expires_at) where expires_at is not null;
create index hosted_services_reserved on hosted_services (created_at) where version is null;

create table hosted_versions (
    version bigint generated always as identity primary key,
    job bigint not null,                    -- the sequence of the job that writes it
    lease integer not null,
    state integer not null,                 -- 0 is being written, 1 is published, 2 is to be deleted
    dead_at bigint
);
create index hosted_versions_open on hosted_versions (version) where state = 0;
create index hosted_versions_dead on hosted_versions (dead_at) where state = 2;

create table hosted_layers (
    version bigint not null,
    number integer not null,
    name text not null,
    schema bytea not null,
    features bigint not null,
    chunks integer not null,
    bytes bigint not null,
    index_parts integer not null,
    min_x double precision,
    min_y double precision,
    max_x double precision,
    max_y double precision,
    renderer text,
    primary key (version, number)
);

-- The bytes are compressed already.
create table hosted_chunks (
    version bigint not null,
    layer integer not null,
    number integer not null,                -- from 1; below 1 the parts of the index, 0, -1 and so on
    bytes bytea not null,
    primary key (version, layer, number)
);
alter table hosted_chunks alter column bytes set storage external;
