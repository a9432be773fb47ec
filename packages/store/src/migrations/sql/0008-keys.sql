-- Wrapped epoch keys, where a rotation stands, and serials that wait for their erasure. No erasure key is here:
-- those are in the key store, which is kept apart, has its own short retention, and is in no backup of this.
-- The ordinary role has nothing on these tables; a serial that was released would tell that a seal happened.
create schema keys;

create table keys.epoch (
  shard_key integer not null check (shard_key between 0 and 4095),
  epoch_id uuid not null,
  tree text not null check (tree in ('open', 'sealed')),
  suite text not null check (suite in ('intl', 'sm')),
  root_id uuid not null,
  wrapped_key bytea not null check (substr(wrapped_key, 1, 3) = '\x535631'),
  created_at timestamptz not null,
  retired_at timestamptz,
  primary key (shard_key, epoch_id)
);
create unique index epoch_current on keys.epoch (shard_key, tree) where retired_at is null;

create table keys.rotation (
  shard_key integer not null check (shard_key between 0 and 4095),
  tree text not null check (tree in ('open', 'sealed')),
  from_id uuid not null,
  to_id uuid not null,
  root_id uuid not null,
  suite text not null check (suite in ('intl', 'sm')),
  phase text not null check (phase in ('opening', 'rewrapping', 'closing')),
  after_row text,
  primary key (shard_key, tree)
);

create table keys.released_serial (
  shard_key integer not null check (shard_key between 0 and 4095),
  tree text not null check (tree in ('open', 'sealed')),
  serial bigint not null check (serial between 0 and 4294967295),
  primary key (shard_key, tree, serial)
);

-- A message that belongs to a sealed case: it came after the seal, or waited on the open side when it was made.
create table sealed.held_message (
  shard_key integer not null check (shard_key between 0 and 4095),
  held_id uuid not null,
  case_id uuid not null,
  source text not null,
  message_key bytea not null check (octet_length(message_key) = 32),
  reason text not null,
  version integer not null check (version >= 1),
  content bytea not null check (substr(content, 1, 3) = '\x535631'),
  wrapped_key bytea not null check (substr(wrapped_key, 1, 3) = '\x535631'),
  kek_id uuid not null,
  recorded_at timestamptz not null,
  retain_until date,
  retention_rule text,
  primary key (shard_key, held_id)
);
create index held_message_of_case on sealed.held_message (shard_key, case_id);

-- What waits in the exceptions queue about a message that is being sealed.
create index exception_item_of_message on ops.exception_item (message_key);

grant usage on schema keys to fengcun_sealing_service, fengcun_auditor;

alter table keys.epoch enable row level security;
alter table keys.epoch force row level security;
create policy keeping on keys.epoch to fengcun_sealing_service using (true);
grant select, insert, update, delete on keys.epoch to fengcun_sealing_service;
create policy checking on keys.epoch for select to fengcun_auditor using (true);
grant select (shard_key, epoch_id, tree, suite, root_id, created_at, retired_at)
  on keys.epoch to fengcun_auditor;

alter table keys.rotation enable row level security;
alter table keys.rotation force row level security;
create policy keeping on keys.rotation to fengcun_sealing_service using (true);
grant select, insert, update, delete on keys.rotation to fengcun_sealing_service;
create policy checking on keys.rotation for select to fengcun_auditor using (true);
grant select on keys.rotation to fengcun_auditor;

alter table keys.released_serial enable row level security;
alter table keys.released_serial force row level security;
create policy keeping on keys.released_serial to fengcun_sealing_service using (true);
grant select, insert, delete on keys.released_serial to fengcun_sealing_service;
create policy checking on keys.released_serial for select to fengcun_auditor using (true);
grant select on keys.released_serial to fengcun_auditor;

alter table sealed.held_message enable row level security;
alter table sealed.held_message force row level security;
create policy acting on sealed.held_message to fengcun_sealing_service
  using (current_setting('fengcun.act', true) <> '');
grant select, insert, update, delete on sealed.held_message to fengcun_sealing_service;
create policy checking on sealed.held_message for select to fengcun_auditor using (true);
grant select (shard_key, held_id, case_id, source, message_key, reason, version, content, kek_id,
  recorded_at, retain_until, retention_rule)
  on sealed.held_message to fengcun_auditor;
