package dev.sightline.generation;

import dev.sightline.index.Coverage;
import dev.sightline.index.Generations;
import dev.sightline.index.Stage;
import dev.sightline.index.Stage.State;
import dev.sightline.index.VectorRepository;
import dev.sightline.ingest.Repairs;
import dev.sightline.library.Collections;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/// What the active generation, and one that is being built, can find of the library, and what was repaired: asked of
/// PostgreSQL when somebody looks, so that every instance says the same.
@ApplicationScoped
class GenerationMetrics {

    private final MeterRegistry registry;
    private final Generations generations;
    private final VectorRepository vectors;
    private final Collections collections;
    private final Repairs repairs;
    private final List<Gauge> gauges = new ArrayList<>();

    GenerationMetrics(
            MeterRegistry registry,
            Generations generations,
            VectorRepository vectors,
            Collections collections,
            Repairs repairs) {
        this.registry = registry;
        this.generations = generations;
        this.vectors = vectors;
        this.collections = collections;
        this.repairs = repairs;
    }

    void register(@Observes StartupEvent event) {
        for (var state : List.of(State.ACTIVE, State.BUILDING)) {
            gauge("sightline.generation.images.searchable", "Images with a vector", state, Coverage::searchable);
            gauge("sightline.generation.images", "Images that are to have a vector", state, Coverage::all);
        }
        for (var kind : Repairs.Kind.values()) {
            gauges.add(Gauge.builder("sightline.repairs", () -> repairs.counts().getOrDefault(kind.code(), 0L))
                    .description("Repairs of the last ninety days")
                    .tag("kind", kind.code())
                    .register(registry));
        }
    }

    /// The registry may outlive the application, and would go on asking this one.
    void remove(@Observes ShutdownEvent event) {
        gauges.forEach(registry::remove);
    }

    private void gauge(String name, String description, State state, ToLongFunction<Coverage> value) {
        gauges.add(Gauge.builder(name, () -> sum(state, value))
                .description(description)
                .tag("state", state.code())
                .register(registry));
    }

    private long sum(State state, ToLongFunction<Coverage> value) {
        return generations.list().stream()
                .filter(stage -> stage.state() == state)
                .map(Stage::generation)
                .map(generation -> vectors.coverage(collections.library(), generation))
                .mapToLong(value)
                .sum();
    }
}
