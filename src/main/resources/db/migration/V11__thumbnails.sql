-- Whether there is a thumbnail for displays of twice the density: images that were here before get theirs bit by bit.
alter table image add column thumbnail_2x boolean not null default false;
create index image_without_thumbnail_2x on image (id) where state = 'ready' and not thumbnail_2x;
