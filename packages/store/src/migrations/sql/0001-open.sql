-- What the ordinary role works with. Whatever an organ told is encrypted too, once, in the event of its message;
-- subject, case, record and stage record are projections of events and hold nothing but ids, codes and dates.
-- shard_key (0–4095) is the distribution column, part of every primary, unique and foreign key. It is carried
-- by the id of the row (or computed from the term, source or key it is found by), never looked up.
-- content, wrapped_key: envelopes that begin with `SV1`; the check keeps plaintext out of the table.
-- kek_id names the key that wraps wrapped_key; version is authenticated with the content.
-- entry_id: the audit entry of the act that wrote the row; the log and the rows are checked against each other.
-- erase_serial: whose erasure ends the keys of what is told about this person, or about this case as a whole.
create schema open;

create table open.subject (
  shard_key integer not null check (shard_key between 0 and 4095),
  subject_id uuid not null,
  merged_into uuid,
  erase_serial bigint not null check (erase_serial between 0 and 4294967295),
  version integer not null check (version >= 1),
  recorded_at timestamptz not null,
  retain_until date,
  retention_rule text,
  primary key (shard_key, subject_id)
);

-- Blind index: the term is an HMAC under a pepper, its first 12 bits are the shard key. Who claims a term that
-- nobody carries is its carrier 0, so that two writers at once never make two persons of one number.
create table open.subject_term (
  shard_key integer not null check (shard_key between 0 and 4095),
  term bytea not null check (octet_length(term) = 32),
  term_kind text not null,
  pepper_version integer not null,
  carrier integer not null check (carrier >= 0),
  subject_id uuid not null,
  primary key (shard_key, term, term_kind, pepper_version, carrier)
);
create index subject_term_of_subject on open.subject_term (subject_id);

-- One code per case for life (一案一码); the case id is minted in the shard of its code.
create table open.criminal_case (
  shard_key integer not null check (shard_key between 0 and 4095),
  case_id uuid not null,
  one_case_code text not null,
  erase_serial bigint not null check (erase_serial between 0 and 4294967295),
  version integer not null check (version >= 1),
  recorded_at timestamptz not null,
  retain_until date,
  retention_rule text,
  primary key (shard_key, case_id),
  unique (shard_key, one_case_code)
);

-- The record of one subject from one case; it lives in the shard of its subject.
create table open.record (
  shard_key integer not null check (shard_key between 0 and 4095),
  record_id uuid not null,
  subject_id uuid not null,
  case_id uuid not null,
  record_kind text not null,
  organ text not null,
  entry_id uuid not null,
  version integer not null check (version >= 1),
  recorded_at timestamptz not null,
  retain_until date,
  retention_rule text,
  primary key (shard_key, record_id),
  foreign key (shard_key, subject_id) references open.subject (shard_key, subject_id)
);
create index record_of_subject on open.record (shard_key, subject_id);
create index record_of_case on open.record (case_id);

-- Who keeps a copy, and how far the sealing of that copy is.
create table open.holder (
  shard_key integer not null check (shard_key between 0 and 4095),
  record_id uuid not null,
  organ text not null,
  state text not null check (state in ('holding', 'sealOrdered', 'acknowledged', 'unsealOrdered')),
  due_on date,
  changed_at timestamptz not null,
  primary key (shard_key, record_id, organ),
  foreign key (shard_key, record_id) references open.record (shard_key, record_id)
);

-- What an organ recorded about one stage of a case, from filing to execution; in the shard of the case.
create table open.stage_record (
  shard_key integer not null check (shard_key between 0 and 4095),
  stage_record_id uuid not null,
  case_id uuid not null,
  subject_id uuid,
  stage text not null,
  organ text not null,
  occurred_on date,
  version integer not null check (version >= 1),
  recorded_at timestamptz not null,
  retain_until date,
  retention_rule text,
  primary key (shard_key, stage_record_id),
  foreign key (shard_key, case_id) references open.criminal_case (shard_key, case_id)
);
create index stage_record_of_case on open.stage_record (shard_key, case_id);

-- A scanned dossier; the bytes are a sealed stream in the blob store under the same id.
create table open.attachment (
  shard_key integer not null check (shard_key between 0 and 4095),
  attachment_id uuid not null,
  case_id uuid not null,
  stage_record_id uuid,
  sealed_bytes bigint not null check (sealed_bytes >= 0),
  segment_bytes integer not null check (segment_bytes > 0),
  version integer not null check (version >= 1),
  content bytea not null check (substr(content, 1, 3) = '\x535631'),
  wrapped_key bytea not null check (substr(wrapped_key, 1, 3) = '\x535631'),
  kek_id uuid not null,
  recorded_at timestamptz not null,
  retain_until date,
  retention_rule text,
  primary key (shard_key, attachment_id),
  foreign key (shard_key, case_id) references open.criminal_case (shard_key, case_id)
);
create index attachment_of_case on open.attachment (shard_key, case_id);

-- Events of a subject, record or case; the stream is its id. Appended only.
create table open.event (
  shard_key integer not null check (shard_key between 0 and 4095),
  stream_id uuid not null,
  version integer not null check (version >= 1),
  event_type text not null,
  entry_id uuid not null,
  content bytea not null check (substr(content, 1, 3) = '\x535631'),
  wrapped_key bytea not null check (substr(wrapped_key, 1, 3) = '\x535631'),
  kek_id uuid not null,
  recorded_at timestamptz not null,
  primary key (shard_key, stream_id, version)
) with (toast_tuple_target = 8160);
-- Ciphertext does not compress, and what a court tells fits into a page: kept in the row, and never tried.
alter table open.event alter column content set storage external;

-- Messages that were taken in, by the key their source gave them (hashed): the second arrival is recognised.
create table open.inbox (
  shard_key integer not null check (shard_key between 0 and 4095),
  source text not null,
  message_key bytea not null check (octet_length(message_key) = 32),
  body_hash bytea not null check (octet_length(body_hash) = 32),
  taken_as uuid,
  received_at timestamptz not null,
  primary key (shard_key, source, message_key)
);
create index inbox_taken_as on open.inbox (taken_as);
