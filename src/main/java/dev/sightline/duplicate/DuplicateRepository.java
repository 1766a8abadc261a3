package dev.sightline.duplicate;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Hashes of images, pairs whose hashes are close, and what was decided about them.
@ApplicationScoped
class DuplicateRepository {

    /// So many bits of 63 may differ. The vectors have to agree besides.
    private static final int CLOSE = 10;

    /// Pairs of one image: of a thousand alike, each need not be paired with each to be one group.
    private static final int PAIRS = 20;

    private final Jdbi jdbi;

    DuplicateRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    boolean isAnyUncompared() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select exists (select from image where compared_at is null and state = 'ready')")
                .mapTo(boolean.class)
                .one());
    }

    List<UUID> uncompared(int limit) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        select id from image where compared_at is null and state = 'ready' order by id limit :limit
                        """).bind("limit", limit).mapTo(UUID.class).list());
    }

    /// Stores hashes and pairs these images with all others whose hashes are close.
    void compare(Map<UUID, OptionalLong> hashes) {
        jdbi.useTransaction(handle -> {
            var batch =
                    handle.prepareBatch("update image set perceptual_hash = :hash, compared_at = now() where id = :id");
            hashes.forEach((id, hash) -> batch.bind("id", id)
                    .bind("hash", hash.isPresent() ? (Long) hash.getAsLong() : null)
                    .add());
            batch.execute();
            handle.createUpdate("""
                            insert into duplicate_pair (first, second, distance)
                            select least(a.id, b.id), greatest(a.id, b.id), b.distance
                            from image a cross join lateral (
                                select o.id, bit_count((o.perceptual_hash # a.perceptual_hash)::bit(64)) as distance
                                from image o
                                where o.collection_id = a.collection_id and o.id <> a.id
                                    and bit_count((o.perceptual_hash # a.perceptual_hash)::bit(64)) <= :close
                                order by 2, 1 limit :pairs) b
                            where a.id = any(:ids) and a.perceptual_hash is not null
                            on conflict do nothing
                            """)
                    .bindArray("ids", UUID.class, List.copyOf(hashes.keySet()))
                    .bind("close", CLOSE)
                    .bind("pairs", PAIRS)
                    .execute();
        });
    }

    record Pair(UUID first, UUID second) {}

    /// Pairs of images that are both ready and not in the trash, and that nobody decided about.
    List<Pair> open(long collection) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select p.first, p.second from duplicate_pair p
                            join image a on a.id = p.first join image b on b.id = p.second
                        where not p.dismissed and a.collection_id = :collection
                            and a.state = 'ready' and b.state = 'ready' and a.trashed_at is null and b.trashed_at is null
                        order by p.first, p.second
                        """)
                .bind("collection", collection)
                .map((row, _) -> new Pair(row.getObject("first", UUID.class), row.getObject("second", UUID.class)))
                .list());
    }

    /// @param kept    images between which no pair is a question any more
    /// @param trashed images that went to the trash with it
    record Decision(UUID id, List<UUID> kept, List<UUID> trashed) {}

    /// Remembers what was decided, and asks no more about the pairs of those that are kept.
    void record(Decision decision, long person) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("""
                            insert into duplicate_decision (id, person_id, kept, trashed)
                            values (:id, :person, :kept, :trashed)
                            """)
                    .bind("id", decision.id())
                    .bind("person", person)
                    .bindArray("kept", UUID.class, decision.kept())
                    .bindArray("trashed", UUID.class, decision.trashed())
                    .execute();
            dismiss(handle, decision.kept(), true);
        });
    }

    /// Takes a decision back, once.
    ///
    /// @return empty if there is none, or it was taken back before
    Optional<Decision> undo(UUID id, long person) {
        return jdbi.inTransaction(handle -> {
            var decision = handle.createQuery("""
                            update duplicate_decision set undone_at = now()
                            where id = :id and person_id = :person and undone_at is null returning *
                            """)
                    .bind("id", id)
                    .bind("person", person)
                    .map((row, _) -> new Decision(
                            id, List.of((UUID[]) row.getArray("kept").getArray()), List.of((UUID[])
                                    row.getArray("trashed").getArray())))
                    .findOne();
            decision.ifPresent(undone -> dismiss(handle, undone.kept(), false));
            return decision;
        });
    }

    private static void dismiss(Handle handle, Collection<UUID> images, boolean dismissed) {
        handle.createUpdate("""
                        update duplicate_pair set dismissed = :dismissed
                        where first = any(:images) and second = any(:images)
                        """)
                .bind("dismissed", dismissed)
                .bindArray("images", UUID.class, List.copyOf(images))
                .execute();
    }
}
