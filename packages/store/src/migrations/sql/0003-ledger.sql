-- Durable truth of the audit log. audit_pending is written in the transaction of the act it records, in the
-- shard of that act; entry ids are independent of it, so that the log tells nothing about shards.
create schema ledger;

create table ledger.audit_pending (
  shard_key integer not null check (shard_key between 0 and 4095),
  log_id text not null,
  entry_id uuid not null,
  entry bytea not null check (octet_length(entry) between 1 and 65535),
  primary key (entry_id, shard_key)
);

-- One log is one sequence, so it is one shard. Nobody is granted update or delete, and row-level security is
-- forced without a policy for them: not even the owner of the table can change a leaf.
create table ledger.audit_leaf (
  shard_key integer not null check (shard_key between 0 and 4095),
  log_id text not null,
  leaf_index bigint not null check (leaf_index >= 0),
  entry_id uuid not null,
  leaf_hash bytea not null check (octet_length(leaf_hash) = 32),
  entry bytea not null check (octet_length(entry) between 1 and 65535),
  primary key (shard_key, log_id, leaf_index),
  unique (shard_key, log_id, entry_id)
);

-- A cache: recomputable from the leaves. tree_name tells the SHA-256 tree from a second one over the same
-- entries.
create table ledger.tree_state (
  shard_key integer not null check (shard_key between 0 and 4095),
  log_id text not null,
  tree_name text not null,
  tree_size bigint not null check (tree_size >= 0),
  root bytea not null check (octet_length(root) = 32),
  edge bytea not null,
  primary key (shard_key, log_id, tree_name)
);

-- Who may sequence: the epoch fences an old leader out, its next batch compares and fails.
create table ledger.sequencer_lease (
  shard_key integer not null check (shard_key between 0 and 4095),
  log_id text not null,
  epoch bigint not null check (epoch >= 0),
  holder text not null,
  leased_until timestamptz not null,
  primary key (shard_key, log_id)
);

-- Keys of the commitments in entries. Deleting one leaves the log whole and the value unlinkable.
create table ledger.commitment_key (
  shard_key integer not null check (shard_key between 0 and 4095),
  entry_id uuid not null,
  commitment_kind text not null,
  anchor_id uuid not null,
  wrapped_key bytea not null check (substr(wrapped_key, 1, 3) = '\x535631'),
  kek_id uuid not null,
  primary key (shard_key, entry_id, commitment_kind)
);
create index commitment_key_of_anchor on ledger.commitment_key (shard_key, anchor_id);
