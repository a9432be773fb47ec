-- What administrators do together: rotation of keys, changes of settings, roles of accounts; and what one of them
-- does alone and has to answer for: suspending an account, letting dead letters go again or rest; and what was found
-- changed outside of the service. All rows lie in one shard. `about`: what it is about, of which one act of a kind
-- may stand at a time; `detail`: canonical JSON of codes, never about a
-- person; `serial`: settings in the order in which they were agreed, without a gap; `row_digest`: keyed digest over
-- everything that is decided on, so that a row changed behind the service changes no setting.
create table ops.keeper_act (
  shard_key integer not null check (shard_key between 0 and 4095),
  keeper_act_id uuid not null,
  act_kind text not null check (act_kind in ('keyRotation', 'settingChange', 'changedOutside', 'roleChange',
    'suspension', 'letters')),
  state text not null check (state in ('asked', 'agreed', 'done', 'refused', 'over')),
  about text not null check (octet_length(about) <= 80),
  detail text not null check (octet_length(detail) between 2 and 20000),
  reason text not null check (octet_length(reason) <= 1600),
  serial integer check (serial >= 1),
  asked_by text not null,
  asked_person text not null,
  decided_by text,
  decided_person text,
  row_digest bytea not null check (octet_length(row_digest) = 32),
  version integer not null check (version >= 1),
  asked_at timestamptz not null,
  ends_at timestamptz not null,
  decided_at timestamptz,
  done_at timestamptz,
  primary key (shard_key, keeper_act_id),
  check (state in ('asked', 'done', 'over') or decided_by is not null)
);
create unique index keeper_act_serial on ops.keeper_act (shard_key, serial) where serial is not null;
create unique index keeper_act_standing on ops.keeper_act (shard_key, act_kind, about) where state in ('asked', 'agreed');
create index keeper_act_of_kind on ops.keeper_act (shard_key, act_kind, keeper_act_id);

alter table ops.keeper_act enable row level security;
alter table ops.keeper_act force row level security;
create policy operating on ops.keeper_act to fengcun_writer, fengcun_sealing_service using (true);
grant select, insert, update on ops.keeper_act to fengcun_writer, fengcun_sealing_service;
create policy checking on ops.keeper_act for select to fengcun_auditor using (true);
grant select on ops.keeper_act to fengcun_auditor;

-- A dead letter that a person has looked at and let rest: it is kept, and can be sent again.
alter table ops.outbox drop constraint outbox_state_check;
alter table ops.outbox add constraint outbox_state_check check (state in ('waiting', 'delivered', 'dead', 'resting'));
alter table ops.outbox add constraint outbox_resting_check check (state <> 'resting' or last_error is not null);
create index outbox_resting on ops.outbox (message_id) where state = 'resting';
