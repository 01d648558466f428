-- What administrators edit, as documents by kind and name. The version of the site grows with each change of any of them.

create table documents (
    kind text collate "C" not null,
    name text collate "C" not null,
    document text not null,
    version bigint not null,
    primary key (kind, name)
);

insert into documents (kind, name, document, version) select 'service', name, document, version from services;

-- What was there before there were permissions was open to everyone.
insert into documents (kind, name, document, version)
select 'permissions', name, '[{"principal":"esriEveryone","isAllowed":true}]', 1 from services;
drop table services;

create table site (
    version bigint not null
);
insert into site (version) values (1);

create table audit (
    sequence bigint generated always as identity primary key,
    at bigint not null,
    user_name text collate "C" not null,
    address text not null,
    action text not null,
    target text not null,
    before text,
    after text
);
create index audit_at on audit (at);

create table log_entries (
    sequence bigint generated always as identity primary key,
    at bigint not null,
    level integer not null,             -- the number of LogLevel
    source text not null,
    node text not null,
    service text collate "C" not null,
    user_name text collate "C" not null,
    code integer not null,
    text text not null
);
create index log_entries_at on log_entries (at, sequence);
