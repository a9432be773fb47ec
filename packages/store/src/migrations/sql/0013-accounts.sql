-- Who may act: accounts, the terms they are found by, their second factors and sessions, acts that need several
-- people, and limits. Names, identity numbers and secrets are in the encrypted content alone; `row_digest` is a
-- keyed digest over what is decided on, so that a row changed behind the service lets nobody in.
create table ops.account (
  shard_key integer not null check (shard_key between 0 and 4095),
  account_id uuid not null,
  account_name text not null check (octet_length(account_name) between 3 and 64),
  person_id uuid not null,
  organ text not null,
  roles text not null,
  state text not null check (state in ('active', 'disabled')),
  standing integer not null check (standing >= 1),
  row_digest bytea not null check (octet_length(row_digest) = 32),
  version integer not null check (version >= 1),
  content bytea not null check (substr(content, 1, 3) = '\x535631'),
  wrapped_key bytea not null check (substr(wrapped_key, 1, 3) = '\x535631'),
  kek_id uuid not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (shard_key, account_id)
);
create unique index account_named on ops.account (shard_key, account_name);
create index account_of_person on ops.account (person_id);

-- Keyed digests: whom an issuer calls what, and whose identity number it is. In the shard of the digest.
create table ops.account_term (
  shard_key integer not null check (shard_key between 0 and 4095),
  term bytea not null check (octet_length(term) = 32),
  term_kind text not null check (term_kind in ('subject', 'identity')),
  account_id uuid not null,
  primary key (shard_key, term_kind, term, account_id)
);
create unique index account_subject on ops.account_term (shard_key, term) where term_kind = 'subject';
create index account_term_of_account on ops.account_term (account_id);

-- `last_use`: the step of the last code that was taken, or the counter of the authenticator.
create table ops.second_factor (
  shard_key integer not null check (shard_key between 0 and 4095),
  factor_id uuid not null,
  account_id uuid not null,
  factor_kind text not null check (factor_kind in ('totp', 'webauthn')),
  state text not null check (state in ('proposed', 'confirmed')),
  last_use bigint not null check (last_use >= 0),
  version integer not null check (version >= 1),
  content bytea not null check (substr(content, 1, 3) = '\x535631'),
  wrapped_key bytea not null check (substr(wrapped_key, 1, 3) = '\x535631'),
  kek_id uuid not null,
  created_at timestamptz not null,
  primary key (shard_key, factor_id)
);
create index second_factor_of_account on ops.second_factor (shard_key, account_id);

-- The secret of a session is in the browser alone; here is its digest.
create table ops.session (
  shard_key integer not null check (shard_key between 0 and 4095),
  session_hash bytea not null check (octet_length(session_hash) = 32),
  account_id uuid not null,
  standing integer not null,
  binding bytea not null check (octet_length(binding) = 32),
  begun_at timestamptz not null,
  seen_at timestamptz not null,
  ends_at timestamptz not null,
  second_factor_at timestamptz,
  challenge text,
  primary key (shard_key, session_hash)
);
create index session_of_account on ops.session (account_id);
create index session_ended on ops.session (ends_at);

-- Recovery of a second factor (two administrators) and break-glass (two approvers): asked for, agreed to, used once.
create table ops.joint_act (
  shard_key integer not null check (shard_key between 0 and 4095),
  joint_id uuid not null,
  act_kind text not null check (act_kind in ('recovery', 'breakGlass')),
  state text not null check (state in ('asked', 'agreed', 'used', 'refused')),
  about text not null,
  organ text not null,
  reason text not null,
  asked_by text not null,
  asked_person text not null,
  first_by text,
  first_person text,
  second_by text,
  second_person text,
  version integer not null check (version >= 1),
  asked_at timestamptz not null,
  ends_at timestamptz not null,
  used_at timestamptz,
  primary key (shard_key, joint_id),
  check (state <> 'used' or used_at is not null)
);
create index joint_act_ended on ops.joint_act (ends_at);

-- Token buckets under keyed digests of who or what is limited; thousandths of a token, milliseconds of UTC.
create table ops.rate_bucket (
  shard_key integer not null check (shard_key between 0 and 4095),
  bucket_key bytea not null check (octet_length(bucket_key) = 32),
  milli_tokens bigint not null check (milli_tokens >= 0),
  at_millis bigint not null,
  full_at timestamptz not null,
  primary key (shard_key, bucket_key)
);
create index rate_bucket_full on ops.rate_bucket (full_at);

alter table ops.account enable row level security;
alter table ops.account force row level security;
create policy operating on ops.account to fengcun_writer, fengcun_sealing_service using (true);
grant select, insert, update, delete on ops.account to fengcun_writer, fengcun_sealing_service;
create policy checking on ops.account for select to fengcun_auditor using (true);
grant select (shard_key, account_id, account_name, person_id, organ, roles, state, standing, row_digest, version,
  content, kek_id, created_at, changed_at)
  on ops.account to fengcun_auditor;

alter table ops.account_term enable row level security;
alter table ops.account_term force row level security;
create policy operating on ops.account_term to fengcun_writer, fengcun_sealing_service using (true);
grant select, insert, update, delete on ops.account_term to fengcun_writer, fengcun_sealing_service;
create policy checking on ops.account_term for select to fengcun_auditor using (true);
grant select on ops.account_term to fengcun_auditor;

alter table ops.second_factor enable row level security;
alter table ops.second_factor force row level security;
create policy operating on ops.second_factor to fengcun_writer, fengcun_sealing_service using (true);
grant select, insert, update, delete on ops.second_factor to fengcun_writer, fengcun_sealing_service;
create policy checking on ops.second_factor for select to fengcun_auditor using (true);
grant select (shard_key, factor_id, account_id, factor_kind, state, last_use, version, content, kek_id, created_at)
  on ops.second_factor to fengcun_auditor;

alter table ops.session enable row level security;
alter table ops.session force row level security;
create policy operating on ops.session to fengcun_writer, fengcun_sealing_service using (true);
grant select, insert, update, delete on ops.session to fengcun_writer, fengcun_sealing_service;
create policy checking on ops.session for select to fengcun_auditor using (true);
grant select (shard_key, account_id, standing, begun_at, seen_at, ends_at, second_factor_at)
  on ops.session to fengcun_auditor;

alter table ops.joint_act enable row level security;
alter table ops.joint_act force row level security;
create policy operating on ops.joint_act to fengcun_writer, fengcun_sealing_service using (true);
grant select, insert, update, delete on ops.joint_act to fengcun_writer, fengcun_sealing_service;
create policy checking on ops.joint_act for select to fengcun_auditor using (true);
grant select on ops.joint_act to fengcun_auditor;

alter table ops.rate_bucket enable row level security;
alter table ops.rate_bucket force row level security;
create policy operating on ops.rate_bucket to fengcun_writer, fengcun_sealing_service using (true);
grant select, insert, update, delete on ops.rate_bucket to fengcun_writer, fengcun_sealing_service;
create policy checking on ops.rate_bucket for select to fengcun_auditor using (true);
grant select on ops.rate_bucket to fengcun_auditor;
