package dev.sightline.status;

import dev.sightline.embedding.hub.Models;
import dev.sightline.index.Generations;
import dev.sightline.index.VectorRepository;
import dev.sightline.ingest.Jobs;
import dev.sightline.ingest.Repairs;
import dev.sightline.library.Collections;
import dev.sightline.library.Images;
import dev.sightline.status.Status.Index;
import dev.sightline.status.Status.Model;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

@Path("/api/status")
class StatusResource {

    private final Images images;
    private final Collections collections;
    private final Jobs jobs;
    private final Repairs repairs;
    private final Models models;
    private final Generations generations;
    private final VectorRepository vectors;
    private final StorageUsage storage;
    private final String version;

    StatusResource(
            Images images,
            Collections collections,
            Jobs jobs,
            Repairs repairs,
            Models models,
            Generations generations,
            VectorRepository vectors,
            StorageUsage storage,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.images = images;
        this.collections = collections;
        this.jobs = jobs;
        this.repairs = repairs;
        this.models = models;
        this.generations = generations;
        this.vectors = vectors;
        this.storage = storage;
        this.version = version;
    }

    @GET
    public Status status() {
        long collection = collections.library();
        var generation = generations.active();
        var space = generation.space();
        var caveat = models.find(generation.model())
                .map(dev.sightline.embedding.hub.Model::caveat)
                .orElse("");
        return new Status(
                version,
                byStatus(images.counts(collection)),
                jobs.counts(),
                repairs.counts(),
                new Model(space.provider(), space.model(), space.dimension(), caveat),
                new Index(generation.engine().code(), generation.id(), vectors.coverage(collection, generation)),
                storage.of(collection));
    }

    private static Map<String, Long> byStatus(Map<String, Long> states) {
        var result = new TreeMap<>(Map.of("processing", 0L, "ready", 0L, "failed", 0L, "trashed", 0L));
        states.forEach(
                (state, count) -> result.merge(result.containsKey(state) ? state : "processing", count, Long::sum));
        return result;
    }
}
