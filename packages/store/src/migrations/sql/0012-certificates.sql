-- Which identities have a court's effective finding of guilt on the open side: the one question a certificate
-- asks. A projection of open events, told in the transaction that changes them; rows leave with a record that
-- is sealed and are in no backup. term: blind index, as in subject_term; standing: convicted, or unclear, where a
-- person has to look; effective_on: the day it takes effect, null where it has and nobody told the day.
-- One row of kind complete (all bytes zero) says that the projection has been made: without it no certificate
-- is decided.
create table open.conviction_mark (
  shard_key integer not null check (shard_key between 0 and 4095),
  term bytea not null check (octet_length(term) = 32),
  term_kind text not null check (term_kind in ('identityDocument', 'nameAndBirth', 'complete')),
  pepper_version integer not null check (pepper_version >= 0),
  record_id uuid not null,
  subject_id uuid not null,
  standing text not null check (standing in ('convicted', 'unclear')),
  effective_on date,
  primary key (shard_key, term, term_kind, pepper_version, record_id)
);
create index conviction_mark_of_subject on open.conviction_mark (subject_id);

-- The last number each organ gave in a series and year; one series whatever the paper says.
create table open.number_series (
  shard_key integer not null check (shard_key between 0 and 4095),
  organ text not null,
  series text not null,
  year integer not null,
  last integer not null check (last >= 0),
  primary key (shard_key, organ, series, year)
);

alter table open.conviction_mark enable row level security;
alter table open.conviction_mark force row level security;
create policy acting on open.conviction_mark to fengcun_writer, fengcun_sealing_service
  using (current_setting('fengcun.act', true) <> '');
grant select, insert, delete on open.conviction_mark to fengcun_writer;
grant select, insert, update, delete on open.conviction_mark to fengcun_sealing_service;
create policy checking on open.conviction_mark for select to fengcun_auditor using (true);
grant select on open.conviction_mark to fengcun_auditor;

alter table open.number_series enable row level security;
alter table open.number_series force row level security;
create policy acting on open.number_series to fengcun_writer, fengcun_sealing_service
  using (current_setting('fengcun.act', true) <> '');
grant select, insert, update on open.number_series to fengcun_writer;
grant select, insert, update, delete on open.number_series to fengcun_sealing_service;
create policy checking on open.number_series for select to fengcun_auditor using (true);
grant select on open.number_series to fengcun_auditor;
