-- By which kind of vectors every image takes part in a generation: a model that sees no pictures reads what is written.
alter table generation add column kind text not null default 'image' check (kind in ('image', 'text'));

-- An image may have several vectors of its words: of what persons have written, and of what a machine says.
drop index vector_words;
create index vector_words on vector (space_id, image_id, ordinal, words_version) where kind = 'text';
