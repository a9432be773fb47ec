-- The sealed side has the same shape and shares nothing: other tables, other role, other keys.
-- No foreign key and no unique key crosses the wall, so nothing on the open side can feel what is behind it.
create schema sealed;

create table sealed.subject (like open.subject including all);
create table sealed.subject_term (like open.subject_term including all);
create table sealed.criminal_case (like open.criminal_case including all);
create table sealed.record (like open.record including all);
create table sealed.holder (like open.holder including all);
create table sealed.stage_record (like open.stage_record including all);
create table sealed.attachment (like open.attachment including all);
create table sealed.event (like open.event including all) with (toast_tuple_target = 8160);
create table sealed.inbox (like open.inbox including all);

alter table sealed.record add foreign key (shard_key, subject_id)
  references sealed.subject (shard_key, subject_id);
alter table sealed.holder add foreign key (shard_key, record_id)
  references sealed.record (shard_key, record_id);
alter table sealed.stage_record add foreign key (shard_key, case_id)
  references sealed.criminal_case (shard_key, case_id);
alter table sealed.attachment add foreign key (shard_key, case_id)
  references sealed.criminal_case (shard_key, case_id);
