-- The job executor asks for due jobs every second or so; without this index each question reads every future timer
-- (Camunda documents the index but does not ship it). The one exception to "no SQL on ACT_*".
create index bf_idx_act_ru_job_due on ACT_RU_JOB (TYPE_ desc, DUEDATE_ asc);
