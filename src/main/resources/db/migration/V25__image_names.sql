-- Files elsewhere are told by the names of pictures, hundreds at a time. A name may be longer than an entry of an index.
create index image_name on image (collection_id, left(name, 200)) where trashed_at is null;
