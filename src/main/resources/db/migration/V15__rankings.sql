-- Rankings last for minutes. After a crash of the database they are gone, and whoever was paging searches again. Their
-- entries are read by nobody but the program: arrays take PostgreSQL longer to read and write than all else about them.
delete from ranking;
alter table ranking set unlogged;
alter table ranking
    drop column images,
    drop column scores,
    drop column cosines,
    drop column lexical,
    add column entries bytea not null;
alter table ranking alter entries set storage external;
