package dev.sightline.index;

import dev.sightline.index.VectorRepository.Change;
import dev.sightline.index.embedded.EmbeddedIndex;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// The embedded engine of this process, never behind the catalogue: before each search it applies what has
/// changed since the last one, found by one query, whichever instance made the change.
@ApplicationScoped
public class LiveIndex {

    private static final Logger LOG = Logger.getLogger(LiveIndex.class);
    private static final int BATCH = 1000;

    private final VectorRepository vectors;
    private Copy copy;

    LiveIndex(VectorRepository vectors) {
        this.vectors = vectors;
    }

    private static final class Copy {

        private final long generation;
        private final VectorIndex index;
        private long applied;

        private Copy(long generation, VectorIndex index, long applied) {
            this.generation = generation;
            this.index = index;
            this.applied = applied;
        }
    }

    /// The engine with everything that was committed before this call.
    public synchronized VectorIndex of(Generation generation) {
        if (copy == null || copy.generation != generation.id()) {
            copy = load(generation);
        } else if (!follow(generation)) {
            LOG.info("The changes since the last search are no longer kept: loading all vectors again");
            copy = load(generation);
        }
        return copy.index;
    }

    private Copy load(Generation generation) {
        long start = System.nanoTime();
        var index = new EmbeddedIndex(generation.dimension());
        long applied = vectors.readAll(generation.space(), index::put);
        LOG.infof(
                "Loaded the vectors of generation %d in %d ms",
                generation.id(), (System.nanoTime() - start) / 1_000_000);
        return new Copy(generation.id(), index, applied);
    }

    /// @return whether the changes were still there; numbers have no gaps
    private boolean follow(Generation generation) {
        List<Change> changes;
        do {
            changes = vectors.changesAfter(copy.applied, BATCH);
            if (changes.isEmpty()) {
                return true;
            }
            if (changes.getFirst().sequence() != copy.applied + 1) {
                return false;
            }
            apply(generation, changes);
        } while (changes.size() == BATCH);
        return true;
    }

    private void apply(Generation generation, List<Change> changes) {
        var images = changes.stream().map(Change::image).collect(Collectors.toSet());
        var entries = vectors.entries(generation.space(), images);
        var there = entries.stream().map(IndexEntry::image).collect(Collectors.toSet());
        List<UUID> gone =
                images.stream().filter(image -> !there.contains(image)).toList();
        copy.index.remove(gone);
        copy.index.put(entries);
        copy.applied = changes.getLast().sequence();
    }
}
