-- Rankings last for minutes. After a crash of the database they are gone, and whoever was paging searches again; and to
-- compress them takes longer than to write them.
alter table ranking set unlogged;
alter table ranking
    alter images set storage external,
    alter scores set storage external,
    alter cosines set storage external,
    alter lexical set storage external;
