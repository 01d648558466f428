-- What administrators edit, as documents by kind and name. The version of the site grows with each change of any of them.

create table documents (
    kind text not null,
    name text not null,
    document text not null,
    version integer not null,
    primary key (kind, name)
) without rowid;

insert into documents (kind, name, document, version) select 'service', name, document, version from services;

-- What was there before there were permissions was open to everyone.
insert into documents (kind, name, document, version)
select 'permissions', name, '[{"principal":"esriEveryone","isAllowed":true}]', 1 from services;
drop table services;

create table site (
    version integer not null
);
insert into site (version) values (1);

create table audit (
    sequence integer primary key autoincrement,
    at integer not null,
    user_name text not null,
    address text not null,
    action text not null,
    target text not null,
    before text,
    after text
);
create index audit_at on audit (at);

create table log_entries (
    sequence integer primary key autoincrement,
    at integer not null,
    level integer not null,             -- the number of LogLevel
    source text not null,
    node text not null,
    service text not null,
    user_name text not null,
    code integer not null,
    text text not null
);
create index log_entries_at on log_entries (at, sequence);
