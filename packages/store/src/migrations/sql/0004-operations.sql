-- What keeps the house running: messages out, requests seen, what could not be taken, where jobs stand.
create table ops.outbox (
  shard_key integer not null check (shard_key between 0 and 4095),
  message_id uuid not null,
  recipient text not null,
  message_type text not null,
  content bytea not null check (substr(content, 1, 3) = '\x535631'),
  wrapped_key bytea not null check (substr(wrapped_key, 1, 3) = '\x535631'),
  kek_id uuid not null,
  version integer not null check (version >= 1),
  created_at timestamptz not null,
  due_at timestamptz not null,
  attempts integer not null check (attempts >= 0),
  delivered_at timestamptz,
  primary key (shard_key, message_id)
);
create index outbox_due on ops.outbox (due_at) where delivered_at is null;

create table ops.idempotency_key (
  shard_key integer not null check (shard_key between 0 and 4095),
  scope text not null,
  key_hash bytea not null check (octet_length(key_hash) = 32),
  request_hash bytea not null check (octet_length(request_hash) = 32),
  status integer,
  content bytea check (substr(content, 1, 3) = '\x535631'),
  wrapped_key bytea check (substr(wrapped_key, 1, 3) = '\x535631'),
  kek_id uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (shard_key, scope, key_hash)
);
create index idempotency_key_expiry on ops.idempotency_key (expires_at);

-- What could not be taken in, with the reason and the place in it; the message itself is kept encrypted.
create table ops.exception_item (
  shard_key integer not null check (shard_key between 0 and 4095),
  exception_id uuid not null,
  source text not null,
  message_key bytea not null check (octet_length(message_key) = 32),
  reason text not null,
  span_start integer check (span_start >= 0),
  span_end integer,
  state text not null check (state in ('waiting', 'replayed', 'rejected')),
  version integer not null check (version >= 1),
  content bytea not null check (substr(content, 1, 3) = '\x535631'),
  wrapped_key bytea not null check (substr(wrapped_key, 1, 3) = '\x535631'),
  kek_id uuid not null,
  recorded_at timestamptz not null,
  resolved_at timestamptz,
  resolved_by text,
  resolution text,
  primary key (shard_key, exception_id),
  check (span_end >= span_start),
  check ((state = 'waiting') = (resolved_at is null))
);
create index exception_item_waiting on ops.exception_item (recorded_at) where state = 'waiting';

-- An upload that is under way; the bytes received so far are the length of the unfinished blob.
create table ops.upload (
  shard_key integer not null check (shard_key between 0 and 4095),
  upload_id uuid not null,
  case_id uuid not null,
  declared_bytes bigint check (declared_bytes >= 0),
  wrapped_key bytea not null check (substr(wrapped_key, 1, 3) = '\x535631'),
  kek_id uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (shard_key, upload_id)
);

create table ops.job_cursor (
  shard_key integer not null check (shard_key between 0 and 4095),
  job text not null,
  position text not null,
  changed_at timestamptz not null,
  primary key (shard_key, job)
);

-- How long what is kept: data with its legal basis and dates. A small table known to every shard.
create table ops.retention_rule (
  code text not null,
  applies_to text not null,
  keep_months integer check (keep_months > 0),
  legal_basis text not null,
  effective_from date not null,
  effective_until date,
  primary key (code, effective_from)
);
