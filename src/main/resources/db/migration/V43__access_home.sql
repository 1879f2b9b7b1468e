alter table bf_access_target add column home varchar(253);
comment on column bf_access_target.home is 'ASCII host of the filed home page: the domain or a name below it; null in verifications begun before it was kept';
