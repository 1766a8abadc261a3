package dev.sightline.library;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// Which images have a tag, read in one piece: half of a large library within milliseconds.
@ApplicationScoped
public class Tagged {

    private static final int UUID_BYTES = 2 * Long.BYTES;

    private final Jdbi jdbi;

    Tagged(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// The images that have all of these tags, without those in the trash.
    ///
    /// @param tags at least one
    public Set<UUID> images(long collection, List<String> tags) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select string_agg(uuid_send(image_id), '') from image_tag first
                        where collection_id = :collection and tag = :first and not exists (
                            select from unnest(:others) other(tag) where not exists (
                                select from image_tag t
                                where (t.collection_id, t.tag, t.image_id) = (:collection, other.tag, first.image_id)))
                        """)
                .bind("collection", collection)
                .bind("first", tags.getFirst())
                .bindArray("others", String.class, tags.subList(1, tags.size()))
                .map((row, _) -> read(row.getBytes(1)))
                .one());
    }

    private static Set<UUID> read(byte[] written) {
        if (written == null) {
            return Set.of();
        }
        var bytes = ByteBuffer.wrap(written);
        var images = HashSet.<UUID>newHashSet(written.length / UUID_BYTES);
        while (bytes.hasRemaining()) {
            images.add(new UUID(bytes.getLong(), bytes.getLong()));
        }
        return images;
    }
}
