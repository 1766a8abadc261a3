package dev.sightline.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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

    /// The words of a query, each once. More than twenty are of no help to anybody.
    static List<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .distinct()
                .limit(20)
                .toList();
    }

    /// Which of the words are among those of each image, as written or in their stems; words that the language counts
    /// for nothing are in none.
    Map<UUID, List<String>> matched(List<UUID> images, List<String> words) {
        if (images.isEmpty() || words.isEmpty()) {
            return Map.of();
        }
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select i.id, w.word
                        from image i
                            cross join unnest(:words) with ordinality w(word, place)
                        where i.id = any(:images)
                            and i.words @@ (plainto_tsquery('simple', w.word) || plainto_tsquery(i.language, w.word))
                            and to_tsvector(i.language, w.word) <> ''
                        order by w.place
                        """)
                .bindArray("words", String.class, words)
                .bindArray("images", UUID.class, images)
                .reduceRows(new HashMap<>(), (found, row) -> {
                    found.computeIfAbsent(row.getColumn("id", UUID.class), _ -> new ArrayList<>())
                            .add(row.getColumn("word", String.class));
                    return found;
                }));
    }
}
