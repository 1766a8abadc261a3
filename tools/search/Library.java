import dev.sightline.EmbeddedServers.Kind;
import dev.sightline.Serving;
import dev.sightline.standalone.Standalone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Map;

/// A library of synthetic pictures with PostgreSQL and an object storage of its own, filled once and kept in a directory.
class Library implements AutoCloseable {

    private static final int MILLIS_OF_TICK = 10;

    final Path place;
    final int count;
    private final Path model;
    private final Standalone servers = new Standalone();
    private final Map<String, String> settings;

    private Library(Path place, Path model, int count) throws IOException {
        this.place = place;
        this.model = model;
        this.count = count;
        Files.createDirectories(place);
        settings = servers.start(EnumSet.allOf(Kind.class), new Serving(place.resolve("data"), "127.0.0.1", 0, 0));
    }

    /// @param vectors of each picture: 1, of its pixels, or 3, of its words and of both as well
    static Library open(int count, int vectors) throws Exception {
        var place = Path.of("target/search/library-%d-%d".formatted(count, vectors));
        var library = new Library(place, Path.of(System.getProperty("model")).toAbsolutePath(), count);
        var filled = place.resolve("filled");
        if (!Files.exists(filled)) {
            library.fill(vectors);
            Files.createFile(filled);
        }
        return library;
    }

    /// The service makes the schema, the space of the model and its calibration.
    private void fill(int vectors) throws Exception {
        try (var service = start(false)) {
            service.search("q=boat");
        }
        long start = System.nanoTime();
        new Synthetic(model, this::connect, vectors).fill(count);
        IO.println("%,d pictures, vectors of each: %d, written in %.0f s".formatted(count, vectors, Service.seconds(start)));
    }

    Service start() throws Exception {
        return start(true);
    }

    /// @param kept whether its index is kept over a restart
    private Service start(boolean kept) throws Exception {
        return new Service(settings, model, kept ? place.resolve("index") : null);
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                settings.get("quarkus.datasource.jdbc.url"),
                settings.get("quarkus.datasource.username"),
                settings.get("quarkus.datasource.password"));
    }

    /// Processor time of PostgreSQL so far, in milliseconds: its own, that of its processes, and of those that have ended.
    double processor() throws IOException {
        var postmaster = Files.readAllLines(place.resolve("data/postgres/postmaster.pid")).getFirst();
        long ticks = 0;
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : processes) {
                ticks += ticks(process, postmaster);
            }
        }
        return ticks * MILLIS_OF_TICK;
    }

    private static long ticks(Path process, String postmaster) throws IOException {
        try {
            var fields = Files.readString(process.resolve("stat")).replaceFirst(".*\\) ", "").split(" ");
            long own = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            return process.endsWith(postmaster)
                    ? own + Long.parseLong(fields[13]) + Long.parseLong(fields[14])
                    : fields[1].equals(postmaster) ? own : 0;
        } catch (NoSuchFileException e) {
            return 0; // has just ended
        }
    }

    @Override
    public void close() {
        servers.stop();
    }
}
