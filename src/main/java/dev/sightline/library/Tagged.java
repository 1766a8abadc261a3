package dev.sightline.library;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/// Which images have a tag, read in one piece: half of a large library within milliseconds. What was read is kept, and
/// read again only after a transaction that it did not see has changed it, on whatever instance.
@ApplicationScoped
public class Tagged {

    private static final String ALL = """
            select pg_current_snapshot()::text, coalesce(string_agg(uuid_send(image_id), ''), '') from image_tag first
            where collection_id = :collection and tag = :tag0
            """;

    private static final String OTHER = """
            and exists (
                select from image_tag t where (t.collection_id, t.tag, t.image_id) = (:collection, :tag%d, first.image_id))
            """;

    /// Of all that are kept: about 30 MB.
    private static final int MOST_IMAGES = 1_000_000;

    /// What was read is kept for less long than changes are.
    private static final Duration KEPT = Duration.ofMinutes(30);

    private static final Duration CHANGES_KEPT = Duration.ofDays(1);

    private final Jdbi jdbi;
    private final Cache<Tags, Snapshot> known = Caffeine.newBuilder()
            .maximumWeight(MOST_IMAGES)
            .weigher((Tags _, Snapshot read) -> 1 + read.images().size())
            .expireAfterWrite(KEPT)
            .build();

    Tagged(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    private record Tags(long collection, List<String> tags) {}

    /// @param transactions those whose changes it has, as PostgreSQL writes a `pg_snapshot`
    private record Snapshot(String transactions, Set<UUID> images) {}

    /// The images that have all of these tags, without those in the trash. Some that were deleted lately may be among
    /// them.
    ///
    /// @param tags at least one
    public Set<UUID> images(long collection, List<String> tags) {
        var asked = new Tags(collection, List.copyOf(tags));
        return jdbi.withHandle(handle -> {
            var read = known.getIfPresent(asked);
            if (read == null || hasChanged(handle, asked, read)) {
                read = read(handle, asked);
                known.put(asked, read);
            }
            return read.images();
        });
    }

    private static Snapshot read(Handle handle, Tags asked) {
        var tags = asked.tags();
        var others = IntStream.range(1, tags.size()).mapToObj(OTHER::formatted).collect(Collectors.joining());
        Query query = handle.createQuery(ALL + others).bind("collection", asked.collection());
        for (int i = 0; i < tags.size(); i++) {
            query.bind("tag" + i, tags.get(i));
        }
        return query.map((row, _) -> new Snapshot(row.getString(1), new ImageIds(row.getBytes(2))))
                .one();
    }

    private static boolean hasChanged(Handle handle, Tags asked, Snapshot read) {
        return handle.createQuery("""
                        select exists (
                            select from image_tag_change
                            where collection_id = :collection and tag = any(:tags)
                                and transaction >= pg_snapshot_xmin(:transactions::pg_snapshot)
                                and not pg_visible_in_snapshot(transaction, :transactions::pg_snapshot))
                        """)
                .bind("collection", asked.collection())
                .bindArray("tags", String.class, asked.tags())
                .bind("transactions", read.transactions())
                .mapTo(boolean.class)
                .one();
    }

    /// Removes the changes that nothing which is kept can lack any more.
    public void forgetChanges() {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "delete from image_tag_change where at < now() - make_interval(secs => :seconds)")
                .bind("seconds", CHANGES_KEPT.toSeconds())
                .execute());
    }
}
