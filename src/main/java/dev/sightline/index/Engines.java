package dev.sightline.index;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The engines that run elsewhere, and whether the settings have what they need.
@ApplicationScoped
public class Engines {

    private final Map<Engine, RemoteEngine> engines;
    private final IndexConfig config;

    Engines(@All List<RemoteEngine> engines, IndexConfig config) {
        this.engines = engines.stream().collect(Collectors.toMap(RemoteEngine::engine, Function.identity()));
        this.config = config;
    }

    /// @throws ConfigurationException if the wanted engine lacks a setting; the start ends with it
    void check(@Observes StartupEvent event) {
        lacking(config.engine()).ifPresent(what -> {
            throw new ConfigurationException(
                    "sightline.index.engine is %s. %s".formatted(config.engine().code(), what));
        });
    }

    /// What the settings lack for an engine, as a sentence; empty if nothing.
    public Optional<String> lacking(Engine engine) {
        return engine.isRemote() ? engines.get(engine).lacking() : Optional.empty();
    }

    /// @throws EngineException if the settings lack something
    RemoteEngine of(Engine engine) {
        var remote = engines.get(engine);
        remote.lacking().ifPresent(what -> {
            throw EngineException.unset(
                    "This generation is in %s, which is not set up. %s".formatted(engine.words(), what));
        });
        return remote;
    }
}
