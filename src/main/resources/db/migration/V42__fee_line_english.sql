alter table bf_fee_line add column description_en varchar(200);
comment on column bf_fee_line.description_en is 'What is charged, in English; null where the schedule did not say it';
