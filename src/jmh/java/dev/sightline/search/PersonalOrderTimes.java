package dev.sightline.search;

import dev.sightline.EmbeddedServers.Kind;
import dev.sightline.Serving;
import dev.sightline.account.Person;
import dev.sightline.search.PersonalOrder.Leaning;
import dev.sightline.standalone.Standalone;
import dev.sightline.style.StylesAlone;
import dev.sightline.taste.Tastes;
import dev.sightline.taste.TastesAlone;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
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

/// What taste adds to a search: reading what somebody likes from their latest acts, and ordering candidates by it, with
/// the styles of these, in a library of 100,000 images in 50 styles.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 3, time = 3)
@Fork(1)
public class PersonalOrderTimes {

    private static final SearchRequest REQUEST = SearchRequest.of("cat");
    private static final long COLLECTION = 1;

    @Param("500")
    int candidates;

    @Param({"30", "1000"})
    int acts;

    private final Standalone servers = new Standalone();
    private final Person person = new Person(1, "owner");
    private Connection connection;
    private Jdbi jdbi;
    private Tastes tastes;
    private PersonalOrder personal;
    private Leaning leaning;
    private Ranked found;

    @Setup
    public void fill() throws IOException, SQLException {
        var data = Files.createTempDirectory("sightline-personal-order");
        var settings = servers.start(EnumSet.of(Kind.DATABASE), new Serving(data, "127.0.0.1", 0, 0));
        var url = settings.get("quarkus.datasource.jdbc.url");
        var user = settings.get("quarkus.datasource.username");
        var password = settings.get("quarkus.datasource.password");
        Flyway.configure().dataSource(url, user, password).load().migrate();
        // One connection, as a pool would have it at hand.
        connection = DriverManager.getConnection(url, user, password);
        jdbi = Jdbi.create(connection).installPlugin(new PostgresPlugin());
        jdbi.useHandle(handle -> {
            handle.execute("""
                    insert into image (id, collection_id, object_key, name, media_type, size, state)
                    select gen_random_uuid(), 1, 'originals/' || n, n || '.jpg', 'image/jpeg', 1, 'ready'
                    from generate_series(1, 100000) n
                    """);
            handle.execute("""
                    insert into space (provider, model, revision, quantisation, preprocessing, prompt, purpose, dimension)
                    values ('none', 'none', '', '', '', '', '', 1)
                    """);
            handle.execute("""
                    insert into generation (space_id, model, dimension, engine, state)
                    select id, 'none', 1, 'embedded', 'active' from space
                    """);
            handle.execute("""
                    insert into clustering (id, collection_id, generation_id, state, k, seed, sample)
                    select gen_random_uuid(), 1, id, 'active', 50, 1, '{}' from generation
                    """);
            handle.execute("""
                    insert into style (id, clustering_id, name, centroid)
                    select gen_random_uuid(), c.id, 'style ' || n, '' from clustering c, generate_series(1, 50) n
                    """);
            handle.execute("""
                    insert into style_image (clustering_id, image_id, style_id, closeness, bearing, late)
                    select c.id, i.id, s.all[1 + mod(left(i.name, -4)::int, 50)], 0.5, 0, false
                    from image i, clustering c, (select array_agg(id) as all from style) s
                    """);
            handle.execute("""
                    insert into interaction (id, person_id, image_id, type, at)
                    select gen_random_uuid(), 1, id, (array['view', 'view', 'favourite', 'download'])[1 + floor(random() * 4)],
                        now() - random() * interval '30 days'
                    from (select id from image order by random() limit ?) i
                    """, acts);
            handle.execute("analyze");
        });
        tastes = TastesAlone.of(jdbi, Map.of());
        personal = personal();
        leaning = leaning();
        var images = jdbi.withHandle(handle -> handle.createQuery("select id from image order by random() limit :count")
                .bind("count", candidates)
                .mapTo(UUID.class)
                .list());
        var random = new Random(1);
        var entries = images.stream()
                .map(image -> new Entry(image, 0.7 + 0.3 * random.nextDouble(), 0.3, null, null))
                .sorted(Comparator.comparingDouble(Entry::score).reversed())
                .toList();
        found = new Ranked(entries, entries.size(), true);
    }

    @TearDown
    public void stop() throws SQLException {
        connection.close();
        servers.stop();
    }

    /// Beside the search: from the acts in the database to what is liked.
    @Benchmark
    public Leaning leaning() {
        return personal.leaning(REQUEST, person, COLLECTION);
    }

    /// After the search: with the styles of the candidates, which are known from another search.
    @Benchmark
    public Ranked order() {
        return personal.order(found, leaning, person, COLLECTION, _ -> found).ranked();
    }

    /// The same where no search had any of the candidates: all of their styles are read from the database.
    @Benchmark
    public Ranked orderUnknown() {
        return personal().order(found, leaning, person, COLLECTION, _ -> found).ranked();
    }

    private PersonalOrder personal() {
        return new PersonalOrder(tastes, StylesAlone.of(jdbi));
    }
}
