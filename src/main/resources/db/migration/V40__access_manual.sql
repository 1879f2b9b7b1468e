-- By when a person shall decide on evidence is a limit like the others, in bf_deadline.
alter table bf_access_manual drop column due_at;
