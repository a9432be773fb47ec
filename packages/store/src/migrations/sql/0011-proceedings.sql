-- Procedures that somebody applies for. A row only says how a procedure stands; what was told and decided is in
-- the events under its id. applicant, subject_term: keyed digests of the account that applied and of the
-- identity asked about. What may touch sealed records lives on the sealed side, whatever it finds, so that
-- nothing on the open side depends on what is behind the wall.
create table open.proceeding (
  shard_key integer not null check (shard_key between 0 and 4095),
  proceeding_id uuid not null,
  proceeding_kind text not null,
  organ text not null,
  applicant bytea not null check (octet_length(applicant) = 32),
  subject_term bytea check (octet_length(subject_term) = 32),
  state text not null,
  due_on date,
  opened_at timestamptz not null,
  changed_at timestamptz not null,
  version integer not null check (version >= 1),
  primary key (shard_key, proceeding_id)
);
create index proceeding_of_organ on open.proceeding (proceeding_kind, organ, state, proceeding_id);
create index proceeding_of_applicant on open.proceeding (applicant, proceeding_id);
create index proceeding_of_term on open.proceeding (subject_term, proceeding_id);
create index proceeding_due on open.proceeding (due_on, proceeding_id) where due_on is not null;
create table sealed.proceeding (like open.proceeding including all);

alter table open.proceeding enable row level security;
alter table open.proceeding force row level security;
create policy acting on open.proceeding to fengcun_writer, fengcun_sealing_service
  using (current_setting('fengcun.act', true) <> '');
grant select, insert, update on open.proceeding to fengcun_writer;
grant select, insert, update, delete on open.proceeding to fengcun_sealing_service;
create policy checking on open.proceeding for select to fengcun_auditor using (true);
grant select on open.proceeding to fengcun_auditor;

alter table sealed.proceeding enable row level security;
alter table sealed.proceeding force row level security;
create policy acting on sealed.proceeding to fengcun_sealing_service
  using (current_setting('fengcun.act', true) <> '');
grant select, insert, update, delete on sealed.proceeding to fengcun_sealing_service;
create policy checking on sealed.proceeding for select to fengcun_auditor using (true);
grant select on sealed.proceeding to fengcun_auditor;
