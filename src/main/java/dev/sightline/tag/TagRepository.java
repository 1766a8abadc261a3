package dev.sightline.tag;

import dev.sightline.account.Person;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Tags as they are on the images: there is no other list of them.
@ApplicationScoped
class TagRepository {

    private static final int COVERS = 4;

    private static final String COUNTED = """
            select tag as name, count(*) as count, array_agg(i.id order by i.date desc, i.id desc) as images
            from image i cross join unnest(i.tags) as tag
            where i.collection_id = :collection and i.trashed_at is null and i.state <> 'failed'
                and strpos(tag, :containing) > 0
            group by tag
            """;

    private final Jdbi jdbi;

    TagRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// @param containing this text, or empty for all
    /// @param from       after this one, or null
    List<Tag> list(long collection, TagOrder order, String containing, TagCursor from, int limit) {
        var sql = """
                select name, count, array(select unnest(images) limit %d) as images from (%s) counted %s
                order by %s limit :limit
                """.formatted(COVERS, COUNTED, from == null ? "" : "where " + order.after, order.sql);
        return jdbi.withHandle(handle -> {
            var query = handle.createQuery(sql)
                    .bind("collection", collection)
                    .bind("containing", containing)
                    .bind("limit", limit);
            if (from != null) {
                query.bind("count", from.count()).bind("name", from.name());
            }
            return query.map((row, _) -> new Tag(row.getString("name"), row.getLong("count"), List.of((UUID[])
                            row.getArray("images").getArray())))
                    .list();
        });
    }

    long count(long collection, String containing) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(distinct tag) from image i cross join unnest(i.tags) as tag
                        where i.collection_id = :collection and i.trashed_at is null and i.state <> 'failed'
                            and strpos(tag, :containing) > 0
                        """)
                .bind("collection", collection)
                .bind("containing", containing)
                .mapTo(long.class)
                .one());
    }

    record Count(String name, long count) {}

    /// @param trashed how many of them are in the trash
    record Use(String name, long count, long trashed) {}

    Optional<Use> named(long collection, String tag) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) as count, count(trashed_at) as trashed from image
                        where collection_id = :collection and tags @> array[:tag]::text[]
                        """)
                .bind("collection", collection)
                .bind("tag", tag)
                .map((row, _) -> new Use(tag, row.getLong("count"), row.getLong("trashed")))
                .findOne()
                .filter(use -> use.count() > 0));
    }

    /// The tags of these images, the most frequent first.
    List<Count> ofImages(long collection, List<UUID> images) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select tag as name, count(*) as count from image i cross join unnest(i.tags) as tag
                        where i.id = any(:images) and i.collection_id = :collection
                        group by tag order by count desc, name
                        """)
                .bindArray("images", UUID.class, images)
                .bind("collection", collection)
                .map((row, _) -> new Count(row.getString("name"), row.getLong("count")))
                .list());
    }

    /// @param replacement null where the tag was removed
    /// @param images      that had the tag
    /// @param replaced    those of them that got the replacement and did not have it before
    record Change(UUID id, String tag, String replacement, List<UUID> images, List<UUID> replaced) {}

    /// Puts another tag in the place of this one on all images, those in the trash included, or removes it. Tags are
    /// the person's from then on, and no longer the file's.
    ///
    /// @param replacement null to remove it
    /// @return empty if no image has it
    Optional<Change> replace(UUID id, long collection, String tag, String replacement, Person person) {
        return jdbi.inTransaction(handle -> {
            // In one order, so that two changes of the same images wait for each other.
            var images = handle.createQuery("""
                            select id from image where collection_id = :collection and tags @> array[:tag]::text[]
                            order by id for update
                            """)
                    .bind("collection", collection)
                    .bind("tag", tag)
                    .mapTo(UUID.class)
                    .list();
            if (images.isEmpty()) {
                return Optional.empty();
            }
            var replaced = replacement == null ? List.<UUID>of() : without(handle, images, replacement);
            remove(handle, tag, images);
            add(handle, replacement, replaced);
            touch(handle, images);
            var change = new Change(id, tag, replacement, images, replaced);
            insert(handle, change, person);
            return Optional.of(change);
        });
    }

    private static void insert(Handle handle, Change change, Person person) {
        handle.createUpdate("""
                        insert into tag_change (id, person_id, tag, replacement, images, replaced)
                        values (:id, :person, :tag, :replacement, :images, :replaced)
                        """)
                .bind("id", change.id())
                .bind("person", person.id())
                .bind("tag", change.tag())
                .bind("replacement", change.replacement())
                .bindArray("images", UUID.class, change.images())
                .bindArray("replaced", UUID.class, change.replaced())
                .execute();
    }

    /// Takes a change back, once: exactly those images get the tag again that lost it, and lose what they got for it.
    ///
    /// @return empty if there is none, or it was taken back before
    Optional<Change> undo(UUID id, Person person) {
        return jdbi.inTransaction(handle -> {
            var change = handle.createQuery("""
                            update tag_change set undone_at = now()
                            where id = :id and person_id = :person and undone_at is null returning *
                            """)
                    .bind("id", id)
                    .bind("person", person.id())
                    .map((row, _) -> new Change(
                            id,
                            row.getString("tag"),
                            row.getString("replacement"),
                            List.of((UUID[]) row.getArray("images").getArray()),
                            List.of((UUID[]) row.getArray("replaced").getArray())))
                    .findOne();
            change.ifPresent(undone -> {
                handle.createQuery("select id from image where id = any(:images) order by id for update")
                        .bindArray("images", UUID.class, undone.images())
                        .mapTo(UUID.class)
                        .list();
                remove(handle, undone.replacement(), undone.replaced());
                add(handle, undone.tag(), without(handle, undone.images(), undone.tag()));
                touch(handle, undone.images());
            });
            return change;
        });
    }

    private static List<UUID> without(Handle handle, List<UUID> images, String tag) {
        return handle.createQuery("select id from image where id = any(:images) and not tags @> array[:tag]::text[]")
                .bindArray("images", UUID.class, images)
                .bind("tag", tag)
                .mapTo(UUID.class)
                .list();
    }

    private static void remove(Handle handle, String tag, List<UUID> images) {
        if (!images.isEmpty()) {
            handle.createUpdate("update image set tags = array_remove(tags, :tag) where id = any(:images)")
                    .bind("tag", tag)
                    .bindArray("images", UUID.class, images)
                    .execute();
        }
    }

    private static void add(Handle handle, String tag, List<UUID> images) {
        if (!images.isEmpty()) {
            handle.createUpdate("update image set tags = array_append(tags, :tag) where id = any(:images)")
                    .bind("tag", tag)
                    .bindArray("images", UUID.class, images)
                    .execute();
        }
    }

    private static void touch(Handle handle, List<UUID> images) {
        handle.createUpdate("""
                        update image set version = version + 1,
                            edited = array(select distinct unnest(edited || '{tags}'::text[]))
                        where id = any(:images)
                        """).bindArray("images", UUID.class, images).execute();
    }
}
