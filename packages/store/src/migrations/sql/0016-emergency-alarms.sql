-- An emergency alarms a procuratorate outside of the organ, or is not taken in. `supervisor`: who was told; `seen_at`:
-- when a procurator first looked, empty again once it was used; afterwards a procurator who agreed to nothing of it
-- finds it in order, or pursues it in a matter of supervision of its own. Codes alone, nothing of a person.
alter table ops.joint_act add column supervisor text;
alter table ops.joint_act add column seen_at timestamptz;
alter table ops.joint_act add column reviewed_by text;
alter table ops.joint_act add column reviewed_person text;
alter table ops.joint_act add column reviewed_at timestamptz;
alter table ops.joint_act add column finding text;
alter table ops.joint_act add constraint joint_act_finding_check check (finding in ('inOrder', 'pursued'));
alter table ops.joint_act add constraint joint_act_reviewed_check
  check ((finding is null) = (reviewed_at is null) and (finding is null) = (reviewed_by is null));
create index joint_act_told on ops.joint_act (supervisor, asked_at) where supervisor is not null;
