package dev.sightline.search;

import dev.sightline.account.Person;
import dev.sightline.index.Generation;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;

/// Rankings that somebody is paging through, so that later pages neither repeat nor skip while images come and go.
@ApplicationScoped
class Rankings {

    private final Jdbi jdbi;
    private final SearchConfig config;

    Rankings(Jdbi jdbi, SearchConfig config) {
        this.jdbi = jdbi;
        this.config = config;
    }

    /// Keeps a ranking for its person and its generation, and forgets those whose time is over. Nobody waits for the
    /// disk: a crash of the database within its next second loses no more than the place of somebody who pages.
    ///
    /// @param words that were asked for
    /// @return the name to find it again by
    UUID keep(Ranking ranking, List<AskedWord> words, Generation generation, Person person) {
        var id = UUID.randomUUID();
        jdbi.useTransaction(handle -> {
            handle.execute("set local synchronous_commit = off");
            handle.execute("delete from ranking where expires_at < now()");
            handle.createUpdate("""
                            insert into ranking (id, person_id, generation_id, expires_at, images, scores, cosines, lexical,
                                tastes, lifts, weak, relevant, weaker, exact, words)
                            values (:id, :person, :generation, now() + make_interval(secs => :seconds), :images, :scores,
                                :cosines, :lexical, :tastes, :lifts, :weak, :relevant, :weaker, :exact, :words)
                            """)
                    .bind("id", id)
                    .bind("person", person.id())
                    .bind("generation", generation.id())
                    .bind("seconds", config.rankingLife().toSeconds())
                    .bindArray("images", UUID.class, ranking.images())
                    .bind("scores", numbers(ranking, "float8", Entry::score))
                    .bind("cosines", numbers(ranking, "float8", Entry::cosine))
                    .bind("lexical", numbers(ranking, "float8", Entry::lexical))
                    .bind("tastes", numbers(ranking, "float8", Entry::taste))
                    .bind("lifts", numbers(ranking, "int4", Entry::lift))
                    .bind("weak", ranking.isWeak())
                    .bind("relevant", ranking.relevant())
                    .bind("weaker", ranking.weaker())
                    .bind("exact", ranking.exact())
                    .bindArray(
                            "words",
                            String.class,
                            words.stream().map(AskedWord::toString).toList())
                    .execute();
        });
        return id;
    }

    /// An array of numbers is sent as it is; a list of them would be written as text and read again.
    private static <N extends Number> Argument numbers(Ranking ranking, String type, Function<Entry, N> value) {
        var numbers = ranking.entries().stream().map(value).toArray();
        return (position, statement, _) ->
                statement.setArray(position, statement.getConnection().createArrayOf(type, numbers));
    }

    /// @param words that were asked for
    record Kept(Ranking ranking, List<AskedWord> words) {}

    /// A ranking that is still kept: that of another person or generation is not.
    Optional<Kept> find(UUID id, Generation generation, Person person) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from ranking
                        where id = :id and person_id = :person and generation_id = :generation and expires_at > now()
                        """)
                .bind("id", id)
                .bind("person", person.id())
                .bind("generation", generation.id())
                .map((row, _) -> new Kept(ranking(row), words(row)))
                .findOne());
    }

    private static List<AskedWord> words(ResultSet row) throws SQLException {
        return Arrays.stream(Rankings.<String>array(row.getArray("words")))
                .map(AskedWord::of)
                .toList();
    }

    private static Ranking ranking(ResultSet row) throws SQLException {
        UUID[] images = array(row.getArray("images"));
        Double[] scores = array(row.getArray("scores"));
        Double[] cosines = array(row.getArray("cosines"));
        Double[] lexical = array(row.getArray("lexical"));
        Double[] tastes = array(row.getArray("tastes"));
        Integer[] lifts = array(row.getArray("lifts"));
        List<Entry> entries = IntStream.range(0, images.length)
                .mapToObj(i -> new Entry(images[i], scores[i], cosines[i], lexical[i], tastes[i], lifts[i]))
                .toList();
        return new Ranking(
                entries, row.getBoolean("weak"), row.getInt("relevant"), row.getInt("weaker"), row.getBoolean("exact"));
    }

    @SuppressWarnings("unchecked")
    private static <T> T[] array(Array array) throws SQLException {
        return (T[]) array.getArray();
    }
}
