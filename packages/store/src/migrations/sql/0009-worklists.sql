-- What the sealing service goes through in the order of ids: everything that is open, what was told lately (ids
-- are minted in the order of time), and holders of sealed records that have not answered.
create index record_listed on open.record (record_id);
create index stage_record_listed on open.stage_record (stage_record_id);
create index holder_awaited on sealed.holder (record_id, organ) where state in ('sealOrdered', 'unsealOrdered');
