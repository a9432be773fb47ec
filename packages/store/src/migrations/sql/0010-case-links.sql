-- The case a case was merged into; its own code stays valid for life and leads there. Taking the merge back
-- empties it again. What was merged, by whom and why, stands in the events of both cases.
alter table open.criminal_case add column merged_into uuid;
alter table sealed.criminal_case add column merged_into uuid;
