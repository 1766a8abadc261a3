package dev.sightline.library;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Jdbi;

/// The tags that people use, to be suggested.
@ApplicationScoped
class TagWords {

    private static final int MOST = 20;

    private final Jdbi jdbi;
    private final Collections collections;

    TagWords(Jdbi jdbi, Collections collections) {
        this.jdbi = jdbi;
        this.collections = collections;
    }

    /// Up to 20 tags, the most used first.
    ///
    /// @param start in any case; all tags begin with nothing
    List<String> startingWith(String start) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select tag from image_tag where collection_id = :collection and starts_with(tag, :start)
                        group by tag order by count(*) desc, tag limit :most
                        """)
                .bind("collection", collections.library())
                .bind("start", start.strip().toLowerCase(Locale.ROOT))
                .bind("most", MOST)
                .mapTo(String.class)
                .list());
    }
}
