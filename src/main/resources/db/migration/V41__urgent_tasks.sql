-- The list of all open tasks is read from its most urgent end.
create index bf_filing_task_urgent on bf_filing_task (due_at, task_id);
-- The index on (assignee, reference) does the same.
drop index bf_filing_task_assignee_ix;
