package dev.sightline.index;

import dev.sightline.index.VectorRepository.Change;
import dev.sightline.index.embedded.EmbeddedIndex;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// The embedded engine of this process, never behind the catalogue: before each search it applies what has
/// changed since the last one, found by one query, whichever instance made the change. Each generation in use has a
/// copy of its own, so that loading one keeps no search on another waiting.
@ApplicationScoped
public class LiveIndex {

    private static final Logger LOG = Logger.getLogger(LiveIndex.class);
    private static final int BATCH = 1000;

    private final VectorRepository vectors;
    private final Map<Long, Copy> copies = new ConcurrentHashMap<>();

    LiveIndex(VectorRepository vectors) {
        this.vectors = vectors;
    }

    /// The engine with everything that was committed before this call.
    public VectorIndex of(Generation generation) {
        return copies.computeIfAbsent(generation.id(), _ -> new Copy(generation))
                .current();
    }

    /// Gives back the memory of all copies but these.
    public void retain(Set<Long> generations) {
        copies.keySet().retainAll(generations);
    }

    /// What the copy of a generation holds otherwise than PostgreSQL does, after it has been put right.
    ///
    /// @return empty as well where this process has no copy
    public List<Difference> repair(Generation generation) {
        var copy = copies.get(generation.id());
        return copy == null ? List.of() : copy.repaired();
    }

    /// An entry that was not as it should be.
    public record Difference(UUID image, Kind kind) {

        public enum Kind {
            MISSING,
            EXTRA,
            STALE
        }
    }

    private final class Copy {

        private final Generation generation;
        private EmbeddedIndex index;
        private long applied;

        private Copy(Generation generation) {
            this.generation = generation;
        }

        private synchronized VectorIndex current() {
            if (index == null) {
                load();
            } else if (!follow()) {
                LOG.info("The changes since the last search are no longer kept: loading all vectors again");
                load();
            }
            return index;
        }

        private void load() {
            long start = System.nanoTime();
            var loaded = new EmbeddedIndex(generation.dimension());
            applied = vectors.readAll(generation.spaceId(), loaded::put);
            index = loaded;
            LOG.infof(
                    "Loaded the vectors of generation %d in %d ms",
                    generation.id(), (System.nanoTime() - start) / 1_000_000);
        }

        /// @return whether the changes were still there; numbers have no gaps
        private boolean follow() {
            List<Change> changes;
            do {
                changes = vectors.changesAfter(applied, BATCH);
                if (changes.isEmpty()) {
                    return true;
                }
                if (changes.getFirst().sequence() != applied + 1) {
                    return false;
                }
                apply(changes);
            } while (changes.size() == BATCH);
            return true;
        }

        private void apply(List<Change> changes) {
            var images = changes.stream().map(Change::image).collect(Collectors.toSet());
            update(images);
            applied = changes.getLast().sequence();
        }

        /// Compares all entries while searches go on, and once more, with nothing in between, those that differ.
        private List<Difference> repaired() {
            var compared = current();
            var extra = compared.images();
            var differing = new HashSet<UUID>();
            vectors.readAll(generation.spaceId(), entries -> {
                differing.addAll(compared.differing(entries));
                entries.forEach(entry -> extra.remove(entry.image()));
            });
            differing.addAll(extra);
            return differing.isEmpty() ? List.of() : repaired(differing);
        }

        private synchronized List<Difference> repaired(Set<UUID> suspects) {
            var held = current().images();
            var entries = vectors.entries(generation.spaceId(), suspects);
            var there = entries.stream().map(IndexEntry::image).collect(Collectors.toSet());
            // What changed while they were compared, the change sequence says; the rest is wrong.
            vectors.changesAfter(applied, Integer.MAX_VALUE).forEach(change -> suspects.remove(change.image()));
            var differing = index.differing(entries);
            var differences = suspects.stream()
                    .filter(image -> differing.contains(image) || held.contains(image) && !there.contains(image))
                    .map(image -> new Difference(image, kind(held.contains(image), there.contains(image))))
                    .toList();
            update(differences.stream().map(Difference::image).collect(Collectors.toSet()));
            return differences;
        }

        private static Difference.Kind kind(boolean held, boolean there) {
            return !held ? Difference.Kind.MISSING : there ? Difference.Kind.STALE : Difference.Kind.EXTRA;
        }

        private void update(Set<UUID> images) {
            var entries = vectors.entries(generation.spaceId(), images);
            var there = entries.stream().map(IndexEntry::image).collect(Collectors.toSet());
            index.remove(images.stream().filter(image -> !there.contains(image)).toList());
            index.put(entries);
        }
    }
}
