package dev.sightline.trash;

import dev.sightline.library.Images;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Which images are in the trash, and how they leave it.
@ApplicationScoped
class TrashRepository {

    private final Jdbi jdbi;

    TrashRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// What came to the trash last is first.
    ///
    /// @param from after this one, or null
    List<TrashCursor> list(long collection, TrashCursor from, int limit) {
        var condition = from == null ? "" : "and (trashed_at, id) < (:at, :id)";
        return jdbi.withHandle(handle -> {
            var query = handle.createQuery("""
                            select trashed_at, id from image
                            where collection_id = :collection and trashed_at is not null %s
                            order by trashed_at desc, id desc limit :limit
                            """.formatted(condition))
                    .bind("collection", collection)
                    .bind("limit", limit);
            if (from != null) {
                query.bind("at", utc(from.trashedAt())).bind("id", from.id());
            }
            return query.map((row, _) -> new TrashCursor(
                            row.getObject("trashed_at", OffsetDateTime.class).toInstant(),
                            row.getObject("id", UUID.class)))
                    .list();
        });
    }

    long count(long collection) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select count(*) from image where collection_id = :collection and trashed_at is not null")
                .bind("collection", collection)
                .mapTo(long.class)
                .one());
    }

    Set<UUID> known(long collection, List<UUID> images) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select id from image where id = any(:ids) and collection_id = :collection")
                .bindArray("ids", UUID.class, images)
                .bind("collection", collection)
                .mapTo(UUID.class)
                .set());
    }

    /// By the clock that says when something came to the trash.
    Instant now() {
        return jdbi.withHandle(handle -> handle.createQuery("select now()")
                .mapTo(OffsetDateTime.class)
                .one()
                .toInstant());
    }

    /// Up to `limit` images that came to the trash no later than that, in no order.
    List<UUID> trashedUntil(long collection, Instant until, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id from image where collection_id = :collection and trashed_at <= :until limit :limit
                        """)
                .bind("collection", collection)
                .bind("until", utc(until))
                .bind("limit", limit)
                .mapTo(UUID.class)
                .list());
    }

    /// Moves all images of a collection to the trash.
    void trashAll(long collection) {
        jdbi.useTransaction(handle -> {
            var trashed = handle.createQuery("""
                            update image set trashed_at = now()
                            where collection_id = :collection and trashed_at is null returning id
                            """)
                    .bind("collection", collection)
                    .mapTo(UUID.class)
                    .set();
            Images.recordIndexChanges(handle, trashed);
        });
    }

    /// Takes all out of the trash.
    ///
    /// @return how many
    int restore(long collection, List<UUID> images) {
        return jdbi.inTransaction(handle -> {
            var restored = handle.createQuery("""
                            update image set trashed_at = null where id = any(:ids)
                                and id in (%s) returning id
                            """.formatted(LOCKED))
                    .bindArray("ids", UUID.class, images)
                    .bind("collection", collection)
                    .mapTo(UUID.class)
                    .set();
            Images.recordIndexChanges(handle, restored);
            return restored.size();
        });
    }

    /// In one order, so that two changes of the same images wait for each other.
    private static final String LOCKED = """
            select id from image where id = any(:ids) and collection_id = :collection and trashed_at is not null
            order by id for update
            """;

    /// Deletes those of these images that are in the trash, with everything that hangs on them. Their slots stay, and
    /// say that they were deleted, so that no audit takes their objects for lost ones. No engine holds what was in
    /// the trash.
    ///
    /// @return whose objects are to be deleted now
    Set<UUID> delete(long collection, List<UUID> images) {
        return jdbi.inTransaction(handle -> {
            var locked = handle.createQuery(LOCKED)
                    .bindArray("ids", UUID.class, images)
                    .bind("collection", collection)
                    .mapTo(UUID.class)
                    .set();
            execute(handle, """
                    insert into deletion (image_id, object_key, managed)
                    select id, object_key, managed from image where id = any(:ids)
                    """, locked);
            execute(handle, """
                    update upload set state = 'deleted', name = id::text, sidecar = null where image_id = any(:ids)
                    """, locked);
            execute(handle, "delete from image where id = any(:ids)", locked);
            return locked;
        });
    }

    private static void execute(Handle handle, String sql, Set<UUID> images) {
        handle.createUpdate(sql)
                .bindArray("ids", UUID.class, List.copyOf(images))
                .execute();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
