-- Hosted feature services. What a run writes carries a version of its own, which its service takes over when the job succeeds.

create table hosted_services (
    name_key text primary key,          -- the name in lower case
    name text not null,
    owner text not null,                -- empty for an anonymous caller
    service text not null,              -- the geoprocessing service that made it
    job text not null,                  -- the job that reserved the name, or made what is published
    version integer,                    -- null while the name is only reserved
    created_at integer not null,
    updated_at integer not null,
    expires_at integer,                 -- null while it is kept until somebody deletes it
    description text not null,
    features integer not null,
    bytes integer not null
) without rowid;
create index hosted_services_owner on hosted_services (owner);
create index hosted_services_expiry on hosted_services (expires_at) where expires_at is not null;
create index hosted_services_reserved on hosted_services (created_at) where version is null;

create table hosted_versions (
    version integer primary key autoincrement,
    job integer not null,               -- the sequence of the job that writes it
    lease integer not null,
    state integer not null,             -- 0 is being written, 1 is published, 2 is to be deleted
    dead_at integer
);
create index hosted_versions_open on hosted_versions (version) where state = 0;
create index hosted_versions_dead on hosted_versions (dead_at) where state = 2;

create table hosted_layers (
    version integer not null,
    number integer not null,
    name text not null,
    schema blob not null,
    features integer not null,
    chunks integer not null,
    bytes integer not null,
    index_parts integer not null,
    min_x real,
    min_y real,
    max_x real,
    max_y real,
    renderer text,
    primary key (version, number)
) without rowid;

create table hosted_chunks (
    version integer not null,
    layer integer not null,
    number integer not null,            -- from 1; below 1 the parts of the index, 0, -1 and so on
    bytes blob not null,
    primary key (version, layer, number)
);
