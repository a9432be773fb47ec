-- Attachments as they came to be. blob_id: the sealed stream has a name of its own, so that a file tells
-- nothing about the case whose row went behind the wall. sealed_digest: SHA-256 of the file, for checks without
-- keys. No version before this one wrote an attachment or upload, so the columns need no default.
alter table open.attachment add column blob_id uuid not null;
alter table open.attachment add column sealed_digest bytea not null check (octet_length(sealed_digest) = 32);
alter table sealed.attachment add column blob_id uuid not null;
alter table sealed.attachment add column sealed_digest bytea not null
  check (octet_length(sealed_digest) = 32);
grant select (blob_id, sealed_digest) on open.attachment to fengcun_auditor;
grant select (blob_id, sealed_digest) on sealed.attachment to fengcun_auditor;

-- An upload keeps what it will become, its stream key and the bytes of an unfinished segment encrypted; every
-- change is a new version, so that two senders cannot both go on with it.
alter table ops.upload add column blob_id uuid not null;
alter table ops.upload add column version integer not null check (version >= 1);
alter table ops.upload add column content bytea not null check (substr(content, 1, 3) = '\x535631');
create index upload_of_case on ops.upload (shard_key, case_id);
grant select (blob_id, version, content) on ops.upload to fengcun_auditor;
