package dev.sightline.search;

import dev.sightline.account.Person;
import dev.sightline.index.Generation;
import dev.sightline.ingest.SweepTask;
import dev.sightline.taste.TasteProvider.Judge;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// Rankings that somebody is paging through, so that later pages neither repeat nor skip while images come and go.
@ApplicationScoped
class Rankings implements SweepTask {

    private final Jdbi jdbi;
    private final SearchConfig config;

    Rankings(Jdbi jdbi, SearchConfig config) {
        this.jdbi = jdbi;
        this.config = config;
    }

    /// Keeps a ranking for its person and its generation. Nobody waits for the disk, because the table is unlogged: a
    /// crash of the database loses no more than the place of somebody who pages.
    ///
    /// @param words that were asked for
    /// @param judge who said how much styles are liked, or null
    /// @return the name to find it again by
    UUID keep(Ranking ranking, List<AskedWord> words, Judge judge, Generation generation, Person person) {
        var id = UUID.randomUUID();
        jdbi.useHandle(handle -> handle.createUpdate("""
                            insert into ranking (id, person_id, generation_id, expires_at, entries,
                                weak, relevant, weaker, exact, words, taste_by)
                            values (:id, :person, :generation, now() + make_interval(secs => :seconds), :entries,
                                :weak, :relevant, :weaker, :exact, :words, :judge)
                            """)
                .bind("id", id)
                .bind("person", person.id())
                .bind("generation", generation.id())
                .bind("seconds", config.rankingLife().toSeconds())
                .bind("entries", Entries.written(ranking.entries()))
                .bind("weak", ranking.isWeak())
                .bind("relevant", ranking.relevant())
                .bind("weaker", ranking.weaker())
                .bind("exact", ranking.exact())
                .bindArray(
                        "words",
                        String.class,
                        words.stream().map(AskedWord::toString).toList())
                .bind("judge", judge == null ? null : judge.written())
                .execute());
        return id;
    }

    /// @param words that were asked for
    /// @param judge who said how much styles are liked, or null
    record Kept(Ranking ranking, List<AskedWord> words, Judge judge) {}

    /// A ranking that is still kept: that of another person or generation is not.
    Optional<Kept> find(UUID id, Generation generation, Person person) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from ranking
                        where id = :id and person_id = :person and generation_id = :generation and expires_at > now()
                        """)
                .bind("id", id)
                .bind("person", person.id())
                .bind("generation", generation.id())
                .map((row, _) -> new Kept(ranking(row), words(row), Judge.of(row.getString("taste_by"))))
                .findOne());
    }

    private static List<AskedWord> words(ResultSet row) throws SQLException {
        return Arrays.stream((String[]) row.getArray("words").getArray())
                .map(AskedWord::of)
                .toList();
    }

    private static Ranking ranking(ResultSet row) throws SQLException {
        return new Ranking(
                Entries.read(row.getBytes("entries")),
                row.getBoolean("weak"),
                row.getInt("relevant"),
                row.getInt("weaker"),
                row.getBoolean("exact"));
    }

    /// Forgets those whose time is over.
    @Override
    public void sweep() {
        jdbi.useHandle(handle -> handle.execute("delete from ranking where expires_at < now()"));
    }
}
