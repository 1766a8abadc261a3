package dev.sightline.library;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;

/// Which images have a tag, read in one piece: half of a large library within milliseconds.
@ApplicationScoped
public class Tagged {

    private static final String ALL = """
            select coalesce(string_agg(uuid_send(image_id), ''), '') from image_tag first
            where collection_id = :collection and tag = :tag0
            """;

    private static final String OTHER = """
            and exists (
                select from image_tag t where (t.collection_id, t.tag, t.image_id) = (:collection, :tag%d, first.image_id))
            """;

    private final Jdbi jdbi;

    Tagged(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// The images that have all of these tags, without those in the trash.
    ///
    /// @param tags at least one
    public Set<UUID> images(long collection, List<String> tags) {
        var others = IntStream.range(1, tags.size()).mapToObj(OTHER::formatted).collect(Collectors.joining());
        return jdbi.withHandle(handle -> {
            var query = handle.createQuery(ALL + others).bind("collection", collection);
            for (int i = 0; i < tags.size(); i++) {
                query.bind("tag" + i, tags.get(i));
            }
            return query.map((row, _) -> new ImageIds(row.getBytes(1))).one();
        });
    }
}
