-- Messages between organs in order: each stands in a stream (the record or case it is about) at a sequence, and
-- none is sent to a recipient before the earlier ones were delivered or given up. The id of a message is minted
-- in the shard of its stream, so that the order is looked up in one shard.
alter table ops.outbox
  add column stream_id uuid not null,
  add column sequence integer not null check (sequence >= 1),
  add column state text not null check (state in ('waiting', 'delivered', 'dead')),
  add column failed_at timestamptz,
  add column last_error text,
  add check ((state = 'delivered') = (delivered_at is not null)),
  add check (state <> 'dead' or last_error is not null);
create index outbox_stream on ops.outbox (shard_key, stream_id, recipient, sequence) where state = 'waiting';
create index outbox_dead on ops.outbox (message_id) where state = 'dead';
create index outbox_delivered on ops.outbox (delivered_at) where state = 'delivered';
grant select (stream_id, sequence, state, failed_at, last_error) on ops.outbox to fengcun_auditor;
