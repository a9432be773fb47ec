-- Second wall: rights by role, and rows only inside a transaction that has named the act it belongs to
-- (fengcun.act, the id of its audit entry). Forced, so that it binds the owner too, who has no policy at all.
-- The auditor sees rows and ciphertext, never a wrapped key. Citus allows no subquery in a policy.
grant usage on schema open to fengcun_writer, fengcun_sealing_service, fengcun_auditor;
grant usage on schema sealed to fengcun_sealing_service, fengcun_auditor;
grant usage on schema ledger to fengcun_writer, fengcun_sealing_service, fengcun_sequencer, fengcun_auditor;
grant usage on schema ops to fengcun_writer, fengcun_sealing_service, fengcun_sequencer, fengcun_auditor;

-- Open side.
alter table open.subject enable row level security;
alter table open.subject force row level security;
create policy acting on open.subject to fengcun_writer, fengcun_sealing_service
  using (current_setting('fengcun.act', true) <> '');
grant select, insert, update on open.subject to fengcun_writer;
grant select, insert, update, delete on open.subject to fengcun_sealing_service;
create policy checking on open.subject for select to fengcun_auditor using (true);
grant select on open.subject to fengcun_auditor;

alter table open.subject_term enable row level security;
alter table open.subject_term force row level security;
create policy acting on open.subject_term to fengcun_writer, fengcun_sealing_service
  using (current_setting('fengcun.act', true) <> '');
grant select, insert, delete on open.subject_term to fengcun_writer;
grant select, insert, update, delete on open.subject_term to fengcun_sealing_service;
create policy checking on open.subject_term for select to fengcun_auditor using (true);
grant select on open.subject_term to fengcun_auditor;

alter table open.criminal_case enable row level security;
alter table open.criminal_case force row level security;
create policy acting on open.criminal_case to fengcun_writer, fengcun_sealing_service
  using (current_setting('fengcun.act', true) <> '');
grant select, insert, update on open.criminal_case to fengcun_writer;
grant select, insert, update, delete on open.criminal_case to fengcun_sealing_service;
create policy checking on open.criminal_case for select to fengcun_auditor using (true);
grant select on open.criminal_case to fengcun_auditor;

alter table open.record enable row level security;
alter table open.record force row level security;
create policy acting on open.record to fengcun_writer, fengcun_sealing_service
  using (current_setting('fengcun.act', true) <> '');
grant select, insert, update on open.record to fengcun_writer;
grant select, insert, update, delete on open.record to fengcun_sealing_service;
create policy checking on open.record for select to fengcun_auditor using (true);
grant select on open.record to fengcun_auditor;

alter table open.holder enable row level security;
alter table open.holder force row level security;
create policy acting on open.holder to fengcun_writer, fengcun_sealing_service
  using (current_setting('fengcun.act', true) <> '');
grant select, insert, update on open.holder to fengcun_writer;
grant select, insert, update, delete on open.holder to fengcun_sealing_service;
create policy checking on open.holder for select to fengcun_auditor using (true);
grant select on open.holder to fengcun_auditor;

alter table open.stage_record enable row level security;
alter table open.stage_record force row level security;
create policy acting on open.stage_record to fengcun_writer, fengcun_sealing_service
  using (current_setting('fengcun.act', true) <> '');
grant select, insert, update on open.stage_record to fengcun_writer;
grant select, insert, update, delete on open.stage_record to fengcun_sealing_service;
create policy checking on open.stage_record for select to fengcun_auditor using (true);
grant select on open.stage_record to fengcun_auditor;

alter table open.attachment enable row level security;
alter table open.attachment force row level security;
create policy acting on open.attachment to fengcun_writer, fengcun_sealing_service
  using (current_setting('fengcun.act', true) <> '');
grant select, insert, update on open.attachment to fengcun_writer;
grant select, insert, update, delete on open.attachment to fengcun_sealing_service;
create policy checking on open.attachment for select to fengcun_auditor using (true);
grant select (shard_key, attachment_id, case_id, stage_record_id, sealed_bytes, segment_bytes, version,
  content, kek_id, recorded_at, retain_until, retention_rule)
  on open.attachment to fengcun_auditor;

alter table open.event enable row level security;
alter table open.event force row level security;
create policy acting on open.event to fengcun_writer, fengcun_sealing_service
  using (current_setting('fengcun.act', true) <> '');
grant select, insert on open.event to fengcun_writer;
grant select, insert, update, delete on open.event to fengcun_sealing_service;
create policy checking on open.event for select to fengcun_auditor using (true);
grant select (shard_key, stream_id, version, event_type, entry_id, content, kek_id, recorded_at)
  on open.event to fengcun_auditor;

alter table open.inbox enable row level security;
alter table open.inbox force row level security;
create policy acting on open.inbox to fengcun_writer, fengcun_sealing_service
  using (current_setting('fengcun.act', true) <> '');
grant select, insert, update on open.inbox to fengcun_writer;
grant select, insert, update, delete on open.inbox to fengcun_sealing_service;
create policy checking on open.inbox for select to fengcun_auditor using (true);
grant select on open.inbox to fengcun_auditor;

-- Sealed side: nothing at all for the ordinary role.
alter table sealed.subject enable row level security;
alter table sealed.subject force row level security;
create policy acting on sealed.subject to fengcun_sealing_service
  using (current_setting('fengcun.act', true) <> '');
grant select, insert, update, delete on sealed.subject to fengcun_sealing_service;
create policy checking on sealed.subject for select to fengcun_auditor using (true);
grant select on sealed.subject to fengcun_auditor;

alter table sealed.subject_term enable row level security;
alter table sealed.subject_term force row level security;
create policy acting on sealed.subject_term to fengcun_sealing_service
  using (current_setting('fengcun.act', true) <> '');
grant select, insert, update, delete on sealed.subject_term to fengcun_sealing_service;
create policy checking on sealed.subject_term for select to fengcun_auditor using (true);
grant select on sealed.subject_term to fengcun_auditor;

alter table sealed.criminal_case enable row level security;
alter table sealed.criminal_case force row level security;
create policy acting on sealed.criminal_case to fengcun_sealing_service
  using (current_setting('fengcun.act', true) <> '');
grant select, insert, update, delete on sealed.criminal_case to fengcun_sealing_service;
create policy checking on sealed.criminal_case for select to fengcun_auditor using (true);
grant select on sealed.criminal_case to fengcun_auditor;

alter table sealed.record enable row level security;
alter table sealed.record force row level security;
create policy acting on sealed.record to fengcun_sealing_service
  using (current_setting('fengcun.act', true) <> '');
grant select, insert, update, delete on sealed.record to fengcun_sealing_service;
create policy checking on sealed.record for select to fengcun_auditor using (true);
grant select on sealed.record to fengcun_auditor;

alter table sealed.holder enable row level security;
alter table sealed.holder force row level security;
create policy acting on sealed.holder to fengcun_sealing_service
  using (current_setting('fengcun.act', true) <> '');
grant select, insert, update, delete on sealed.holder to fengcun_sealing_service;
create policy checking on sealed.holder for select to fengcun_auditor using (true);
grant select on sealed.holder to fengcun_auditor;

alter table sealed.stage_record enable row level security;
alter table sealed.stage_record force row level security;
create policy acting on sealed.stage_record to fengcun_sealing_service
  using (current_setting('fengcun.act', true) <> '');
grant select, insert, update, delete on sealed.stage_record to fengcun_sealing_service;
create policy checking on sealed.stage_record for select to fengcun_auditor using (true);
grant select on sealed.stage_record to fengcun_auditor;

alter table sealed.attachment enable row level security;
alter table sealed.attachment force row level security;
create policy acting on sealed.attachment to fengcun_sealing_service
  using (current_setting('fengcun.act', true) <> '');
grant select, insert, update, delete on sealed.attachment to fengcun_sealing_service;
create policy checking on sealed.attachment for select to fengcun_auditor using (true);
grant select (shard_key, attachment_id, case_id, stage_record_id, sealed_bytes, segment_bytes, version,
  content, kek_id, recorded_at, retain_until, retention_rule)
  on sealed.attachment to fengcun_auditor;

alter table sealed.event enable row level security;
alter table sealed.event force row level security;
create policy acting on sealed.event to fengcun_sealing_service
  using (current_setting('fengcun.act', true) <> '');
grant select, insert, update, delete on sealed.event to fengcun_sealing_service;
create policy checking on sealed.event for select to fengcun_auditor using (true);
grant select (shard_key, stream_id, version, event_type, entry_id, content, kek_id, recorded_at)
  on sealed.event to fengcun_auditor;

alter table sealed.inbox enable row level security;
alter table sealed.inbox force row level security;
create policy acting on sealed.inbox to fengcun_sealing_service
  using (current_setting('fengcun.act', true) <> '');
grant select, insert, update, delete on sealed.inbox to fengcun_sealing_service;
create policy checking on sealed.inbox for select to fengcun_auditor using (true);
grant select on sealed.inbox to fengcun_auditor;

-- Ledger: acts are handed in, the sequencer alone moves them, nobody changes or removes a leaf.
alter table ledger.audit_pending enable row level security;
alter table ledger.audit_pending force row level security;
create policy handing_in on ledger.audit_pending for insert to fengcun_writer, fengcun_sealing_service
  with check (current_setting('fengcun.act', true) <> '');
create policy sequencing on ledger.audit_pending to fengcun_sequencer using (true);
grant insert on ledger.audit_pending to fengcun_writer, fengcun_sealing_service;
grant select, delete on ledger.audit_pending to fengcun_sequencer;
create policy checking on ledger.audit_pending for select to fengcun_auditor using (true);
grant select on ledger.audit_pending to fengcun_auditor;

alter table ledger.audit_leaf enable row level security;
alter table ledger.audit_leaf force row level security;
create policy appending on ledger.audit_leaf for insert to fengcun_sequencer with check (true);
create policy reading on ledger.audit_leaf for select to fengcun_sequencer using (true);
grant select, insert on ledger.audit_leaf to fengcun_sequencer;
create policy checking on ledger.audit_leaf for select to fengcun_auditor using (true);
grant select on ledger.audit_leaf to fengcun_auditor;

alter table ledger.tree_state enable row level security;
alter table ledger.tree_state force row level security;
create policy sequencing on ledger.tree_state to fengcun_sequencer using (true);
grant select, insert, update on ledger.tree_state to fengcun_sequencer;
create policy checking on ledger.tree_state for select to fengcun_auditor using (true);
grant select on ledger.tree_state to fengcun_auditor;

alter table ledger.sequencer_lease enable row level security;
alter table ledger.sequencer_lease force row level security;
create policy sequencing on ledger.sequencer_lease to fengcun_sequencer using (true);
grant select, insert, update on ledger.sequencer_lease to fengcun_sequencer;
create policy checking on ledger.sequencer_lease for select to fengcun_auditor using (true);
grant select on ledger.sequencer_lease to fengcun_auditor;

alter table ledger.commitment_key enable row level security;
alter table ledger.commitment_key force row level security;
create policy acting on ledger.commitment_key to fengcun_writer, fengcun_sealing_service
  using (current_setting('fengcun.act', true) <> '');
grant insert on ledger.commitment_key to fengcun_writer;
grant select, insert, update, delete on ledger.commitment_key to fengcun_sealing_service;
create policy checking on ledger.commitment_key for select to fengcun_auditor using (true);
grant select (shard_key, entry_id, commitment_kind, anchor_id, kek_id)
  on ledger.commitment_key to fengcun_auditor;

-- Operations: no act, because nothing here is about a person that is not encrypted.
alter table ops.outbox enable row level security;
alter table ops.outbox force row level security;
create policy operating on ops.outbox to fengcun_writer, fengcun_sealing_service using (true);
grant select, insert, update, delete on ops.outbox to fengcun_writer, fengcun_sealing_service;
create policy checking on ops.outbox for select to fengcun_auditor using (true);
grant select (shard_key, message_id, recipient, message_type, content, kek_id, version, created_at, due_at,
  attempts, delivered_at)
  on ops.outbox to fengcun_auditor;

alter table ops.idempotency_key enable row level security;
alter table ops.idempotency_key force row level security;
create policy operating on ops.idempotency_key to fengcun_writer, fengcun_sealing_service using (true);
grant select, insert, update, delete on ops.idempotency_key to fengcun_writer, fengcun_sealing_service;
create policy checking on ops.idempotency_key for select to fengcun_auditor using (true);
grant select (shard_key, scope, key_hash, request_hash, status, content, kek_id, created_at, expires_at)
  on ops.idempotency_key to fengcun_auditor;

alter table ops.exception_item enable row level security;
alter table ops.exception_item force row level security;
create policy operating on ops.exception_item to fengcun_writer, fengcun_sealing_service using (true);
grant select, insert, update, delete on ops.exception_item to fengcun_writer, fengcun_sealing_service;
create policy checking on ops.exception_item for select to fengcun_auditor using (true);
grant select (shard_key, exception_id, source, message_key, reason, span_start, span_end, state, version,
  content, kek_id, recorded_at, resolved_at, resolved_by, resolution)
  on ops.exception_item to fengcun_auditor;

alter table ops.upload enable row level security;
alter table ops.upload force row level security;
create policy operating on ops.upload to fengcun_writer, fengcun_sealing_service using (true);
grant select, insert, update, delete on ops.upload to fengcun_writer, fengcun_sealing_service;
create policy checking on ops.upload for select to fengcun_auditor using (true);
grant select (shard_key, upload_id, case_id, declared_bytes, kek_id, created_at, expires_at)
  on ops.upload to fengcun_auditor;

alter table ops.job_cursor enable row level security;
alter table ops.job_cursor force row level security;
create policy operating on ops.job_cursor to fengcun_writer, fengcun_sealing_service using (true);
grant select, insert, update, delete on ops.job_cursor to fengcun_writer, fengcun_sealing_service;
create policy checking on ops.job_cursor for select to fengcun_auditor using (true);
grant select on ops.job_cursor to fengcun_auditor;

alter table ops.retention_rule enable row level security;
alter table ops.retention_rule force row level security;
create policy reading on ops.retention_rule for select
  to fengcun_writer, fengcun_sealing_service using (true);
grant select on ops.retention_rule to fengcun_writer, fengcun_sealing_service;
create policy checking on ops.retention_rule for select to fengcun_auditor using (true);
grant select on ops.retention_rule to fengcun_auditor;
