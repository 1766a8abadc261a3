package dev.sightline.search;

import dev.sightline.EmbeddedServers.Kind;
import dev.sightline.Serving;
import dev.sightline.account.Person;
import dev.sightline.library.Collections;
import dev.sightline.search.Suggestion.Group;
import dev.sightline.standalone.Standalone;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What the search box waits for: suggestions from a library of 100,000 images with titles of four words out of 20,000,
/// two of 3,000 tags, one of 60 cameras, and with all the recent searches that are kept.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 3)
@Fork(1)
public class SuggestionTimes {

    @Param({"", "a", "red ab", "tag:t1", "camera:x"})
    String typed;

    private final Standalone servers = new Standalone();
    private final Person person = new Person(1, "owner");
    private Suggestions suggestions;
    private Connection connection;

    @Setup
    public void fill() throws IOException, SQLException {
        var data = Files.createTempDirectory("sightline-suggestions");
        var settings = servers.start(EnumSet.of(Kind.DATABASE), new Serving(data, "127.0.0.1", 0, 0));
        var url = settings.get("quarkus.datasource.jdbc.url");
        var user = settings.get("quarkus.datasource.username");
        var password = settings.get("quarkus.datasource.password");
        Flyway.configure().dataSource(url, user, password).load().migrate();
        // One connection, as a pool would have it at hand.
        connection = DriverManager.getConnection(url, user, password);
        var jdbi = Jdbi.create(connection).installPlugin(new PostgresPlugin());
        jdbi.useHandle(handle -> {
            handle.execute("""
                    insert into image (id, collection_id, object_key, name, title, tags, camera, media_type, size, state)
                    select gen_random_uuid(), 1, 'originals/' || n, n || '.jpg',
                        concat_ws(' ', substr(md5('a' || n % 9000), 1, 8), substr(md5('b' || n % 8000), 1, 8),
                            substr(md5('c' || n % 500), 1, 8), substr(md5('d' || n % 3000), 1, 8)),
                        array ['t' || n % 2000, 'x ' || n % 1000], 'Maker X' || n % 60, 'image/jpeg', 1, 'ready'
                    from generate_series(1, 100000) n
                    """);
            handle.execute("analyze");
        });
        var recent = new RecentSearches(jdbi);
        for (int i = 0; i < 50; i++) {
            recent.remember(Asked.words("word " + i), person);
        }
        var vocabulary = new Vocabulary(jdbi, new Collections(jdbi));
        vocabulary.audit();
        suggestions = new Suggestions(recent, new SavedSearches(jdbi), vocabulary);
    }

    @TearDown
    public void stop() throws SQLException {
        connection.close();
        servers.stop();
    }

    @Benchmark
    public List<Group> suggest() {
        return suggestions.of(typed, person);
    }
}
