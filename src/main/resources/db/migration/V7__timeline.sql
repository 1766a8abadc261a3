-- The timeline is cut into chunks whose height a page knows beforehand, from the shape of every picture. All that it
-- takes for that is in one index, in order, so no picture's row is read for it.
drop index image_timeline;
create index image_timeline on image (collection_id, date desc, id desc) include (width, height)
    where trashed_at is null and state <> 'failed';
