package dev.sightline.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// Full text search over title, tags, description and file name.
@ApplicationScoped
class Lexical {

    private final Jdbi jdbi;

    Lexical(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// The images whose words contain all of the text's words, as written or in their stems, each with a rank of
    /// 0 to 1.
    Map<UUID, Double> find(long collection, String text, int limit) {
        if (text.isEmpty()) {
            return Map.of();
        }
        return jdbi.withHandle(handle -> handle.createQuery("""
                        with asked as (
                            select websearch_to_tsquery('simple', :text) || websearch_to_tsquery(language, :text) as query
                            from collection where id = :collection
                        )
                        select i.id, ts_rank_cd(i.words, query, 32) as rank from image i, asked
                        where i.collection_id = :collection and i.trashed_at is null and i.state = 'ready'
                            and i.words @@ query
                        order by rank desc, i.id limit :limit
                        """)
                .bind("collection", collection)
                .bind("text", text.replaceAll("[^\\p{L}\\p{N}\"]+", " "))
                .bind("limit", limit)
                .reduceRows(new HashMap<>(), (found, row) -> {
                    found.put(row.getColumn("id", UUID.class), row.getColumn("rank", Double.class));
                    return found;
                }));
    }
}
