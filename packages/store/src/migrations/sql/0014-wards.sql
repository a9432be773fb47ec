-- A guardian's account is also found by the keyed digest of whom it acts for, so that a certificate for a ward
-- is applied for over the network without opening the directory. 民法典第27、34条; 2022 Measures art. 15.
alter table ops.account_term drop constraint account_term_term_kind_check;
alter table ops.account_term add constraint account_term_term_kind_check
  check (term_kind in ('subject', 'identity', 'ward'));
