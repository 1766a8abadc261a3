package dev.sightline.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// What words are in the dictionaries of PostgreSQL: kept, because it depends on the word and its language alone.
@ApplicationScoped
class Wordings {

    private static final int KEPT = 10_000;

    private final Cache<Asked, Wording> known =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    /// A word or a phrase.
    ///
    /// @param plain in lower case, without accents
    /// @param query what it is looked for as; null or empty where it has no letters for PostgreSQL
    /// @param key   what an image is called that is called by this alone, as a `tsquery`
    /// @param idle  whether the language counts it for nothing
    /// @param stems in the language, none of a phrase
    record Wording(String plain, boolean phrase, String query, String key, boolean idle, List<String> stems) {

        private static Wording of(ResultSet row, StatementContext context) throws SQLException {
            return new Wording(
                    row.getString("plain"),
                    row.getBoolean("phrase"),
                    row.getString("query"),
                    row.getString("key"),
                    row.getBoolean("idle"),
                    List.of((String[]) row.getArray("stems").getArray()));
        }

        /// The words in it, each as it is written.
        List<String> parts() {
            return phrase ? List.of(plain.split(" ")) : List.of(plain);
        }
    }

    private record Asked(String language, String text, boolean phrase) {

        private static Asked of(String language, AskedWord word) {
            return new Asked(language, word.text(), word.phrase());
        }
    }

    /// One for each word.
    ///
    /// @param language a text search configuration of PostgreSQL: `english`
    List<Wording> of(Handle handle, String language, List<AskedWord> words) {
        var asked = words.stream().map(word -> Asked.of(language, word)).toList();
        var found = new HashMap<>(known.getAllPresent(asked));
        var others = asked.stream()
                .distinct()
                .filter(word -> !found.containsKey(word))
                .toList();
        if (!others.isEmpty()) {
            var read = read(handle, language, others);
            for (int i = 0; i < others.size(); i++) {
                found.put(others.get(i), read.get(i));
                known.put(others.get(i), read.get(i));
            }
        }
        return asked.stream().map(found::get).toList();
    }

    private static List<Wording> read(Handle handle, String language, List<Asked> words) {
        return handle.createQuery("""
                        select plain, phrase, quote_literal(name_key(word)) as key,
                            not phrase and to_tsvector(language, word) = '' as idle,
                            case when phrase then phrase_query(word)
                                when word ~ '[0-9]' then word_query(language, word) || quote_literal(name_key(word))::tsquery
                                else word_query(language, word) end::text as query,
                            case when phrase then '{}' else tsvector_to_array(
                                to_tsvector(language, word) || to_tsvector(language, folded(word))) end as stems
                        from (
                            select a.*, spaced(folded(word)) as plain, :language::regconfig as language
                            from unnest(:words, :phrases) with ordinality a(word, phrase, place)) asked
                        order by place
                        """)
                .bind("language", language)
                .bindArray(
                        "words", String.class, words.stream().map(Asked::text).toList())
                .bindArray(
                        "phrases",
                        Boolean.class,
                        words.stream().map(Asked::phrase).toList())
                .map(Wording::of)
                .list();
    }
}
