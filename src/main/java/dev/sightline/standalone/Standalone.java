package dev.sightline.standalone;

import dev.sightline.EmbeddedServers;
import dev.sightline.Serving;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// PostgreSQL and an S3 endpoint inside one data directory.
public final class Standalone implements EmbeddedServers {

    private DataDirectory directory;
    private Postgres database;
    private ObjectServer storage;

    @Override
    public synchronized Map<String, String> start(Set<Kind> wanted, Serving serving) {
        directory = DataDirectory.claim(serving);
        try {
            serving.checkPort();
            Map<String, String> settings = new LinkedHashMap<>();
            settings.put("sightline.data", directory.path().toString());
            if (wanted.contains(Kind.STORAGE)) {
                storage = ObjectServer.start(directory, serving);
                settings.putAll(storage.settings());
            }
            if (wanted.contains(Kind.DATABASE)) {
                database = Postgres.start(directory);
                settings.putAll(database.settings());
            }
            return settings;
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
    }

    @Override
    public synchronized void stop() {
        if (storage != null) {
            storage.stop();
            storage = null;
        }
        if (database != null) {
            database.stop();
            database = null;
        }
        if (directory != null) {
            directory.release();
            directory = null;
        }
    }
}
