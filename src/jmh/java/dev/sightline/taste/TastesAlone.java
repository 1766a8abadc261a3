package dev.sightline.taste;

import dev.sightline.library.Collections;
import dev.sightline.taste.TasteProvider.Judge;
import dev.sightline.taste.TasteProvider.Verdict;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/// What people like, with other settings than those of the service, or without a service.
public final class TastesAlone {

    private static final int ABOVE_DEFAULTS = 500;

    private TastesAlone() {}

    /// @param settings by their name after `sightline.taste.`; the others have their defaults
    public static Tastes of(Jdbi jdbi, Map<String, String> settings) {
        var config = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(prefixed(settings), "tried", ABOVE_DEFAULTS))
                .withMapping(TasteConfig.class)
                .build()
                .getConfigMapping(TasteConfig.class);
        return new Tastes(
                new TasteRepository(jdbi),
                new Collections(jdbi),
                config,
                (local, _, _, _) -> new Verdict(local, Judge.LOCAL));
    }

    private static Map<String, String> prefixed(Map<String, String> settings) {
        var prefixed = new HashMap<String, String>();
        settings.forEach((name, value) -> prefixed.put("sightline.taste." + name, value));
        return prefixed;
    }
}
