package dev.sightline.library;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/// Images by what files elsewhere call them.
@ApplicationScoped
public class ImageNames {

    private final Jdbi jdbi;

    ImageNames(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// @param name    of the object, or of the picture
    /// @param isReady whether it was taken in
    public record Named(String name, UUID image, boolean isReady) {}

    /// By the keys of their objects, of all collections.
    public Map<String, Named> byKey(Collection<String> keys) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select object_key as name, id, state from image where object_key = any(:keys)
                        """)
                .bindArray("keys", String.class, List.copyOf(keys))
                .map((row, _) -> named(row.getString("name"), row.getObject("id", UUID.class), row.getString("state")))
                .collect(Collectors.toMap(Named::name, named -> named)));
    }

    /// By the names of their files, of what is in one collection and not in its trash. Several may have the same name.
    public Map<String, List<Named>> byName(long collection, Collection<String> names) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select name, id, state from image
                        where collection_id = :collection and trashed_at is null and name = any(:names)
                            and left(name, 200) in (select left(called, 200) from unnest(:names) called)
                        """)
                .bind("collection", collection)
                .bindArray("names", String.class, List.copyOf(names))
                .map((row, _) -> named(row.getString("name"), row.getObject("id", UUID.class), row.getString("state")))
                .collect(Collectors.groupingBy(Named::name)));
    }

    private static Named named(String name, UUID image, String state) {
        return new Named(name, image, state.equals("ready"));
    }
}
