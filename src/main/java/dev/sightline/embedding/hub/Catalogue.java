package dev.sightline.embedding.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The published models that Sightline knows, and those of a person's own list.
final class Catalogue {

    private static final String OURS = "/models/catalogue.json";

    @RegisterForReflection
    record Listing(List<ModelEntry> models) {}

    private Catalogue() {}

    /// @param own adds entries, and replaces those of the same id
    /// @throws ConfigurationException if it cannot be read; it has no cause, so the start ends with its words alone
    static List<ModelEntry> read(Optional<Path> own) {
        Map<String, ModelEntry> entries = new LinkedHashMap<>();
        ours().models().forEach(entry -> entries.put(entry.id(), entry));
        own.map(Catalogue::listing).ifPresent(listing -> listing.models().forEach(entry -> put(entry, entries, own)));
        return List.copyOf(entries.values());
    }

    private static void put(ModelEntry entry, Map<String, ModelEntry> entries, Optional<Path> own) {
        if (entry.id().equals(Models.DEMO) || entry.id().equals(Models.DIRECTORY)) {
            throw new ConfigurationException("%s has a model '%s', which is the name of another. Choose another id."
                    .formatted(own.orElseThrow(), entry.id()));
        }
        entries.put(entry.id(), entry);
    }

    private static Listing ours() {
        try (var in = Catalogue.class.getResourceAsStream(OURS)) {
            return new ObjectMapper().readValue(in, Listing.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Listing listing(Path file) {
        try {
            var listing = new ObjectMapper().readValue(Files.readAllBytes(file), Listing.class);
            if (listing == null || listing.models() == null) {
                throw new ConfigurationException(file + " is no catalogue of models: it has no list \"models\".");
            }
            return listing;
        } catch (JsonProcessingException e) {
            throw new ConfigurationException("%s is no catalogue of models: %s".formatted(file, reason(e)));
        } catch (IOException e) {
            throw new ConfigurationException(
                    "%s, which sightline.hub.catalogue names, cannot be read: %s".formatted(file, e));
        }
    }

    private static String reason(JsonProcessingException failure) {
        var location = failure.getLocation();
        return location == null
                ? failure.getOriginalMessage()
                : "line %d: %s".formatted(location.getLineNr(), failure.getOriginalMessage());
    }
}
