-- Files that clients have uploaded. One belongs to a service, or to the site where the service is empty. What has expired is seen by nobody and
-- is deleted by and by; what is deleted has expired at 0.

create table uploads (
    sequence integer primary key autoincrement,
    id text not null unique,
    service text not null,
    user_name text not null,
    address text not null,              -- of who had not signed in; else empty
    name text not null,
    description text not null,
    at integer not null,
    committed integer not null default 0,
    bytes integer not null default 0,   -- of what is stored of it, and of what is about to be
    checksum text,                      -- SHA-256, where it is known
    expires_at integer not null
);
create index uploads_service on uploads (service, sequence);
create index uploads_user on uploads (user_name, address, sequence);
create index uploads_expiry on uploads (expires_at);

create table upload_parts (
    sequence integer primary key autoincrement,
    upload integer not null,
    number integer not null default 0,  -- the client's
    state integer not null default 0,   -- 0 is being received, 1 is whole, 2 is not wanted any more
    start integer not null default 0,   -- where it begins in the file, once that is committed
    bytes integer not null default 0
);
create index upload_parts_upload on upload_parts (upload, state, number);

create table upload_pieces (
    part integer not null,
    number integer not null,            -- from 0
    size integer not null,              -- before it was compressed
    compressed integer not null,
    bytes blob not null,
    primary key (part, number)
);
