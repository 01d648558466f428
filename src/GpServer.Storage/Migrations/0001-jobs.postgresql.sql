-- Times are milliseconds since 1970. Statuses are the numbers of JobStatus: 0 and 1 wait, 2 and 3 run, 4 to 7 have ended, 8 is being
-- received.

create table jobs (
    sequence bigint generated always as identity primary key,
    id text collate "C" not null unique,
    service text collate "C" not null,
    task text collate "C" not null,
    user_name text collate "C" not null,
    rank integer not null,              -- minus the priority: jobs run in the order of rank, turn, sequence
    turn bigint not null,               -- the round of the service in which it is its user's turn; -1 unless it waits
    status integer not null,
    side_effects integer not null,
    request_id text collate "C",
    inputs_hash bytea,
    submitted_at bigint not null,
    wait_until bigint not null,         -- 0 unless it waits
    started_at bigint,
    ended_at bigint,
    expires_at bigint,                  -- set while the job has ended
    runs integer not null default 0,
    node text,
    lease integer not null default 0,   -- grows with each claim
    lease_until bigint,
    progress_text text,
    progress_percent integer,
    message_count integer not null default 0,
    version integer not null default 1
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000, autovacuum_analyze_scale_factor = 0.05);

-- Small while jobs are many: each holds only the rows that its statement asks for. A service's next job is the first entry of its range,
-- whatever waits in others. Three say "it waits" in three ways, so that each statement can use its own index and no other: with one
-- condition and statistics from before a queue grew, the planner took jobs_wait for a claim and read 100,000 entries (53 ms instead of
-- 0.2). No index has the end of a lease, so that a heartbeat changes none.
create index jobs_queue on jobs (service, rank, turn, sequence) where status <= 1;
create index jobs_queue_of_user on jobs (user_name, service, rank, turn) where turn >= 0;
create index jobs_lost_twice on jobs (sequence) where status = 1 and runs > 1;
create index jobs_wait on jobs (wait_until) where wait_until > 0;
create index jobs_running on jobs (node) where status in (2, 3);
create index jobs_receiving on jobs (submitted_at) where status = 8;
create index jobs_expiry on jobs (expires_at) where expires_at is not null;
create unique index jobs_request on jobs (user_name, service, task, request_id) where request_id is not null;

create table job_messages (
    job bigint not null,
    number integer not null,
    type integer not null,
    text text not null,
    at bigint not null,
    primary key (job, number)
);

-- Row 0 of a value says what it is and how large; further rows are its chunks. Results carry the lease of the run that made them: those of
-- another run than the last are never read. The bytes are compressed already.
create table job_values (
    job bigint not null,
    kind integer not null,
    name text collate "C" not null,
    lease integer not null,
    number integer not null,
    format integer not null,
    size bigint not null,
    chunks integer not null,
    min_x double precision,
    min_y double precision,
    max_x double precision,
    max_y double precision,
    bytes bytea not null,
    primary key (job, kind, name, lease, number)
);
alter table job_values alter column bytes set storage external;

create table services (
    name text collate "C" primary key,
    document text not null,
    version bigint not null
);
