package dev.sightline.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/// A library of catalogue rows without pictures, as many as a test wants, which nobody takes in or misses.
public class RowsAlone implements QuarkusTestProfile {

    private static final Path FILL = Path.of("tools/timeline/fill.sql");

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("sightline.ingest.enabled", "false");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(OwnServers.class));
    }

    public static void fill(Jdbi jdbi, int count) {
        Database.empty(jdbi);
        jdbi.useHandle(
                handle -> handle.createUpdate(read()).bind("count", count).execute());
    }

    private static String read() {
        try {
            return Files.readString(FILL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
