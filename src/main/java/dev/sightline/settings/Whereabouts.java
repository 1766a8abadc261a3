package dev.sightline.settings;

import dev.sightline.settings.SettingsPage.Fact;
import dev.sightline.storage.StorageConfig;
import dev.sightline.web.Phrases;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Where pictures and database are, without what opens them.
@ApplicationScoped
class Whereabouts {

    private static final Logger LOG = Logger.getLogger(Whereabouts.class);

    private final Optional<Path> data;
    private final StorageConfig storage;
    private final String database;

    Whereabouts(
            @ConfigProperty(name = "sightline.data") Optional<Path> data,
            StorageConfig storage,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String database) {
        this.data = data;
        this.storage = storage;
        this.database = database;
    }

    List<Fact> facts() {
        var facts = new ArrayList<Fact>();
        data.ifPresent(folder ->
                facts.add(new Fact("Data directory", folder.toAbsolutePath().toString(), free(folder))));
        facts.add(new Fact("Bucket", storage.bucket(), endpoint()));
        facts.add(new Fact("PostgreSQL", server(), ""));
        return facts;
    }

    private static String free(Path folder) {
        try {
            return Phrases.size(Files.getFileStore(folder).getUsableSpace()) + " free on its disk";
        } catch (IOException e) {
            LOG.debugf(e, "The free space of %s is not known", folder);
            return "";
        }
    }

    private String endpoint() {
        return storage.endpoint().map(uri -> "at " + uri.getHost()).orElseGet(() -> "at AWS in " + storage.region());
    }

    /// Host and name of the database; users and passwords may be in its URL too.
    private String server() {
        var uri = URI.create(database.replaceFirst("^jdbc:", "").replaceFirst("[?;].*$", ""));
        return uri.getHost() == null ? "" : uri.getHost() + uri.getPath();
    }
}
