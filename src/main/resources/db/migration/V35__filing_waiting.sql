-- Lists by stage, longest wait first.
create index bf_filing_waiting on bf_filing (state, state_since, reference);
