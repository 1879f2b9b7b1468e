-- Lists of running clocks, and the rate at which they were kept.

create index bf_deadline_board_ix on bf_deadline (closed_at, province, due_at, id);
create index bf_filing_task_assignee_ix on bf_filing_task (assignee);
