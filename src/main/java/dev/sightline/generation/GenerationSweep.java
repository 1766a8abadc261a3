package dev.sightline.generation;

import dev.sightline.index.Generations;
import dev.sightline.index.Indexes;
import dev.sightline.index.LiveIndex;
import dev.sightline.index.VectorRepository;
import dev.sightline.index.WordVectors;
import dev.sightline.ingest.Jobs;
import dev.sightline.ingest.Repairs;
import dev.sightline.ingest.SweepTask;
import jakarta.enterprise.context.ApplicationScoped;

/// Finds generations that nobody is building, images that the active one cannot find, and entries of the index that
/// are not what PostgreSQL holds.
@ApplicationScoped
class GenerationSweep implements SweepTask {

    private final Builds builds;
    private final Generations generations;
    private final VectorRepository vectors;
    private final WordVectors words;
    private final Indexes index;
    private final Jobs jobs;
    private final Repairs repairs;

    GenerationSweep(
            Builds builds,
            Generations generations,
            VectorRepository vectors,
            WordVectors words,
            Indexes index,
            Jobs jobs,
            Repairs repairs) {
        this.builds = builds;
        this.generations = generations;
        this.vectors = vectors;
        this.words = words;
        this.index = index;
        this.jobs = jobs;
        this.repairs = repairs;
    }

    @Override
    public void sweep() {
        builds.follow();
        for (var image : vectors.gaps(generations.active())) {
            repairs.record(Repairs.Kind.VECTOR_MISSING, image, "It is taken in again from its original.");
            jobs.renew(image);
        }
    }

    @Override
    public void audit() {
        var active = generations.active();
        // What a model refused to read, it may read now.
        words.forgetGaps(active);
        var differing = index.audit(active);
        if (!differing.isEmpty()) {
            repairs.record(Repairs.Kind.ENTRY_STALE, null, differing + " It is given all vectors anew.");
            builds.follow();
        }
        for (var difference : index.repair(active)) {
            repairs.record(kind(difference.kind()), difference.image(), "The index holds it as PostgreSQL does again.");
        }
    }

    private static Repairs.Kind kind(LiveIndex.Difference.Kind kind) {
        return switch (kind) {
            case MISSING -> Repairs.Kind.ENTRY_MISSING;
            case EXTRA -> Repairs.Kind.ENTRY_EXTRA;
            case STALE -> Repairs.Kind.ENTRY_STALE;
        };
    }
}
