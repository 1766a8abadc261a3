package dev.sightline.status;

import dev.sightline.picture.Renditions;
import dev.sightline.status.Storage.Amount;
import dev.sightline.status.Storage.OfType;
import dev.sightline.storage.StorageNotice;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/// Counts what the library takes, from what the catalogue knows: nothing asks the storage for it.
@ApplicationScoped
public class StorageUsage {

    private final Jdbi jdbi;
    private final StorageNotice notice;

    StorageUsage(Jdbi jdbi, StorageNotice notice) {
        this.jdbi = jdbi;
        this.notice = notice;
    }

    /// @param counted of which the renditions were counted
    private record Part(String type, boolean trashed, Amount originals, long counted, long renditionBytes) {}

    public Storage of(long collection) {
        var parts = parts(collection);
        return new Storage(
                sum(parts),
                types(parts),
                sum(parts.stream().filter(Part::trashed).toList()),
                new Amount(
                        parts.stream().mapToLong(Part::counted).sum() * Renditions.SIZES.size(),
                        parts.stream().mapToLong(Part::renditionBytes).sum()),
                databaseBytes(),
                notice.words());
    }

    private List<Part> parts(long collection) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select media_type, trashed_at is not null as trashed, count(*) as count, sum(size) as bytes,
                            count(rendition_size) as counted, coalesce(sum(rendition_size), 0) as renditions
                        from image where collection_id = :collection group by 1, 2
                        """)
                .bind("collection", collection)
                .map((row, _) -> new Part(
                        row.getString("media_type"),
                        row.getBoolean("trashed"),
                        new Amount(row.getLong("count"), row.getLong("bytes")),
                        row.getLong("counted"),
                        row.getLong("renditions")))
                .list());
    }

    private static Amount sum(List<Part> parts) {
        return parts.stream().map(Part::originals).reduce(Amount.NOTHING, Amount::plus);
    }

    private static List<OfType> types(List<Part> parts) {
        return parts.stream()
                .map(Part::type)
                .distinct()
                .map(type -> {
                    var amount = sum(parts.stream()
                            .filter(part -> part.type().equals(type))
                            .toList());
                    return new OfType(type, amount.count(), amount.bytes());
                })
                .sorted(Comparator.comparing(OfType::bytes).reversed())
                .toList();
    }

    private long databaseBytes() {
        return jdbi.withHandle(handle -> handle.createQuery("select pg_database_size(current_database())")
                .mapTo(long.class)
                .one());
    }
}
