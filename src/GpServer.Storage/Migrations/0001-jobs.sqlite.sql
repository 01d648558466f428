-- Times are milliseconds since 1970. Statuses are the numbers of JobStatus: 0 and 1 wait, 2 and 3 run, 4 to 7 have ended, 8 is being
-- received.

create table jobs (
    sequence integer primary key autoincrement,
    id text not null unique,
    service text not null,
    task text not null,
    user_name text not null,
    rank integer not null,              -- minus the priority: jobs run in the order of rank, turn, sequence
    turn integer not null,              -- the round of the service in which it is its user's turn; -1 unless it waits
    status integer not null,
    side_effects integer not null,
    request_id text,
    inputs_hash blob,
    submitted_at integer not null,
    wait_until integer not null,        -- 0 unless it waits
    started_at integer,
    ended_at integer,
    expires_at integer,                 -- set while the job has ended
    runs integer not null default 0,
    node text,
    lease integer not null default 0,   -- grows with each claim
    lease_until integer,
    progress_text text,
    progress_percent integer,
    message_count integer not null default 0,
    version integer not null default 1
);

-- Small while jobs are many: each holds only the rows that its statement asks for. A service's next job is the first entry of its range,
-- whatever waits in others. Three say "it waits" in three ways, so that each statement can use its own index and no other.
create index jobs_queue on jobs (service, rank, turn, sequence) where status <= 1;
create index jobs_queue_of_user on jobs (user_name, service, rank, turn) where turn >= 0;
create index jobs_lost_twice on jobs (sequence) where status = 1 and runs > 1;
create index jobs_wait on jobs (wait_until) where wait_until > 0;
create index jobs_running on jobs (node) where status in (2, 3);
create index jobs_receiving on jobs (submitted_at) where status = 8;
create index jobs_expiry on jobs (expires_at) where expires_at is not null;
create unique index jobs_request on jobs (user_name, service, task, request_id) where request_id is not null;

create table job_messages (
    job integer not null,
    number integer not null,
    type integer not null,
    text text not null,
    at integer not null,
    primary key (job, number)
) without rowid;

-- Row 0 of a value says what it is and how large; further rows are its chunks. Results carry the lease of the run that made them: those of
-- another run than the last are never read.
create table job_values (
    job integer not null,
    kind integer not null,
    name text not null,
    lease integer not null,
    number integer not null,
    format integer not null,
    size integer not null,
    chunks integer not null,
    min_x real,
    min_y real,
    max_x real,
    max_y real,
    bytes blob not null,
    primary key (job, kind, name, lease, number)
);

create table services (
    name text primary key,
    document text not null,
    version integer not null
) without rowid;
