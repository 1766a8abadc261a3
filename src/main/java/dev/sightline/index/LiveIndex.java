package dev.sightline.index;

import dev.sightline.index.embedded.EmbeddedIndex;
import dev.sightline.index.embedded.IndexFolder;
import dev.sightline.index.embedded.IndexFolder.Recovered;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// The embedded engine of this process, never behind the catalogue: before each search it applies what has
/// changed since the last one, found by one query, whichever instance made the change. Each generation in use has a
/// copy of its own, so that loading one keeps no search on another waiting.
///
/// A copy is kept on the disk as well, if there is a directory for it, and then read from there at the next start.
@ApplicationScoped
public class LiveIndex {

    private static final Logger LOG = Logger.getLogger(LiveIndex.class);
    private static final int BATCH = 1000;

    /// A snapshot is written when so many changes, or this part of the entries, are not in the one before it. Then a
    /// start has at most a tenth to catch up with, and all snapshots that are written while a library grows are
    /// together some eleven times as large as the last.
    private static final int CHANGES = 1000;

    private static final int PART = 10;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final VectorRepository vectors;
    private final Optional<IndexDirectory> directory;
    private final Map<Long, Copy> copies = new ConcurrentHashMap<>();
    /// What is told to it after it has ended, is left out.
    private final ExecutorService saver = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("index-snapshots").factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    @Inject
    LiveIndex(
            VectorRepository vectors,
            IndexConfig config,
            @ConfigProperty(name = "sightline.data") Optional<Path> data) {
        this(vectors, config.directory().or(() -> data.map(folder -> folder.resolve("index"))));
    }

    LiveIndex(VectorRepository vectors, Optional<Path> directory) {
        this.vectors = vectors;
        this.directory = directory.flatMap(IndexDirectory::claim);
    }

    /// The engine with everything that was committed before this call.
    public EmbeddedIndex of(Generation generation) {
        return copies.computeIfAbsent(generation.id(), _ -> new Copy(generation))
                .current();
    }

    /// Gives back the memory of all copies but these, and their files.
    public void retain(Set<Long> generations) {
        var known = new HashSet<>(copies.keySet());
        directory.map(IndexDirectory::generations).ifPresent(known::addAll);
        known.removeAll(generations);
        known.forEach(generation -> copies.compute(generation, (id, _) -> {
            directory.ifPresent(place -> place.delete(id));
            return null;
        }));
    }

    /// Writes what is not in a snapshot yet, and lets another process have the directory.
    @PreDestroy
    void stop() {
        saver.shutdown();
        try {
            if (!saver.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("A snapshot of the index is not written within " + PATIENCE.toSeconds() + " seconds");
            } else {
                copies.values().forEach(Copy::save);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        directory.ifPresent(IndexDirectory::release);
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
        private final Optional<IndexFolder> folder;
        private EmbeddedIndex index;
        private Change applied;
        /// The number of the last change that a snapshot has; null if there is none, or it is known to be wrong.
        private Long saved;

        private Copy(Generation generation) {
            this.generation = generation;
            this.folder = directory.map(place -> place.folder(generation));
        }

        private synchronized EmbeddedIndex current() {
            if (index == null) {
                open();
            } else if (index.isDamaged()) {
                LOG.warn("The files of the index are damaged: loading all vectors again");
                load();
            } else if (!follow()) {
                LOG.info("The changes since the last search are no longer kept: loading all vectors again");
                load();
            }
            if (isSaveDue()) {
                saver.execute(this::save);
            }
            return index;
        }

        private void open() {
            long start = System.nanoTime();
            var recovered = folder.flatMap(IndexFolder::recovered);
            if (recovered.isEmpty()) {
                load();
            } else if (!vectors.isThere(recovered.get().last())) {
                LOG.info("The snapshot of the index is not of this state of the database: loading all vectors");
                load();
            } else {
                catchUp(recovered.get(), start);
            }
        }

        private void catchUp(Recovered recovered, long start) {
            long read = System.nanoTime();
            applied = recovered.last();
            saved = applied.sequence();
            index = recovered.index();
            if (!follow()) {
                LOG.info("The changes since the last snapshot are no longer kept: loading all vectors");
                load();
                return;
            }
            LOG.infof(
                    "Read the %d vectors of generation %d in %d ms, and caught up with %d changes in %d ms",
                    index.size(),
                    generation.id(),
                    (read - start) / 1_000_000,
                    applied.sequence() - saved,
                    (System.nanoTime() - read) / 1_000_000);
        }

        private void load() {
            long start = System.nanoTime();
            var loaded = folder.map(IndexFolder::empty).orElseGet(() -> new EmbeddedIndex(generation.dimension()));
            saved = null;
            applied = vectors.readAll(generation.spaceId(), loaded::put);
            index = loaded;
            LOG.infof(
                    "Loaded the %d vectors of generation %d in %d ms",
                    index.size(), generation.id(), (System.nanoTime() - start) / 1_000_000);
        }

        private boolean isSaveDue() {
            return folder.isPresent()
                    && applied.isKnown()
                    && (saved == null || applied.sequence() - saved >= Math.max(CHANGES, index.size() / PART));
        }

        /// What could not be written is tried again when as much has changed once more.
        private void save() {
            try {
                draft().ifPresent(EmbeddedIndex.Draft::write);
            } catch (UncheckedIOException e) {
                LOG.warnf(e.getCause(), "The snapshot of generation %d could not be written", generation.id());
            }
        }

        private synchronized Optional<EmbeddedIndex.Draft> draft() {
            boolean isCurrent = copies.get(generation.id()) == this && index != null && !index.isDamaged();
            if (!isCurrent || !applied.isKnown() || saved != null && saved == applied.sequence()) {
                return Optional.empty();
            }
            saved = applied.sequence();
            return index.draft(applied);
        }

        /// @return whether the changes were still there; numbers have no gaps
        private boolean follow() {
            List<Change> changes;
            do {
                changes = vectors.changesAfter(applied.sequence(), BATCH);
                if (changes.isEmpty()) {
                    return true;
                }
                if (changes.getFirst().sequence() != applied.sequence() + 1) {
                    return false;
                }
                apply(changes);
            } while (changes.size() == BATCH);
            return true;
        }

        private void apply(List<Change> changes) {
            update(changes.stream().map(Change::image).collect(Collectors.toSet()));
            applied = changes.getLast();
        }

        /// Compares all entries while searches go on, and once more, with nothing in between, those that differ.
        private List<Difference> repaired() {
            var compared = current();
            var extra = new EnumMap<Kind, Set<UUID>>(Kind.class);
            for (var kind : Kind.values()) {
                extra.put(kind, compared.images(kind));
            }
            var differing = new HashSet<UUID>();
            vectors.readAll(generation.spaceId(), entries -> {
                differing.addAll(compared.differing(entries));
                entries.forEach(entry -> extra.get(entry.kind()).remove(entry.image()));
            });
            extra.values().forEach(differing::addAll);
            var differences = differing.isEmpty() ? List.<Difference>of() : repaired(differing);
            // Changes are kept for some days only: a snapshot must not be older than they are.
            saver.execute(this::save);
            return differences;
        }

        private synchronized List<Difference> repaired(Set<UUID> suspects) {
            var held = current();
            var entries = vectors.entries(generation.spaceId(), suspects);
            var there = entries.stream()
                    .collect(Collectors.groupingBy(
                            IndexEntry::image, Collectors.mapping(IndexEntry::kind, Collectors.toSet())));
            // What changed while they were compared, the change sequence says; the rest is wrong.
            vectors.changesAfter(applied.sequence(), Integer.MAX_VALUE)
                    .forEach(change -> suspects.remove(change.image()));
            var differing = index.differing(entries);
            var differences = suspects.stream()
                    .filter(image -> differing.contains(image)
                            || !there.getOrDefault(image, Set.of()).containsAll(held.kinds(image)))
                    .map(image -> new Difference(image, kind(!held.kinds(image).isEmpty(), there.containsKey(image))))
                    .toList();
            if (!differences.isEmpty()) {
                update(differences.stream().map(Difference::image).collect(Collectors.toSet()));
                saved = null;
            }
            return differences;
        }

        private static Difference.Kind kind(boolean held, boolean there) {
            return !held ? Difference.Kind.MISSING : there ? Difference.Kind.STALE : Difference.Kind.EXTRA;
        }

        private void update(Set<UUID> images) {
            index.replace(images, vectors.entries(generation.spaceId(), images));
        }
    }
}
