-- The auditor searches the trail across its chains, newest first; the analyst counts steps by time.

create index bf_audit_entry_time on bf_audit_entry (happened_at, chain, entry_no);
create index bf_audit_entry_actor on bf_audit_entry (actor_id, happened_at, chain, entry_no);
create index bf_audit_entry_act on bf_audit_entry (act, happened_at, chain, entry_no);
create index bf_filing_step_reached on bf_filing_step (at, to_state);
